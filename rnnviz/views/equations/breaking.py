"""Where a long equation may be broken over lines, and how it is: at its + signs, aligned behind its =."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

RELATION = "{} = {}"
"""The sign between two sides with the room on both sides of it."""
QUAD = 18 / 4
"""Room of a quad, of that in front of a sign."""
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_OPENS, _CLOSES = "([", ")]"
_NOT_BEFORE = ("", "=", r"\leftarrow", "+", "-", *_OPENS, ",", ";")
"""What a sign that joins two terms does not stand behind."""


@dataclass(frozen=True)
class Place:
    """A place where an equation may be broken.

    Attributes
    ----------
    at : int
        Of the LaTeX, the first letter of the next line.
    depth : int
        Of how many brackets it is inside.
    fresh : bool
        Whether another equation begins there.
    """

    at: int
    depth: int
    fresh: bool = False


@dataclass(frozen=True)
class Cuts:
    """An equation's places in its picture.

    Attributes
    ----------
    width : float
    indent : float
        Where what is behind the = begins.
    places : tuple of (float, Place)
        From the left.
    gap : float
        How wide the room is in front of a sign.
    """

    width: float
    indent: float
    places: tuple[tuple[float, Place], ...]
    gap: float


@dataclass(frozen=True)
class Piece:
    """A line of a broken equation: where it is in the picture, and how far to the right it is drawn."""

    left: float
    right: float
    indent: float


def places(latex: str) -> tuple[Place, ...]:
    """Return where an equation may be broken: in front of its + and −, and behind the comma before another one.

    What is between braces, an index or a fraction, stays whole.
    """
    found, braces, brackets, before = [], 0, 0, ""
    for match in _TOKEN.finditer(latex):
        token = match[0]
        if token.isspace():
            continue
        if braces == 0 and token in "+-" and before not in _NOT_BEFORE:
            found.append(Place(match.start(), brackets))
        elif braces == 0 and token == r"\quad" and before == ",":
            found.append(Place(match.start(), 0, fresh=True))
        braces += (token == "{") - (token == "}")
        if braces == 0:
            brackets += (token in _OPENS) - (token in _CLOSES)
        before = token
    return tuple(found)


def sides(latex: str) -> tuple[str, str]:
    """Return what stands before the first = and from there on; "" first where there is none."""
    braces = 0
    for match in _TOKEN.finditer(latex):
        braces += (match[0] == "{") - (match[0] == "}")
        if match[0] == "=" and braces == 0:
            return latex[: match.start()].rstrip(), latex[match.start() :]
    return "", latex


def parts(latex: str) -> tuple[str, ...]:
    """Return what is to be measured to know the places of an equation in its picture: it from place to place.

    A sign in front has nothing before it, so that it stands as far away as in the middle.
    """
    left, _ = sides(latex)
    ends = [len(left), *(place.at for place in places(latex)), len(latex)]
    rest = (f"{{}} {latex[a:b].strip()}" for a, b in pairwise(ends))
    return tuple(part for part in (left, *rest, RELATION) if part)


def cuts(latex: str, width: float, widths: Sequence[float], em: float) -> Cuts:
    """Return an equation's places from the widths of its `parts`, which all have the same margins.

    Parameters
    ----------
    latex : str
    width : float
        Of the whole.
    widths : sequence of float
    em : float
        Height of the letters.
    """
    *inside, relation = widths
    margin = (sum(inside) - width) / max(len(inside) - 1, 1)
    ends = [0.0]
    for each in inside:
        ends.append(ends[-1] + each - margin)
    has_left = bool(sides(latex)[0])
    indent = ends[1] + relation - margin if has_left else 0.0
    marks = places(latex)
    gap = em * 4 / 18
    middles = (x + gap / 2 for x in ends[1 + has_left :])  # a slanted letter reaches a little over its end
    return Cuts(width, indent, tuple(zip(middles, marks, strict=False)), gap)


def broken(cuts: Cuts, room: float) -> tuple[Piece, ...]:
    """Return the lines of an equation, none wider than there is room; () where it cannot be broken so far.

    It is broken outside of its brackets if that is enough.
    """
    for deepest in sorted({place.depth for _, place in cuts.places}):
        usable = [(x, place) for x, place in cuts.places if place.depth <= deepest]
        lines = _lines(cuts, usable, room)
        if lines:
            return _evened(cuts, usable, lines)
    return ()


def _evened(cuts: Cuts, usable: Sequence[tuple[float, Place]], lines: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return as many lines with the longest as short as can be, so that none holds a last term alone."""
    while True:
        longest = max(line.indent + line.right - line.left for line in lines)
        shorter = _lines(cuts, usable, longest - 1)
        if len(shorter) != len(lines):
            return lines
        lines = shorter


def _lines(cuts: Cuts, usable: Sequence[tuple[float, Place]], room: float) -> tuple[Piece, ...]:
    """Fill line after line as far as there is room."""
    ends = [(x, place.fresh) for x, place in usable] + [(cuts.width, True)]
    lines: list[Piece] = []
    left, indent, last = 0.0, 0.0, 0.0
    for x, fresh in ends:
        while indent + x - left > room:
            if last <= left:
                return ()
            lines.append(Piece(left, last, indent))
            left, indent = last, max(cuts.indent - cuts.gap / 2, 0.0)
        last = x
        if fresh:
            lines.append(Piece(left, x, indent))
            left, indent = x + (QUAD - 1) * cuts.gap, 0.0
    return tuple(lines)
