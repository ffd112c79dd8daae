"""The slopes of tanh and σ with all their digits, wherever on the curve.

torch makes them from the value: 1 − tanh² a and σ (1 − σ). Where a unit is full the value is rounded to 1, and of
the difference no digit is right: in float32 beyond |a| = 8 or so it is 0 where tanh's slope is 5 · 10⁻⁷. With
s = σ(−2 |a|), which is small there and has all its digits,

    tanh' a = 1 − tanh² a = sech² a = 4 s (1 − s)        and with p = σ(−|a|)    σ' a = p (1 − p)

(NIST Digital Library of Mathematical Functions, 4.34.3 and 4.35.12; tanh a = 1 − 2 s and σ(a) = 1 − p for a ≥ 0, and
both slopes are even in a).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from rnnviz.cells.tape import Tape

FULL = 0.99
"""|tanh a| or |2 σ(a) − 1| from which on the slope is made from a: up to there float32's value gives it to 10⁻⁵.

In float64 too: what was computed in float32 may be followed back there."""


def of_tanh(a: Tensor) -> Tensor:
    """Return tanh' a."""
    small = torch.sigmoid(-2 * a.abs())
    return 4 * small * (1 - small)


def of_sigmoid(a: Tensor) -> Tensor:
    """Return σ' a."""
    small = torch.sigmoid(-a.abs())
    return small * (1 - small)


class _Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, a: Tensor) -> Tensor:
        ctx.save_for_backward(a)
        return a.tanh()

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> Tensor:
        return gradient * of_tanh(*ctx.saved_tensors)


class _Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, a: Tensor) -> Tensor:
        ctx.save_for_backward(a)
        return a.sigmoid()

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> Tensor:
        return gradient * of_sigmoid(*ctx.saved_tensors)


class _Written(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, kept: Tensor, new: Tensor, rest: Tensor) -> Tensor:
        ctx.save_for_backward(new, rest)
        return (1 - kept) * new

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, None]:
        new, rest = ctx.saved_tensors
        return -gradient * new, gradient * rest, None


class Sharp(Tape):
    """A tape of a pass that is followed back: slopes have all their digits, and so has 1 − z of a gate nearly 1."""

    def __init__(self) -> None:
        super().__init__()
        self._gate: tuple[Tensor, Tensor] | None = None

    def tanh(self, value: Tensor) -> Tensor:
        """Return tanh of a value."""
        found: Tensor = _Tanh.apply(value)  # type: ignore[no-untyped-call]
        return found

    def sigmoid(self, value: Tensor) -> Tensor:
        """Return σ of a value."""
        found: Tensor = _Sigmoid.apply(value)  # type: ignore[no-untyped-call]
        self._gate = found, value
        return found

    def written(self, kept: Tensor, new: Tensor) -> Tensor:
        """Return (1 − kept) ⊙ new; what an operation has put in a gate's place is its own."""
        if self._gate is None or self._gate[0] is not kept:
            return super().written(kept, new)
        found: Tensor = _Written.apply(kept, new, torch.sigmoid(-self._gate[1].detach()))  # type: ignore[no-untyped-call]
        return found
