"""The cell's diagram in numbers: values flow along the arrows, or gradients back."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from rnnviz.cell_info import Node
from rnnviz.views.diagram.cell_layout import CellLayout
from rnnviz.views.diagram.cell_step import CellStep
from rnnviz.views.diagram.drawing import Box, Drawing, Wire, Words
from rnnviz.views.diagram.magnitude import figures, gradient_width, value_width
from rnnviz.views.diagram.node_words import OPS, is_whole, own_name, role_of, said_of, symbol_of
from rnnviz.views.palette import Palette
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr
from rnnviz.views.words.loss_unit import in_unit


class CellPage:
    """Lays the diagram of a step out for a size."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.step: CellStep | None = None
        self.unit = ""
        """Of gradients: that of the loss."""

    def make(self, room: QRectF, font: QFont) -> Drawing:
        """Return the drawing for a size."""
        if self.step is None:
            return Drawing()
        layout = CellLayout(self.step.cell, room, font)
        step = self.step
        boxes = [self._box(node, layout) for node in step.cell.diagram.nodes]
        return Drawing(
            frames=[layout.frame],
            wires=[*self._wires(layout), *self._exits(layout)],
            boxes=boxes,
            words=[*self._states(layout)],
        )

    # --- boxes

    def _box(self, node: Node, layout: CellLayout) -> Box:
        step = self.step
        assert step is not None
        shown = (step.gradients if step.back else step.values).get(node.name)
        inputs = is_whole(node)
        size = step.size(shown, inputs=inputs)
        tint = 0.0 if size is None or not np.isfinite(size) or step.back else min(size, 1.0)
        role = role_of(step.cell, node.name)
        return Box(
            key=node.name, rect=layout.rect(node), op=OPS[node.op], symbol=symbol_of(step.cell, node.name),
            figures=figures(step.one(shown, inputs=inputs)) if shown is not None or role else (),
            colour=self.palette.roles.get(role, self.palette.muted),
            tint=tint, tip=self.tip(node),
        )  # fmt: skip

    def tip(self, node: Node) -> str:
        """Return what a node computes, in symbols and in numbers."""
        step = self.step
        assert step is not None
        lines = [said_of(step.cell, node)]
        inputs = is_whole(node)
        name = own_name(step.cell, node)
        shown = [(name, step.values, "")]
        if step.back:
            whole = name.isalnum() or ("₋" in name and " " not in name)
            shown.append((f"∂L/∂{name}" if whole else f"∂L/∂({name})", step.gradients, self.unit))
        for short, vectors, unit in shown:
            value = step.one(vectors.get(node.name), inputs=inputs)
            written = f"‖{short}‖" if step.unit is None or inputs else f"({short})[{step.unit}]"
            lines.append(f"{written} = {tr('not in the trace') if value is None else in_unit(number(value), unit)}")
        return "\n".join(line for line in lines if line)

    # --- wires

    def _wires(self, layout: CellLayout) -> list[Wire]:
        step = self.step
        assert step is not None
        carried = {
            (source.name, target.name): self._carried(source, target) for source, target in step.cell.diagram.edges
        }
        largest = max((size for size in carried.values() if size is not None and np.isfinite(size)), default=0.0)
        wires = []
        for source, target in step.cell.diagram.edges:
            size = carried[source.name, target.name]
            width = gradient_width(size, largest) if step.back else value_width(size)
            role = role_of(step.cell, source.name)
            colour = self.palette.roles.get(role, self.palette.muted)
            known = step.arrows.get((source.name, target.name))
            shares = sum(1 for each, _ in step.cell.diagram.edges if each is source) > 1
            wires.append(
                Wire(
                    points=layout.way(source, target), colour=colour, width=width,
                    head="start" if step.back else "end", dashed=step.back and role == "cell",
                    figure=figures(step.one(known))[0] if step.back and known is not None and shares else "",
                    tip=self._wire_tip(source, target),
                )
            )  # fmt: skip
        return wires

    def _carried(self, source: Node, target: Node) -> float | None:
        """Return the size of what a wire carries; what enters a matrix stands for what comes out of it."""
        step = self.step
        assert step is not None
        if not step.back:
            return step.size(step.values.get(source.name), inputs=is_whole(source))
        return step.size(step.arrows.get((source.name, target.name), step.gradients.get(target.name)))

    def _wire_tip(self, source: Node, target: Node) -> str:
        step = self.step
        assert step is not None
        names = f"{own_name(step.cell, source)} → {own_name(step.cell, target)}"
        if not step.back:
            value = step.one(step.values.get(source.name), inputs=is_whole(source))
            return names if value is None else f"{names}: {number(value)}"
        back = f"{own_name(step.cell, target)} → {own_name(step.cell, source)}"
        value = step.one(step.arrows.get((source.name, target.name)))
        if value is not None:
            return tr("{arrow}: this path carries back {value}").format(
                arrow=back, value=in_unit(number(value), self.unit)
            )
        entering = step.one(step.gradients.get(target.name))
        if entering is None:
            return back
        said = tr("{arrow}: {value} enters the transposed matrix here; what comes out of all of them is in the sum")
        return said.format(arrow=back, value=in_unit(number(entering), self.unit))

    def _exits(self, layout: CellLayout) -> list[Wire]:
        """Return the states' ways to the next step."""
        step = self.step
        assert step is not None
        wires = []
        largest = max((s for s in (step.size(v) for v in step.gradients.values()) if s and np.isfinite(s)), default=0.0)
        for state in step.cell.states:
            vector = (step.gradients if step.back else step.values).get(state.name)
            size = step.size(vector)
            wires.append(
                Wire(
                    points=layout.exit(step.cell.diagram.node(state.name)), colour=self.palette.roles[state.role],
                    width=gradient_width(size, largest) if step.back else value_width(size),
                    head="start" if step.back else "end", dashed=step.back and state.role == "cell",
                    tip=tr("to the next step, to the layer above or to the readout"),
                )
            )  # fmt: skip
        return wires

    def _states(self, layout: CellLayout) -> list[Words]:
        """Return the names of the states at the right end."""
        step = self.step
        assert step is not None
        found = []
        for state in step.cell.states:
            end = layout.exit(step.cell.diagram.node(state.name))[-1]
            place = QRectF(end.x() + 3, end.y() - layout.line / 2, layout.right - end.x() - 3, layout.line)
            found.append(Words(rect=place, text=state.symbol, colour=self.palette.roles[state.role], bold=True))
        return found
