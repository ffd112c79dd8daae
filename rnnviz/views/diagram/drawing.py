"""What a diagram is made of: boxes with a sign and a number, wires between them, cuts, and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

Ends = Literal["", "end", "start"]
THIN, THICK = 1.0, 5.0
"""Pixels of a wire that carries nothing, and of one that carries the most."""
DECADES = 4.0
"""A gradient so many powers of ten below the largest is drawn as thin as nothing."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A place where something is computed or enters.

    Attributes
    ----------
    key : str
        What it is, for hover and clicks; "" answers neither.
    rect : QRectF
    op, symbol : str
        First line: what is done, and the letter of the result in the box's colour.
    figures : tuple of str
        Second line: the same number, longest first; the first that fits is written.
    colour : str
        Of the frame and the symbol.
    tint : float
        0 to 1, how much of the colour is in the box.
    faint : bool
        The pass has not come here yet.
    marked : bool
        The cursor is here.
    tip : str
    """

    key: str
    rect: QRectF
    op: str = ""
    symbol: str = ""
    figures: tuple[str, ...] = ()
    colour: str
    tint: float = 0.0
    faint: bool = False
    marked: bool = False
    tip: str = ""


@dataclass(frozen=True, kw_only=True)
class Wire:
    """A line along which something flows.

    Attributes
    ----------
    points : tuple of QPointF
    head : "", "end" or "start"
        Where the arrow points.
    curved : bool
        Whether the points are the four of a cubic curve.
    figure : str
        Written along it where there is room.
    tip : str
    """

    points: tuple[QPointF, ...]
    colour: str
    width: float = THIN
    head: Ends = "end"
    dashed: bool = False
    curved: bool = False
    faint: bool = False
    figure: str = ""
    tip: str = ""


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Where the graph is cut: a broken line from top to bottom."""

    x: float
    top: float
    bottom: float
    word: str
    tip: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line of text, cut with … where it does not fit."""

    rect: QRectF
    text: str
    colour: str
    align: Literal["left", "centre", "right"] = "left"
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A whole diagram; what comes later lies on top."""

    frames: Sequence[QRectF] = ()
    wires: Sequence[Wire] = ()
    cuts: Sequence[Cut] = ()
    boxes: Sequence[Box] = ()
    words: Sequence[Words] = field(default_factory=tuple)

    def box(self, key: str) -> Box:
        """Return the box of that key."""
        return next(box for box in self.boxes if box.key == key)
