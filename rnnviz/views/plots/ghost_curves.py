"""Other runs' curves, dashed and faint, behind those of the shown run."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from rnnviz.views.base import Shared
from rnnviz.views.gate import curve
from rnnviz.views.plots.captions import Caption, figure
from rnnviz.views.plots.thinned import Floats, Thinned
from rnnviz.views.plots.update_plot import UpdatePlot
from rnnviz.views.update_line import Ghost

DASHES = ((6.0, 4.0), (2.0, 3.0), (10.0, 3.0, 2.0, 3.0), (1.0, 5.0))
"""How several are told apart, also in grey; more share the last."""


class GhostCurves:
    """The running mean of one column of every ghost in one plot; made anew only for other ghosts."""

    def __init__(self, shared: Shared, plot: UpdatePlot) -> None:
        self._colour = shared.palette.muted
        self._width = 1.4 * shared.line_width
        self._plot = plot
        self._drawn: tuple[object, ...] = ()
        self._lines: list[pg.PlotCurveItem] = []
        self._means: list[tuple[Floats, Floats]] = []
        self.ghosts: tuple[Ghost, ...] = ()

    def take(self, ghosts: tuple[Ghost, ...], name: str, most: int) -> None:
        """Read a column of some ghosts, thinned to so many stretches; the same again costs nothing."""
        told = tuple((ghost, len(ghost.history)) for ghost in ghosts), name, most
        if told == self._drawn:
            return
        self._drawn = told
        self.ghosts = tuple(ghost for ghost in ghosts if name in ghost.history)
        self._means = [_mean(ghost, name, most) for ghost in self.ghosts]
        while len(self._lines) > len(self.ghosts):
            self._plot.removeItem(self._lines.pop())
        while len(self._lines) < len(self.ghosts):
            self._lines.append(self._line(len(self._lines)))

    def bounds(self, *, log: bool) -> tuple[float, float]:
        """Return the lowest and highest height (inf, −inf of nothing)."""
        heights = [heights[np.isfinite(heights)] for _, mean in self._means if (heights := _heights(mean, log)).size]
        low = min((float(each.min(initial=math.inf)) for each in heights), default=math.inf)
        return low, max((float(each.max(initial=-math.inf)) for each in heights), default=-math.inf)

    @property
    def last(self) -> float:
        """The last update of any."""
        return max((ghost.last for ghost in self.ghosts), default=0.0)

    def draw(self, *, log: bool) -> None:
        """Draw what was taken."""
        for line, (x, mean) in zip(self._lines, self._means, strict=True):
            line.setData(x, _heights(mean, log), connect="finite")

    def captions(self, update: float, *, named: bool) -> list[Caption]:
        """Return a caption for each, with its mean at an update (its last, where it did not come so far).

        Without names, several could not be told apart by their numbers alone: there are none then.
        """
        found: list[Caption] = []
        if not named and len(self.ghosts) > 1:
            return found
        for place, (ghost, (x, mean)) in enumerate(zip(self.ghosts, self._means, strict=True)):
            value = figure(float(mean[max(int(np.searchsorted(x, update, side="right")) - 1, 0)])) if len(x) else "–"
            label = ghost.name if named else ""
            dashes, tip = _dashes(place), ghost.about
            found.append(Caption(label=label, value=value, colour=self._colour, mark="dash", dashes=dashes, tip=tip))
        return found

    def _line(self, place: int) -> pg.PlotCurveItem:
        pen = pg.mkPen(self._colour, width=self._width)
        pen.setDashPattern(_dashes(place))
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        line = pg.PlotCurveItem(pen=pen, connect="finite", antialias=False)
        line.setSegmentedLineMode("off")  # dashes would start anew in each segment
        line.setZValue(-5)
        self._plot.addItem(line, ignoreBounds=True)
        return line


def _dashes(place: int) -> tuple[float, ...]:
    return DASHES[min(place, len(DASHES) - 1)]


def _mean(ghost: Ghost, name: str, most: int) -> tuple[Floats, Floats]:
    x, y = curve(ghost.history["update"]), curve(ghost.history[name])
    finite = np.isfinite(y)
    thinned = Thinned(most)
    thinned.extend(x[finite], y[finite])
    return thinned.mean()


def _heights(values: Floats, log: bool) -> Floats:
    if not log:
        return values
    above = np.where(values > 0, values, np.nan)
    return np.log10(above, where=values > 0, out=above)
