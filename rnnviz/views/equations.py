"""The equations of the chosen cell with the numbers of one unit at the cursor."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSpinBox

from rnnviz.cell_info import CellInfo, Equation
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.dock import Dock
from rnnviz.views.equation_sheet import EquationSheet, SheetLine
from rnnviz.views.figures import number
from rnnviz.views.filled_equation import MISSING, Span, UnitValues, filled, half_life, with_colours
from rnnviz.views.formula import coloured
from rnnviz.views.gate import plain
from rnnviz.views.language import tr
from rnnviz.views.scopes import cell_of, layer_name, layer_of, layers, units

AFTER_BACKWARD = ("backward", "clip", "update")
"""Phases in which the gradient at the cursor is known."""


class Equations(Dock):
    """Each equation as in the paper, and under it the same in numbers."""

    at_first = True
    key = "equations"
    title = "Equations"
    purpose = (
        "One step of the cell, equation by equation, with the numbers of one unit at the cursor: what went in, how "
        "far the gates are open, what is kept. In the backward phase also the gradient that reaches the unit."
    )
    watch = ("*_preactivation", "*.preactivation")
    is_read = True

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.layer = self.add_chooser("layer", tr("The layer whose equations are shown"))
        self.layer.chosen.connect(self._choose_layer)
        self.unit = QSpinBox()
        self.unit.setObjectName("view.equations.unit")
        self.unit.setPrefix(tr("unit "))
        tip = tr("The hidden unit whose numbers are shown, and which every view marks")
        self.unit.setAccessibleName(tip)
        self.unit.setToolTip(plain(tip))
        self.unit.valueChanged.connect(self._choose_unit)
        self.bar.addWidget(self.unit)
        self.sheet = EquationSheet(shared.palette.text)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(self.sheet)
        area.viewport().setAutoFillBackground(False)
        self.sheet.setAutoFillBackground(False)
        self.column.addWidget(area, 1)
        self._colours = dict(shared.palette.roles)
        self._latex: dict[Equation, str] = {}
        self._say_empty()

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
        self.unit.blockSignals(True)
        self.unit.setRange(0, units(trace, layer) - 1)
        self.unit.setValue(self.shared.selection.unit)
        self.unit.blockSignals(False)
        known = layers(trace)
        self.layer.setVisible(len(known) > 1)
        self.layer.set_entries([(one[-1], layer_name(one)) for one in known])
        self.layer.take(layer[-1])
        symbols = {q.symbol: self._colours[q.role] for q in cell.gates}
        self._latex = {equation: coloured(equation.latex, symbols) for equation in cell.equations}

    def mark(self, moment: Moment) -> None:
        if self.trace is None or self.sentence:
            return
        layer = layer_of(self.trace, self.shared.selection.scope)
        cell = cell_of(self.trace, layer)
        if cell is None:
            return
        values = UnitValues(self.trace, layer, moment.t, self.unit.value())
        where = tr("t = {t}, {scope}, {cell}") if len(self.trace.scopes) > 1 else tr("t = {t}, {cell}")
        self.heading.setText(where.format(cell=tr(cell.title), scope=values.scope, t=moment.t))
        lines = [
            SheetLine(
                self._latex[equation],
                tuple(with_colours(equation.text, cell, self._colours)),
                filled(equation.numbers, values, cell, self._colours),
            )
            for equation in cell.equations
        ]
        self.sheet.show_lines([*lines, *self._memory(values, cell), self._gradients(values, cell, moment.phase)])

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn."""
        trace = self.trace
        if trace is None or self.sentence:
            return {}
        layer = layer_of(trace, self.shared.selection.scope)
        cell = cell_of(trace, layer)
        if cell is None:
            return {}
        names = [quantity.name for quantity in (*cell.states, *cell.gates)]
        names += ["*_preactivation", "preactivation", "initial_hidden", "initial_cell"]
        wanted = [f"{scope}.{name}" for scope in layer for name in names]
        states = [f"gradient/{scope}.{state.name}" for scope in layer for state in cell.states]
        return trace.matching(*wanted, *states)

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
            spans += [Span(f"{name} = "), Span(MISSING if value is None else number(value), bold=True), Span("\u2003 ")]
        return SheetLine(numbers=tuple(spans[:-1]))

    def _choose_layer(self, scope: str) -> None:
        self.shared.selection.choose(scope=scope)

    def _choose_unit(self, unit: int) -> None:
        self.shared.selection.choose(unit=unit)


