"""Who feels which loss: the matrix of ‖∂L_t/∂h_k‖, its sums, and one loss or one step of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rnnviz.measures import nearest_step
from rnnviz.measures.flow import log10_sum
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.flow.arrays import LONGEST, FlowMatrix, State, flow_matrix
from rnnviz.views.flow.grid import FlowGrid, Place
from rnnviz.views.flow.page import FlowPage, coming
from rnnviz.views.flow.words import of_matrix, reach_of
from rnnviz.views.gate import visible
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.colour_bar import ColourBar
from rnnviz.views.plots.easing import Easing, Range
from rnnviz.views.plots.float_limits import FloatLimits
from rnnviz.views.plots.line import DASHES, pen
from rnnviz.views.plots.log_line import MARK, LogLine
from rnnviz.views.words.figures import lowered, power
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
DOTTED = (2.0, 2.0)
LOWEST = 130
"""Pixels of the drawing: in a lower dock the view is scrolled."""


class LossByTime(FlowPage):
    """Rows are losses, columns the steps that their gradients arrive at."""

    key = "matrix"

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.decades = Chooser(
            "view.flow.decades",
            tr("How far down from the largest value the colours go"),
            [("8", tr("8 decades")), ("16", tr("16 decades")), ("60", tr("60 decades")), ("all", tr("all"))],
        )
        self.controls = (self.decades,)
        self.grid = FlowGrid(shared)
        self.grid.setMinimumHeight(LOWEST)
        self.bar = ColourBar(palette)
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(self.bar)
        self.limits = FloatLimits(self.grid.below.vb, palette)
        below, error = self.grid.below, palette.error
        self.bound = LogLine(below, palette.muted, width=width, dashes=DOTTED, broken=error)
        self.total = LogLine(below, palette.ink, width=width, dashes=DASHES["cell"], broken=error, depth=10)
        self.profile = LogLine(below, palette.reach, width=width, dashes=DASHES["hidden"], broken=error, depth=20)
        self.easings: dict[str, Easing] = {}
        self.matrix: FlowMatrix | None = None
        self.sums = self.arriving = np.empty(0)
        """log10 Σ_k ‖∂L_t/∂h_k‖ by row, log10 Σ_t ‖∂L_t/∂h_k‖ by column."""
        self.trace: Trace | None = None
        self.symbol = "h"
        self.cursor_step = 0
        self._side: Range | None = None
        self.hover: Place | None = None
        self.grid.hovered.connect(self._hover)
        self.grid.picked.connect(self._pick)

    @property
    def title(self) -> tuple[str, str]:
        words = tr("log₁₀ ‖∂Lₜ/∂{symbol}ₖ‖ of every loss t at every step k").format(symbol=self.symbol)
        return words, f"‖∂Lₜ/∂{self.symbol}ₖ‖"

    def watch(self, trace: Trace, state: State) -> tuple[str, ...]:
        coarse = trace.length > LONGEST
        return (f"gradient_flow_coarse/{state.key}*",) if coarse else (f"gradient_flow/{state.key}*",)

    def names(self, trace: Trace, state: State) -> tuple[str, ...]:
        """Return patterns of the arrays that are drawn: the colours are the logarithms, right beyond float32 too."""
        family = "gradient_flow_coarse" if trace.length > LONGEST else "gradient_flow"
        beside = (f"{family}_log10/{state.key}", f"gradient_flow_residual/{state.key}")
        step = ("gradient_flow_step",) if trace.length > LONGEST else ()
        return (*super().names(trace, state), *beside, *step)

    def draw(self, trace: Trace, state: State) -> str:
        self.trace, self.symbol = trace, state.symbol
        self.matrix = matrix = flow_matrix(trace, state)
        if matrix is None:
            return coming(trace)
        self.sums, self.arriving = log10_sum(matrix.logs, 1), log10_sum(matrix.logs, 0)
        low, high = self._range("colour", matrix.logs, trace.run)
        if self.decades.key != "all":
            low = max(low, high - float(self.decades.key))
        self.bar.show_range(low, high)
        words = [visible(str(token)) for token in trace["tokens"]]
        self.grid.draw(matrix, low, high, words)
        self.total.curve.setPen(pen(self.shared.palette.ink, self.shared.line_width, DASHES[state.name]))
        self._side = None
        self._draw_columns(trace)
        self._draw_rows()
        self._caption()
        return ""

    @property
    def row(self) -> int | None:
        """Row of the loss that is followed back."""
        if self.trace is None or self.matrix is None:
            return None
        asked = self.shared.selection.reach_from
        steps = self.trace["loss_steps"]
        if asked is None or not 0 <= asked < len(steps) or not steps[asked]:
            asked = int(self.trace["reach_from"]) if "reach_from" in self.trace else int(np.flatnonzero(steps)[-1])
        return self.matrix.row_of(self.trace.loss_start + asked)

    def _range(self, of: str, logs: Floats, run: int) -> tuple[float, float]:
        """Return the eased range of some values."""
        finite = logs[np.isfinite(logs)]
        low, high = (float(finite.min()), float(finite.max())) if len(finite) else (-8.0, 0.0)
        room = 0.0 if of == "colour" else 0.02
        return self.easings.setdefault(of, Easing(least=1.0, headroom=room)).follow(low, high, run)

    def _draw_columns(self, trace: Trace) -> None:
        """Draw what arrives at each step: all losses' norms, the norm of their sum, the chosen loss's."""
        matrix, row = self.matrix, self.row
        if matrix is None:
            return
        steps = np.array([matrix.step_at(column) for column in range(matrix.shape[1])])
        own = 0 if row is None else matrix.own(row)
        one = matrix.logs[row, :own] if row is not None else np.empty(0)
        low, high = self._range("columns", np.concatenate([self.arriving, matrix.total, one]), trace.run)
        self.grid.below.vb.setYRange(low, high, padding=0.04)
        self.bound.draw_log(steps, self.arriving, low=low, high=high)
        there = ~np.isnan(matrix.total).all()
        self.total.draw_log(steps if there else steps[:0], matrix.total if there else steps[:0], low=low, high=high)
        self.profile.draw_log(steps[:own], one, low=low, high=high)
        for line in (self.bound, self.total, self.profile):
            line.thin_zeros(round(MARK * len(steps) / max(self.grid.below.vb.width(), 1)))
        self.grid.mark_row(row)
        self._say()

    def _draw_rows(self) -> None:
        """Draw how much of the gradient each loss makes, and how much of it reaches the step at the cursor."""
        matrix = self.matrix
        if matrix is None or self.trace is None:
            return
        column = matrix.column_of(self.cursor_step)
        reaching = np.full(matrix.shape[0], np.nan) if column is None else matrix.logs[:, column]
        drawn = np.concatenate([self.sums, reaching])
        finite = drawn[np.isfinite(drawn)]
        if self._side is None or (len(finite) and (finite.min() < self._side[0] or finite.max() > self._side[1])):
            self._side = self._range("rows", drawn, self.trace.run)
        self.grid.draw_rows(self.sums, reaching, *self._side)

    def _say(self) -> None:
        if self.matrix is not None and self.trace is not None:
            self.said.setText(of_matrix(self.matrix, self.row, self.trace.length, self.symbol))
            self._say_value()

    def _caption(self) -> None:
        palette, symbol, row = self.shared.palette, self.symbol, self.row
        at = "" if row is None or self.matrix is None else lowered(self.matrix.loss_at(row))
        bound = tr(
            "sum of the norms over all losses t (below) and over all steps k (right). Below it is an upper bound of "
            "the norm of the sum, which opposite gradients make smaller"
        )
        self.captions.show_captions(
            [
                Caption(label=f"Σ‖∂Lₜ/∂{symbol}ₖ‖", colour=palette.muted, mark="dash", tip=bound),
                Caption(label=f"‖∂L/∂{symbol}ₖ‖", colour=palette.ink, tip=tr("norm of the whole gradient, by step k")),
                Caption(label=f"‖∂L{at}/∂{symbol}ₖ‖", colour=palette.reach, tip=tr("the chosen loss; click a row")),
                Caption(
                    label=f"‖∂Lₜ/∂{symbol}‖",
                    colour=palette.cursor,
                    tip=tr("who reaches the step at the cursor, by loss t (right); click a column"),
                ),
            ]
        )

    def mark(self, moment: Moment) -> None:
        self.cursor_step = moment.t
        self.grid.show_step(moment.t)
        self._draw_rows()
        self._say_value()

    def choose_loss(self) -> None:
        if self.trace is not None and self.matrix is not None:
            self._draw_columns(self.trace)
            self._caption()

    def _say_value(self) -> None:
        if self.hover is not None:
            self.value.setText(self._value(*self.hover))
        else:
            column = None if self.matrix is None else self.matrix.column_of(self.cursor_step)
            self.value.set_texts(self.readout(self.cursor_step), "" if column is None else self._value(None, column))

    def _value(self, row: int | None, column: int | None) -> str:
        """Return one cell, one row's sum, or one column's in words."""
        matrix = self.matrix
        if matrix is None or (row or 0) >= matrix.shape[0] or (column or 0) >= matrix.shape[1]:
            return ""
        if column is None and row is not None:
            loss = lowered(matrix.loss_at(row))
            return f"Σₖ‖∂L{loss}/∂{self.symbol}ₖ‖ {power(self.sums[row])}  {reach_of(matrix, row)}".strip()
        if column is None:
            return ""
        step = lowered(matrix.step_at(column))
        if row is not None:
            return f"∂L{lowered(matrix.loss_at(row))}/∂{self.symbol}{step} {power(matrix.logs[row, column])}"
        bound, total = power(self.arriving[column]), power(matrix.total[column])
        return f"{self.symbol}{step}: Σₜ‖∂Lₜ‖ {bound} ≥ ‖∂L‖ {total}"

    def readout(self, t: int) -> str:
        """Return what arrives at a step, and what of it the chosen loss sends."""
        column = None if self.matrix is None else self.matrix.column_of(t)
        if self.matrix is None or column is None:
            return ""
        row = self.row
        one = "" if row is None else "  " + self._value(row, column)
        return self._value(None, column) + one

    def _hover(self, place: Place | None) -> None:
        self.hover = place
        column = None if place is None else place[1]
        self.shared.axis.set_hover(None if column is None or self.matrix is None else self.matrix.step_at(column))
        self._say_value()

    def _pick(self, place: Place) -> None:
        row, column = place
        if self.matrix is None or self.trace is None:
            return
        if row is not None:
            loss = self.matrix.loss_at(row) - self.trace.loss_start
            step = nearest_step(self.trace["loss_steps"], loss)
            if step is not None:
                self.shared.selection.choose_reach(step)
        if column is not None:
            self.shared.axis.scrub(self.matrix.step_at(column))
