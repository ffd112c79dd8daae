"""The loss of each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.measures import largest
from rnnviz.trace import Array, Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.surgery import cuts
from rnnviz.views.frames.track import Track
from rnnviz.views.gate import curve
from rnnviz.views.offer import Offer
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.ghosts import beside
from rnnviz.views.plots.line import Line
from rnnviz.views.scopes import layer_of
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import loss_unit


class Loss(Track):
    """Bars of ℓ_t. They hold ``loss_by_time`` = ℓ_t / n; the axis is scaled by n, so that it reads in ℓ_t."""

    key = "loss"
    title = "Loss by step"
    purpose = (
        "How wrong the output of each step is: −ln of the probability given to the right symbol (nats), or the "
        "squared error. The loss L that is learnt from is their mean over the steps that carry one."
    )
    height = 90

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared, FigureAxis())
        self.bars = pg.BarGraphItem(x=[], height=[], width=0.8, pen=None, brush=pg.mkBrush(shared.palette.muted))
        self.plot.addItem(self.bars, ignoreBounds=True)
        self.crosses = Line(self.plot, shared.palette.error)
        self.easing = Easing(least=1e-12)

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        found = trace.get("loss_by_time")
        empty = found is None or not {"tokens", "loss", "loss_steps"} <= set(trace) or len(found) == 0
        self.explain(tr("No loss: the example has no step that carries one.") if empty else "")
        self.bars.setVisible(not empty)
        if found is None or empty:
            self.heading.setText(tr("loss"))
            self.crosses.clear()
            self.ghosts.keep()
            return
        values = curve(found)
        count = max(int(trace["loss_steps"].sum()), 1)
        steps = np.arange(trace.loss_start, trace.loss_start + len(values), dtype=np.float64)
        self.bars.setOpts(x=steps, height=np.nan_to_num(values), y0=np.zeros(len(values)))
        before = None if trace.untouched is None else trace.untouched.get("loss_by_time")
        ghost = np.empty(0) if before is None or len(before) != len(values) else curve(before)
        top = self._top(values, ghost, trace.run)
        self._draw_ghost(steps, ghost)
        self.plot.box.setYRange(0.0, top, padding=0)
        self.plot.getPlotItem().getAxis("left").setScale(count)
        broken = ~np.isfinite(found)
        self.crosses.draw(steps[broken], np.full(int(broken.sum()), np.nan), edge=0.85 * top)
        if count > 1:
            words = tr("loss ℓₜ at each step ({unit}); mean over {count} steps: L = {loss}")
        else:
            words = tr("loss ({unit}), at one step alone: L = {loss}")
        loss = number(float(trace["loss"]))
        if trace.untouched is not None:
            loss = beside(loss, number(float(trace.untouched["loss"])))
        said = {"unit": loss_unit(trace), "count": count, "loss": loss}
        self.heading.set_texts(words.format(**said), tr("loss ({unit}), L = {loss}").format(**said))

    def _top(self, values: npt.NDArray[np.float64], ghost: npt.NDArray[np.float64], run: int) -> float:
        """Return the upper end of the range; where no loss is a number above 0, there is nothing to fit it to.

        Steps without a loss are 0: a loss at one step alone that is NaN leaves nothing but zeros.
        """
        highest = max(largest(values), largest(ghost))
        if not highest > 0:
            return (self.easing.range or (0.0, 1.0))[1]
        return self.easing.follow(0.0, max(highest, 1e-12), run)[1]

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        return {} if self.trace is None else self.trace.matching("loss_by_time", "loss_steps", "loss")

    def _draw_ghost(self, steps: npt.NDArray[np.float64], values: npt.NDArray[np.float64]) -> None:
        """Draw the untouched losses as strokes over the columns."""
        if not len(values):
            self.ghosts.keep()
            return
        ends = np.stack([steps - 0.4, steps + 0.4], axis=1).ravel()
        self.ghosts.draw("loss", self.shared.palette.text, ends, values.repeat(2), pairs=True)
        self.ghosts.curves["loss"].setZValue(5)  # over the bars: under them a lower loss would be hidden

    def offers(self) -> Sequence[Offer]:
        """Offer to cut the gradient."""
        return () if self.trace is None else cuts(self, self.trace, layer_of(self.trace, self.shared.selection.scope))

    def readout(self, t: int) -> str:
        """Return ℓ_t."""
        trace = self.trace
        if trace is None or not {"tokens", "loss_steps", "loss_by_time"} <= set(trace):
            return ""
        place = t - trace.loss_start
        if not 0 <= place < len(trace["loss_by_time"]):
            return ""
        if not trace["loss_steps"][place]:
            return tr("no loss here")
        count = int(trace["loss_steps"].sum())
        value = number(float(trace["loss_by_time"][place]) * count)
        if self.untouched is not None:
            value = beside(value, number(float(self.untouched["loss_by_time"][place]) * count))
        return tr("ℓ {value} {unit}").format(value=value, unit=loss_unit(trace))
