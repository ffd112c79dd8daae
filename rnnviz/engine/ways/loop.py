"""Hand-written passes of one layer: forward and backward over time on buffers made once, no autograd inside.

torch's CPU kernels of the RNN, the GRU and the float64 LSTM are loops over time themselves, in C++ but
with a graph behind every step. Here each step is a few in-place calls on views that were made
beforehand, and everything that is not recurrent is one product over all steps; so the pass that keeps
every state, gate and gradient takes less time than the one that keeps none. The gradients are those of
the cells' equations (Werbos 1990, "Backpropagation through time", written out for each cell):
`rnnviz.engine.passes.linearised` has them as formulas.

One forward pass serves several losses: gradients may have C copies along the batch where the forward
pass has one example. Buffers are reused by the next pass: copy what is kept.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

import torch
from torch import Tensor

Parameters = Mapping[str, Tensor]
State = tuple[Tensor, ...]


class Loop(ABC):
    """One layer of T steps.

    Parameters
    ----------
    steps, batch, copies, hidden : int
        T, B of the forward pass, C of the backward pass (B where B > 1), H.
    like : Tensor
        Its type and device are the buffers'.

    Attributes
    ----------
    hidden : Tensor (T + 1, B, H)
        The state before the first step, and h_t of every step.
    hidden_gradient : Tensor (T, C, H)
        ∂L/∂h_t after `backward`.
    """

    name = "loops"
    blocks: int
    loses_digits = False

    def __init__(self, steps: int, batch: int, copies: int, hidden: int, like: Tensor) -> None:
        self.steps, self.batch, self.copies, self.size = steps, batch, copies, hidden
        self._like = like
        self.hidden = self._make(steps + 1, batch, hidden)
        self.hidden_gradient = self._make(steps, copies, hidden)
        self.delta = self._make(steps, copies, self.blocks * hidden)
        """∂L/∂(W_hh h_{t-1} + b_hh), gates in the loop's own order."""
        self._read = like.new_empty(0)

    def _make(self, *shape: int) -> Tensor:
        return torch.empty(shape, dtype=self._like.dtype, device=self._like.device)

    @property
    def end(self) -> State:
        """The states after the last step, each (B, H)."""
        return (self.hidden[-1],)

    @abstractmethod
    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        """Run over inputs (T, B, D) from the states (B, H); return all h_t (T, B, H), a view of the buffer."""

    @abstractmethod
    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from what each step's loss and the layer above send into h_t, (T, C, H).

        ``end``: what arrives at the states after the last step, each (C, H).
        """

    def sharpen(self, last: int) -> None:
        """Do the steps before one anew: never needed here, since every slope has all its digits."""
        raise NotImplementedError

    @property
    def gradients(self) -> dict[str, Tensor]:
        """∂L/∂ of the states of every step, (T, C, H), by name."""
        return {"hidden": self.hidden_gradient}

    @property
    def side_by_side(self) -> Tensor | None:
        """The same as one tensor: they lie apart."""
        return None

    @abstractmethod
    def start_gradient(self) -> State:
        """Return ∂L/∂ of the states before the first step, each (C, H)."""

    @abstractmethod
    def values(self) -> dict[str, Tensor]:
        """Return states and gates (T, B, H) by the names of the cell."""

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""
        flat = self._to_input().flatten(0, 1) @ self._weight_ih()
        return flat.view(self.steps, self.copies, -1)

    def parameter_gradients(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return ∂L/∂ of weight_ih, weight_hh, bias_ih, bias_hh in torch's order of gates (C = B)."""
        delta = self.delta.flatten(0, 1)
        before = self.hidden[:-1].reshape(-1, self.size)
        bias = delta.sum(0)
        of_hidden = delta.T @ before
        of_input = delta.T @ self._read.flatten(0, 1)
        return of_input, of_hidden, bias, bias.clone()

    def _to_input(self) -> Tensor:
        """Return ∂L/∂(W_ih x_t + b_ih), (T, C, G·H)."""
        return self.delta

    @abstractmethod
    def _weight_ih(self) -> Tensor:
        """W_ih with its rows in the loop's own order of gates."""
