"""The program's icons: line drawings in one colour, taken from the palette."""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from rnnviz.app.dress.theme import mixed
from rnnviz.resources import resources
from rnnviz.views.palette import Palette

_SIZES = (16, 20, 24, 32, 48)
"""Pixels; Qt scales down from the next larger one."""


def icon(name: str, palette: Palette, colour: str = "") -> QIcon:
    """Return an icon in the palette's text colour: fainter where disabled, in the accent where checked.

    Parameters
    ----------
    name : str
        A file of ``resources/icons`` without its ending.
    palette : Palette
    colour : str
        ``#rrggbb`` instead of the text colour, and instead of the accent (on a filled button).

    Raises
    ------
    FileNotFoundError
        There is no such icon.
    """
    return _icon(name, colour or palette.text, mixed(palette.muted, palette.panel, 0.55), colour or palette.accent)


@functools.lru_cache(maxsize=256)
def _icon(name: str, normal: str, faint: str, checked: str) -> QIcon:
    drawing = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", normal).encode()))
    looks = {normal: [_painted(renderer, size) for size in _SIZES]}
    made = QIcon()
    for colour, mode, state in (
        (normal, QIcon.Mode.Normal, QIcon.State.Off),
        (checked, QIcon.Mode.Normal, QIcon.State.On),
        (faint, QIcon.Mode.Disabled, QIcon.State.Off),
        (faint, QIcon.Mode.Disabled, QIcon.State.On),
    ):
        if colour not in looks:
            looks[colour] = [_tinted(pixmap, colour) for pixmap in looks[normal]]
        for pixmap in looks[colour]:
            made.addPixmap(pixmap, mode, state)
    return made


def _painted(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    with QPainter(pixmap) as painter:
        renderer.render(painter, QRectF(0, 0, size, size))
    return pixmap


def _tinted(drawn: QPixmap, colour: str) -> QPixmap:
    """Return a drawing in another colour; that is done sooner than to draw it again."""
    pixmap = QPixmap(drawn)
    with QPainter(pixmap) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), QColor(colour))
    return pixmap
