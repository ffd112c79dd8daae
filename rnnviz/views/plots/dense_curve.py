"""A curve that costs what can be seen of it: of many steps in one pixel, their lowest and highest value are drawn."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

Floats = npt.NDArray[np.float64]

FEW = 2000
"""Points that are drawn one by one wherever they lie."""


class Seen(NamedTuple):
    """Where a curve is in sight.

    Attributes
    ----------
    part : slice
        The points in sight, and one more on either side.
    starts : array
        Their places within the part where another pixel begins; empty where each has a pixel to itself.
    """

    part: slice
    starts: npt.NDArray[np.intp]


class DenseCurve(pg.PlotCurveItem):
    """A curve whose x grows. Where steps share pixels it is solid: dashes would say nothing, and cost most of all.

    What it holds, and gives out, are all of its points; only painting leaves some out.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._thin = pg.PlotCurveItem(connect="finite")

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        x, y = self.getData()
        if x is None or len(x) <= FEW:
            super().paint(painter, option, widget)
            return
        thin, drawn = self._thin, seen(self, painter, x)
        pairs = self.opts["connect"] == "pairs"
        x, y = x[drawn.part], y[drawn.part]
        pen, mode = self.opts["pen"], self.opts["segmentedLineMode"]
        if len(drawn.starts):
            low, high = ends(y, drawn.starts)
            x, y = x[drawn.starts].repeat(2), np.stack([low, high], axis=1).ravel()
            pen, mode = solid(pen), "on"
        elif pairs and drawn.part.start % 2:
            x, y = x[1:], y[1:]
        thin.setData(x, y, connect=self.opts["connect"], pen=pen)
        thin.setSegmentedLineMode(mode)
        thin.opts["antialias"] = self.opts["antialias"]
        thin.paint(painter, option, widget)


def seen(item: pg.GraphicsObject, painter: QPainter, x: Floats) -> Seen:
    """Return which points of an item can be seen, and which of them share a pixel."""
    rect, scale = item.viewRect(), abs(painter.deviceTransform().m11())
    first = max(int(np.searchsorted(x, rect.left())) - 1, 0)
    last = min(int(np.searchsorted(x, rect.right(), side="right")) + 1, len(x))
    part = slice(first, max(last, first))
    pixels = np.floor(x[part] * scale)
    starts = np.flatnonzero(np.diff(pixels, prepend=-np.inf))
    return Seen(part, starts if 2 * len(starts) < len(pixels) else np.empty(0, np.intp))


def ends(y: Floats, starts: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Return the lowest and the highest value of each stretch; NaN where it has no number."""
    low, high = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    finite = np.isfinite(low) & np.isfinite(high)
    return np.where(finite, low, np.nan), np.where(finite, high, np.nan)


def solid(pen: QPen) -> QPen:
    """Return a pen without its dashes."""
    made = QPen(pen)
    made.setStyle(Qt.PenStyle.SolidLine)
    return made
