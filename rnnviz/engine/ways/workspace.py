"""The way back by hand of wide layers and of batches: three of torch's calls a step.

With dc and dh side by side (see `rnnviz.engine.ways.by_hand`) what a step sends into its gates is one product with
them; the two others bring it into h and c of the step before. All on views that were made once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from rnnviz.engine.ways import by_hand, saturated
from rnnviz.engine.ways.by_hand import LstmByHand, steps_before
from rnnviz.engine.ways.loop import State

PIECE_BYTES = 2 << 20
"""About what stands before the gradients of a piece may take."""

SLOTS = 4
"""Products of dc: what goes on to the cell of the step before, i, f, g. Of dh: o, and three that are not used."""


class _Step(NamedTuple):
    """The views of a step's way back into the step before."""

    factors: Tensor
    both: Tensor
    hidden_before: Tensor
    slope_before: Tensor
    cell_before: Tensor


class LstmWorkspace(LstmByHand):
    """One LSTM layer over T steps; as `rnnviz.engine.ways.loop.Loop`.

    Parameters
    ----------
    steps, batch, copies, inputs, hidden : int
        T, B, C (B where B > 1), D, H.
    like : Tensor
        float32 on the CPU.
    """

    def __init__(self, steps: int, batch: int, copies: int, inputs: int, hidden: int, like: Tensor) -> None:
        each = 2 * SLOTS * batch * hidden * like.element_size()
        piece = min(max(1, PIECE_BYTES // each), by_hand.LONGEST, steps)
        super().__init__(steps, batch, copies, inputs, hidden, like, piece)
        self._near = like.new_empty(piece + 1, copies, 2, hidden)
        """∂L/∂c and ∂L/∂h of the step before a piece, and of its own."""
        if piece == steps:
            self._hold(self._near[1:])
        self._slope = like.new_empty(piece, batch, hidden)
        """o ⊙ (1 − tanh² c) of the step before, and of all but the last."""
        self._factors = like.new_zeros(piece, batch, 2, SLOTS, hidden)
        self._delta = like.new_empty(copies, 2, SLOTS, hidden)
        flat = self._delta.view(copies, 2 * SLOTS * hidden)
        self._carried, self._to_gates = flat[:, :hidden], flat[:, hidden : 5 * hidden]
        views = (self._factors, self._near[1:].unsqueeze(3), self._near[:-1, :, 1], self._slope, self._near[:-1, :, 0])
        self._steps = [_Step(*step) for step in zip(*(view.unbind(0) for view in views), strict=True)][::-1]
        """Latest first."""

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from what each step's loss and the layer above send into h_t, (T, C, H)."""
        gates = self._open()
        last = self._last(saturated.slope(self.cell[-1], gates[3][-1]), direct, end)
        torch.stack(last, 1, out=self._near[-1])
        for steps in self._pieces():
            self._through(steps, gates, direct)

    def _through(self, steps: slice, gates: Sequence[Tensor], direct: Tensor) -> None:
        """Run from the last of some steps into the one before the first of them, where there is one."""
        weight, delta, to_gates, carried = self._p["weight_hh"], self._delta, self._to_gates, self._carried
        mul, addcmul = torch.mul, torch.addcmul
        for factors, both, hidden, slope, cell in self._enter(steps, gates, direct):
            mul(factors, both, out=delta)
            hidden.addmm_(to_gates, weight)
            addcmul(carried, slope, hidden, out=cell)
        if self._piece < self.steps:
            self._both[steps] = self._near[steps.start - steps.stop :]
        if steps.start:
            self._near[-1] = self._near[0]  # the step before is the last of the piece before
        else:
            mul(self._factors[-steps.stop], self._both[0].unsqueeze(2), out=delta)

    def _enter(self, steps: slice, gates: Sequence[Tensor], direct: Tensor) -> list[_Step]:
        """Make what stands before dc and dh at some steps; return those that have a step before them."""
        count = steps.stop - steps.start
        self._factor(steps, gates, self._factors[-count:].flatten(2, 3).unbind(2)[:5])
        before = steps_before(steps)
        count = before.stop - before.start
        if count:
            saturated.slope(self.cell[before], gates[3][before], out=self._slope[-count:])
            self._near[-1 - count : -1, :, 1] = direct[before]
        return self._steps[:count]

    @property
    def _first(self) -> State:
        return self._carried, self._to_gates
