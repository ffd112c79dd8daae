"""Where words may stand in a plot: where no curve and no mark runs through them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF

Floats = npt.NDArray[np.float64]
Points = tuple[Floats, Floats, bool]
"""x and y in pixels, and whether lines join them."""
AIR = 3.0
"""Pixels between words and a line."""
MARK = 7.0
"""Pixels from the middle of a mark to its edge, with some air."""


def free_place(places: Iterable[QRectF], drawn: Sequence[Points]) -> QRectF | None:
    """Return the first of some places that nothing drawn runs through; None where each is taken."""
    return next((place for place in places if not any(_crossed(place, *each) for each in drawn)), None)


def points(overlay: Any) -> list[Points]:
    """Return what is drawn in an overlay's plot, in the overlay's pixels."""
    found: list[Points] = []
    for item in overlay.box.childGroup.childItems():
        if not isinstance(item, (pg.PlotCurveItem, pg.ScatterPlotItem, pg.PlotDataItem)) or not item.isVisible():
            continue
        x, y = item.getData()
        if x is not None and y is not None and len(x):
            found.append((_pixels(overlay.pixel_x, x), _pixels(overlay.pixel_y, y), not isinstance(
                item, pg.ScatterPlotItem
            )))
    return found


def _pixels(place: Any, values: Floats) -> Floats:
    """Return values in pixels, by the two of them that tell the scale of an axis."""
    begin = place(0.0)
    return np.asarray(begin + (place(1.0) - begin) * np.asarray(values, np.float64))


def _crossed(place: QRectF, x: Floats, y: Floats, joined: bool) -> bool:
    """Tell whether a curve, or one of some marks, comes near a place."""
    if not joined:
        room = place.adjusted(-MARK, -MARK, MARK, MARK)
        inside = (x > room.left()) & (x < room.right()) & (y > room.top()) & (y < room.bottom())
        return bool(inside.any())
    room = place.adjusted(-AIR, -AIR, AIR, AIR)
    left, right = np.minimum(x[:-1], x[1:]), np.maximum(x[:-1], x[1:])
    top, bottom = np.minimum(y[:-1], y[1:]), np.maximum(y[:-1], y[1:])
    over = (right > room.left()) & (left < room.right()) & (bottom > room.top()) & (top < room.bottom())
    return bool(over.any())
