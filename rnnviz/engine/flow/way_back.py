"""One layer's way back through successive steps, for many losses at once: rows of [dh | dc].

    dc_k += cell_from_hidden_k ⊙ dh_k
    dh_{k-1} += [dh_k | dc_k] M_k
    dc_{k-1} = keep_cell_k ⊙ dc_k

with M_k of `rnnviz.engine.flow.maps`; a cell without c has the second line alone.
"""

from __future__ import annotations

import torch
from torch import Tensor

from rnnviz.engine.flow.maps import through_time, to_below
from rnnviz.engine.flow.room import Piece
from rnnviz.engine.passes.linearised import Linearised


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

    def enter(self, first: int, last: int, coefficients: Tensor) -> None:
        """Fill in what the steps of a block multiply by, (2, S, H): the cell state's two coefficients."""
        if self.layer.cell_from_hidden is not None and self.layer.keep_cell is not None:
            through, keep = coefficients.unbind(0)
            through.copy_(self.layer.cell_from_hidden[first : last + 1])
            keep.copy_(self.layer.keep_cell[first : last + 1])

    def back(self, piece: Piece) -> None:
        """Go back through a piece, where what enters from elsewhere stands already, into the step before it."""
        maps = reversed(self.time.each(piece.first, piece.last)[: len(piece.steps)])
        if self.layer.cell is None:
            for step, each in zip(piece.steps, maps, strict=True):
                step.to_hidden.addmm_(step.full, each)
            return
        mul = torch.mul
        for (full, hidden, cell, to_hidden, to_cell, through, keep), each in zip(piece.steps, maps, strict=True):
            cell.addcmul_(hidden, through)
            to_hidden.addmm_(full, each)
            mul(cell, keep, out=to_cell)
