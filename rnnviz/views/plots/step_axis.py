"""An axis of steps: their tokens where there is room for every one, else few enough numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Literal

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from rnnviz.views.palette import Palette
from rnnviz.views.plots.figure_axis import round_step

WIDEST = {"left": 2.9, "bottom": 4.3}
"""Width of a token at most, in heights of a line."""


FIGURE = re.compile(r"[-+−]?[0-9.]+(e[-+]?[0-9]+)?")
"""A token that is a number: cut short, −0.0… would be another."""


class StepAxis(pg.AxisItem):
    """Whole steps along the left or the bottom of a plot."""

    def __init__(self, side: Literal["left", "bottom"], palette: Palette) -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)  # else the one step of a pass would count in thousandths
        self.words: tuple[str, ...] = ()
        self.setStyle(tickLength=-3, hideOverlappingLabels=8, tickTextOffset=3)
        self.setPen(palette.border)
        self.setTickPen(palette.muted)
        self.setTextPen(palette.muted)

    def show_words(self, words: Sequence[str]) -> None:
        """Name the steps 0, 1, … of the axis; nothing: they have numbers alone."""
        if tuple(words) != self.words:
            self.words = tuple(words)
            self.picture = None
            self.update()

    def _named(self, low: float, high: float, size: float) -> bool:
        """Return whether every step's token has room."""
        metrics = QFontMetricsF(QApplication.font())
        first, last = max(math.ceil(low), 0), min(math.floor(high), len(self.words) - 1)
        if last < first or high - low > last - first + 1.5:
            return False
        pitch = size / max(high - low, 1e-9)
        shown = self.words[first : last + 1]
        widest = WIDEST[self.orientation] * metrics.height()
        if any(metrics.horizontalAdvance(word) > widest and FIGURE.fullmatch(word) for word in shown):
            return False
        if self.orientation == "left":
            return pitch >= 0.95 * metrics.height()
        return all(min(metrics.horizontalAdvance(word), widest) + 3 <= pitch for word in shown)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        low, high = sorted((minVal, maxVal))
        metrics = QFontMetricsF(QApplication.font())
        upright = self.orientation == "left"
        room = 1.6 * metrics.height() if upright else metrics.horizontalAdvance(f"{high:.0f}") + metrics.height()
        step = max(round_step((high - low) / max(size / room, 1)), 1.0)
        if self._named(low, high, size):
            step = 1.0
        first, last = math.ceil(low / step), math.floor(high / step)
        return [(step, [n * step for n in range(first, last + 1)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        view = self.linkedView()
        if view is None or spacing != 1.0:
            return [f"{value:.0f}" for value in values]
        low, high = sorted(view.viewRange()[1 if self.orientation == "left" else 0])
        size = self.size().height() if self.orientation == "left" else self.size().width()
        if not self._named(low, high, size):
            return [f"{value:.0f}" for value in values]
        metrics = QFontMetricsF(QApplication.font())
        widest = WIDEST[self.orientation] * metrics.height()
        return [
            metrics.elidedText(self.words[round(value)], Qt.TextElideMode.ElideRight, widest) for value in values
        ]
