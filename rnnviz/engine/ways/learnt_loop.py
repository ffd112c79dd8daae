"""The hand-written loops as a function that autograd knows: what the batches of a CPU are learnt with.

For RNN, GRU and the float64 LSTM they take less time than torch's own modules, which loop over a graph
of steps (`rnnviz bench` has the figures). The gradient of the gradient is not there.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from rnnviz.cells import Cell
from rnnviz.engine.ways import loops
from rnnviz.engine.ways.loop import Loop, State

NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
KEPT = 4
"""Sets of buffers of each shape that wait for the next pass."""


def fits(cell: Cell, like: Tensor) -> bool:
    """Tell whether a layer learns faster on a loop than on torch's module."""
    if like.device.type != "cpu" or cell.info.key not in ("rnn", "gru", "lstm"):
        return False
    one_kernel = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    return not (cell.info.key == "lstm" and like.dtype == torch.float32 and one_kernel)


class Pool:
    """Loops of one layer that no graph holds at present; those of the last shape alone are kept."""

    def __init__(self, cell: Cell) -> None:
        self._cell = cell
        self._shape: tuple[object, ...] = ()
        self._free: list[Loop] = []

    def __deepcopy__(self, memo: dict[int, object]) -> Pool:
        """Return an empty pool: a copied layer has buffers of its own."""
        return Pool(self._cell)

    def take(self, x: Tensor) -> Lease:
        """Return a loop for inputs (T, B, D); it comes back when the lease is let go."""
        shape = (*x.shape[:2], x.dtype)
        if shape != self._shape:
            self._shape, self._free = shape, []
        loop = self._free.pop() if self._free else loops.make(self._cell, len(x), x.shape[1], x.shape[1], x.detach())
        return Lease(self, shape, loop)

    def give_back(self, shape: tuple[object, ...], loop: Loop) -> None:
        """Keep a loop for the next pass of the same shape."""
        if shape == self._shape and len(self._free) < KEPT:
            self._free.append(loop)


class Lease:
    """A loop in the hands of one graph, and given back with it."""

    def __init__(self, pool: Pool, shape: tuple[object, ...], loop: Loop) -> None:
        self._pool, self._shape, self.loop = pool, shape, loop

    def __del__(self) -> None:
        self._pool.give_back(self._shape, self.loop)


class _OverTime(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, pool: Pool, x: Tensor, *tensors: Tensor) -> tuple[Tensor, ...]:
        parameters, start = tensors[: len(NAMES)], tensors[len(NAMES) :]
        ctx.lease = pool.take(x)
        ctx.save_for_backward(x, *parameters)  # so that a change before the backward pass is noticed
        loop = ctx.lease.loop
        # detached: what the buffers keep must not keep the graph
        own = {name: value.detach() for name, value in zip(NAMES, parameters, strict=True)}
        hidden = loop.forward(own, x.detach(), tuple(state.detach() for state in start))
        return hidden.clone(), *(state.clone() for state in loop.end)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, direct: Tensor, *end: Tensor) -> tuple[Tensor | None, ...]:
        loop: Loop = ctx.lease.loop
        _ = ctx.saved_tensors
        loop.backward(direct, end)
        to_input = loop.input_gradient() if ctx.needs_input_grad[1] else None
        to_start = loop.start_gradient() if any(ctx.needs_input_grad[2 + len(NAMES) :]) else (None,) * len(end)
        return None, to_input, *loop.parameter_gradients(), *to_start


def over_time(pool: Pool, x: Tensor, parameters: tuple[Tensor, ...], start: State) -> tuple[Tensor, State]:
    """Run a layer over (T, B, D) from the states (B, H), as `rnnviz.engine.ways.layers.Layer.forward`."""
    hidden, *end = _OverTime.apply(pool, x, *parameters, *start)  # type: ignore[no-untyped-call]
    return hidden, tuple(end)
