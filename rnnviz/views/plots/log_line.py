"""A curve of log10 values that hides nothing: exact zeros lie on the floor, values that are not finite at the top."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.views.plots.line import Dashes, Line, marks, put

MARK = 12
"""Pixels of a mark with some room."""


class LogLine(Line):
    """A line whose −inf (the value is exactly zero) and NaN (it is not finite) are marks.

    Parameters
    ----------
    broken : str
        Colour of the crosses where a value is not finite.
    """

    def __init__(
        self, plot: Any, colour: str, *, width: float = 1.0, dashes: Dashes, broken: str, depth: float = 0
    ) -> None:
        super().__init__(plot, colour, width=width, dashes=dashes, depth=depth)
        self.broken = broken

    @cached_property
    def crosses(self) -> Any:
        """The values that are not finite."""
        pen, brush = pg.mkPen(self.broken, width=2), pg.mkBrush(self.colour)
        return marks(self.plot, self.depth + 2, symbol="x", size=7 * self.width, pen=pen, brush=brush)

    @cached_property
    def zeros(self) -> Any:
        """The values that are exactly zero."""
        return marks(self.plot, self.depth + 3, symbol="t", size=7 * self.width, pen=pg.mkPen(self.colour))

    def draw_log(self, steps: npt.NDArray[Any], values: npt.NDArray[np.float64], *, low: float, high: float) -> None:
        """Draw log10 values in a plot whose range is low to high."""
        inset = 0.04 * (high - low)
        zero = np.isneginf(values)
        self.draw(steps, values, edge=high - inset, crossed=~np.isfinite(values) & ~zero)
        put(self, "zeros", steps[zero].astype(np.float64), np.full(int(zero.sum()), low + inset))

    def thin_zeros(self, every: int) -> None:
        """Leave every so manieth mark of a zero, where they would run into one another."""
        if every > 1 and "zeros" in vars(self) and len(self.zeros.data):
            x, y = self.zeros.getData()
            put(self, "zeros", x[::every], y[::every])
