"""How the texts of the steps fit into their columns."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Manner = Literal["flat", "turned", "window"]

LEAST = 9
"""Pixels below which a character is not read."""
SMALLEST = 0.64
"""Share of the size that is large enough below which characters are too small where type is larger, in a lecture."""
LINE = 1.25
"""Height of a line of text over its font size."""


@dataclass(frozen=True, kw_only=True)
class TokenLayout:
    """A manner and a font size in pixels.

    ``flat``: in the columns. ``turned``: in the columns, reading upwards. ``window``: the columns
    are too narrow; they keep their colours, and the neighbours of one step are written in a row below.
    """

    manner: Manner
    size: int


def fit_tokens(typical: float, widest: float, column: float, height: float, largest: int) -> TokenLayout:
    """Return how tokens are best drawn.

    Parameters
    ----------
    typical, widest : float
        Width of most tokens and of the widest, over the font size.
    column, height : float
        Pixels of a column.
    largest : int
        Font size that is large enough.
    """
    least = max(LEAST, round(SMALLEST * largest))
    tall = math.floor(height * 0.7)
    size = min(largest, tall, math.floor((column - 0.5) / max(typical, 0.1)))
    if size >= least:
        return TokenLayout(manner="flat", size=size)
    turned = min(largest, math.floor(column / LINE), math.floor((height - 4) / max(widest, 0.1)))
    if turned >= least and typical > 1:
        return TokenLayout(manner="turned", size=turned)
    return TokenLayout(manner="window", size=max(min(largest, math.floor(height * 0.36)), LEAST))


def neighbours(widths: list[float], focus: int, room: float, most: int = 20) -> tuple[int, int]:
    """Return the first and last of the tokens around one that fit side by side.

    Parameters
    ----------
    widths : list of float
        Pixels of each token.
    focus : int
    room : float
        Pixels there are.
    most : int
        Tokens on either side.
    """
    first = last = focus
    used = widths[focus]
    while True:
        grown = False
        for step in (1, -1):
            place = last + 1 if step > 0 else first - 1
            if 0 <= place < len(widths) and abs(place - focus) <= most and used + widths[place] <= room:
                used += widths[place]
                first, last = min(first, place), max(last, place)
                grown = True
        if not grown:
            return first, last
