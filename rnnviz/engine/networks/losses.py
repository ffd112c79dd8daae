"""Losses: cross-entropy in nats, or squared error averaged over the outputs, at the steps that carry one.

Per example the mean over its n loss-bearing steps; then the mean over the batch.

Of a target that the model is nearly sure of, −log p and p − 1 are what is left of numbers near 1: in float32 a loss
of 10⁻⁵ would keep two digits, and so would every gradient. Both are made from the other symbols instead:
−log p = log(1 + Σ_j≠target exp(y_j − y_target)), and 1 − p = Σ_j≠target p_j.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

LINEAR = 40.0
"""Where log(1 + e^z) is z to float64's last digit."""


def by_step(kind: str, outputs: Tensor, targets: Tensor) -> Tensor:
    """Return ℓ_t (T, B) of every step, loss-bearing or not.

    Parameters
    ----------
    kind : "cross_entropy" or "squared_error"
    outputs : Tensor (T, B, K), before softmax
    targets : Tensor (T, B) of symbols or (T, B, K) of numbers
    """
    if kind == "cross_entropy":
        wide = targets.unsqueeze(-1)
        others = outputs.scatter(-1, wide, -math.inf).logsumexp(-1)
        return functional.softplus(others - outputs.gather(-1, wide).squeeze(-1), threshold=LINEAR)
    return (outputs - targets).square().mean(-1)


def gradient_by_step(kind: str, outputs: Tensor, targets: Tensor) -> Tensor:
    """Return ∂ℓ_t/∂ of the outputs of step t, (T, B, K): softmax(y) − one-hot(target), or 2 (y − target) / K."""
    if kind == "cross_entropy":
        wide = targets.unsqueeze(-1)
        others = outputs.softmax(-1).scatter_(-1, wide, 0.0)
        return others.scatter_(-1, wide, -others.sum(-1, keepdim=True))
    return _of_difference(outputs - targets)


def with_gradient(kind: str, outputs: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
    """Return `by_step` and `gradient_by_step`."""
    if kind == "cross_entropy":
        return by_step(kind, outputs, targets), gradient_by_step(kind, outputs, targets)
    away = outputs - targets
    return away.square().mean(-1), _of_difference(away)


def _of_difference(away: Tensor) -> Tensor:
    """Return 2 (y − target) / K in place of y − target."""
    return away.mul_(2 / away.shape[-1])


def weights(loss_steps: Tensor, like: Tensor) -> Tensor:
    """Return (T, B) weights that turn ℓ_t into each example's mean: 1/n where a loss falls, else 0."""
    count = loss_steps.sum(0, keepdim=True).clamp(min=1)
    return loss_steps.to(like.dtype) / count.to(like.dtype)


def total(kind: str, outputs: Tensor, targets: Tensor, loss_steps: Tensor) -> Tensor:
    """Return the loss () of a batch, to learn from: torch's cross-entropy, which is quicker than `by_step`."""
    if kind == "cross_entropy":
        losses = functional.cross_entropy(outputs.flatten(0, 1), targets.flatten(), reduction="none")
        losses = losses.view(targets.shape)
    else:
        losses = by_step(kind, outputs, targets)
    # where, not a product: a step without a loss may hold anything, and 0 · inf is NaN
    kept = torch.where(loss_steps, losses * weights(loss_steps, losses), 0.0)
    return kept.sum(0).mean()
