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

    def send_down(self, mine: Piece, below: Piece, factors: Tensor | None, *, anew: bool) -> None:
        """Add to the hidden rows of the layer below what this one's rows, times factors (N, 1), send into them.

        ``anew``: nothing stands there yet.
        """
        assert self.down is not None
        rows = mine.rows if factors is None else mine.rows * factors[: mine.rows.shape[1]]
        below.hidden.baddbmm_(rows, self.down.build(mine.first, mine.last), beta=0 if anew else 1)

    def enter(self, first: int, last: int, coefficients: Tensor) -> None:
        """Fill in what the steps of a block multiply by, (2, S, H): the cell state's two coefficients."""
        if self.layer.cell_from_hidden is not None and self.layer.keep_cell is not None:
            through, keep = coefficients.unbind(0)
            through.copy_(self.layer.cell_from_hidden[first : last + 1])
            keep.copy_(self.layer.keep_cell[first : last + 1])

    def back(self, piece: Piece, *, alone: bool) -> None:
        """Go back through a piece, where what enters from elsewhere stands already, into the step before it.

        ``alone``: nothing enters what is alive at the step after, and it need not be there as zero.
        """
        maps = reversed(self.time.each(piece.first, piece.last)[: len(piece.steps)])
        mm, mul, with_cell = torch.mm, torch.mul, self.layer.cell is not None
        for (full, hidden, cell, to_hidden, to_cell, through, keep), each in zip(piece.steps, maps, strict=True):
            if with_cell:
                cell.addcmul_(hidden, through)
            if alone:
                mm(full, each, out=to_hidden)
            else:
                to_hidden.addmm_(full, each)
            if with_cell:
                mul(cell, keep, out=to_cell)
