"""Every icon draws, in the palette's colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from rnnviz.app.dress.icons import icon
from rnnviz.app.hands.actions import action_specs
from rnnviz.resources import resources
from rnnviz.views.palette import PALETTES, Theme

NAMES = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))
THEMES: tuple[Theme, ...] = ("light", "dark")


def painted(drawn: QIcon, mode: QIcon.Mode, state: QIcon.State = QIcon.State.Off) -> tuple[float, QColor]:
    """Return how much of the square is covered, and the colour where it is covered wholly."""
    image = drawn.pixmap(QSize(48, 48), 1.0, mode, state).toImage()
    pixels = [image.pixelColor(x, y) for x in range(48) for y in range(48)]
    full = [pixel for pixel in pixels if pixel.alpha() == 255]
    assert full
    assert len({pixel.name() for pixel in full}) == 1
    return sum(pixel.alphaF() for pixel in pixels) / len(pixels), full[0]


@pytest.mark.parametrize("name", NAMES)
def test_it_draws_in_one_colour_for_each_state(qapp: QApplication, name: str) -> None:
    for theme in THEMES:
        palette = PALETTES[theme]
        drawn = icon(name, palette)
        share, normal = painted(drawn, QIcon.Mode.Normal)
        assert 0.02 < share < 0.6
        assert normal == QColor(palette.text)
        assert painted(drawn, QIcon.Mode.Normal, QIcon.State.On)[1] == QColor(palette.accent)
        faint = painted(drawn, QIcon.Mode.Disabled)[1]
        assert faint not in (normal, QColor(palette.panel))


def test_a_colour_of_its_own(qapp: QApplication) -> None:
    drawn = icon("play", PALETTES["dark"], "#123456")
    for state in (QIcon.State.Off, QIcon.State.On):
        assert painted(drawn, QIcon.Mode.Normal, state)[1] == QColor("#123456")


def test_every_action_has_the_icon_that_it_names(qapp: QApplication) -> None:
    wanted = {spec.icon for spec in action_specs()} - {""}
    assert wanted <= set(NAMES)


def test_an_unknown_icon_is_named(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match="unheard_of"):
        icon("unheard_of", PALETTES["dark"])
