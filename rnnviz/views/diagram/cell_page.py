"""The cell's diagram in numbers: values flow along the arrows, or gradients back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from rnnviz.cell_info import BEFORE, INPUT, CellInfo, Node
from rnnviz.measures.diagram import gradients, node_values
from rnnviz.trace import Moment, Trace
from rnnviz.views.diagram.drawing import Box, Drawing, Wire, Words
from rnnviz.views.diagram.magnitude import figures, gradient_width, norm, rms, value_width
from rnnviz.views.diagram.step_arrays import step_gradients, step_values
from rnnviz.views.figures import number
from rnnviz.views.language import tr
from rnnviz.views.palette import Palette
from rnnviz.views.scopes import Layer, scope_at

Floats = npt.NDArray[np.float64]
BACKWARD = ("backward", "clip", "update")
OPS = {
    "inputs": "", "before": "", "affine": "Σ", "sum": "+", "product": "×", "one_minus": "1−", "sigmoid": "σ",
    "tanh": "tanh", "relu": "ReLU", "identity": "id", "function": "φ", "norm": "LN", "attention": "softmax",
    "mix": "Σαv", "feed": "FFN", "shift": "→",
}  # fmt: skip
WIDEST, TALLEST = 118.0, 78.0
"""Pixels of a column and a row at most, for letters of 13 pixels: what is larger is left around."""
PAD = 6.0


@dataclass(frozen=True, kw_only=True)
class CellStep:
    """One step of a layer in the numbers of its diagram.

    Attributes
    ----------
    back : bool
        Gradients are shown, not values.
    unit : int or None
        The unit whose numbers are shown; None: the norms of all.
    values, gradients, arrows
        As `rnnviz.measures.diagram` returns them.
    """

    trace: Trace
    layer: Layer
    cell: CellInfo
    moment: Moment
    unit: int | None
    values: Mapping[str, Floats] = field(default_factory=dict)
    gradients: Mapping[str, Floats] = field(default_factory=dict)
    arrows: Mapping[tuple[str, str], Floats] = field(default_factory=dict)

    @property
    def back(self) -> bool:
        """Whether gradients are shown, not values."""
        return self.moment.phase in BACKWARD

    @property
    def scope(self) -> str:
        """The layer's scope at the step."""
        return scope_at(self.trace, self.layer, self.moment.t)

    def one(self, vector: Floats | None, *, inputs: bool = False) -> float | None:
        """Return the number that stands for a vector: the unit's, or the norm."""
        if vector is None:
            return None
        if self.unit is None or inputs:
            return norm(vector)
        return float(vector[self.unit]) if self.unit < len(vector) else None

    def size(self, vector: Floats | None, *, inputs: bool = False) -> float | None:
        """Return how large a vector is for one unit: its number's size, or the root of its mean square."""
        if vector is None:
            return None
        if self.unit is None or inputs:
            return rms(vector)
        found = self.one(vector)
        return None if found is None else abs(found)


def cell_step(trace: Trace, layer: Layer, cell: CellInfo, moment: Moment, unit: int | None) -> CellStep:
    """Return the numbers of one step."""
    values = node_values(cell.diagram, step_values(trace, layer, cell, moment.t))
    nodes: Mapping[str, Floats] = {}
    arrows: Mapping[tuple[str, str], Floats] = {}
    if moment.phase in BACKWARD:
        nodes, arrows = gradients(cell.diagram, values, step_gradients(trace, layer, cell, moment.t))
    return CellStep(
        trace=trace, layer=layer, cell=cell, moment=moment, unit=unit, values=values, gradients=nodes, arrows=arrows
    )


