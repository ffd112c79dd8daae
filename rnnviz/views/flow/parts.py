"""What makes ∂L/∂W: signed parts by lag over the reach of one loss, or by step and gate."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rnnviz.directions import is_reverse
from rnnviz.measures.flow import by_lag, cumulative_share
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.clipping.words import percent
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.flow.arrays import LONGEST, State, is_carried
from rnnviz.views.flow.page import FlowPage, coming
from rnnviz.views.flow.words import of_lags, of_steps
from rnnviz.views.plots.bars import Bars
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.float_limits import FloatLimits
from rnnviz.views.plots.line import DASHES, Line
from rnnviz.views.plots.log_line import LogLine
from rnnviz.views.plots.step_plot import StepPlot
from rnnviz.views.words.figures import lowered, number, power
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
SYMBOLS = {"weight_hh": "W_hh", "weight_ih": "W_ih", "weight_peephole": "w_c"}
EVERYWHERE = ("weight_hh", "weight_ih")
"""Weights that every recurrent cell has; peepholes are offered where there are some."""


class WeightParts(FlowPage):
    """Bars that sum to ‖∂L/∂W‖; by lag also their running share, and how far one loss reaches."""

    key = "parts"
    letters = 64

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.parameter = Chooser(
            "view.flow.parameter", tr("The matrix whose gradient is taken apart"),
            [(key, SYMBOLS[key]) for key in EVERYWHERE],
        )
        self.by = Chooser(
            "view.flow.by",
            tr("Apart by the lag t − k between a loss and the step where it acts, or by that step and gate"),
            [("lag", tr("by lag")), ("step", tr("by step"))],
        )
        self.controls = (self.parameter, self.by)
        self.parts_plot, self.share_plot = StepPlot(shared, level=0.0), StepPlot(shared, level=1.0)
        self.reach_plot = StepPlot(shared)
        self.reach_plot.set_log(True)
        self.plots = (self.parts_plot, self.share_plot, self.reach_plot)
        for plot, stretch in zip(self.plots, (4, 2, 3), strict=True):
            self.column.addWidget(plot, stretch)
            plot.hovered.connect(self._hover)
            plot.picked.connect(self._pick)
        self.limits = FloatLimits(self.reach_plot.box, palette)
        self.bars = Bars(self.parts_plot, palette)
        self.parts_plot.place_line.setZValue(-1)  # behind the bars: at lag 0 it would hide the largest
        self.share = Line(self.share_plot, palette.ink, width=width)
        self.share_plot.box.setYRange(-0.04, 1.08, padding=0)
        self.reach = LogLine(
            self.reach_plot, palette.reach, width=width, dashes=DASHES["hidden"], broken=palette.error
        )
        self.easings: dict[str, Easing] = {}
        self.trace: Trace | None = None
        self.state = State("", "hidden")
        self.parts: npt.NDArray[np.float64] = np.empty((0, 1))
        """(lags or steps, blocks): what is drawn as bars."""
        self.shares = self.reached = np.empty(0)
        self.known = np.empty(0, bool)
        """(lags,): those at which there is a step."""
        self.first = 0
        self.hover: float | None = None
        self.cursor_step = 0

    @property
    def lags(self) -> bool:
        """Whether the parts are by lag."""
        return self.by.key == "lag"

    @property
    def back(self) -> bool:
        """Whether the layer reads from the end: a loss reaches later steps, and its lag is k − t."""
        return is_reverse(self.state.scope)

    @property
    def symbol(self) -> str:
        """The matrix: W_hh."""
        return SYMBOLS[self.parameter.key]

    @property
    def title(self) -> tuple[str, str]:
        words = tr("parts of ∂L/∂{symbol} by step k")
        if self.lags:
            words = tr("parts of ∂L/∂{symbol} by lag t − k")
            if self.back:
                words = tr("parts of ∂L/∂{symbol} by lag k − t")
        return words.format(symbol=self.symbol), f"∂L/∂{self.symbol}"

    def watch(self, trace: Trace, state: State) -> tuple[str, ...]:
        name = f"{state.scope}.{self.parameter.key}*"
        if not self.lags:
            return (f"parameter_gradient_share/{name}",)
        if trace.length > LONGEST:
            return ()
        return (f"parameter_gradient_flow/{name}",)

    def draw(self, trace: Trace, state: State) -> str:
        self.trace, self.state = trace, state
        self._offer(trace, state)
        name = f"{state.scope}.{self.parameter.key}"
        kind = "parameter_gradient_flow" if self.lags else "parameter_gradient_share"
        found = trace.get(f"{kind}/{name}")
        if found is None or found.ndim != 2 or not found.size:
            return self._missing(trace)
        self.first, parts = trace.start(state.scope), np.asarray(found, np.float64)
        if self.lags:
            self.first, summed = by_lag(found, trace.loss_start - self.first, self.back)
            parts = summed[:, None]
        self.parts = parts
        norm = trace.get(f"parameter_gradient_norm/{name}")
        whole = float(parts.sum()) if norm is None else float(norm)
        self._draw_bars(trace)
        for plot in (self.share_plot, self.reach_plot):
            plot.setVisible(self.lags)
        self.parts_plot.show_updates(not self.lags)
        self.share_plot.show_updates(False)
        for plot in self.plots:
            plot.fit_places(self.first - 0.5, self.first + len(parts) - 0.5)
        if self.lags:
            self._draw_shares(trace)
            self._draw_reach(trace, state)
            self.said.setText(of_lags(self.first, parts[:, 0], trace.length, self.symbol, whole))
        else:
            self.said.setText(of_steps(self.symbol, whole))
        self._caption(trace)
        return ""

    def _offer(self, trace: Trace, state: State) -> None:
        """Offer the weights that the layer's cell has."""
        has = (*EVERYWHERE, *(["weight_peephole"] if trace.cells[state.scope].key == "lstm_peephole" else []))
        self.parameter.set_entries([(key, SYMBOLS[key]) for key in has])

    def _missing(self, trace: Trace) -> str:
        if not is_carried(trace, self.state):
            return tr("No weights lead from step to step here: there is no ∂L/∂W that its steps would add up to.")
        if self.lags and trace.length > LONGEST:
            words = tr("Apart by lag only up to {most} steps, this pass has {steps}: choose “by step”.")
            return words.format(most=LONGEST, steps=trace.length)
        return coming(trace)

    def _roles(self, trace: Trace) -> tuple[tuple[str, str], ...]:
        """Return (symbol, role) of each block of rows, in torch's order."""
        cell = trace.cells.get(self.state.scope)
        gates = cell.gates if cell else ()
        if self.parameter.key == "weight_peephole":
            gates = tuple(gate for gate in gates if gate.role != "candidate")
        blocks = int(self.parts.shape[1])
        if self.lags or len(gates) != blocks:
            return (("", "hidden"),) * blocks
        return tuple((gate.symbol, gate.role) for gate in gates)

    def _range(self, of: str, low: float, high: float, least: float, run: int) -> tuple[float, float]:
        return self.easings.setdefault(of, Easing(least=least)).follow(low, high, run)

    def _draw_bars(self, trace: Trace) -> None:
        colours = [self.shared.palette.roles[role] for _, role in self._roles(trace)]
        low, high = self.bars.draw(self.first + np.arange(len(self.parts)), self.parts, colours)
        self.parts_plot.box.setYRange(*self._range(self.by.key + self.symbol, low, high, 1e-12, trace.run), padding=0)

    def _draw_shares(self, trace: Trace) -> None:
        self.shares = cumulative_share(self.parts[:, 0])
        finite = self.shares[np.isfinite(self.shares)]
        low, high = (float(min(finite.min(), 0)), float(max(finite.max(), 1))) if len(finite) else (0.0, 1.0)
        low, high = self._range("share", low, high, 1.0, trace.run)
        self.share_plot.box.setYRange(low, high, padding=0)
        self.share.draw(self.first + np.arange(len(self.shares)), self.shares, edge=high)

    def _draw_reach(self, trace: Trace, state: State) -> None:
        """Draw the reach of the chosen loss by lag."""
        values = trace.get(f"gradient_reach_log10/{state.key}")
        lags = self.first + np.arange(len(self.parts))
        self.reached = np.full(len(lags), np.nan)
        steps = np.array([self._step(int(lag)) for lag in lags]) - trace.start(state.scope)
        if values is None or "reach_from" not in trace:
            known = np.zeros(len(lags), bool)
        else:
            known = (steps >= 0) & (steps < len(values))
            self.reached[known] = np.asarray(values, np.float64)[steps[known]]
        finite = self.reached[np.isfinite(self.reached)]
        low, high = (float(finite.min()), float(finite.max())) if len(finite) else (-3.0, 0.0)
        low, high = self._range("reach", low, high, 2.0, trace.run)
        self.reach_plot.box.setYRange(low, high, padding=0)
        self.reach.draw_log(lags[known].astype(np.float64), self.reached[known], low=low, high=high)
        self.known = known

    def _step(self, lag: int) -> int:
        """Return the step of the time axis that lies a lag away from the chosen loss."""
        assert self.trace is not None
        return self.trace.reach_step + (lag if self.back else -lag)

    def _caption(self, trace: Trace) -> None:
        palette = self.shared.palette
        if self.lags:
            at = lowered(trace.reach_step) if "reach_from" in trace else ""
            self.captions.show_captions(
                [
                    Caption(label=tr("part of each lag"), colour=palette.ink, mark=""),
                    Caption(label=tr("running share"), colour=palette.ink),
                    Caption(
                        label=f"‖∂ℓ{at}/∂{self.state.symbol}‖",
                        colour=palette.reach,
                        tip=tr("how far one loss reaches: the path that a healthy ∂L/∂W can hide"),
                    ),
                ]
            )
            return
        sums = self.parts.sum(axis=0)
        self.captions.show_captions(
            [
                Caption(label=symbol or f"∂L/∂{self.symbol}", value=number(value, 2), colour=palette.roles[role])
                for (symbol, role), value in zip(self._roles(trace), sums, strict=True)
            ]
        )

    def mark(self, moment: Moment) -> None:
        self.cursor_step = moment.t
        place = self._place(moment.t)
        for plot in self.plots:
            plot.show_place(place)
        self._say_value()

    def _place(self, t: int) -> int | None:
        """Return the lag or step of a step of the time axis, None where it has none."""
        if self.trace is None:
            return None
        if self.lags:
            if "reach_from" not in self.trace:
                return None
            t = t - self.trace.reach_step if self.back else self.trace.reach_step - t
        return t if self.first <= t < self.first + len(self.parts) else None

    def _say_value(self) -> None:
        place = self._place(self.cursor_step) if self.hover is None else round(self.hover)
        for plot in self.plots:
            plot.show_hover(None if self.hover is None else place)
        self.value.setText("" if place is None else self._value(place))

    def _value(self, place: int) -> str:
        """Return the parts of one lag or step in words."""
        row = place - self.first
        if self.trace is None or not 0 <= row < len(self.parts):
            return ""
        if not self.lags:
            roles = self._roles(self.trace)
            each = [f"{symbol} {number(part, 2)}" for (symbol, _), part in zip(roles, self.parts[row], strict=True)]
            whole = f"k = {place}: {number(self.parts[row].sum(), 2)}"
            return whole if len(each) == 1 else f"{whole}  ({'  '.join(each)})"
        share = self.shares[row]
        said = [tr("lag {lag}: {part}").format(lag=place, part=number(self.parts[row, 0], 2))]
        if math.isfinite(share):
            said.append(tr("≤ {lag}: {share}").format(lag=place, share=percent(share)))
        if self.known[row]:
            said.append(f"‖∂ℓ/∂{self.state.symbol}‖ {power(self.reached[row])}")
        return "  ".join(said)

    def readout(self, t: int) -> str:
        """Return the parts of a step (of its lag behind the chosen loss)."""
        place = self._place(t)
        return "" if place is None else f"∂L/∂{self.symbol} {self._value(place)}"

    def _hover(self, place: float | None) -> None:
        self.hover = place
        self._say_value()

    def _pick(self, place: float) -> None:
        """Move the cursor to the step, or so far back from the chosen loss."""
        if self.trace is not None:
            at = round(place)
            self.shared.axis.scrub(self._step(at) if self.lags else at)
