"""When a window has painted: the end of each update request of its top-level widget."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Paints(QObject):
    """Writes down when a window's frames are on the screen, by the monotonic clock.

    A frame may reach the screen in several paints (one for each plot); it ends with the last of them
    before the next frame is begun.

    Parameters
    ----------
    window : QWidget
        The top-level widget.
    frames : QTimer, optional
        Begins each frame; without it each paint is a frame.
    """

    def __init__(self, window: QWidget, frames: QTimer | None = None) -> None:
        super().__init__(window)
        self.times: list[float] = []
        self._window = window
        self._inside = False
        self._begun = True
        self._counts = frames is not None
        if frames is not None:
            frames.timeout.connect(self._begin)
        window.installEventFilter(self)

    def _begin(self) -> None:
        self._begun = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the request, then look at the clock: what was asked for is on the screen."""
        if event.type() != QEvent.Type.UpdateRequest or self._inside or watched is not self._window:
            return False
        self._inside = True
        self._window.event(event)
        self._inside = False
        now = time.perf_counter()
        if self._begun or not self._counts:
            self.times.append(now)
        else:
            self.times[-1] = now
        self._begun = False
        return True

    def gaps(self) -> np.ndarray:
        """Return the milliseconds between frames."""
        return np.diff(np.array(self.times)) * 1e3


def percentile(values: Sequence[float] | np.ndarray, q: float) -> float:
    """Return a percentile, NaN of nothing."""
    return float(np.percentile(values, q)) if len(values) else float("nan")
