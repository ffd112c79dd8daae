"""When a window has painted, as a whole and plot by plot."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


class Paints(QObject):
    """Writes down when each paint of a window is done, by the monotonic clock."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.times: list[float] = []
        self._window = window
        self._inside = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the request, then look at the clock: what was asked for is on the screen."""
        if event.type() != QEvent.Type.UpdateRequest or self._inside or watched is not self._window:
            return False
        self._inside = True
        self._window.event(event)
        self._inside = False
        self.times.append(time.perf_counter())
        return True


class PlotPaints(QObject):
    """Writes down when each of some plots is painted: a window's frames, as each of its plots shows them."""

    def __init__(self, plots: Sequence[QAbstractScrollArea]) -> None:
        super().__init__(plots[0])
        self._times: dict[QObject, list[float]] = {plot.viewport(): [] for plot in plots}
        for viewport in self._times:
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the clock before a plot paints."""
        if event.type() == QEvent.Type.Paint:
            self._times[watched].append(time.perf_counter())
        return False

    @property
    def count(self) -> int:
        """Paints so far, of all plots together."""
        return sum(map(len, self._times.values()))

    @property
    def times(self) -> list[list[float]]:
        """When each plot was painted."""
        return list(self._times.values())

    def gaps(self) -> np.ndarray:
        """Return the milliseconds between two paints of the same plot, of all plots together."""
        return np.concatenate([np.diff(times) for times in self._times.values()]) * 1e3


def percentile(values: Sequence[float] | np.ndarray, q: float) -> float:
    """Return a percentile, NaN of nothing."""
    return float(np.percentile(values, q)) if len(values) else float("nan")
