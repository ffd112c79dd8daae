"""The slopes of tanh and σ with all their digits, wherever on the curve.

torch makes them from the value: 1 − tanh² a and σ (1 − σ). Where a unit is full the value is rounded to 1, and of
the difference no digit is right: in float32 beyond |a| = 8 or so it is 0 where tanh's slope is 5 · 10⁻⁷. With
s = σ(−2 |a|), which is small there and has all its digits,

    tanh' a = 1 − tanh² a = sech² a = 4 s (1 − s)        and with p = σ(−|a|)    σ' a = p (1 − p)

(NIST Digital Library of Mathematical Functions, 4.34.3 and 4.35.12; tanh a = 1 − 2 s and σ(a) = 1 − p for a ≥ 0, and
both slopes are even in a).

What sends back a difference loses digits in the same way. A softmax sends α_j (g_j − Σ_i α_i g_i) into its scores: of
the score whose weight is nearly 1 nothing is left of it. With m that score every g is first taken less g_m, which
changes nothing and makes that difference a sum of small numbers. A layer norm lets nothing through along what it
reads, c, but for the ε in its deviation s: along c it is ε / s² of it, and of two numbers, which have no other
direction once their mean is taken out, it is that alone.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn import functional

from rnnviz.cells.tape import Tape

FULL = 0.99
"""|tanh a| or |2 σ(a) − 1| from which on the slope is made from a: up to there float32's value gives it to 10⁻⁵.

In float64 too: what was computed in float32 may be followed back there."""
EPSILON = 1e-5
"""What a layer norm adds to the variance, in torch and here."""


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


class _Softmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, scores: Tensor, over: int) -> Tensor:
        weights = scores.softmax(over)
        ctx.save_for_backward(weights)
        ctx.over = over
        return weights

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        (weights,) = ctx.saved_tensors
        most = weights.argmax(ctx.over, keepdim=True)
        away = gradient - gradient.gather(ctx.over, most)
        return weights * (away - (weights * away).sum(ctx.over, keepdim=True)), None


class _Norm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, value: Tensor, gain: Tensor, bias: Tensor) -> Tensor:
        ctx.save_for_backward(value, gain)
        return functional.layer_norm(value, gain.shape, gain, bias, EPSILON)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        value, gain = ctx.saved_tensors
        away = value - value.mean(-1, keepdim=True)
        over = (away.square().mean(-1, keepdim=True) + EPSILON).rsqrt()  # 1 / s
        into = gradient * gain
        into = into - into.mean(-1, keepdim=True)
        left = EPSILON * over * over
        if value.shape[-1] > 2:
            along = away * (_over(into * away) / _over(away * away).clamp_min(torch.finfo(value.dtype).tiny))
            into = (into - along) + along * left
        else:
            into = into * left
        rows = gradient.flatten(0, -2)
        return into * over, (rows * (away * over).flatten(0, -2)).sum(0), rows.sum(0)


def _over(values: Tensor) -> Tensor:
    return values.sum(-1, keepdim=True)


class Sharp(Tape):
    """A tape of a pass that is followed back: slopes have all their digits, and so has 1 − z of a gate nearly 1.

    So has what a softmax sends into its scores, and what a layer norm lets through.
    """

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

    def softmax(self, scores: Tensor, over: int) -> Tensor:
        """Return the softmax of scores over one axis."""
        found: Tensor = _Softmax.apply(scores, over)  # type: ignore[no-untyped-call]
        return found

    def norm(self, layer: nn.Module, value: Tensor) -> Tensor:
        """Return what a layer norm, of a gain and a bias, makes of a value."""
        found: Tensor = _Norm.apply(value, layer.weight, layer.bias)  # type: ignore[no-untyped-call]
        return found

    def written(self, kept: Tensor, new: Tensor) -> Tensor:
        """Return (1 − kept) ⊙ new; what an operation has put in a gate's place is its own."""
        if self._gate is None or self._gate[0] is not kept:
            return super().written(kept, new)
        found: Tensor = _Written.apply(kept, new, torch.sigmoid(-self._gate[1].detach()))  # type: ignore[no-untyped-call]
        return found
