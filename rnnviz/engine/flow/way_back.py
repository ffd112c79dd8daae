"""One layer's way back through successive steps, for many losses at once: rows of [dh | dc].

    dc_k += cell_from_hidden_k ⊙ dh_k
    dh_{k-1} += [dh_k | dc_k] M_k
    dc_{k-1} = keep_cell_k ⊙ dc_k

with M_k of `rnnviz.engine.flow.maps`; a cell without c has the second line alone.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from rnnviz.engine.flow.maps import through_time, to_below
from rnnviz.engine.passes.linearised import Linearised


class Piece(NamedTuple):
    """Rows (S, N, states · H) of a layer at successive steps, the first of them ``first``: mantissas of [dh | dc]."""

    first: int
    rows: Tensor

    @property
    def last(self) -> int:
        """The last step."""
        return self.first + len(self.rows) - 1


class WayBack:
    """One layer's way back through time, and down to the layer below."""

    def __init__(self, layer: Linearised, lowest: bool) -> None:
        self.layer = layer
        self.time = through_time(layer)
        self.down = None if lowest else to_below(layer)

    def send_down(self, mine: Piece, below: Piece, factors: Tensor | None) -> None:
        """Add to the hidden rows of the layer below what this one's rows, times factors (N, 1), send into them."""
        assert self.down is not None
        rows = mine.rows if factors is None else mine.rows * factors[: mine.rows.shape[1]]
        below.rows[..., : self.down.width] += rows @ self.down.build(mine.first, mine.last)

    def back(self, piece: Piece, end: Tensor) -> None:
        """Go back through a piece, where what enters from elsewhere stands already, into ``end``: the step before."""
        size = self.time.size
        full = piece.rows.unbind(0)
        maps = self.time.each(piece.first, piece.last)
        hidden = [end[:, :size], *piece.rows[..., :size].unbind(0)]  # hidden[q + 1] is of full[q]
        if self.layer.cell is None:
            for q in reversed(range(len(full))):
                hidden[q].addmm_(full[q], maps[q])
            return
        assert self.layer.cell_from_hidden is not None
        assert self.layer.keep_cell is not None
        cell = [end[:, size:], *piece.rows[..., size:].unbind(0)]
        from_hidden = self.layer.cell_from_hidden[piece.first : piece.last + 1].unbind(0)
        keep = self.layer.keep_cell[piece.first : piece.last + 1].unbind(0)
        for q in reversed(range(len(full))):
            here = cell[q + 1]
            here.addcmul_(hidden[q + 1], from_hidden[q])
            hidden[q].addmm_(full[q], maps[q])
            torch.mul(here, keep[q], out=cell[q])
