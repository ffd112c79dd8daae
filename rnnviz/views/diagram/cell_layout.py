"""Where the boxes and wires of a cell's diagram lie in a room, for letters of some size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from rnnviz.cell_info import CellInfo, Node

WIDEST, TALLEST = 118.0, 78.0
"""Pixels of a column and a row at most, for letters of 13 pixels: what is larger is left around."""


class CellLayout:
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
