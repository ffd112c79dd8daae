"""The equations of the chosen cell with the numbers at the cursor, and the sum of back-propagation term by term."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from rnnviz.cell_info import CellInfo, Equation
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.controls.resized import Resized
from rnnviz.views.controls.unit_entry import UnitEntry
from rnnviz.views.equations.back_lines import back_lines
from rnnviz.views.equations.back_terms import Terms, terms_of, watched
from rnnviz.views.equations.equation_sheet import EquationSheet, SheetLine
from rnnviz.views.equations.filled_equation import (
    MISSING,
    Span,
    UnitValues,
    filled,
    filled_with_vectors,
    half_life,
    with_colours,
)
from rnnviz.views.equations.formula import coloured
from rnnviz.views.equations.handed_on import handed_on
from rnnviz.views.equations.operated_line import as_operated
from rnnviz.views.equations.terms_sheet import TermsSheet
from rnnviz.views.frames.dock import MARGIN, Dock
from rnnviz.views.gate import visible
from rnnviz.views.scopes import cell_of, layer_name, layer_of, layers, scope_at, units
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import loss_unit

UNIT, VECTOR = "unit", "vector"
WEIGHTS = {"weight_hh": ("W_hh", "h_{k-1}"), "weight_ih": ("W_ih", "x_k")}
"""Which gradients are taken apart: the matrix, and what the error is multiplied with."""
AFTER_BACKWARD = ("backward", "clip", "update")
"""Phases in which the gradient at the cursor is known."""


class Equations(Dock):
    """Each equation as in the paper, and under it the same in numbers."""

    at_first = True
    key = "equations"
    title = "Equations"
    purpose = (
        "One step of the cell, equation by equation, with the numbers of one unit at the cursor: what went in, how "
        "far the gates are open, what is kept. In the backward phase also the gradient that reaches the unit. Or the "
        "sum of back-propagation through time: what each step adds to ∂L/∂W."
    )
    is_read = True

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.layer = self.add_chooser("layer", tr("The layer whose equations are shown"))
        self.layer.chosen.connect(self._choose_layer)
        back = [(key, tr("∂L/∂{weight}").format(weight=words)) for key, (words, _) in WEIGHTS.items()]
        self._forward = [(UNIT, tr("one unit")), (VECTOR, tr("vectors"))]
        self._back = back
        self.of = self.add_chooser(
            "of", tr("Numbers of one unit, of whole vectors, or the terms of the gradient of a matrix"),
            [*self._forward, *back],
        )  # fmt: skip
        self.unit = UnitEntry("view.equations.unit", shared.selection)
        self.bar.addWidget(self.unit)
        self.sheet = EquationSheet(shared.palette.text)
        self.back_sheet = EquationSheet(shared.palette.text)
        self.terms = TermsSheet(shared.palette)
        self.terms.picked.connect(self._pick)
        back_page = QWidget()
        back_column = QVBoxLayout(back_page)
        back_column.setContentsMargins(0, 0, 0, 0)
        back_column.setSpacing(4)
        back_column.addWidget(self.back_sheet)
        back_column.addWidget(self.terms, 1)
        self.forms = QStackedLayout()
        self._second = QHBoxLayout()
        self.bar.removeWidget(self.layer)
        self._second.addWidget(self.layer)
        self._second.addStretch(1)
        self._narrow = False
        self.column.addLayout(self._second)
        self.column.addLayout(self.forms, 1)
        self.forms.addWidget(_Scrolled(self.sheet, self.sheet.set_room))
        self.forms.addWidget(_Scrolled(back_page))
        self.found_terms: Terms | None = None
        self._colours = dict(shared.palette.roles)
        self._latex: dict[Equation, str] = {}
        self._resized = Resized(self.widget)
        self._resized.changed.connect(self._arrange)
        self._say_empty()

    @property
    def watch(self) -> tuple[str, ...]:
        """The sums under the nonlinearities, or what the terms of back-propagation are made of."""
        layer = () if self.trace is None else layer_of(self.trace, self.shared.selection.scope)
        cell = None if self.trace is None else cell_of(self.trace, layer)
        if cell is not None and cell.is_block:  # a block: its stages, which are recorded on request
            names = ("attention_products", *(stage.name for stage in cell.others))
            return tuple(f"{layer[-1]}.{name}*" for name in names)
        if self.of.key not in WEIGHTS:
            return ("*_preactivation", "*.preactivation")
        return watched(layer, self.of.key, 0 if self.trace is None else self.trace.length)

    def _arrange(self, cause: object = None) -> None:
        """Leave the step its room in the heading: in a narrow dock the unit goes to the line below."""
        last = 0 if self.trace is None else self.trace.length - 1
        step = self.heading.fontMetrics().horizontalAdvance(f"t = {last}") + 2
        beside = (self.of.sizeHint().width(), self.unit.sizeHint().width())
        narrow = step + sum(beside) + len(beside) * self.bar.spacing() + 2 * MARGIN > self.widget.width()
        if narrow != self._narrow:
            self._narrow = narrow
            before, after = (self.bar, self._second) if narrow else (self._second, self.bar)
            before.removeWidget(self.unit)
            after.addWidget(self.unit)

    def _say_empty(self) -> None:
        self.unit.setEnabled(False)
        self.heading.setText(tr("equations"))
        self.say(tr("The cell's equations appear here with the first pass of a recurrent model."))

    def draw(self, trace: Trace) -> None:
        layer = layer_of(trace, self.shared.selection.scope)
        cell = cell_of(trace, layer)
        if cell is None or not units(trace, layer):
            self._say_empty()
            return
        self.say("")
        self.unit.setEnabled(True)
        self.unit.follow(units(trace, layer))
        self.of.set_entries([*self._forward, *([] if cell.is_block else self._back)])
        self.unit.setVisible(self.of.key == UNIT)
        self.forms.setCurrentIndex(1 if self.of.key in WEIGHTS else 0)
        known = layers(trace)
        self.layer.setVisible(len(known) > 1)
        self.layer.set_entries([(one[-1], layer_name(one)) for one in known])
        self.layer.take(layer[-1])
        self._arrange()
        symbols = {q.symbol: self._colours[q.role] for q in (*cell.gates, *cell.others) if q.role}
        equations = {equation for scope in layer for equation in trace.cells[scope].lines}
        self._latex = {equation: coloured(equation.latex, symbols) for equation in equations}

    def mark(self, moment: Moment) -> None:
        if self.trace is None or self.sentence:
            return
        layer = layer_of(self.trace, self.shared.selection.scope)
        cell = cell_of(self.trace, layer)
        if cell is None:
            return
        if self.of.key in WEIGHTS:
            self._show_terms(scope_at(self.trace, layer, moment.t), moment)
            return
        values = UnitValues(self.trace, layer, moment.t, self.unit.value())
        cell = self.trace.cells[values.scope]
        known = {"cell": tr(cell.title), "scope": values.scope, "t": moment.t}
        said = [tr("t = {t}, {cell}"), "t = {t}", "t {t}", ""]
        if len(self.trace.scopes) > 1:
            said.insert(0, tr("t = {t}, {scope}, {cell}"))
        self.heading.set_texts(*(words.format(**known) for words in said))
        lines = [
            SheetLine(
                self._latex[equation],
                tuple(with_colours(equation.text, cell, self._colours)),
                as_operated(
                    filled(equation.numbers, values, cell, self._colours), values, equation.result,
                    self.shared.palette.warning,
                )
                if self.of.key != VECTOR
                else filled_with_vectors(equation, values, cell, self._colours),
            )
            for equation in cell.lines
        ]
        if self.of.key == VECTOR:
            self.sheet.show_lines(lines)
            return
        handed = handed_on(values, self.shared.palette.muted)
        more = [*handed, *self._memory(values, cell), self._gradients(values, cell, moment.phase)]
        self.sheet.show_lines([*lines, *more])

    def _memory(self, values: UnitValues, cell: CellInfo) -> list[SheetLine]:
        """Say how long a forget gate as open as here would keep a memory."""
        gate = next((q for q in cell.gates if q.role == "forget"), None)
        kept = values.value(gate.name) if gate is not None else None
        if gate is None or kept is None:
            return []
        colour = self._colours[gate.role]
        said = tr("{steps} steps").format(steps=number(half_life(kept)))
        muted = self.shared.palette.muted
        spans = (
            Span(tr("half-life of the memory") + " "), Span(said, colour, bold=True),
            Span(" = ln ½ / ln ", muted), Span(gate.symbol, colour),
        )  # fmt: skip
        return [SheetLine(numbers=spans)]

    def _gradients(self, values: UnitValues, cell: CellInfo, phase: str) -> SheetLine:
        """Say the gradient that reaches the unit, once the backward phase has begun."""
        muted = self.shared.palette.muted
        names = [f"∂L/∂{state.symbol}" for state in cell.states]
        if phase not in AFTER_BACKWARD:
            later = tr("{names}: in the backward phase").format(names=", ".join(names))
            return SheetLine(numbers=(Span(later, muted),))
        spans: list[Span] = []
        for name, state in zip(names, cell.states, strict=True):
            value = values.value(state.name, "gradient/")
            said = MISSING if value is None else number(value)
            spans += [Span(f"{name}\u00a0=\u00a0"), Span(said, bold=True), Span("\u2003 ")]
        return SheetLine(numbers=tuple(spans[:-1]))

    def _show_terms(self, scope: str, moment: Moment) -> None:
        """Show ∂L/∂W term by term, and the way of the chosen loss back to the cursor."""
        assert self.trace is not None
        weight, right = WEIGHTS[self.of.key]
        said = tr("t = {t}, {scope}: back through time").format(t=moment.t, scope=scope)
        self.heading.set_texts(said, f"t = {moment.t}, {scope}", f"t = {moment.t}", "")
        self.back_sheet.show_lines(back_lines(self.trace, scope, moment.t, weight, right, self.shared.palette))
        self.found_terms = terms = terms_of(self.trace, scope, self.of.key)
        start = self.trace.start(scope)
        tokens = self.trace.get("tokens")
        count = 0 if terms is None else len(terms.along)
        words = [] if tokens is None else [visible(str(token)) for token in tokens[start : start + count]]
        chosen = self.trace.get("reach_from")
        loss = "" if chosen is None else tr("of ℓ at {t}").format(t=self.trace.reach_step)
        self.terms.unit = loss_unit(self.trace)
        self.terms.draw(terms, words, moment.t - start, loss)

    def _pick(self, k: int) -> None:
        if self.trace is not None:
            layer = layer_of(self.trace, self.shared.selection.scope)
            self.shared.axis.scrub(k + self.trace.start(scope_at(self.trace, layer, self.moment.t)))

    def data(self) -> Mapping[str, Array]:
        """Return the terms that are shown, or the arrays that the equations are filled from."""
        if self.trace is None or self.sentence:
            return {}
        layer = layer_of(self.trace, self.shared.selection.scope)
        cell = cell_of(self.trace, layer)
        if self.of.key in WEIGHTS:
            terms = self.found_terms
            if terms is None:
                return {}
            found: dict[str, Array] = {"term_norm": terms.norms, "term_along_sum": terms.along}
            if terms.of_loss is not None:
                found["term_of_chosen_loss"] = terms.of_loss
            return {**found, "sum_norm": np.array(terms.whole)}
        names = [equation.result for equation in cell.equations] if cell is not None else []
        names += [f"{gate.name}_preactivation" for gate in cell.gates] if cell is not None else []
        arrays = {f"{scope}.{name}" for scope in layer for name in names}
        arrays |= {f"decoder.{line.result}" for scope in layer for line in self.trace.cells[scope].looking}
        return {name: self.trace[name] for name in sorted(arrays) if name in self.trace}

    def _choose_layer(self, scope: str) -> None:
        self.shared.selection.choose(scope=scope)


class _Scrolled(QScrollArea):
    """A page that scrolls up and down where it is too high.

    Parameters
    ----------
    page : QWidget
    told : callable, optional
        Told what height can be seen at once.
    """

    def __init__(self, page: QWidget, told: Callable[[int], object] | None = None) -> None:
        super().__init__()
        self._told = told
        self.setAccessibleName(tr("Equations"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(page)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._told is not None:
            self._told(self.maximumViewportSize().height())
