"""Which of the fast ways a layer's probe pass takes, and the buffers that it takes it on.

On the CPU: for the float32 LSTM, the way back by hand on the kernel's workspace for a loss or two and for batches of
wide layers, and the weight swap for batches of narrow ones (the echo input where torch's private operations are not
what they were); hand-written loops for everything else. On accelerators: the echo input on torch's fused kernels;
loops for what torch has no kernel for.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Protocol

import torch
from torch import Tensor

from rnnviz.engine.ways import loops, swap
from rnnviz.engine.ways.echo import Echo
from rnnviz.engine.ways.layers import Layer
from rnnviz.engine.ways.loop import Loop, Parameters, State
from rnnviz.engine.ways.narrow import LstmNarrow
from rnnviz.engine.ways.workspace import LstmWorkspace

KEPT = 16
"""Sets of buffers that are kept for the next pass."""

FEW = 2
"""Losses of one example up to which steps narrower than WIDE go back on numpy's calls."""
WIDE = 256
"""H from which on torch's calls are as quick, and its threads worth having."""
WIDE_FOR_BATCH, WIDE_IN_ALL = 96, 128
"""H, and C · H, from which on a step of many losses takes no longer by hand than oneDNN's."""


class Way(Protocol):
    """One layer's pass over one example for C losses at once, or over a batch; see `rnnviz.engine.ways.loop.Loop`."""

    name: str
    """What `name_of` calls it."""
    loses_digits: bool
    """Whether torch's kernel makes 1 − tanh² c from a rounded tanh c (`rnnviz.engine.ways.saturated`)."""

    def forward(self, p: Parameters, x: Tensor, start: State) -> Tensor:
        """Return all h_t (T, B, H)."""

    def backward(self, direct: Tensor, end: State | None = None) -> None:
        """Run back from (T, C, H), which is kept and not changed."""

    def sharpen(self, last: int) -> None:
        """Do the steps before one anew, where digits were lost."""

    @property
    def end(self) -> State:
        """The states after the last step."""

    @property
    def hidden_gradient(self) -> Tensor:
        """∂L/∂h_t (T, C, H)."""

    @property
    def gradients(self) -> dict[str, Tensor]:
        """∂L/∂ of the states, (T, C, H)."""

    @property
    def side_by_side(self) -> Tensor | None:
        """The same as one tensor (T, C, states, H), in their order; None where they lie apart."""

    def values(self) -> dict[str, Tensor]:
        """Return states and gates (T, B, H)."""

    def start_gradient(self) -> State:
        """Return ∂L/∂ of the states before the first step."""

    def input_gradient(self) -> Tensor:
        """Return ∂L/∂x_t (T, C, D)."""


def has_one(layer: Layer) -> bool:
    """Tell whether a layer has a fast way: whether its cell is one of torch's, or the linear network."""
    return layer.cell.info.key in ("rnn", "gru", "lstm")


def name_of(layer: Layer, copies: int) -> str:
    """Return the fast way of a layer for C losses, or a batch of C; "" where it has none."""
    if not has_one(layer):
        return ""
    like = layer.like
    fused = layer.cell.torch_module() is not None
    if like.device.type != "cpu":
        return "echo" if fused else "loops"
    if layer.cell.info.key == "lstm" and like.dtype == torch.float32:
        if swap.works():
            return "workspace" if _by_hand(copies, layer.cell.hidden_size) else "swap"
        return "echo" if torch.backends.mkldnn.is_available() else "loops"  # type: ignore[no-untyped-call]
    return "loops"


def _by_hand(copies: int, hidden: int) -> bool:
    """Tell which way back takes less on oneDNN's forward pass."""
    return copies <= FEW or (hidden >= WIDE_FOR_BATCH and copies * hidden >= WIDE_IN_ALL)


def make_loop(layer: Layer, steps: int, batch: int, copies: int) -> Loop:
    """Return a layer's hand-written loop on new buffers."""
    return loops.make(layer.cell, steps, batch, copies, layer.like.detach())


class Ways:
    """Finds the way of each layer, and keeps the buffers of those that were used last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], Way] = OrderedDict()

    def of(self, scope: str, layer: Layer, steps: int, batch: int, copies: int) -> Way:
        """Return the way of a layer for T steps, B examples and C losses (B where B > 1).

        What the last pass on it left is overwritten.
        """
        like = layer.like
        key = (scope, steps, batch, copies, like.dtype, like.device, id(layer))
        found = self._kept.get(key)
        if found is None:
            name = name_of(layer, copies)
            found = self._kept[key] = self._make(name, layer, steps, batch, copies, like.detach())
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return found

    @staticmethod
    def _make(name: str, layer: Layer, steps: int, batch: int, copies: int, like: Tensor) -> Way:
        if name == "swap":
            return swap.LstmSwap(steps, batch, copies, layer.input_size, layer.cell.hidden_size, like)
        if name == "workspace" and batch == 1 and copies <= FEW and layer.cell.hidden_size < WIDE:
            return LstmNarrow(steps, copies, layer.input_size, layer.cell.hidden_size, like)
        if name == "workspace":
            return LstmWorkspace(steps, batch, copies, layer.input_size, layer.cell.hidden_size, like)
        if name == "echo":
            return Echo(layer, batch, copies)
        return make_loop(layer, steps, batch, copies)
