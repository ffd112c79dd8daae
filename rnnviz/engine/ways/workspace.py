"""The float32 LSTM of wide layers and of batches: forward on oneDNN, back by hand on the gates that it leaves.

oneDNN's backward call computes gradients of weights and inputs that nobody asked for: three quarters of its
arithmetic. Where a step is wide enough to pay for being called from Python, or steps are few, this way back takes
less. A step of it is three calls on views that were made once, with dc and dh side by side:

    e, δ_i, δ_f, δ_g = f_t, k_i, k_f, k_g ⊙ dc_t      (one product with the next; e is what goes on to c_{t-1})
    δ_o = k_o ⊙ dh_t                                  k_o = o (1 − o) tanh c = h (1 − o)
    dh_{t-1} += [δ_i δ_f δ_g δ_o] W_hh
    dc_{t-1} = e + o (1 − tanh² c)_{t-1} ⊙ dh_{t-1}

Every slope has all its digits (`rnnviz.engine.ways.saturated`). What stands before the gradients is made for
as many steps at a time as stay in a processor's cache.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from rnnviz.engine.ways import saturated
from rnnviz.engine.ways.loop import State
from rnnviz.engine.ways.lstm_slopes import through_gates
from rnnviz.engine.ways.onednn_lstm import OneDnnLstm

PIECE_BYTES = 1 << 20
"""About what the factors of the steps of a piece may take."""

SLOTS = 4
"""Products of dc: what goes on to the cell of the step before, i, f, g. Of dh: o, and three that are not used."""


class _Step(NamedTuple):
    """The views of a step's way back."""

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
        both = like.new_empty(steps, copies, 2, hidden)
        self.cell_gradient, self.hidden_gradient = both.unbind(2)
        self._slope = like.new_empty(steps, batch, hidden)
        """o ⊙ (1 − tanh² c)."""
        each = 2 * SLOTS * batch * hidden * like.element_size()
        self._piece = min(max(1, PIECE_BYTES // each), steps)
        self._factors = like.new_zeros(self._piece, batch, 2, SLOTS, hidden)
        self._delta = like.new_empty(copies, 2, SLOTS, hidden)
        flat = self._delta.view(copies, 2 * SLOTS * hidden)
        self._carried, self._to_gates = flat[:, :hidden], flat[:, hidden : 5 * hidden]
        self._first = both[0].unsqueeze(2)
        self._pieces = self._bound(both.unsqueeze(3))

    def _bound(self, both: Tensor) -> list[tuple[slice, list[_Step]]]:
        """Return the pieces and the views of their steps, latest first; the first step of all has none before it."""
        factors, wide, slope = self._factors.unbind(0), both.unbind(0), self._slope.unbind(0)
        hidden, cell = self.hidden_gradient.unbind(0), self.cell_gradient.unbind(0)
        found = []
        for first in range((self.steps - 1) // self._piece * self._piece, -1, -self._piece):
            last = min(first + self._piece, self.steps) - 1
            steps = [
                _Step(factors[t - first], wide[t], hidden[t - 1], slope[t - 1], cell[t - 1])
                for t in range(last, max(first, 1) - 1, -1)
            ]
            found.append((slice(first, last + 1), steps))
        return found

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from what each step's loss and the layer above send into h_t, (T, C, H)."""
        gates, across = self._open(), self._p["weight_hh"]
        saturated.slope(self.cell, gates[3], out=self._slope)
        self.hidden_gradient.copy_(direct)
        if end is not None:
            self.hidden_gradient[-1] += end[0]
        torch.mul(self._slope[-1], self.hidden_gradient[-1], out=self.cell_gradient[-1])
        if end is not None:
            self.cell_gradient[-1] += end[1]
        delta, to_gates, carried = self._delta, self._to_gates, self._carried
        mul, addcmul = torch.mul, torch.addcmul
        for piece, steps in self._pieces:
            self._fill(gates, piece)
            for factors, both, hidden, slope, cell in steps:
                mul(factors, both, out=delta)
                hidden.addmm_(to_gates, across)
                addcmul(carried, slope, hidden, out=cell)
        mul(self._factors[0], self._first, out=delta)

    def _fill(self, gates: tuple[Tensor, ...], steps: slice) -> None:
        """Make what stands before dh and dc at some steps."""
        i, f, g, o = (gate[steps] for gate in gates)
        found = self._factors[: len(i)]
        keep, to_i, to_f, to_g, to_o, *_ = found.flatten(2, 3).unbind(2)
        keep.copy_(f)
        through_gates(i, f, g, self._cell_before[steps], out=(to_i, to_f, to_g))
        torch.sub(1, o, out=to_o).mul_(self.hidden[steps])

    def sharpen(self, last: int) -> None:
        """Do the steps before one anew: never needed here, since every slope has all its digits."""
        raise NotImplementedError

    @property
    def gradients(self) -> dict[str, Tensor]:
        """∂L/∂ of the states of every step, (T, C, H), by name."""
        return {"hidden": self.hidden_gradient, "cell": self.cell_gradient}

    def start_gradient(self) -> State:
        """Return ∂L/∂ of the states before the first step, each (C, H)."""
        return self._to_gates @ self._p["weight_hh"], self._carried.clone()

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""
        return self._to_input(self.hidden_gradient, self.cell_gradient)
