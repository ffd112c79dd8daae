"""Both themes reach every widget, and the plots."""

from __future__ import annotations

from collections.abc import Iterator

import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.dress import theme
from rnnviz.views.palette import PALETTES, Theme, rgb

THEMES: tuple[Theme, ...] = ("light", "dark")
PAIRS = [
    ("WindowText", "Window"), ("Text", "Base"), ("Text", "AlternateBase"), ("ButtonText", "Button"),
    ("HighlightedText", "Highlight"), ("ToolTipText", "ToolTipBase"), ("PlaceholderText", "Base"), ("Link", "Base"),
    ("Link", "Window"), ("Text", "Highlight"), ("PlaceholderText", "Highlight"),
    ("LinkVisited", "Base"), ("BrightText", "Button"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def plain_again(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setStyleSheet("")
    pg.setConfigOptions(background="k", foreground="d")


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.1."""
    shares = {0.2126: colour.redF(), 0.7152: colour.greenF(), 0.0722: colour.blueF()}
    linear = {weight: s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for weight, s in shares.items()}
    return sum(weight * light for weight, light in linear.items())


def contrast(one: QColor, other: QColor) -> float:
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_text_of_every_widget_is_read(qapp: QApplication, name: Theme, pair: tuple[str, str]) -> None:
    theme.apply(qapp, name)
    front, back = (qapp.palette().color(QPalette.ColorRole[role]) for role in pair)
    assert contrast(front, back) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_what_is_drawn_has_the_theme(qtbot: QtBot, qapp: QApplication, name: Theme) -> None:
    theme.apply(qapp, name)
    palette = PALETTES[name]
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(100, 60)
    card = QFrame(window)
    card.setProperty("card", True)
    card.setGeometry(10, 10, 60, 40)
    image = window.grab().toImage()
    assert image.pixelColor(5, 5) == QColor(palette.window)
    assert image.pixelColor(40, 30) == QColor(palette.panel)
    assert image.pixelColor(40, 10) == QColor(palette.border)
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    assert plot.backgroundBrush().color() == QColor(palette.paper)


def test_the_theme_can_be_switched_while_widgets_are_open(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    label = QLabel("words")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(PALETTES["light"].text)
    theme.apply(qapp, "dark")
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(PALETTES["dark"].text)


def test_text_grows_with_the_scale_and_shrinks_back(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    usual = qapp.font().pointSizeF()
    theme.apply(qapp, "light", 1.6)
    assert qapp.font().pointSizeF() == pytest.approx(1.6 * usual)
    button = QPushButton("words")
    qtbot.addWidget(button)
    large = button.sizeHint().height()
    theme.apply(qapp, "light")
    assert qapp.font().pointSizeF() == pytest.approx(usual)
    assert button.sizeHint().height() < large


def test_figures_are_all_of_one_width(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    label = QLabel()
    label.setFont(qapp.font())
    widths = {label.fontMetrics().horizontalAdvance(figure * 10) for figure in "0123456789"}
    assert len(widths) == 1


def test_latin_comes_before_korean(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    assert QFontInfo(qapp.font()).family() == qapp.font().families()[0]
    assert len(qapp.font().families()) <= 2


def test_the_system_decides_where_nobody_chose(qapp: QApplication) -> None:
    found = theme.system_theme(qapp)
    assert (found == "dark") == (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def test_colours_are_mixed() -> None:
    assert theme.mixed("#ffffff", "#000000", 0.5) == "#808080"
    assert rgb(theme.mixed("#102030", "#405060", 1.0)) == rgb("#102030")


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_a_box_that_is_not_ticked_is_seen(qtbot: QtBot, theme_name: Theme) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme_name)
    box = QCheckBox("a")
    qtbot.addWidget(box)
    box.resize(60, 24)
    grey = [box.grab().toImage().pixelColor(x, 12).lightness() for x in range(16)]
    assert max(grey) - min(grey) > 80, "its edge stands out from its ground"
    theme.apply(app, "light")


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_every_entry_of_an_open_list_can_be_read(qtbot: QtBot, qapp: QApplication, theme_name: Theme) -> None:
    theme.apply(qapp, theme_name)
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["first", "second", "third"])
    box.setCurrentIndex(1)
    with qtbot.waitExposed(box):
        box.show()
    box.showPopup()
    view = box.view()
    for row in range(box.count()):
        place = view.visualRect(box.model().index(row, 0)).adjusted(4, 3, -4, -3)
        image = view.viewport().grab(place).toImage()
        grey = [image.pixelColor(x, y).lightnessF() for x in range(image.width()) for y in range(image.height())]
        assert max(grey) - min(grey) > 0.3, f"{box.itemText(row)} is not to be seen"
    box.hidePopup()
    theme.apply(qapp, "light")
