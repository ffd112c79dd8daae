"""A curve over time in which nothing gets lost: lone values are dots, values that are not finite are crosses."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from rnnviz.views.gate import curve
from rnnviz.views.plots.dense_curve import DenseCurve

Dashes = tuple[float, ...]
"""Lengths of strokes and gaps in turn, in line widths; empty for a solid line."""
SOLID: Dashes = ()
DASHED: Dashes = (6, 3)
DASHES: dict[str, Dashes] = {
    "input": SOLID,
    "forget": (9, 3),
    "candidate": (2, 2),
    "output": (9, 3, 2, 3),
    "reset": SOLID,
    "update": (9, 3),
    "hidden": SOLID,
    "cell": DASHED,
}
"""How each role's line is drawn, so that a print in grey tells them apart."""


def pen(colour: str, width: float, dashes: Dashes = SOLID) -> QPen:
    """Return the pen of a curve: so many pixels wide at any zoom."""
    made: QPen = pg.mkPen(colour, width=width)
    if dashes:
        made.setDashPattern(list(dashes))
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


class Line:
    """A curve, its dots and its crosses, made once in a plot."""

    def __init__(
        self,
        plot: Any,
        colour: str,
        *,
        width: float = 1.0,
        dashes: Dashes = SOLID,
        depth: float = 0.0,
    ) -> None:
        drawn = pen(colour, width, dashes)
        self.curve = DenseCurve(pen=drawn, connect="finite", antialias=width <= 1)  # wider ones cost too much
        if dashes:
            self.curve.setSegmentedLineMode("off")  # dashes would start anew in each segment
        self.empty = True
        self.curve.setZValue(depth)
        plot.addItem(self.curve, ignoreBounds=True)
        self.plot, self.colour, self.width, self.depth = plot, colour, width, depth

    @cached_property
    def dots(self) -> Any:
        """The lone values."""
        return marks(self.plot, self.depth + 1, symbol="o", size=5 * self.width, brush=pg.mkBrush(self.colour))

    @cached_property
    def crosses(self) -> Any:
        """The values that are not finite."""
        pen, brush = pg.mkPen(self.colour), pg.mkBrush(self.colour)
        return marks(self.plot, self.depth + 2, symbol="x", size=7 * self.width, pen=pen, brush=brush)

    def draw(
        self,
        steps: npt.ArrayLike,
        values: npt.ArrayLike,
        *,
        edge: float = 0.0,
        crossed: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        """Draw values at steps.

        Parameters
        ----------
        edge : float
            Height of the crosses: the edge of the plot's range.
        crossed : bool array
            Where crosses go; without it, where values are not finite.
        """
        x, y = curve(steps), curve(values)
        self.empty = not len(x)
        self.curve.setData(x, y, connect="finite")
        finite = np.isfinite(y)
        broken = ~finite
        alone = finite & np.append(True, broken[:-1]) & np.append(broken[1:], True)
        put(self, "dots", x[alone], y[alone])
        crossed = broken if crossed is None else crossed
        put(self, "crosses", x[crossed], np.full(int(crossed.sum()), edge))

    def clear(self) -> None:
        """Draw nothing."""
        if not self.empty:
            self.draw(np.empty(0), np.empty(0))


def marks(plot: Any, depth: float, *, pen: Any = None, brush: Any = None, **look: Any) -> Any:
    """Return a scatter item in a plot that has no points yet."""
    made = pg.ScatterPlotItem(pen=pen, brush=brush, **look)
    made.setZValue(depth)
    made.setVisible(False)
    plot.addItem(made, ignoreBounds=True)
    return made


def put(curve: Any, name: str, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> None:
    """Give a curve's marks their points; they are made with the first, as most curves never have any."""
    if len(x) or name in vars(curve):
        scatter(getattr(curve, name), x, y)


def scatter(item: Any, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> None:
    """Give a scatter item its points, sparing the work where it has none and gets none."""
    if len(x) or len(item.data):
        item.setData(x, y)
    item.setVisible(len(x) > 0)
