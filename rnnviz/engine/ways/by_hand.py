"""The float32 LSTM forward on oneDNN, and back by hand on the gates that it leaves: what its ways back share.

oneDNN's backward call computes gradients of weights and inputs that nobody asked for: three quarters of its
arithmetic. A way back that leaves them out is a loop over steps, latest first:

    e, δ_i, δ_f, δ_g = f_t, k_i, k_f, k_g ⊙ dc_t      (e is what goes on to c_{t-1})
    δ_o = k_o ⊙ dh_t                                  k_o = o (1 − o) tanh c = h (1 − o)
    dh_{t-1} += [δ_i δ_f δ_g δ_o] W_hh
    dc_{t-1} = e + o (1 − tanh² c)_{t-1} ⊙ dh_{t-1}

Every slope has all its digits (`rnnviz.engine.ways.saturated`). Steps go in pieces that stay in a processor's cache,
on one piece's views: those of a thousand steps would not.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from rnnviz.engine.patience import go_on
from rnnviz.engine.ways.loop import State
from rnnviz.engine.ways.lstm_slopes import through_gates
from rnnviz.engine.ways.onednn_lstm import OneDnnLstm

LONGEST = 128
"""Steps of a piece."""


class LstmByHand(OneDnnLstm, ABC):
    """One LSTM layer over T steps; as `rnnviz.engine.ways.loop.Loop`.

    Parameters
    ----------
    steps, batch, copies, inputs, hidden : int
        T, B, C (B where B > 1), D, H.
    like : Tensor
        float32 on the CPU.
    piece : int
        Steps that go together.
    """

    name = "workspace"
    loses_digits = False

    def __init__(
        self, steps: int, batch: int, copies: int, inputs: int, hidden: int, like: Tensor, piece: int
    ) -> None:
        super().__init__(steps, batch, batch, inputs, hidden, like)
        self.copies, self._piece = copies, piece
        self._hold(like.new_empty(steps, copies, 2, hidden))

    def _hold(self, both: Tensor) -> None:
        """Have ∂L/∂c and ∂L/∂h of all steps stand in one tensor (T, C, 2, H)."""
        self._both = both
        self.cell_gradient, self.hidden_gradient = both.unbind(2)

    @abstractmethod
    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from what each step's loss and the layer above send into h_t, (T, C, H)."""

    def _last(self, slope: Tensor, direct: Tensor, end: State | None) -> State:
        """Return ∂L/∂c and ∂L/∂h of the last step, each (C, H); the slope is its o ⊙ (1 − tanh² c)."""
        if end is None:
            return slope * direct[-1], direct[-1]
        hidden = direct[-1] + end[0]
        return torch.addcmul(end[1], slope, hidden), hidden

    def _pieces(self) -> Iterator[slice]:
        """Hand on the steps of each piece, latest first; the last of them may be a shorter one."""
        for first in range(self.steps - self._piece, -self._piece, -self._piece):
            go_on(self.steps - self._piece - first, self.steps)
            yield slice(max(first, 0), first + self._piece)

    def _factor(self, steps: slice, gates: Sequence[Tensor], out: Sequence[Tensor]) -> None:
        """Fill five tensors with what stands before dc (f, k_i, k_f, k_g) and before dh (k_o) at some steps."""
        i, f, g, o = (gate[steps] for gate in gates)
        keep, to_i, to_f, to_g, to_o = out
        keep.copy_(f)
        through_gates(i, f, g, self._cell_before[steps], out=(to_i, to_f, to_g))
        torch.sub(1, o, out=to_o).mul_(self.hidden[steps])

    @property
    @abstractmethod
    def _first(self) -> State:
        """What of ∂L/∂c of the first step goes on to the cell before it, (C, H), and its δ, (C, 4 · H)."""

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
        carried, delta = self._first
        return delta @ self._p["weight_hh"], carried.clone()

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""
        return self._to_input(self.hidden_gradient, self.cell_gradient)


def steps_before(steps: slice) -> slice:
    """Return the steps before each of some, without that before the first of all."""
    return slice(max(steps.start - 1, 0), steps.stop - 1)
