"""Torch's cells where a gate or a cell state is full: their values, followed back with slopes that have all digits.

Torch's backward makes both slopes from the value, and that is rounded. With u = 2⁻⁵³ and a tanh that is right to a
unit in its last place, t̂ = t (1 + δ), |δ| ≤ 2u; t̂² is then off by at most 4u, its rounding adds u, that of the
difference u of itself. So

    |fl(1 − t̂²) − tanh' a| ≤ 6u,    a share of 6u cosh² a of tanh' a = 1 − tanh² a = sech² a
    |fl(σ̂ (1 − σ̂)) − σ' a| ≤ 3u,    a share of 12u cosh² (a/2) of σ' a = ¼ sech² (a/2)

(derivative and identity: NIST Digital Library of Mathematical Functions, 4.34.3 and 4.35.12; that of σ follows from
σ(a) = (1 + tanh (a/2)) / 2). At a = 5 the former is 4 · 10⁻¹², at 9 it is 10⁻⁸, at 13 it is 3 · 10⁻⁵, and at 17 a
tenth. A cell that never forgets hands on what has
entered by such a slope while all else fades, and where every gate is full nothing else flows back: no allowance for
it could tell a right gradient from a wrong one. So where an argument lies beyond `SQUASHED` or `GATE`, the step is
written out here with cosh, which has all its digits; what is left of the error up to there is allowed for by no one
and far below every tolerance. Values are torch's own.

Two routes remain that torch itself follows back: its fused modules in float64, and the pass that learns. What they
may be off by follows from the bound: the slope of every unit and step is made wrong by so much (`Rounded`), and what
that moves a gradient by is, to first order, Σ a_i e_i with |e_i| ≤ 1 for what each is off by. Once all e_i are 1, as
where a network that stands still rounds alike at every step; once each is ±1 at random: then the sum is of the size
‖a‖, and Σ a_i e_i of independent e_i of mean 0 exceeds `DEVIATIONS` ‖a‖ with probability
2 exp(−`DEVIATIONS`²/2) = 3 · 10⁻⁸ at most (Hoeffding 1963, theorem 2; rounding errors as random numbers of mean 0:
Higham & Mary 2019).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.autograd.function import once_differentiable
from torch.nn import functional

State = tuple[Tensor, ...]
SEED = 20260102
SQUASHED, GATE = 5.0, 10.0
"""Arguments of tanh and of σ up to which torch's slopes are right to 4 and 8 · 10⁻¹²."""

DEVIATIONS = 6.0
"""What independent errors add up to is at most so many times ‖a‖, but for a chance of 3 · 10⁻⁸."""


class Rounded:
    """Slopes that are off by as much as torch's may be.

    Parameters
    ----------
    precision : "float32" or "float64"
        Of the route that is allowed for.
    alike : bool
        All too large; else each too large or too small, at random.
    """

    def __init__(self, precision: str, alike: bool) -> None:
        self._unit = float(np.finfo(precision).eps) / 2
        self._alike, self._draw = alike, np.random.default_rng(SEED)

    def off(self, a: Tensor, units: int) -> Tensor:
        """Return zeros whose slopes at ``a`` are so many units of the precision."""
        signs = 1.0 if self._alike else torch.from_numpy(self._draw.choice([-1.0, 1.0], tuple(a.shape)))
        return (a - a.detach()) * (units * self._unit * signs)


class _Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, a: Tensor) -> Tensor:
        ctx.save_for_backward(a)
        return torch.tanh(a)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> Tensor:
        return gradient / torch.cosh(*ctx.saved_tensors) ** 2


def tanh(a: Tensor) -> Tensor:
    """Return tanh a, whose slope is 1 / cosh² a."""
    found: Tensor = _Tanh.apply(a)  # type: ignore[no-untyped-call]
    return found


def sigmoid(a: Tensor) -> Tensor:
    """Return σ(a) = (1 + tanh (a/2)) / 2, whose slope is 1 / (4 cosh² (a/2))."""
    exact = tanh(a / 2) / 2
    return torch.sigmoid(a).detach() + (exact - exact.detach())


def followed(
    kind: str, p: Mapping[str, Tensor], x: Tensor, state: State, after: State, rounded: Rounded | None = None
) -> State:
    """Return the states after a step (B, H), with a way back that loses no digit: theirs where nothing is full.

    With ``rounded`` it loses as many as torch's own may lose.
    """
    made = _written(kind, p, x, state, after, rounded)
    return after if made is None else made


def _as(value: Tensor, own: Tensor) -> Tensor:
    """Return a value with the way back of another."""
    return value.detach() + (own - own.detach())


def _written(
    kind: str, p: Mapping[str, Tensor], x: Tensor, state: State, after: State, rounded: Rounded | None
) -> State | None:
    """Return the states after a step, or None where no argument is so large that torch's slopes lose digits."""

    def squash(a: Tensor) -> Tensor:
        return tanh(a) if rounded is None else tanh(a) + rounded.off(a, 6)

    def gate(a: Tensor) -> Tensor:
        return sigmoid(a) if rounded is None else sigmoid(a) + rounded.off(a, 3)

    h, size = state[0], p["weight_hh"].shape[1]
    into = functional.linear(x, p["weight_ih"], p["bias_ih"])
    across = functional.linear(h, p["weight_hh"], p["bias_hh"])
    if kind == "rnn":
        full = rounded is not None or _beyond(into + across, SQUASHED)
        return (_as(after[0], squash(into + across)),) if full else None
    if kind == "gru":
        gates, n = (into + across)[:, : 2 * size], into[:, 2 * size :]
        r, z = gate(gates).chunk(2, 1)
        n = n + r * across[:, 2 * size :]
        full = rounded is not None or _beyond(gates, GATE) or _beyond(n, SQUASHED)
        return _gru(after, squash(n), z, h) if full else None
    if kind == "gru_before":
        gates, last = (into + across)[:, : 2 * size], slice(2 * size, None)
        r, z = gate(gates).chunk(2, 1)
        n = into[:, last] + functional.linear(r * h, p["weight_hh"][last], p["bias_hh"][last])
        full = rounded is not None or _beyond(gates, GATE) or _beyond(n, SQUASHED)
        return _gru(after, squash(n), z, h) if full else None
    c, sums = state[1], list((into + across).chunk(3 if kind == "lstm_1997" else 4, 1))
    if "weight_peephole" in p:
        w_i, w_f, _ = p["weight_peephole"].chunk(3)
        sums[0], sums[1] = sums[0] + w_i * c, sums[1] + w_f * c
    kept = gate(sums[1]) * c if len(sums) == 4 else c
    new = _as(after[1], kept + gate(sums[0]) * squash(sums[-2]))
    o = sums[-1] + p["weight_peephole"][-size:] * new if "weight_peephole" in p else sums[-1]
    gates = torch.cat([*sums[:-2], o], 1)
    if rounded is None and not (_beyond(gates, GATE) or _beyond(sums[-2], SQUASHED) or _beyond(new, SQUASHED)):
        return None
    return _as(after[0], gate(o) * squash(new)), new


def _gru(after: State, n: Tensor, z: Tensor, h: Tensor) -> State:
    return (_as(after[0], n + z * (h - n)),)


def _beyond(a: Tensor, limit: float) -> bool:
    return bool((a.detach().abs() > limit).any())
