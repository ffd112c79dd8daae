"""Curves by update: a noisy figure of every update with its running mean, or one that is scored now and then."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt

from rnnviz.views.gate import curve
from rnnviz.views.palette import rgb
from rnnviz.views.plots.line import marks, put
from rnnviz.views.plots.thinned import Floats, Thinned

MOST_DOTS = 80
"""Scores drawn with a dot each; more are a line alone."""


class UpdateCurve:
    """One column of a history in a plot, made once; it grows, and never has more points than pixels can show.

    What is not finite is a cross at the upper edge, and on a logarithmic axis what is not above zero a
    triangle at the lower one.

    Parameters
    ----------
    every : bool
        The column has a figure for every update, so that NaN is a fault; else NaN means that there is none.
    dotted : bool
        A dot for each figure, while they are few.
    mean : str
        Colour of the running mean; "" for none.
    """

    def __init__(
        self,
        plot: Any,
        colour: str,
        *,
        every: bool = True,
        dotted: bool = False,
        mean: str = "",
        error: str,
        width: float = 1.0,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
        depth: float = 0,
    ) -> None:
        self.every, self.dotted = every, dotted
        smooth = width <= 1  # wider antialiased lines cost too much
        self.line = pg.PlotCurveItem(pen=pg.mkPen(colour, width=width, style=style), connect="finite", antialias=smooth)
        if style != Qt.PenStyle.SolidLine:
            self.line.setSegmentedLineMode("off")  # dashes would start anew in each segment
        self.mean = pg.PlotCurveItem(pen=pg.mkPen(mean or colour, width=width), connect="finite", antialias=smooth)
        self.averaged = bool(mean)
        for place, item in enumerate((self.line, self.mean)):
            item.setZValue(depth + place)
            plot.addItem(item, ignoreBounds=True)
        self.plot, self.depth, self.size = plot, depth, width
        self.colours = {"dots": colour, "zeros": mean or colour, "crosses": error}
        self.clear(2)

    @cached_property
    def dots(self) -> Any:
        """Figures with a dot each."""
        return marks(self.plot, self.depth + 2, symbol="o", size=5 * self.size, brush=pg.mkBrush(self.colours["dots"]))

    @cached_property
    def zeros(self) -> Any:
        """Figures that are not above zero, on a logarithmic axis."""
        return marks(self.plot, self.depth + 3, symbol="t", size=7 * self.size, pen=pg.mkPen(self.colours["zeros"]))

    @cached_property
    def crosses(self) -> Any:
        """Figures that are not finite."""
        pen = pg.mkPen(self.colours["crosses"], width=2)
        return marks(self.plot, self.depth + 4, symbol="x", size=7 * self.size, pen=pen)

    def clear(self, most: int) -> None:
        """Forget every row; from now on keep at most so many stretches."""
        self.values, self.broken = Thinned(most), Thinned(most)

    def extend(self, updates: npt.ArrayLike, values: npt.ArrayLike) -> None:
        """Take in the figures of further updates."""
        x, raw = curve(updates), np.asarray(values, np.float64)
        y = curve(raw)
        finite = np.isfinite(y)
        self.values.extend(x[finite], y[finite])
        broken = ~finite if self.every else np.isinf(raw)
        self.broken.extend(x[broken], np.zeros(int(broken.sum())))

    def bounds(self, *, log: bool) -> tuple[float, float]:
        """Return the lowest and highest height to show (inf, −inf of nothing)."""
        low, high = self.values.bounds
        if not log:
            return low, high
        low = self.values.smallest_positive
        return (math.log10(low), math.log10(high)) if low < math.inf else (math.inf, -math.inf)

    def draw(self, low: float, high: float, *, log: bool) -> None:
        """Draw what was taken in, in a plot whose range is low to high."""
        inset = 0.05 * (high - low)
        x, y = self.values.curve()
        if log:
            zero = y <= 0
            put(self, "zeros", x[zero], np.full(int(zero.sum()), low + inset))
        else:
            put(self, "zeros", x[:0], x[:0])
        self.line.setData(x, _heights(y, log), connect="finite")
        if self.averaged:
            x_mean, y_mean = self.values.mean()
            self.mean.setData(x_mean, _heights(y_mean, log), connect="finite")
        dotted = self.values.rows <= (MOST_DOTS if self.dotted else 1)
        heights = _heights(y, log)
        finite = np.isfinite(heights) & dotted
        put(self, "dots", x[finite], heights[finite])
        at = self.broken.curve()[0]
        put(self, "crosses", at, np.full(len(at), high - inset))


def faint(colour: str, paper: str, share: float = 0.45) -> str:
    """Return an opaque colour as if ``share`` of it lay over the paper."""
    mixed = (round(share * a + (1 - share) * b) for a, b in zip(rgb(colour), rgb(paper), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _heights(values: Floats, log: bool) -> Floats:
    if not log:
        return curve(values)
    above = np.where(values > 0, values, np.nan)
    return curve(np.log10(above, where=values > 0, out=above))
