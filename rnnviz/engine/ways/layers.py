"""One recurrent layer over time: a hand-written loop, torch's fused module, or the cell's own step unrolled."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from rnnviz.cells import Cell
from rnnviz.cells.tape import Silent
from rnnviz.engine import initialise
from rnnviz.engine.patience import patiently
from rnnviz.engine.ways import learnt_loop

State = tuple[Tensor, ...]


class Layer(nn.Module):
    """A recurrent layer whose parameters have torch's names (``weight_ih_l0`` …), shapes and order.

    Parameters
    ----------
    cell : Cell
    input_size : int
        D.
    suffix : str
        What torch's names end in: ``_l0``, or ``_l0_reverse`` for the direction that reads from the end.
    """

    def __init__(self, cell: Cell, input_size: int, generator: np.random.Generator, suffix: str = "_l0") -> None:
        super().__init__()
        self.cell = cell
        self.input_size = input_size
        self.suffix = suffix
        for name, values in initialise.recurrent_layer(cell, input_size, generator).items():
            self.register_parameter(name + suffix, nn.Parameter(torch.from_numpy(values)))
        self._pool = learnt_loop.Pool(cell)
        self._fused: nn.RNNBase | None = None
        wanted = cell.torch_module()
        if wanted is not None:
            name, options = wanted
            made: nn.RNNBase = getattr(nn, name)(input_size, cell.hidden_size, device="meta", **options)
            object.__setattr__(self, "_fused", made)  # not a submodule: it only borrows this layer's parameters
            self._lend()

    @property
    def cell_parameters(self) -> Mapping[str, Tensor]:
        """The parameters under the names that the cell's `step` reads."""
        # torch's own walk over a module's parameters takes as long as a step of the network
        own = self._parameters.items()
        return {name.removesuffix(self.suffix): value for name, value in own if value is not None}

    @property
    def like(self) -> Tensor:
        """A parameter: of the type and on the device of all of them."""
        found = self._parameters["weight_hh" + self.suffix]
        assert found is not None
        return found

    @property
    def fused(self) -> nn.RNNBase | None:
        """The module of torch on this layer's parameters, or None where torch has none."""
        if self._fused is not None and self._fused.weight_ih_l0 is not self._parameters["weight_ih" + self.suffix]:
            self._lend()
        return self._fused

    def _lend(self) -> None:
        assert self._fused is not None
        for name, parameter in self.cell_parameters.items():
            setattr(self._fused, f"{name}_l0", parameter)
        self._fused.flatten_parameters()

    def start(self, batch: int) -> State:
        """Return zero states, each (B, H)."""
        return tuple(self.like.new_zeros(batch, self.cell.hidden_size) for _ in self.cell.info.states)

    def forward(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """Run over time.

        Parameters
        ----------
        x : Tensor (T, B, D)
        state : tuple of Tensor (B, H)

        Returns
        -------
        Tensor (T, B, H), tuple of Tensor (B, H)
            All hidden states, and the last of every state.
        """
        if learnt_loop.fits(self.cell, x):
            names = (name + self.suffix for name in learnt_loop.NAMES)
            return learnt_loop.over_time(self._pool, x, tuple(self.get_parameter(name) for name in names), state)
        fused = self.fused
        if fused is None:
            return self.unrolled(x, state)
        start = tuple(s.unsqueeze(0) for s in state)
        y, end = fused(x, start if len(start) > 1 else start[0])
        ends = end if isinstance(end, tuple) else (end,)
        return y, tuple(s.squeeze(0) for s in ends)

    def forward_padded(self, x: Tensor, lengths: Tensor) -> tuple[Tensor, State]:
        """Run over padded sequences from the zero state; the last states are those at each one's own end.

        Parameters
        ----------
        x : Tensor (S, B, D)
        lengths : Tensor (B,)
        """
        state = self.start(x.shape[1])
        hidden: list[Tensor] = []
        parameters, tape = self.cell_parameters, Silent()
        for t, x_t in enumerate(x.unbind(0)):
            new = self.cell.step(parameters, x_t, state, tape)
            alive = (t < lengths).unsqueeze(1)
            state = tuple(torch.where(alive, n, s) for n, s in zip(new, state, strict=True))
            hidden.append(state[0])
        return torch.stack(hidden), state

    def unrolled(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """Run over time by the cell's own step, as `forward`; slow, and for any cell."""
        hidden: list[Tensor] = []
        parameters, tape = self.cell_parameters, Silent()
        for x_t in patiently(x.unbind(0)):
            state = self.cell.step(parameters, x_t, state, tape)
            hidden.append(state[0])
        return torch.stack(hidden), state
