"""The forward and the backward pass of a worked example, by the formulas as they are taught."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnnviz.measures.readout import softmax
from rnnviz.worked.example import Activation, Example, Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Forward:
    """What the forward pass computes; h has T + 1 rows, the first of them h_0."""

    a: Floats
    h: Floats
    o: Floats
    answer: Floats
    losses: Floats
    loss: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Backward:
    """∂L/∂o_t, ∂L/∂h_t, φ′(a_t), δ_t = ∂L/∂a_t, and the gradients of the weights by name."""

    o: Floats
    h: Floats
    slope: Floats
    delta: Floats
    gradients: dict[str, Floats]


def squash(activation: Activation, a: Floats) -> Floats:
    """Return φ(a)."""
    match activation:
        case "tanh":
            return np.asarray(np.tanh(a))
        case "sigmoid":
            return np.asarray(0.5 * (1 + np.tanh(0.5 * a)))
        case "relu":
            return np.maximum(a, 0.0)
        case "identity":
            return np.array(a, np.float64)


def slope(activation: Activation, a: Floats, h: Floats) -> Floats:
    """Return φ′(a), from h = φ(a) where that is how it is written."""
    match activation:
        case "tanh":
            return 1 - h**2
        case "sigmoid":
            return h * (1 - h)
        case "relu":
            return (a > 0).astype(np.float64)
        case "identity":
            return np.ones_like(a)


def answer_of(example: Example, o: Floats) -> Floats:
    """Return ŷ: the shares of the classes, or the outputs themselves."""
    return softmax(o) if example.loss == "cross_entropy" else np.array(o, np.float64)


def loss_of(example: Example, o: Floats, y: Floats) -> Floats:
    """Return ℓ of outputs (…, K); log softmax is taken without dividing, so that no share becomes zero."""
    if example.loss == "cross_entropy":
        shifted = o - o.max(axis=-1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return np.asarray(-(y * logs).sum(axis=-1))
    share = 0.5 if example.loss == "squared" else 1.0 / y.shape[-1]
    return np.asarray(share * ((o - y) ** 2).sum(axis=-1))


def forward(example: Example) -> Forward:
    """Return the forward pass, a step after the other."""
    e = example
    h, a, o, losses = [e.h0], [], [], []
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(e.length):
            a.append(e.U @ e.x[t] + e.W @ h[t] + e.b)
            h.append(squash(e.activation, a[t]))
            o.append(e.V @ h[t + 1] + e.c)
            losses.append(float(loss_of(e, o[t], e.y[t])) if e.counts[t] else 0.0)
        answer = np.array([answer_of(e, each) for each in o])
        total = e.weight_of_step * sum(losses)
    return Forward(a=np.array(a), h=np.array(h), o=np.array(o), answer=answer, losses=np.array(losses), loss=total)


def error(example: Example, answer: Floats, t: int) -> Floats:
    """Return ∂L/∂o_t: ŷ_t − y_t, times what the loss is multiplied by; zero where the step carries none."""
    if not example.counts[t]:
        return np.zeros(answer.shape[-1])
    factor = example.weight_of_step * (2.0 / answer.shape[-1] if example.loss == "mean_squared" else 1.0)
    return np.asarray(factor * (answer[t] - example.y[t]))


def backward(example: Example, found: Forward) -> Backward:
    """Return the backward pass, from the last step to the first, and the gradients as sums over the steps."""
    e = example
    steps = range(e.length)
    with np.errstate(over="ignore", invalid="ignore"):
        slopes = np.array([slope(e.activation, found.a[t], found.h[t + 1]) for t in steps])
        errors = np.array([error(e, found.answer, t) for t in steps])
        of_h, delta = np.zeros_like(found.a), np.zeros_like(found.a)
        later = np.zeros(len(e.h0))
        for t in reversed(steps):
            of_h[t] = e.V.T @ errors[t] + e.W.T @ later
            delta[t] = later = of_h[t] * slopes[t]
        return Backward(
            o=errors, h=of_h, slope=slopes, delta=delta,
            gradients={
                "V": _summed([np.outer(errors[t], found.h[t + 1]) for t in steps]),
                "c": errors.sum(axis=0),
                "W": _summed([np.outer(delta[t], found.h[t]) for t in steps]),
                "U": _summed([np.outer(delta[t], e.x[t]) for t in steps]),
                "b": delta.sum(axis=0),
            },
        )


def _summed(terms: list[Floats]) -> Floats:
    return np.asarray(np.sum(terms, axis=0))


def descended(example: Example, gradients: dict[str, Floats], rate: float) -> Example:
    """Return the example after one step of gradient descent."""
    return example.with_weights({name: getattr(example, name) - rate * found for name, found in gradients.items()})
