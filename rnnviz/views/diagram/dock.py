"""The cell's diagram and the unrolled graph, with what flows along their arrows at the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout

from rnnviz.cell_info import BEFORE, CellInfo
from rnnviz.directions import is_reverse
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.controls.unit_entry import UnitEntry
from rnnviz.views.diagram.canvas import Canvas
from rnnviz.views.diagram.cell_page import CellPage
from rnnviz.views.diagram.cell_step import BACKWARD, cell_step
from rnnviz.views.diagram.drawing import Box
from rnnviz.views.diagram.shape import shape_of
from rnnviz.views.diagram.unrolled_grid import Place
from rnnviz.views.diagram.unrolled_page import UnrolledPage
from rnnviz.views.frames.dock import Dock
from rnnviz.views.offer import Offer
from rnnviz.views.scopes import cell_of, layer_name, layer_of, layers, units
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import loss_unit

CELL, UNROLLED = "cell", "unrolled"
WHOLE, UNIT = "norm", "unit"
PRESET = "python-lstm"


class CellDiagram(Dock):
    """One step as a graph of gates, products and sums; or all steps side by side."""

    key = "diagram"
    title = "Diagram"
    purpose = (
        "The cell as a graph, drawn from its equations, or the network unrolled over time. Forward, the values at the "
        "cursor flow along the arrows; backward, the gradients flow against them, as wide as they are large."
    )
    is_read = True

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.page = self.add_chooser(
            "page", tr("The cell at one step, or the network at all steps"),
            [(CELL, tr("cell")), (UNROLLED, tr("unrolled"))],
        )  # fmt: skip
        self.second = QHBoxLayout()
        self.second.setSpacing(6)
        self.said = ElidedLabel(tr("What is under the mouse, in symbols and numbers"), fills=True)
        self.second.addWidget(self.said, 1)
        self.layer = self.add_chooser("layer", tr("The layer that is shown"))
        self.layer.chosen.connect(lambda scope: self.shared.selection.choose(scope=scope))
        self.of = self.add_chooser(
            "of", tr("Norms of the whole vectors, or the numbers of one unit"),
            [(WHOLE, tr("‖vector‖")), (UNIT, tr("one unit"))],
        )  # fmt: skip
        self.unit = UnitEntry("view.diagram.unit", shared.selection)
        for control in (self.layer, self.of, self.unit):
            self.bar.removeWidget(control)
            self.second.addWidget(control)
        self.cell_page = CellPage(shared.palette)
        self.unrolled_page = UnrolledPage(shared.palette)
        self.canvases = {
            CELL: Canvas(shared.palette, self.cell_page.make),
            UNROLLED: Canvas(shared.palette, self.unrolled_page.make),
        }
        self.column.addLayout(self.second)
        self.forms = QStackedLayout()
        self.column.addLayout(self.forms, 1)
        for canvas in self.canvases.values():
            self.forms.addWidget(canvas)
            canvas.hovered.connect(self._hover)
            canvas.clicked.connect(self._click)
        self.hover: Box | None = None
        self._say_empty()

    @property
    def watch(self) -> tuple[str, ...]:
        """The sums under the nonlinearities and their parts, and the gradient of what is read."""
        if self.page.key == UNROLLED:
            return ()
        layer = () if self.trace is None else layer_of(self.trace, self.shared.selection.scope)
        cell = None if self.trace is None else cell_of(self.trace, layer)
        if cell is not None and cell.is_block:
            names = [f"{layer[-1]}.{stage.name}*" for stage in cell.others]
            return (*names, *(f"gradient/{name}" for name in names))
        sums = ("*_preactivation", "*.preactivation", "*_from_input", "*_from_hidden")
        return (*sums, "gradient/*inputs")

    def _say_empty(self) -> None:
        self.heading.setText(tr("diagram"))
        self.say(tr("The cell's diagram appears here with the first pass of a recurrent model."))

    def draw(self, trace: Trace) -> None:
        layer = layer_of(trace, self.shared.selection.scope)
        count = units(trace, layer)
        cell = cell_of(trace, layer)
        if cell is None or not count or not trace.length:
            self._say_empty()
            return
        if not cell.diagram.nodes:
            self._say_empty()
            self.say(tr("A transformer's block has no cell to draw: see its attention, stage by stage."), PRESET)
            return
        self.say("")
        self.unit.follow(count)
        self.unit.setVisible(self.of.key == UNIT)
        known = layers(trace)
        self.layer.setVisible(len(known) > 1)
        self.layer.set_entries([(one[-1], layer_name(one)) for one in known])
        self.layer.take(layer[-1])
        self.page.set_entries([(CELL, tr("block") if cell.is_block else tr("cell")), (UNROLLED, tr("unrolled"))])
        canvas = self.canvases[self.page.key]
        if self.forms.currentWidget() is not canvas:
            self.forms.setCurrentWidget(canvas)

    def mark(self, moment: Moment) -> None:
        if self.trace is None or self.sentence:
            return
        layer = layer_of(self.trace, self.shared.selection.scope)
        cell = cell_of(self.trace, layer)
        if cell is None:
            return
        unit = self.unit.value() if self.of.key == UNIT else None
        if self.page.key == CELL:
            self.cell_page.unit = loss_unit(self.trace)
            self.cell_page.step = cell_step(self.trace, layer, cell, moment, unit)
        else:
            self.unrolled_page.show(self.trace, moment, layer[-1], unit)
        self.canvases[self.page.key].refresh()
        self._say(cell, moment)

    def _say(self, cell: CellInfo, moment: Moment) -> None:
        back = moment.phase in BACKWARD
        if self.page.key == CELL:
            one = self.of.key == UNIT
            if back:
                words = tr("{cell}, t = {t}: gradients of unit {unit}") if one else tr("{cell}, t = {t}: ‖∂L/∂·‖, back")
            else:
                words = tr("{cell}, t = {t}: values of unit {unit}") if one else tr("{cell}, t = {t}: ‖values‖")
            said = words.format(cell=tr(cell.title), t=moment.t, unit=self.unit.value())
            self.heading.set_texts(said, said.removeprefix(f"{tr(cell.title)}, "))
        else:
            assert self.trace is not None
            score = next((cell.looking[0].text for cell in self.trace.cells.values() if cell.looking), "")
            shape = shape_of(self.trace)
            self.heading.set_texts(f"{shape}; {tr('attention')}: {score}" if score else shape, shape)
        self._say_hover()

    def _say_hover(self) -> None:
        canvas = self.canvases[self.page.key]
        key = self.hover.key if self.hover is not None else ""
        tip = next((box.tip for box in canvas.drawing.boxes if box.key == key), "") if key else ""
        self.said.set_texts(*(["  ".join(tip.split("\n"))] if tip else self._flow_words()))

    def _flow_words(self) -> list[str]:
        """Return what an arrow's width says, the same in fewer words, and nothing where there is no room for either."""
        if self.moment.phase in BACKWARD:
            return [tr("wide: large; each step of width is a power of ten"), tr("wide: large, by powers of ten"), ""]
        return [tr("wide: near 1 for a unit; thin: near 0"), tr("width: |value|"), ""]

    def _hover(self, box: Box | None) -> None:
        self.hover = box
        if box is not None and self.page.key == UNROLLED:
            self.shared.axis.set_hover(Place.of(box.key).t)
        elif box is None:
            self.shared.axis.set_hover(None)
        self._say_hover()

    def _click(self, box: Box) -> None:
        if self.trace is None:
            return
        if self.page.key == CELL:
            layer = layer_of(self.trace, self.shared.selection.scope)
            before = self.moment.t + (1 if layer and is_reverse(layer[0]) else -1)
            if box.key.endswith(BEFORE) and 0 <= before < self.trace.length:
                self.shared.axis.scrub(before)
            return
        place = Place.of(box.key)
        if place.what == "h":
            known = layers(self.trace)
            if place.depth < len(known):
                self.shared.selection.choose(scope=known[place.depth][-1])
        if place.what == "loss":
            self.shared.selection.choose_reach(place.t - self.trace.loss_start)
        self.shared.axis.scrub(place.t)

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn: of the cell every node's vector at the cursor, of the graph the states and losses."""
        if self.trace is None or self.sentence:
            return {}
        step = self.cell_page.step
        if self.page.key == CELL and step is not None:
            found: dict[str, Array] = {f"{step.scope}.{name}": vector for name, vector in step.values.items()}
            found |= {f"gradient/{step.scope}.{name}": vector for name, vector in step.gradients.items()}
            found |= {
                f"gradient_along/{step.scope}.{source}/{target}": vector
                for (source, target), vector in step.arrows.items()
            }
            return {**found, "t": np.array(self.moment.t)}
        kept = [f"{scope}.hidden" for scope in self.trace.scopes]
        names = [*kept, *(f"gradient_norm_log10/{name}" for name in kept), "loss_by_time", "loss_steps", "truncate"]
        return {name: self.trace[name] for name in names if name in self.trace}

    def offers(self) -> Sequence[Offer]:
        """Offer the other page, and the step before and after."""
        other = UNROLLED if self.page.key == CELL else CELL
        words = tr("Show the network unrolled over time") if other == UNROLLED else tr("Show one step")
        return (Offer(title=words, act=lambda: self.choose_page(other)),)

    def choose_page(self, page: str) -> None:
        """Show the cell, or the unrolled graph."""
        self.page.take(page)
        self.redraw()

    def readout(self, t: int) -> str:
        """Return nothing: what the arrows carry is said under the heading."""
        return ""
