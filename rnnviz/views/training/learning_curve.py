"""One figure by update: of each batch, its running mean, and of held-out data."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rnnviz.history import History
from rnnviz.views.base import Shared
from rnnviz.views.gate import LARGEST
from rnnviz.views.plots.captions import Caption, Captions, figure
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.ghost_curves import GhostCurves
from rnnviz.views.plots.update_plot import UpdatePlot, tall
from rnnviz.views.training.update_curve import UpdateCurve, faint
from rnnviz.views.words.language import tr

VALIDATION = "validation_"
UNAVERAGED = ("learning_rate",)
"""Figures that are set, not measured."""
UNNAMED_LINES = 2
"""Lines of captions beside a chooser: more would take the plot's height."""


class LearningCurve:
    """A plot of a column and its `validation_…`, with captions that hold the numbers.

    Parameters
    ----------
    named : bool
        Whether the captions name the curves (or a plot above has done so).
    """

    def __init__(self, shared: Shared, *, named: bool) -> None:
        self.named = named
        palette = shared.palette
        self.palette = palette
        self.plot = UpdatePlot(shared)
        self.captions = Captions(palette.text, 0 if named else UNNAMED_LINES)
        self.name = ""
        width = shared.line_width
        self.faint = faint(palette.accent, palette.paper)
        self.batches = UpdateCurve(
            self.plot, self.faint, mean=palette.accent, error=palette.error, width=width
        )
        self.held_out = UpdateCurve(
            self.plot, palette.text, every=False, dotted=True, error=palette.error, width=width, depth=10
        )
        self.ghosts = GhostCurves(shared, self.plot)
        self.easing = Easing()
        self.averaged = True
        self._log = False

    def begin(self, name: str, most: int) -> None:
        """Forget everything, and draw another column from now on."""
        if name != self.name:
            self.easing = Easing()
        self.name = name
        self.averaged = self.batches.averaged = name not in UNAVERAGED
        for curve in (self.batches, self.held_out):
            curve.clear(most)

    def extend(self, history: History, rows: slice) -> None:
        """Take in rows of the history."""
        for curve, name in ((self.batches, self.name), (self.held_out, VALIDATION + self.name)):
            if name in history:
                curve.extend(history["update"][rows], history[name][rows])

    def draw(self, *, log: bool, fixed: tuple[float, float] | None = None) -> None:
        """Draw what was taken in, in a fixed range or in one that eases."""
        if log != self._log:
            self._log, self.easing = log, Easing()
            self.plot.set_log(log)
        ends = [curve.bounds(log=log) for curve in (self.batches, self.held_out, self.ghosts)]
        low, high = tall(min(end[0] for end in ends), max(end[1] for end in ends))
        low, high = fixed or self.easing.follow(low, high)
        low, high = max(low, -LARGEST), min(high, LARGEST)
        self.plot.box.setYRange(low, high, padding=0)
        for curve in (self.batches, self.held_out):
            curve.draw(low, high, log=log)
        self.ghosts.draw(log=log)

    def write(self, history: History, row: int) -> None:
        """Say the figures of a row: the batch's, the running mean there, and the last held-out score up to it."""
        palette, update = self.palette, float(history["update"][row])
        captions = []
        if self.name in history:
            captions.append(
                Caption(
                    label=tr("batch") if self.named else "",
                    value=figure(float(history[self.name][row])),
                    colour=self.faint if self.averaged else palette.accent,
                    ink=palette.muted,
                    tip=tr("of each update's own batch"),
                )
            )
        if self.averaged and self.batches.values.rows:
            x, mean = self.batches.values.mean()
            at = max(int(np.searchsorted(x, update, side="right")) - 1, 0)
            tip = tr("running mean of {count} updates").format(count=self.batches.values.mean_rows)
            captions.append(
                Caption(label=tr("mean") if self.named else "", value=figure(mean[at]), colour=palette.accent, tip=tip)
            )
        if self.held_out.values.rows:
            value = _last_finite(history[VALIDATION + self.name][: row + 1])
            tip = tr("of data that training never sees, scored now and then")
            label = tr("held out") if self.named else ""
            captions.append(Caption(label=label, value=value, colour=palette.text, mark="dot", tip=tip))
        captions += self.ghosts.captions(update, named=self.named)
        self.captions.show_captions(captions)


def _last_finite(column: npt.NDArray[np.float64]) -> str:
    """Return the last score that is a number, in words; it is looked for from the end, in ever longer pieces."""
    length = 256
    while True:
        piece = column[-length:]
        scored = piece[~np.isnan(piece)]
        if len(scored) or length >= len(column):
            return figure(float(scored[-1])) if len(scored) else "–"
        length *= 4
