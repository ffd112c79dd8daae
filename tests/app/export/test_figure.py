"""Exported pictures open again, say where they are from, and are drawn as they should be."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QGraphicsView
from pytestqt.qtbot import QtBot

from rnnviz.app.export.dialog import FigureDialog
from rnnviz.app.export.sheet import Look, sheet
from rnnviz.app.main_window import MainWindow
from rnnviz.views.base import View
from rnnviz.views.frames.track import Track
from rnnviz.views.palette import PALETTES
from tests.app.driving import LONG, action, find

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, of dialogs

KEYS = ("gradient_norms", "activations", "training", "equations")


@pytest.fixture
def drawn(qtbot: QtBot, resting: MainWindow) -> MainWindow:
    """The window with its views drawn and a few updates done."""
    resting.link.update(3)
    views = [resting.workspace.views[key] for key in KEYS]
    player = resting.player
    qtbot.waitUntil(lambda: player.trace is not None and player.trace.update >= 3, timeout=LONG)
    qtbot.waitUntil(lambda: all(view.trace is player.trace for view in views if view.key != "training"), timeout=LONG)
    return resting


def look(theme: str = "light", **others: float) -> Look:
    return Look(width=640, height=300, theme="dark" if theme == "dark" else "light", **others)  # type: ignore[arg-type]


def view_of(window: MainWindow, key: str) -> View:
    return window.workspace.views[key]


def ink(image: QImage, theme: str) -> float:
    """Return the share of pixels that are not paper."""
    paper = QColor(PALETTES["dark" if theme == "dark" else "light"].paper).rgb()
    shape = (image.height(), image.bytesPerLine() // 4)
    pixels = np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint32).reshape(shape)
    return float((pixels[:, : image.width()] != paper).mean())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("key", KEYS)
def test_a_png_is_as_large_as_asked_and_full(drawn: MainWindow, key: str, theme: str) -> None:
    data = drawn.exporting.picture(view_of(drawn, key), "png", look(theme, ratio=2.0))
    image = QImage.fromData(data)
    assert (image.width(), image.height()) == (1280, 600)
    assert image.text("seed") == str(drawn.editing.now.seed)
    assert image.text("command").startswith("rnnviz run hello-rnn")
    assert image.text("torch")
    assert image.dotsPerMeterX() == round(192 / 0.0254)
    assert 0.005 < ink(image, theme) < 0.95
    corner = image.pixelColor(2, 2).name()
    assert corner == PALETTES["dark" if theme == "dark" else "light"].paper


@pytest.mark.parametrize("key", KEYS)
def test_an_svg_opens_in_the_same_size_without_scripts_or_references(drawn: MainWindow, key: str) -> None:
    data = drawn.exporting.picture(view_of(drawn, key), "svg", look())
    root = ET.fromstring(data)
    texts = []
    for element in root.iter():
        assert not element.tag.endswith("script")
        assert element.get("vector-effect") != "non-scaling-stroke"
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name.endswith("href"):
                assert value.startswith(("data:image/png;base64,", "#"))
        texts.append((element.text or "").strip())
    assert any("hello-rnn" in text and "seed" in text for text in texts)
    renderer = QSvgRenderer(QByteArray(data))
    assert renderer.isValid()
    assert renderer.defaultSize().toTuple() == (640, 300)
    image = QImage(640, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(PALETTES["light"].paper))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    flat = QImage.fromData(drawn.exporting.picture(view_of(drawn, key), "png", look()))
    assert ink(image, "light") == pytest.approx(ink(flat, "light"), rel=0.35)


@pytest.mark.parametrize("key", ["gradient_norms", "activations"])
def test_a_picture_of_a_track_numbers_its_steps(drawn: MainWindow, key: str) -> None:
    view = view_of(drawn, key)
    assert isinstance(view, Track)
    texts = [(each.text or "").strip() for each in ET.fromstring(drawn.exporting.picture(view, "svg", look())).iter()]
    assert "t" in texts
    assert {str(t) for t in range(view.shared.axis.length)} <= set(texts)
    assert not view.plot.getPlotItem().getAxis("bottom").isVisible(), "on the screen the ruler has them"


@pytest.mark.parametrize("key", ["gradient_norms", "training", "tokens"])
def test_what_is_drawn_of_lines_and_letters_carries_no_picture(drawn: MainWindow, key: str) -> None:
    """No bitmap of blank paper behind a plot, and no bitmaps of letters; only cells are one, of a pixel each."""
    cells = [(drawn.workspace.axis.length, 1)] if key == "tokens" else []
    svg = ET.fromstring(drawn.exporting.picture(view_of(drawn, key), "svg", look()))
    images = [
        QImage.fromData(base64.b64decode(value.partition(",")[2]))
        for element in svg.iter() for name, value in element.attrib.items()
        if name.endswith("href") and value.startswith("data:")
    ]
    assert [image.height() / image.width() for image in images] == [high / wide for wide, high in cells]
    pdf = drawn.exporting.picture(view_of(drawn, key), "pdf", look())
    sizes = re.findall(rb"/Subtype /Image.*?/Width (\d+).*?/Height (\d+)", pdf, re.DOTALL)
    assert [(int(wide), int(high)) for wide, high in sizes] == cells
    plots = view_of(drawn, key).widget.findChildren(QGraphicsView)
    assert all(plot.cacheMode() == QGraphicsView.CacheModeFlag.CacheBackground for plot in plots)


def test_a_heat_map_in_an_svg_is_enlarged_without_smoothing(drawn: MainWindow) -> None:
    data = drawn.exporting.picture(view_of(drawn, "activations"), "svg", look())
    sizes = [
        QImage.fromData(base64.b64decode(value.partition(",")[2])).width()
        for element in ET.fromstring(data).iter() for name, value in element.attrib.items() if name.endswith("href")
        if value.startswith("data:")
    ]
    assert max(sizes) >= 1000


@pytest.mark.parametrize("key", KEYS)
def test_a_pdf_has_one_page_and_its_account(drawn: MainWindow, key: str) -> None:
    data = drawn.exporting.picture(view_of(drawn, key), "pdf", look())
    assert data.startswith(b"%PDF-1.")
    assert data.rstrip().endswith(b"%%EOF")
    assert data.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 480" in data
    assert b"about.txt" in data or b"/EmbeddedFile" in data


def test_the_view_on_the_screen_is_left_alone(drawn: MainWindow) -> None:
    view = view_of(drawn, "gates")
    before = view.widget.size(), view.shared.axis.range, drawn.appearance.theme
    with sheet(view, None, look("dark")) as paper:
        assert paper is not view.widget
        assert paper.size().toTuple() == (640, 300)
    assert (view.widget.size(), view.shared.axis.range, drawn.appearance.theme) == before


def test_a_view_that_a_twin_cannot_follow_is_taken_as_it_is(
    drawn: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(drawn, "gates")
    monkeypatch.setattr(view, "data", lambda: {"found_by_a_job": np.zeros(3)})
    with sheet(view, None, look()) as paper:
        assert paper is view.widget


def test_the_dialog_draws_a_preview_saves_and_remembers(qtbot: QtBot, drawn: MainWindow, tmp_path: Path) -> None:
    drawn.exporting.ask_picture(view_of(drawn, "loss"))
    dialog = find(drawn, FigureDialog, "figure_dialog")
    assert not dialog.isModal()
    qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull(), timeout=LONG)
    dialog.kind.setCurrentIndex(dialog.kind.findData("svg"))
    dialog.wide.setValue(500)
    assert dialog.size_choice.currentData() == "own"
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.save(str(tmp_path / "loss.svg"))
    assert QSvgRenderer(str(tmp_path / "loss.svg")).defaultSize().width() == 500
    qtbot.waitUntil(lambda: drawn.findChild(FigureDialog, "figure_dialog") is None)
    action(drawn, "export_figure").trigger()
    again = find(drawn, FigureDialog, "figure_dialog")
    assert (again.kind.currentData(), again.wide.value(), again.theme.currentData()) == ("svg", 500, "dark")
    again.close()
    qtbot.waitUntil(lambda: drawn.findChild(FigureDialog, "figure_dialog") is None)
    for key in ("kind", "width", "height", "size", "theme", "ratio", "words", "folder"):
        drawn.store.forget(f"export/{key}")