class CellPage:
    """Lays the diagram of a step out for a size."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.step: CellStep | None = None

    def make(self, room: QRectF, font: QFont) -> Drawing:
        """Return the drawing for a size."""
        if self.step is None:
            return Drawing()
        layout = _Layout(self.step.cell, room, font)
        step = self.step
        boxes = [self._box(node, layout) for node in step.cell.diagram.nodes]
        return Drawing(
            frames=[layout.frame],
            wires=[*self._wires(layout), *self._exits(layout)],
            boxes=boxes,
            words=[*self._states(layout)],
        )

    # --- boxes

    def _box(self, node: Node, layout: _Layout) -> Box:
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
        shown = [(name, step.values)]
        if step.back:
            shown.append((f"∂L/∂{name}" if name.isalnum() or "₋" in name else f"∂L/∂({name})", step.gradients))
        for short, vectors in shown:
            value = step.one(vectors.get(node.name), inputs=inputs)
            written = f"‖{short}‖" if step.unit is None or inputs else f"({short})[{step.unit}]"
            lines.append(f"{written} = {tr('not in the trace') if value is None else number(value)}")
        return "\n".join(line for line in lines if line)

    # --- wires

    def _wires(self, layout: _Layout) -> list[Wire]:
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
            return tr("{arrow}: this path carries back {value}").format(arrow=back, value=number(value))
        entering = step.one(step.gradients.get(target.name))
        if entering is None:
            return back
        said = tr("{arrow}: {value} enters the transposed matrix here; what comes out of all of them is in the sum")
        return said.format(arrow=back, value=number(entering))

    def _exits(self, layout: _Layout) -> list[Wire]:
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

    def _states(self, layout: _Layout) -> list[Words]:
        """Return the names of the states at the right end."""
        step = self.step
        assert step is not None
        found = []
        for state in step.cell.states:
            end = layout.exit(step.cell.diagram.node(state.name))[-1]
            place = QRectF(end.x() + 3, end.y() - layout.line / 2, layout.right - end.x() - 3, layout.line)
            found.append(Words(rect=place, text=state.symbol, colour=self.palette.roles[state.role], bold=True))
        return found


class _Layout:
    """Where everything of a diagram lies in a room."""

    def __init__(self, cell: CellInfo, room: QRectF, font: QFont) -> None:
        self.diagram = cell.diagram
        self.line = QFontMetricsF(font).height()
        columns = [node.at[0] for node in self.diagram.nodes]
        rows = [node.at[1] for node in self.diagram.nodes]
        self.last = max(columns)
        scale = self.line / 16
        across, down = self.last + 1.75, max(rows) + 1.0
        self.pitch = min(room.width() / across, WIDEST * scale)
        self.drop = min(room.height() / down, TALLEST * scale)
        self.origin = room.center() - QPointF(across * self.pitch / 2, down * self.drop / 2)
        self.origin += QPointF(0.5 * self.pitch, 0.5 * self.drop)
        self.right = self.origin.x() + (self.last + 1.25) * self.pitch
        self.wide = 0.76 * self.pitch
        self.high = min(0.60 * self.drop, 46 * scale)
        inner = [node for node in self.diagram.nodes if node.op not in ("before", "inputs")]
        top, bottom = min(node.at[1] for node in inner), max(node.at[1] for node in inner)
        left = min(node.at[0] for node in inner)
        corner = self.place((left - 0.47, top - 0.46))
        self.frame = QRectF(corner, self.place((self.last + 0.47, bottom + 0.46)))

    def place(self, at: tuple[float, float]) -> QPointF:
        """Return the pixel of a column and row."""
        return self.origin + QPointF(at[0] * self.pitch, at[1] * self.drop)

    def rect(self, node: Node) -> QRectF:
        """Return a node's box; what carries two numbers' operation alone is no smaller than its number."""
        middle = self.place(node.at)
        return QRectF(middle.x() - self.wide / 2, middle.y() - self.high / 2, self.wide, self.high)

    def exit(self, node: Node) -> tuple[QPointF, QPointF]:
        """Return a state's way out of the cell at the right."""
        middle = self.place(node.at)
        return QPointF(self.rect(node).right(), middle.y()), QPointF(self.place((self.last + 0.88, 0)).x(), middle.y())

    def way(self, source: Node, target: Node) -> tuple[QPointF, ...]:
        """Return the corners of a wire, from the edge of one box to that of another."""
        start, end = self.place(source.at), self.place(target.at)
        beyond = source.op == "before" and abs(start.y() - end.y()) > 0.5
        if source.rail is not None and (target.op == "affine" or beyond):
            lane = self.place((0, source.rail)).y()
            x = end.x() + (self._entry(source, target) if target.op == "affine" else -0.25 * self.wide)
            if source.turn == "along":  # between two columns, from the state's own way out
                down = end.x() - 0.5 * self.pitch
                points = [QPointF(down, start.y()), QPointF(down, lane), QPointF(x, lane), QPointF(x, end.y())]
                return *points[:-1], _edge(self.rect(target), points[-1], points[-2], gap=2.0)
            points = [start, QPointF(start.x(), lane), QPointF(x, lane), QPointF(x, end.y())]
        elif abs(start.x() - end.x()) < 0.5 or abs(start.y() - end.y()) < 0.5:
            points = [start, end]
        elif source.turn == "along":  # leaves the state's own way out, which is drawn whole
            points = [QPointF(end.x(), start.y()), end]
            return points[0], _edge(self.rect(target), end, points[0], gap=2.0)
        elif source.op == "before":
            points = [start, QPointF(end.x(), start.y()), end]
        else:
            points = [start, QPointF(start.x(), end.y()), end]
        distinct = [points[0]]
        for point in points[1:]:
            if (point - distinct[-1]).manhattanLength() > 0.5:
                distinct.append(point)
        distinct[0] = _edge(self.rect(source), distinct[0], distinct[1])
        distinct[-1] = _edge(self.rect(target), distinct[-1], distinct[-2], gap=2.0)
        return tuple(distinct)

    def _entry(self, source: Node, target: Node) -> float:
        """Return how far left or right of a box's middle a wire enters: wires side by side do not cover each other."""
        count, place = len(target.of), target.of.index(source.name)
        return (place - (count - 1) / 2) * 0.36 * self.wide


