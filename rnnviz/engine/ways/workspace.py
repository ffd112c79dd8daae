"""The float32 LSTM of wide layers and of batches: forward on oneDNN, back by hand on the gates that it leaves.

oneDNN's backward call computes gradients of weights and inputs that nobody asked for: three quarters of its
arithmetic. Where a step is wide enough to pay for being called from Python, or steps are few, this way back takes
less. A step of it is three calls on views that were made once, with dc and dh side by side:

    e, δ_i, δ_f, δ_g = f_t, k_i, k_f, k_g ⊙ dc_t      (one product with the next; e is what goes on to c_{t-1})
    δ_o = k_o ⊙ dh_t                                  k_o = o (1 − o) tanh c = h (1 − o)
    dh_{t-1} += [δ_i δ_f δ_g δ_o] W_hh
    dc_{t-1} = e + o (1 − tanh² c)_{t-1} ⊙ dh_{t-1}

Every slope has all its digits (`rnnviz.engine.ways.saturated`). Steps go in pieces that stay in a processor's cache,
on one piece's views: those of a thousand steps would not.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from rnnviz.engine.ways import saturated
from rnnviz.engine.ways.loop import State
from rnnviz.engine.ways.lstm_slopes import through_gates
from rnnviz.engine.ways.onednn_lstm import OneDnnLstm

PIECE_BYTES = 2 << 20
"""About what stands before the gradients of a piece may take."""

LONGEST = 128
"""Steps of a piece."""

SLOTS = 4
"""Products of dc: what goes on to the cell of the step before, i, f, g. Of dh: o, and three that are not used."""


class _Step(NamedTuple):
    """The views of a step's way back into the step before."""

    factors: Tensor
    both: Tensor
    hidden_before: Tensor
    slope_before: Tensor
    cell_before: Tensor


class LstmWorkspace(OneDnnLstm):
    """One LSTM layer over T steps; as `rnnviz.engine.ways.loop.Loop`.

    Parameters
    ----------
    steps, batch, copies, inputs, hidden : int
        T, B, C (B where B > 1), D, H.
    like : Tensor
        float32 on the CPU.
    """

    name = "workspace"
    loses_digits = False

    def __init__(self, steps: int, batch: int, copies: int, inputs: int, hidden: int, like: Tensor) -> None:
        super().__init__(steps, batch, batch, inputs, hidden, like)
        each = 2 * SLOTS * batch * hidden * like.element_size()
        self._piece = piece = min(max(1, PIECE_BYTES // each), LONGEST, steps)
        self._near = like.new_empty(piece + 1, copies, 2, hidden)
        """∂L/∂c and ∂L/∂h of the step before a piece, and of its own."""
        self._both = self._near[1:] if piece == steps else like.new_empty(steps, copies, 2, hidden)
        self.cell_gradient, self.hidden_gradient = self._both.unbind(2)
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
        gates, weight = self._open(), self._p["weight_hh"]
        cell, hidden = self._near[-1].unbind(1)
        hidden.copy_(direct[-1])
        if end is not None:
            hidden += end[0]
        torch.mul(saturated.slope(self.cell[-1], gates[3][-1]), hidden, out=cell)
        if end is not None:
            cell += end[1]
        delta, to_gates, carried = self._delta, self._to_gates, self._carried
        mul, addcmul = torch.mul, torch.addcmul
        for first in range(self.steps - self._piece, -self._piece, -self._piece):
            steps = slice(max(first, 0), first + self._piece)
            for factors, both, hidden, slope, cell in self._enter(gates, direct, steps):
                mul(factors, both, out=delta)
                hidden.addmm_(to_gates, weight)
                addcmul(carried, slope, hidden, out=cell)
            if self._piece < self.steps:
                self._both[steps] = self._near[steps.start - steps.stop :]
            if steps.start:
                self._near[-1] = self._near[0]  # the step before is the last of the piece before
        mul(self._factors[-steps.stop], self._both[0].unsqueeze(2), out=delta)

    def _enter(self, gates: tuple[Tensor, ...], direct: Tensor, steps: slice) -> list[_Step]:
        """Make what stands before dc and dh at some steps; return those that have a step before them."""
        i, f, g, o = (gate[steps] for gate in gates)
        keep, to_i, to_f, to_g, to_o, *_ = self._factors[-len(i) :].flatten(2, 3).unbind(2)
        keep.copy_(f)
        through_gates(i, f, g, self._cell_before[steps], out=(to_i, to_f, to_g))
        torch.sub(1, o, out=to_o).mul_(self.hidden[steps])
        before = slice(max(steps.start - 1, 0), steps.stop - 1)
        count = before.stop - before.start
        if count:
            saturated.slope(self.cell[before], gates[3][before], out=self._slope[-count:])
            self._near[-1 - count : -1, :, 1] = direct[before]
        return self._steps[:count]

    def sharpen(self, last: int) -> None:
        """Do the steps before one anew: never needed here, since every slope has all its digits."""
        raise NotImplementedError

    @property
    def gradients(self) -> dict[str, Tensor]:
        """∂L/∂ of the states of every step, (T, C, H), by name."""
        return {"cell": self.cell_gradient, "hidden": self.hidden_gradient}

    @property
    def side_by_side(self) -> Tensor | None:
        """The same as one tensor (T, C, 2, H)."""
        return self._both

    def start_gradient(self) -> State:
        """Return ∂L/∂ of the states before the first step, each (C, H)."""
        return self._to_gates @ self._p["weight_hh"], self._carried.clone()

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""
        return self._to_input(self.hidden_gradient, self.cell_gradient)
