"""The direction of each update's gradient: what clipping leaves of it, in this run and in others."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt

from rnnviz.history import History
from rnnviz.views.base import Shared
from rnnviz.views.clipping.words import cosine_figure, percent
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.ghost_curves import GhostCurves
from rnnviz.views.plots.update_plot import UpdatePlot
from rnnviz.views.training.update_curve import UpdateCurve, faint
from rnnviz.views.words.language import tr

RANGE = (-0.03, 1.06)


class DirectionForm:
    """The cosine between the clipped and the true gradient, and the share of entries that were cut by value."""

    needs = ("clip_cosine", "clipped_share")

    def __init__(self, shared: Shared) -> None:
        self.palette = palette = shared.palette
        width = shared.line_width
        self.widget = self.plot = UpdatePlot(shared)
        self.plot.box.setYRange(*RANGE, padding=0)
        kept = pg.InfiniteLine(pos=1.0, angle=0, pen=pg.mkPen(palette.border))
        self.plot.addItem(kept, ignoreBounds=True)
        self.faint = faint(palette.accent, palette.paper)
        self.cosine = UpdateCurve(
            self.plot, self.faint, mean=palette.accent, error=palette.error, width=width, depth=10
        )
        self.share = UpdateCurve(
            self.plot, palette.warning, every=False, error=palette.error, width=width, style=Qt.PenStyle.DashLine
        )
        self.ghosts = GhostCurves(shared, self.plot)
        self._line = shared.update_line

    def begin(self, history: History) -> None:
        """Forget what was taken in."""
        for curve in (self.cosine, self.share):
            curve.clear(self.plot.stretches)

    def extend(self, history: History, rows: slice) -> None:
        """Take in rows."""
        for curve, name in ((self.cosine, "clip_cosine"), (self.share, "clipped_share")):
            curve.extend(history["update"][rows], history[name][rows])

    def draw(self) -> None:
        """Draw what was taken in."""
        for curve in (self.cosine, self.share):
            curve.draw(*RANGE, log=False)
        self.ghosts.take(self._line.ghosts, "clip_cosine", self.plot.stretches)
        self.ghosts.draw(log=False)

    def write(self, history: History, row: int) -> list[Caption]:
        """Return the captions for a row."""
        cosine, share = (float(history[name][row]) for name in self.needs)
        tips = (
            tr("cosine between the clipped gradient and the true one: 1 where the direction is kept"),
            tr("share of the gradient's entries that were cut by value"),
        )
        return [
            Caption(label=tr("cosine"), value=cosine_figure(cosine), colour=self.palette.accent, tip=tips[0]),
            Caption(
                label=tr("entries cut"), value=percent(share), colour=self.palette.warning, mark="dash", tip=tips[1]
            ),
            *self.ghosts.captions(float(history["update"][row]), named=True),
        ]