def _edge(box: QRectF, inside: QPointF, towards: QPointF, gap: float = 0.0) -> QPointF:
    """Return where a level or upright line from within a box leaves it, and a gap beyond."""
    if abs(towards.x() - inside.x()) > abs(towards.y() - inside.y()):
        return QPointF(box.right() + gap if towards.x() > inside.x() else box.left() - gap, inside.y())
    return QPointF(inside.x(), box.bottom() + gap if towards.y() > inside.y() else box.top() - gap)


# --- names


def is_whole(node: Node) -> bool:
    """Tell whether what a node holds has no number of one unit, but its norm alone: what is read, attention."""
    return node.name == INPUT or node.op == "attention"


def role_of(cell: CellInfo, name: str) -> str:
    """Return the role whose colour a node has; "" for none."""
    known = {quantity.name: quantity.role for quantity in cell.named}
    return known.get(name.removesuffix(BEFORE).removesuffix("_preactivation"), "")


def symbol_of(cell: CellInfo, name: str) -> str:
    """Return the letter of what a node holds; "" where it has none."""
    if name == INPUT:
        return "x"
    known = {quantity.name: quantity.symbol for quantity in cell.named}
    symbol = known.get(name.removesuffix(BEFORE), "")
    return f"{symbol}{'₊₁' if cell.back else '₋₁'}" if symbol and name.endswith(BEFORE) else symbol


def own_name(cell: CellInfo, node: Node) -> str:
    """Return a short name of what a node holds, written with the letters of what it is made of."""
    symbol = symbol_of(cell, node.name)
    return symbol or made_of(cell, node)


def made_of(cell: CellInfo, node: Node) -> str:
    """Return what a node computes in letters: f · c₋₁, tanh(c), Σ_f."""
    of = [own_name(cell, cell.diagram.node(name)) for name in node.of]
    match node.op:
        case "sum":
            return " + ".join(of)
        case "product":
            return " · ".join(f"({name})" if " + " in name or "−" in name else name for name in of)
        case "one_minus":
            return f"1 − {of[0]}"
        case "sigmoid" | "tanh" | "relu" | "function" | "norm" | "feed":
            return f"{OPS[node.op]}({of[0]})"
        case "identity":
            return of[0]
        case "affine":
            return " + ".join(f"W {name}" for name in of) + " + b"
    return ""


def quantity_name(cell: CellInfo, node: Node) -> str:
    """Return the words for what a node holds; its letters where it has none."""
    known = {quantity.name: quantity.label for quantity in cell.named}
    label = known.get(node.name.removesuffix(BEFORE), "")
    return label or own_name(cell, node)


def said_of(cell: CellInfo, node: Node) -> str:
    """Return a line on a node: its name, and what it is made of."""
    if node.name == INPUT or (node.op == "inputs" and cell.is_block):
        return tr("what the layer reads at this step")
    label = quantity_name(cell, node)
    if node.name.endswith(BEFORE):
        words = tr("{state} of the step after") if cell.back else tr("{state} of the step before")
        return words.format(state=tr(label))
    equation = next((each.text for each in cell.equations if each.result == node.name), "")
    formula = equation or made_of(cell, node)
    return f"{tr(label)}: {formula}" if label != formula and label != own_name(cell, node) else formula
