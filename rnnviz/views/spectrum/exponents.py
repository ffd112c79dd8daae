"""Lyapunov exponents: does a small difference between two states grow or shrink, and how that changes by update."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.directions import layer_of
from rnnviz.measures.spectrum import EDGE, tenfold_steps
from rnnviz.trace import Array, Trace
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Caption, Captions
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.line import DASHED, SOLID, scatter
from rnnviz.views.plots.log_line import LogLine
from rnnviz.views.plots.step_plot import StepPlot
from rnnviz.views.plots.update_plot import tall
from rnnviz.views.scopes import Layer, both_ways
from rnnviz.views.spectrum.drawing import Drawing, found
from rnnviz.views.spectrum.exponent_history import ExponentHistory
from rnnviz.views.words.figures import number, signed
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
ALONG, FREE = "lyapunov", "lyapunov_free"
MARK = 7
"""Pixels between two marks at least; where they would be nearer, there is a line alone."""


class Curve:
    """Exponents as a line, with a mark each while they are few; −inf lies on the floor."""

    def __init__(self, plot: StepPlot, shared: Shared, family: str) -> None:
        palette, width, free = shared.palette, shared.line_width, family == FREE
        colour = palette.accent if free else palette.ink
        brush = None if free else pg.mkBrush(colour)
        self.line = LogLine(plot, colour, width=width, dashes=DASHED if free else SOLID, broken=palette.error)
        self.marks = pg.ScatterPlotItem(
            symbol="s" if free else "o", size=5 * width, pen=pg.mkPen(colour), brush=brush
        )
        self.marks.setZValue(20)
        self.plot = plot
        plot.addItem(self.marks, ignoreBounds=True)

    def draw(self, x: Floats, y: Floats, low: float, high: float) -> None:
        """Draw exponents in a plot whose range is low to high."""
        self.line.draw_log(x, y, low=low, high=high)
        marked = np.isfinite(y) & (MARK * len(y) <= self.plot.columns)
        scatter(self.marks, x[marked], y[marked])


class Exponents(Drawing):
    """The sorted exponents along the trace and free-running, a line at zero; under them the largest by update."""

    key = "exponents"
    families = (ALONG, FREE)
    needed = (ALONG,)

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.plot, self.later = StepPlot(shared, level=0.0), StepPlot(shared, level=0.0)
        self.spectra = {family: Curve(self.plot, shared, family) for family in self.families}
        self.largest = {family: Curve(self.later, shared, family) for family in self.families}
        self.later_captions = Captions(shared.palette.text)
        self.column.addWidget(self.plot, 1)
        self.column.addWidget(self.later_captions)
        self.column.addWidget(self.later, 1)
        self.easing, self.later_easing = Easing(least=0.1), Easing(least=0.1)
        self.history = ExponentHistory()
        self.scope = ""
        self.values: dict[str, Floats] = {}
        self.hover: int | None = None
        self.hover_update: float | None = None
        self.plot.hovered.connect(self._hover)
        self.later.hovered.connect(self._hover_update)

    @property
    def title(self) -> tuple[str, str]:
        return tr("Lyapunov exponents λᵢ, nats a step"), tr("nats a step")

    def fills(self, trace: Trace, layer: Layer) -> bool:
        return found(trace, ALONG, self._scope(layer)) is not None

    def named(self, layer: Layer) -> str:
        return self._scope(layer)

    def _scope(self, layer: Layer) -> str:
        """Return the layer's scope that was chosen; its last one (the decoder's) where another layer was."""
        chosen = self.shared.selection.scope
        return chosen if chosen in layer else (*layer, "")[-1 if layer else 0]

    def draw(self, trace: Trace, layer: Layer) -> None:
        self.scope = self._scope(layer)
        held = {family: found(trace, family, self.scope) for family in self.families}
        self.values = {family: np.asarray(one, np.float64) for family, one in held.items() if one is not None}
        along, free = (float(self.values.get(family, np.empty(0))[:1].sum()) for family in self.families)
        self.history.take(
            trace.run, self.scope, trace.update, along, free if FREE in self.values else math.nan
        )
        low, high = _fit(self.plot, self.easing, list(self.values.values()), trace.run)
        for family, curve in self.spectra.items():
            values = self.values.get(family, np.empty(0))
            curve.draw(np.arange(1.0, len(values) + 1), values, low, high)
        self.plot.fit_places(1.0, float(max(*(len(one) for one in self.values.values()), 2)))
        self._draw_history(trace.run)
        said = sentence(along, free if FREE in self.values else None)
        if both_ways(trace) and layer_of(self.scope) != layer_of(trace.scopes[0]):
            said += tr("; nothing runs free over a layer that reads both ways")
        self.said.setText(said)
        self._write()

    def _draw_history(self, run: int) -> None:
        updates, *columns = self.history.curves(self.scope)
        low, high = _fit(self.later, self.later_easing, columns, run)
        for curve, values in zip(self.largest.values(), columns, strict=True):
            known = ~np.isnan(values)
            curve.draw(updates[known], values[known], low, high)
        self.later.fit_updates(float(updates[0]), float(updates[-1]), anew=len(updates) == 1)

    def seen(self) -> dict[str, Array]:
        """Return the largest exponents by update, as far as they were seen."""
        updates, *columns = self.history.curves(self.scope)
        by_update = {
            f"largest_{family}/{self.scope}": column
            for family, column in zip(self.families, columns, strict=True)
        }
        return {"update": updates, **by_update}

    def _write(self) -> None:
        """Name the curves with their values at the index and the update under the mouse, else the largest, newest."""
        index = self.hover or 1
        captions = [Caption(label=tr("index i"), value=str(index), colour=self.shared.palette.muted, mark="")]
        captions += [
            self._caption(family, values[index - 1])
            for family, values in self.values.items()
            if index <= len(values)
        ]
        self.captions.show_captions(captions)
        updates, *columns = self.history.curves(self.scope)
        if not len(updates):
            return
        row = len(updates) - 1
        if self.hover_update is not None:
            row = int(np.abs(updates - self.hover_update).argmin())
        self.later.show_hover(float(updates[row]) if self.hover_update is not None else None)
        captions = [
            Caption(label=tr("λ₁, update"), value=f"{updates[row]:,.0f}", colour=self.shared.palette.muted, mark="")
        ]
        columns = columns[: len(self.values)]
        captions += [self._caption(family, one[row]) for family, one in zip(self.values, columns, strict=True)]
        self.later_captions.show_captions(captions)

    def _caption(self, family: str, value: float) -> Caption:
        palette = self.shared.palette
        if family == FREE:
            tip = tr("of the network running freely, without input")
            return Caption(label=tr("free run"), value=signed(value), colour=palette.accent, mark="dash", tip=tip)
        tip = tr("of the network reading this example")
        return Caption(label=tr("trace"), value=signed(value), colour=palette.ink, mark="dot", tip=tip)

    def _hover(self, place: float | None) -> None:
        most = max((len(values) for values in self.values.values()), default=0)
        self.hover = None if place is None or not most else min(max(round(place), 1), most)
        self.plot.show_hover(None if self.hover is None else float(self.hover))
        self._write()

    def _hover_update(self, update: float | None) -> None:
        self.hover_update = update
        self._write()


def _fit(plot: StepPlot, easing: Easing, curves: list[Floats], run: int) -> tuple[float, float]:
    """Fit a plot's height to what is finite, and to zero."""
    values = np.concatenate([np.zeros(1), *curves])
    finite = values[np.isfinite(values)]
    low, high = easing.follow(*tall(float(finite.min()), float(finite.max())), run)
    plot.box.setYRange(low, high, padding=0)
    return low, high


def sentence(along: float, free: float | None) -> str:
    """Say what the largest exponents mean for two nearby states."""
    said = tr("λ₁ = {exponent} nats a step").format(exponent=signed(along))
    if not math.isfinite(along):
        said += tr(": two nearby states become one") if along < 0 else tr(": not finite")
    elif abs(along) < EDGE:
        said += tr(": two nearby states keep their distance")
    else:
        closer = tr(": two nearby states are tenfold closer after {steps} steps")
        apart = tr(": two nearby states are tenfold farther apart after {steps} steps")
        said += (closer if along < 0 else apart).format(steps=number(tenfold_steps(along)))
    if free is None or math.isnan(free):
        return said
    if abs(free) < EDGE:
        kind = tr("; free-running {exponent}: at the edge of chaos")
    else:
        kind = tr("; free-running {exponent}: chaotic") if free > 0 else tr("; free-running {exponent}: it settles")
    return said + kind.format(exponent=signed(free))
