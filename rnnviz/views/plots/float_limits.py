"""Where float32 ends, on an axis of decades: below it gradients flush to zero, above it they overflow."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget

from rnnviz.measures import FLOAT32_LARGEST, FLOAT32_SMALLEST
from rnnviz.views.palette import Palette
from rnnviz.views.plots.overlay import Overlay
from rnnviz.views.words.language import tr


class FloatLimits(Overlay):
    """Hatched bands beyond the smallest and the largest float32, where they are in view."""

    def __init__(self, box: Any, palette: Palette) -> None:
        super().__init__(box, depth=-5.0)
        self.palette = palette

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        low, high = self.box.viewRange()[1]
        room = QRectF(self.box.rect())
        painter.setFont(QApplication.font())
        if low < FLOAT32_SMALLEST:
            top = max(self.pixel_y(FLOAT32_SMALLEST), 0.0)
            self._band(painter, QRectF(0, top, room.width(), room.height() - top), tr("float32 would be 0 here"), top)
        if high > FLOAT32_LARGEST:
            bottom = min(self.pixel_y(FLOAT32_LARGEST), room.height())
            self._band(painter, QRectF(0, 0, room.width(), bottom), tr("float32 would overflow here"), bottom)

    def _band(self, painter: QPainter, area: QRectF, words: str, edge: float) -> None:
        hatch = QColor(self.palette.muted)
        hatch.setAlpha(70)
        painter.fillRect(area, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(self.palette.muted)))
        painter.drawLine(QPointF(0, edge), QPointF(area.width(), edge))
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words), metrics.height()
        if area.height() < height + 2:
            return
        place = QRectF(6, area.center().y() - height / 2, width + 8, height)
        painter.fillRect(place, QColor(self.palette.paper))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
