"""Which steps and layers of the unrolled graph are drawn, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from rnnviz.directions import is_reverse, layer_of
from rnnviz.views.scopes import Layer

NARROWEST, WIDEST = 46.0, 108.0
"""Pixels of a step's column, for letters of 13 pixels."""
LOWEST, TALLEST = 34.0, 76.0
LABELS = 62.0


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which box of the unrolled graph: what ("x", "h", "y", "loss"), at which step of the time axis, of which layer."""

    what: str
    t: int
    depth: int = 0

    @property
    def key(self) -> str:
        """The key of its box."""
        return f"{self.what}|{self.t}|{self.depth}"

    @classmethod
    def of(cls, key: str) -> Place:
        """Return the place of a box's key."""
        what, t, depth = key.split("|")
        return cls(what=what, t=int(t), depth=int(depth))


class Grid:
    """Which steps and layers are drawn, and where."""

    def __init__(
        self, room: QRectF, font: QFont, known: Sequence[Layer], scope: str, length: int, t: int, first: int,
        aside: bool = False,
    ) -> None:
        line = QFontMetricsF(font).height()
        scale = line / 16
        self.line = line
        self.levels = levels(known)
        both_ways = len(self.levels[0]) > 1
        self.labels = (LABELS + 12 * both_ways) * scale if room.width() > 330 * scale else 4.0
        wide = room.width() - self.labels - 12
        count = max(min(int(wide / (NARROWEST * scale)), length), 1)
        self.pitch = min(wide / count, WIDEST * scale)
        if t < first or t >= first + count or first + count > length:
            first = t - count // 3
        self.first = min(max(first, 0), length - count)
        self.steps = range(self.first, self.first + count)
        self.aside = aside and count > 1
        """Whether losses stand beside the outputs that they are of, and not in a row of their own."""
        self.heads = 1 if self.aside else 2
        high = room.height() - 1.4 * line
        most = max(int(high / (LOWEST * scale)) - self.heads - 1, 1)
        depth = next((i for i, layer in enumerate(known) if scope in layer), len(known) - 1)
        shown = min(most, len(known))
        low = min(max(depth - shown // 2, 0), len(known) - shown)
        self.depths = range(low, low + shown)
        self.known = known
        rows = shown + self.heads + 1
        self.drop = min(high / rows, TALLEST * scale)
        self.left = room.left() + self.labels + (wide - count * self.pitch) / 2 + 6
        self.top = room.top() + (high - rows * self.drop) / 2
        self.bottom = room.bottom() - 1.25 * line
        self.box = ((0.66 if both_ways else 0.74) * self.pitch, min(0.56 * self.drop, 40 * scale))

    def row(self, what: str, depth: int = 0) -> float:
        """Return the middle of a row: loss (unless beside y), y, the layers from the top one down, x."""
        place = {"loss": 0, "y": self.heads - 1, "x": self.heads + len(self.depths)}.get(what)
        return self.top + ((self.heads + self.depths[-1] - depth if place is None else place) + 0.5) * self.drop

    def column(self, t: float) -> float:
        """Return the middle of a step's column."""
        return self.left + (t - self.first + 0.5) * self.pitch

    def rect(self, place: Place) -> QRectF:
        """Return a box."""
        wide, high = self.box
        if place.what in ("x", "loss", "y"):
            high = min(high, 0.9 * high + 4)
        column = self.column(place.t + (self.beside(place.t) if place.what == "loss" else 0))
        return QRectF(column - wide / 2, self.row(place.what, place.depth) - high / 2, wide, high)

    def beside(self, t: int) -> int:
        """Return where a step's loss stands: above its output (0), before it (−1), or after it (1)."""
        if not self.aside:
            return 0
        return -1 if t > self.first else 1

    def level(self, depth: int) -> tuple[int, ...]:
        """Return the rows of a row's layer: its own, or its own and that of the other direction."""
        return next(level for level in self.levels if depth in level)

    def below(self, depth: int) -> tuple[int, ...]:
        """Return the rows that a row reads; none where it reads the inputs."""
        place = self.levels.index(self.level(depth))
        return self.levels[place - 1] if place else ()

    def reverse(self, depth: int) -> bool:
        """Tell whether a row reads from the end."""
        return is_reverse(self.known[depth][-1])

    def gap_above(self, depth: int) -> float:
        """Return the middle between a row of states and the row above it."""
        return self.row("h", depth) - 0.5 * self.drop

    def lane(self, t: int, side: float) -> float:
        """Return where a wire goes past a step's boxes: −1 to their left, 1 to their right, 2 further right."""
        half, edge = self.box[0] / 2, self.pitch / 2
        share = 0.4 if abs(side) < 2 else 0.75
        return self.column(t) + (1 if side > 0 else -1) * (half + share * (edge - half))


def levels(known: Sequence[Layer]) -> tuple[tuple[int, ...], ...]:
    """Return the rows of each layer, lowest first: one row, or two of a layer that reads both ways."""
    found: dict[str, list[int]] = {}
    for depth, layer in enumerate(known):
        found.setdefault(layer_of(layer[-1]), []).append(depth)
    return tuple(tuple(rows) for rows in found.values())
