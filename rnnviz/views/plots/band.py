"""The area between two curves over time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from rnnviz.views.gate import curve
from rnnviz.views.plots.dense_curve import FEW, ends, seen


class Band(pg.GraphicsObject):
    """A see-through area; a step where either curve is not finite interrupts it."""

    def __init__(self, plot: Any, colour: str, *, alpha: int = 32, depth: float = -10) -> None:
        super().__init__()
        self.brush = QColor(colour)
        self.brush.setAlpha(alpha)
        self.low = self.high = np.empty(0)
        self._x = np.empty(0)
        self._areas: list[QPolygonF] = []
        self._bounds = QRectF()
        self.setZValue(depth)
        plot.addItem(self, ignoreBounds=True)

    def draw(self, steps: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike) -> None:
        """Fill from low to high at the steps."""
        self._x, self.low, self.high = curve(steps), curve(low), curve(high)
        self._areas = _areas(self._x, self.low, self.high)
        self.prepareGeometryChange()
        self._bounds = QRectF()
        for area in self._areas:
            self._bounds = self._bounds.united(area.boundingRect())
        self.update()

    def clear(self) -> None:
        """Fill nothing."""
        if self._areas:
            self.draw(np.empty(0), np.empty(0), np.empty(0))

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.brush)
        for area in self._seen(painter) if len(self._x) > FEW else self._areas:
            painter.drawPolygon(area)

    def _seen(self, painter: QPainter) -> list[QPolygonF]:
        """Return the areas in sight, a stretch of steps that share a pixel from its lowest to its highest."""
        part, starts = seen(self, painter, self._x)
        x, low, high = self._x[part], self.low[part], self.high[part]
        if len(starts):
            x, low, high = x[starts], ends(low, starts)[0], ends(high, starts)[1]
        return _areas(x, low, high)


def _areas(x: npt.NDArray[Any], low: npt.NDArray[Any], high: npt.NDArray[Any]) -> list[QPolygonF]:
    whole = np.isfinite(low) & np.isfinite(high)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], whole, [False]]).astype(np.int8)))
    return [_polygon(x[a:b], low[a:b], high[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _polygon(x: npt.NDArray[Any], low: npt.NDArray[Any], high: npt.NDArray[Any]) -> QPolygonF:
    if len(x) == 1:  # a lone step is as wide as its column
        x, low, high = np.array([x[0] - 0.3, x[0] + 0.3]), low.repeat(2), high.repeat(2)
    made: QPolygonF = pg.functions.arrayToQPolygonF(np.append(x, x[::-1]), np.append(high, low[::-1]))
    return made
