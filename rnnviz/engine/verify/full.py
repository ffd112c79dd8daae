"""Torch's cells where a gate or a cell state is full: their values, followed back with slopes that have all digits.

Torch's backward makes both slopes from the value, and that is rounded. With u = 2⁻⁵³ and a tanh that is right to a
unit in its last place, t̂ = t (1 + δ), |δ| ≤ 2u; t̂² is then off by at most 4u, its rounding adds u, that of the
difference u of itself. So

    |fl(1 − t̂²) − tanh' a| ≤ 6u,    a share of 6u cosh² a of tanh' a = 1 − tanh² a = sech² a
    |fl(σ̂ (1 − σ̂)) − σ' a| ≤ 3u,    a share of 3u (1 + exp a) of σ' a = ¼ sech² (a/2)

(derivative and identity: NIST Digital Library of Mathematical Functions, 4.34.3 and 4.35.12). At a = 5 the former is
4 · 10⁻¹², at 9 it is 10⁻⁸, at 13 it is 3 · 10⁻⁵, and at 17 a tenth. A cell that never forgets hands on what has
entered by such a slope while all else fades, and where every gate is full nothing else flows back: no allowance for
it would tell a right gradient from a wrong one. So where an argument lies beyond `SQUASHED` or `GATE`, the step is
written out here with cosh, which has all its digits; what is left of the error up to there is allowed for by no one
and far below every tolerance. Values are torch's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable
from torch.nn import functional

State = tuple[Tensor, ...]
SQUASHED, GATE = 5.0, 10.0
"""Arguments of tanh and of σ up to which torch's slopes are right to 5 · 10⁻¹²."""


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


def followed(kind: str, p: Mapping[str, Tensor], x: Tensor, state: State, after: State) -> State:
    """Return the states after a step (B, H), with a way back that loses no digit: theirs where nothing is full."""
    made = _written(kind, p, x, state, after)
    return after if made is None else made


def _as(value: Tensor, own: Tensor) -> Tensor:
    """Return a value with the way back of another."""
    return value.detach() + (own - own.detach())


def _written(kind: str, p: Mapping[str, Tensor], x: Tensor, state: State, after: State) -> State | None:
    """Return the states after a step, or None where no argument is so large that torch's slopes lose digits."""
    h, size = state[0], p["weight_hh"].shape[1]
    into = functional.linear(x, p["weight_ih"], p["bias_ih"])
    across = functional.linear(h, p["weight_hh"], p["bias_hh"])
    if kind == "rnn":
        return (_as(after[0], tanh(into + across)),) if _beyond(into + across, SQUASHED) else None
    if kind == "gru":
        gates, n = (into + across)[:, : 2 * size], into[:, 2 * size :]
        r, z = sigmoid(gates).chunk(2, 1)
        n = n + r * across[:, 2 * size :]
        full = _beyond(gates, GATE) or _beyond(n, SQUASHED)
        return (_as(after[0], tanh(n) + z * (h - tanh(n))),) if full else None
    if kind == "gru_before":
        gates, last = (into + across)[:, : 2 * size], slice(2 * size, None)
        r, z = sigmoid(gates).chunk(2, 1)
        n = into[:, last] + functional.linear(r * h, p["weight_hh"][last], p["bias_hh"][last])
        full = _beyond(gates, GATE) or _beyond(n, SQUASHED)
        return (_as(after[0], tanh(n) + z * (h - tanh(n))),) if full else None
    c, sums = state[1], list((into + across).chunk(3 if kind == "lstm_1997" else 4, 1))
    if "weight_peephole" in p:
        w_i, w_f, _ = p["weight_peephole"].chunk(3)
        sums[0], sums[1] = sums[0] + w_i * c, sums[1] + w_f * c
    kept = sigmoid(sums[1]) * c if len(sums) == 4 else c
    new = _as(after[1], kept + sigmoid(sums[0]) * tanh(sums[-2]))
    o = sums[-1] + p["weight_peephole"][-size:] * new if "weight_peephole" in p else sums[-1]
    gates = torch.cat([*sums[:-2], o], 1)
    if not (_beyond(gates, GATE) or _beyond(sums[-2], SQUASHED) or _beyond(new, SQUASHED)):
        return None
    return _as(after[0], sigmoid(o) * tanh(new)), new


def _beyond(a: Tensor, limit: float) -> bool:
    return bool((a.detach().abs() > limit).any())
