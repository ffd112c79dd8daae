"""Where float32 ends, on an axis of decades: below it gradients flush to zero, above it they overflow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget

from rnnviz.measures import FLOAT32_LARGEST, FLOAT32_SMALLEST
from rnnviz.views.palette import Palette
from rnnviz.views.plots.free_place import free_place, points
from rnnviz.views.plots.overlay import Overlay
from rnnviz.views.words.language import tr

EDGE = 6.0
"""Pixels between the words and the ends of a band."""
PLACES = 9
"""Places along a band that are tried: where a curve runs through all of them, the band stands without words."""


class FloatLimits(Overlay):
    """Hatched bands beyond the smallest and the largest float32, where they are in view.

    What they mean stands in them where no curve runs.
    """

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
        place = free_place(_places(area, metrics.horizontalAdvance(words) + 8, metrics.height()), points(self))
        if place is not None:
            painter.fillRect(place, QColor(self.palette.paper))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)


def _places(area: QRectF, width: float, height: float) -> Iterator[QRectF]:
    """Return where words may stand in a band: from its left to its right, in its middle, then along its edges."""
    if area.height() < height + 2 or area.width() < width + 2 * EDGE:
        return
    rows = (area.center().y() - height / 2, area.bottom() - height - 1, area.top() + 1)
    for top in rows:
        for share in range(PLACES):
            left = area.left() + EDGE + share / (PLACES - 1) * (area.width() - width - 2 * EDGE)
            yield QRectF(left, top, width, height)
