"""Difference tracks: what the right model has over the left one, where both have the same to be compared."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.measures import largest
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.frames.track import Track
from rnnviz.views.gate import curve
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.legend import Key
from rnnviz.views.plots.line import DASHED, SOLID, Line
from rnnviz.views.scopes import laid, layer_of
from rnnviz.views.words.figures import number, power
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
Curve = tuple[npt.NDArray[np.int64], Floats]
FLAT = 0.1
"""Share of the range below which a difference is fitted anew."""
NOTHING: Curve = (np.empty(0, np.int64), np.empty(0))


class DifferenceTrack(Track):
    """A track that is shown two traces of equally many updates; zero is in its middle."""

    height: ClassVar[int] = 100  # type: ignore[misc]

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared, FigureAxis())
        self.other: Trace | None = None
        zero = pg.InfiniteLine(angle=0, pos=0, pen=pg.mkPen(shared.palette.border, width=1))
        zero.setZValue(-30)
        self.plot.addItem(zero, ignoreBounds=True)
        self.easing = Easing(least=self.least)

    least: ClassVar[float] = 1e-6
    """The narrowest range."""

    def show_pair(self, left: Trace, right: Trace, moment: Moment) -> None:
        """Draw what two traces have between them, or move the cursor."""
        fresh = left is not self.trace or right is not self.other
        self.trace, self.other, self.moment = left, right, moment
        if fresh:
            self.draw(left)
        self.mark(moment)

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        if self.other is not None:
            self.draw_pair(trace, self.other)

    @abstractmethod
    def draw_pair(self, left: Trace, right: Trace) -> None:
        """Draw what the right trace has over the left one."""

    def fit(self, values: Floats, run: object) -> float:
        """Show a range symmetric about zero; return its upper end."""
        size = max(largest(values[np.isfinite(values)]), 0.5 * self.least)
        if self.easing.range is not None and size < FLAT * self.easing.range[1]:
            self.easing = Easing(least=self.least)  # in a range that comes in slowly there would be nothing to be seen
        top = self.easing.follow(-size, size, run)[1]
        self.plot.box.setYRange(-top, top, padding=0)
        return top


class GradientDifference(DifferenceTrack):
    """log10 of the right model's gradient norm over the left one's, in decades."""

    key = "gradient_difference"
    title = "Gradient difference"
    purpose = (
        "By how many decades the gradient of B is larger than that of A at each step (+1: ten times as large), of the "
        "whole loss and of one step's loss. ×: one of the two is zero or not finite; a gap: both are exactly zero."
    )
    least = 0.2
    kinds = (("gradient_norm_log10/", "‖∂L/∂h‖", SOLID), ("gradient_reach_log10/", "‖∂ℓ/∂h‖", DASHED))

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        colours = (shared.palette.ink, shared.palette.reach)
        self.lines = {
            kind: Line(self.plot, colour, width=shared.line_width, dashes=dashes, depth=10 * place)
            for place, ((kind, _, dashes), colour) in enumerate(zip(self.kinds, colours, strict=True))
        }
        self.curves: dict[str, Curve] = {}

    def draw_pair(self, left: Trace, right: Trace) -> None:
        scope = self.shared.selection.scope
        self.curves = {kind: difference(left, right, scope, kind) for kind, *_ in self.kinds}
        total, reach = (self.curves[kind] for kind, *_ in self.kinds)
        empty = not len(total[0])
        self.explain(tr("No gradients in both traces: they come with the backward pass.") if empty else "")
        same = len(total[1]) == len(reach[1]) and np.allclose(total[1], reach[1], equal_nan=True)
        if same:  # one loss alone: its reach is the total
            self.curves[self.kinds[1][0]] = NOTHING
        top = self.fit(np.concatenate([values for _, values in self.curves.values()]), (left.run, right.run))
        for kind, line in self.lines.items():
            steps, values = self.curves[kind]
            line.draw(steps, values, edge=0.85 * top, crossed=np.isinf(values))
        self.heading.set_texts(
            tr("gradient norm of B over A, in decades: 0 equal, +1 ten times as large"),
            tr("gradient norm, B over A, decades"),
        )
        palette = self.shared.palette
        self.legend.show_keys([
            Key(label=words, colour=colour, dashes=dashes)
            for (kind, words, dashes), colour in zip(self.kinds, (palette.ink, palette.reach), strict=True)
            if len(self.curves[kind][0])
        ])

    def data(self) -> Mapping[str, Array]:
        """Return the steps, and B − A of the logarithms in decades."""
        found: dict[str, Array] = {}
        for (kind, *_), name in zip(self.kinds, ("gradient_norm", "gradient_reach"), strict=True):
            if kind in self.curves and len(self.curves[kind][0]):
                found[f"difference/{name}_steps"], found[f"difference/{name}_log10"] = self.curves[kind]
        return found

    def readout(self, t: int) -> str:
        """Return how many times as large the gradients of B are."""
        said = []
        for kind, words, _ in self.kinds:
            steps, values = self.curves.get(kind, NOTHING)
            at = np.flatnonzero(steps == t)
            if len(at) and np.isfinite(values[at[0]]):
                said.append(f"{words} B/A {power(float(values[at[0]]))}")
        return "  ".join(said)


class LossDifference(DifferenceTrack):
    """The right model's loss at each step minus the left one's."""

    key = "loss_difference"
    title = "Loss difference"
    purpose = (
        "By how much the loss ℓ of B is higher than that of A at each step: orange where B is worse, blue where it is "
        "better."
    )

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette = shared.palette
        self.bars = [
            pg.BarGraphItem(x=[], height=[], width=0.8, pen=None, brush=pg.mkBrush(colour))
            for colour in (palette.high, palette.low)
        ]
        for bars in self.bars:
            self.plot.addItem(bars, ignoreBounds=True)
        self.crosses = Line(self.plot, palette.error)
        self.curve: Curve = NOTHING

    def draw_pair(self, left: Trace, right: Trace) -> None:
        self.curve = loss_difference(left, right)
        steps, values = self.curve
        self.explain("" if len(steps) else tr("No loss in both traces: the example has no step that carries one."))
        top = self.fit(values, (left.run, right.run))
        finite = np.nan_to_num(values)
        for bars, part in zip(self.bars, (np.maximum(finite, 0.0), np.minimum(finite, 0.0)), strict=True):
            bars.setOpts(x=steps.astype(np.float64), height=part, y0=np.zeros(len(part)))
            bars.setVisible(len(steps) > 0)
        broken = ~np.isfinite(values)
        self.crosses.draw(steps[broken], np.full(int(broken.sum()), np.nan), edge=0.85 * top)
        both = [float(trace["loss"]) for trace in (left, right) if "loss" in trace]
        if len(both) == 2:
            words = tr("loss ℓₜ of B − A: orange where B is worse; L {right} − {left} = {difference}")
            said = {"left": number(both[0]), "right": number(both[1]), "difference": _more(both[1] - both[0])}
            self.heading.set_texts(words.format(**said), tr("loss, B − A = {difference}").format(**said))
        else:
            self.heading.setText(tr("loss ℓₜ of B − A"))

    def data(self) -> Mapping[str, Array]:
        """Return the steps that carry a loss, and ℓ of B − ℓ of A."""
        if not len(self.curve[0]):
            return {}
        return {"difference/loss_steps": self.curve[0], "difference/loss_by_time": self.curve[1]}

    def readout(self, t: int) -> str:
        """Return the difference of the losses at a step."""
        steps, values = self.curve
        at = np.flatnonzero(steps == t)
        return f"ℓ B−A {_more(float(values[at[0]]))}" if len(at) else ""


def _more(value: float) -> str:
    """Return a difference with its sign, also where it is small."""
    return f"+{number(value, 2)}" if value > 0 else number(value, 2)


def difference(left: Trace, right: Trace, scope: str, kind: str) -> Curve:
    """Return (steps, B − A) of the logarithms of a hidden state's gradient norm in the chosen layer of each.

    NaN where both are −inf (exactly zero) or one is NaN, ±inf where one of the two is zero.
    """
    found = [laid(trace, layer_of(trace, scope), "hidden", kind) for trace in (left, right)]
    if found[0] is None or found[1] is None:
        return NOTHING
    steps, one, other = np.intersect1d(found[0][0], found[1][0], return_indices=True)
    a, b = np.asarray(found[0][1], np.float64)[one], np.asarray(found[1][1], np.float64)[other]
    with np.errstate(invalid="ignore"):
        return steps, b - a


def loss_difference(left: Trace, right: Trace) -> Curve:
    """Return (steps, ℓ of B − ℓ of A) where both carry a loss."""
    found = []
    for trace in (left, right):
        if not {"loss_by_time", "loss_steps", "tokens"} <= set(trace):
            return NOTHING
        carries = trace["loss_steps"].astype(bool)
        values = curve(trace["loss_by_time"]) * max(int(carries.sum()), 1)
        found.append((trace.loss_start + np.flatnonzero(carries), values[carries]))
    steps, one, other = np.intersect1d(found[0][0], found[1][0], return_indices=True)
    with np.errstate(invalid="ignore"):
        return steps, found[1][1][other] - found[0][1][one]
