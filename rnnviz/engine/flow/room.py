"""Room for the rows of a triangle, with the views that each step takes: kept for the next one of the same shape.

A step is three calls on some dozen rows, and the views that these take are eight. One trace is mostly shaped like the
last one, so that they need not be made again; and since they are there, a step is of its living rows alone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

KEPT = 2
"""How many are kept: each holds about a block's bytes."""
SPANS = 64
"""Spans of steps whose views are kept: where a block ends depends on the numbers, and may be anywhere in a long run."""


class Step(NamedTuple):
    """The living rows of one step, and where they go.

    Attributes
    ----------
    full : Tensor (n, states · H)
        [dh | dc].
    hidden, cell : Tensor (n, H)
        Its halves; the second is 0 wide where a cell has no c, as are all that follow from it.
    to_hidden, to_cell : Tensor (n, H)
        The same rows at the step before.
    through, keep : Tensor (H,)
        What the block's `Room.coefficients` hold for this step: cell_from_hidden, keep_cell.
    """

    full: Tensor
    hidden: Tensor
    cell: Tensor
    to_hidden: Tensor
    to_cell: Tensor
    through: Tensor
    keep: Tensor


class Piece(NamedTuple):
    """Rows (S, N, states · H) of a layer at successive steps, the first of them ``first``: mantissas of [dh | dc].

    ``hidden`` is their first half, ``young`` those rows that are not alive at the step after the piece, and ``steps``
    has the living ones of each step, the latest first; rows not yet alive are zero.
    """

    first: int
    rows: Tensor
    hidden: Tensor
    young: Tensor
    steps: list[Step]

    @property
    def last(self) -> int:
        """The last step."""
        return self.first + len(self.rows) - 1


class Shape(NamedTuple):
    """What tells one triangle's room from another's.

    Attributes
    ----------
    layers, states, size : int
    longest, piece : int
        Steps of a block and of a piece, at most.
    alive : bytes
        How many rows are alive at each step: int64.
    dtype, device
    """

    layers: int
    states: int
    size: int
    longest: int
    piece: int
    alive: bytes
    dtype: torch.dtype
    device: torch.device


class Room:
    """Buffers of one block, which the next block overwrites.

    Attributes
    ----------
    norms : list of Tensor (states, N, longest)
        By layer.
    sums : list of Tensor (longest, states · H)
    ends : list of Tensor (N, states · H)
        What flows on into the step before the block.
    coefficients : list of Tensor (2, longest, H)
        cell_from_hidden and keep_cell of the block's steps.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.alive = np.frombuffer(shape.alive, np.int64)
        rows, self.width = int(self.alive.max()), shape.states * shape.size
        each = range(shape.layers)
        self._numbers = [self._new(shape.longest * rows * self.width) for _ in each]
        self.norms = [self._new(shape.longest, rows, shape.states).permute(2, 1, 0) for _ in each]  # in the rows' order
        self.sums = [self._new(shape.longest, self.width) for _ in each]
        self.ends = [self._new(rows, self.width) for _ in each]
        self.coefficients = [self._new(2, shape.longest, (shape.states - 1) * shape.size) for _ in each]
        self._pieces: dict[tuple[int, int, int], list[Piece]] = {}

    def pieces(self, layer: int, low: int, last: int) -> list[Piece]:
        """Return room for a layer's rows at the steps low to last, a piece after another, latest first."""
        found = self._pieces.get((layer, low, last))
        if found is None:
            if len(self._pieces) >= SPANS:
                self._pieces.clear()
            found = self._pieces[layer, low, last] = self._made(layer, low, last)
        return found

    def at(self, step: int) -> int:
        """Return how many rows are alive at a step; past the last one, none."""
        return int(self.alive[step]) if step < len(self.alive) else 0

    def _made(self, layer: int, low: int, last: int) -> list[Piece]:
        """Return them with every step's views."""
        spans: list[tuple[int, Tensor]] = []
        start, high = 0, last
        while high >= low:
            first = max(low, high + 1 - self.shape.piece)
            of = (high + 1 - first, self.at(first), self.width)
            end = start + of[0] * of[1] * of[2]
            spans.append((first, self._numbers[layer][start:end].view(of)))
            start, high = end, first - 1
        each = [self.ends[layer]]  # each[q + 1] is of step low + q
        for _, rows in reversed(spans):
            each.extend(rows.unbind(0))
        through, keep = (part.unbind(0) for part in self.coefficients[layer].unbind(0))
        size, pieces = self.shape.size, []
        for first, rows in spans:
            steps = []
            for k in reversed(range(first, first + len(rows))):
                alive, place = self.at(k), k - low
                full, to = each[place + 1][:alive], each[place][:alive]
                halves = full[:, :size], full[:, size:], to[:, :size], to[:, size:]
                steps.append(Step(full, *halves, through[place], keep[place]))
            pieces.append(Piece(first, rows, rows[..., :size], rows[:, self.at(first + len(rows)) :], steps))
        return pieces

    def _new(self, *sizes: int) -> Tensor:
        return torch.empty(sizes, dtype=self.shape.dtype, device=self.shape.device)


_KEPT: OrderedDict[Shape, Room] = OrderedDict()


@contextmanager
def room_for(shape: Shape) -> Iterator[Room]:
    """Lend room of a shape to one triangle at a time."""
    room = _KEPT.pop(shape, None) or Room(shape)
    try:
        yield room
    finally:
        _KEPT[shape] = room
        if len(_KEPT) > KEPT:
            _KEPT.popitem(last=False)
