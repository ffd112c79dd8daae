"""The left axis of a plot: few enough numbers to be read, rows of units under their own names."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from rnnviz.views.words.figures import number

MANY = 8
"""Numbers of a tall axis at most: more tell nothing more, and the eye has to search."""
CLOSE = 0.6
"""Of the room of a label, what its digits need so as to touch no others."""


def label_room() -> float:
    """Return the pixels that a label of a left axis wants for itself."""
    return 1.35 * QFontMetricsF(QApplication.font()).height()


def round_step(wanted: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is at least ``wanted``."""
    scale = 10.0 ** math.floor(math.log10(max(wanted, 1e-300)))
    return next(scale * part for part in (1, 2, 5, 10) if scale * part >= wanted * (1 - 1e-9))


def round_places(low: float, high: float, size: float) -> tuple[float, float]:
    """Return (step, where it begins) of round numbers on an axis of so many pixels.

    They never collide; where the room allows, there are two at least, since a single one tells no scale.
    """
    room, span = max(label_room(), size / MANY), abs(high - low)
    step = round_step(span / max(size / room, 1))
    closer = round_step(span / max(1.25 * size / room, 1))
    closest = round_step(span / max(size / (CLOSE * label_room()), 1))
    ways = ((step, 0.0), (closer, 0.0), (step, step / 2), (closer, closer / 2), (closest, 0.0))
    return max(ways, key=lambda way: min(_count(low, high, *way), 2))  # the first of the best


def _count(low: float, high: float, step: float, offset: float) -> int:
    """Return how many of the numbers lie on the axis."""
    first, last = sorted(((low - offset) / step, (high - offset) / step))
    return math.floor(last + 1e-9) - math.ceil(first - 1e-9) + 1


class FigureAxis(pg.AxisItem):
    """Numbers at round places, never so many that they collide."""

    def __init__(self) -> None:
        super().__init__("left")

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        return [round_places(minVal, maxVal, size)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        texts = super().tickStrings(values, scale, spacing)
        return [
            number(value * scale) if "e" in text else text.replace("-", "−")
            for value, text in zip(values, texts, strict=True)
        ]


class UnitAxis(FigureAxis):
    """Plain numbers, or, while rows are units, whole rows under the unit's own number."""

    def __init__(self) -> None:
        super().__init__()
        self.order: npt.NDArray[np.intp] | None = None

    def show_units(self, order: npt.NDArray[np.intp] | None) -> None:
        """Name row n by ``order[n]``; None: plain numbers."""
        same = order is self.order if order is None or self.order is None else np.array_equal(order, self.order)
        if not same:
            self.order = order
            self.picture = None
            self.update()

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        ((step, offset),) = super().tickSpacing(minVal, maxVal, size)
        return [(step, offset) if self.order is None else (max(step, 1.0), 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.order is None:
            return super().tickStrings(values, scale, spacing)
        rows = [round(value) for value in values]
        return [str(self.order[row]) if 0 <= row < len(self.order) else "" for row in rows]
