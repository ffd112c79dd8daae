"""An axis of decades: values are log10, ticks are whole powers of ten that never collide."""

from __future__ import annotations

import math

import pyqtgraph as pg

from rnnviz.views.plots.figure_axis import CLOSE, label_room
from rnnviz.views.words.powers import raised

SPACINGS = (1, 2, 3, 5)
MOST = 12
"""Powers of a tall axis at most."""


def spacing(decades: float, most: float) -> int:
    """Return how many decades (1, 2, 3, 5, 10, …) lie between two ticks so that at most so many are drawn."""
    scale = 1
    while True:
        for step in SPACINGS:
            if decades / (step * scale) <= max(most, 1):
                return step * scale
        scale *= 10


class DecadeAxis(pg.AxisItem):
    """The left axis of a plot whose values are log10 of what is meant."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        low, high = sorted((minVal, maxVal))
        step = spacing(high - low, min(size / label_room(), MOST))
        major = _whole(low, high, step)
        if len(major) < 2 and step > 1:  # a single number tells no scale
            closer = spacing(high - low, size / (CLOSE * label_room()))
            if len(found := _whole(low, high, closer)) > 1:
                step, major = closer, [found[0], found[-1]]
        if not major and high - low >= 1:  # a low plot has room for one: none would tell nothing
            major = [float(math.floor(high))]
        if step > 1:
            return [(float(step), major)]
        minor = [n + math.log10(part) for n in range(math.floor(low), math.ceil(high)) for part in range(2, 10)]
        return [(1.0, major), (0.1, [value for value in minor if low <= value <= high])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [f"10{raised(round(value))}" if spacing >= 1 else "" for value in values]


def _whole(low: float, high: float, step: int) -> list[float]:
    """Return the multiples of a step between two ends."""
    return [float(n * step) for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
