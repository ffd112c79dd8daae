"""The mark of the chosen unit's row in a heat map."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from rnnviz.views.palette import Palette
from rnnviz.views.plots.overlay import Overlay

ARROW = 5.0
FRAMED = 6.0
"""Rows of so many pixels get a frame; lower ones would vanish under it."""


class RowMark(Overlay):
    """Arrows at both ends of a row, and a frame around it where it is high enough."""

    def __init__(self, box: Any, palette: Palette) -> None:
        super().__init__(box, depth=60.0)
        self.palette = palette
        self.row: int | None = None

    def show_row(self, row: int | None) -> None:
        """Mark a row, or none."""
        if row != self.row:
            self.row = row
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.row is None:
            return
        top, bottom = sorted((self.pixel_y(self.row - 0.5), self.pixel_y(self.row + 0.5)))
        width, middle = self.box.rect().width(), (top + bottom) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.palette.paper), 1))
        painter.setBrush(QColor(self.palette.accent))
        for edge, inward in ((0.0, 1.0), (width, -1.0)):
            tip = QPointF(edge + inward * (ARROW + 2), middle)
            painter.drawPolygon(QPolygonF([tip, QPointF(edge, middle - ARROW), QPointF(edge, middle + ARROW)]))
        if bottom - top >= FRAMED:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(QColor(self.palette.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(-1, top, width + 2, bottom - top - 1))
