"""Losses: cross-entropy in nats, or squared error averaged over the outputs, at the steps that carry one.

Per example the mean over its n loss-bearing steps; then the mean over the batch.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def by_step(kind: str, outputs: Tensor, targets: Tensor) -> Tensor:
    """Return ℓ_t (T, B) of every step, loss-bearing or not.

    Parameters
    ----------
    kind : "cross_entropy" or "squared_error"
    outputs : Tensor (T, B, K), before softmax
    targets : Tensor (T, B) of symbols or (T, B, K) of numbers
    """
    if kind == "cross_entropy":
        flat = functional.cross_entropy(outputs.flatten(0, 1), targets.flatten(), reduction="none")
        return flat.view(targets.shape)
    return (outputs - targets).square().mean(-1)


def gradient_by_step(kind: str, outputs: Tensor, targets: Tensor) -> Tensor:
    """Return ∂ℓ_t/∂ of the outputs of step t, (T, B, K): softmax(y) − one-hot(target), or 2 (y − target) / K."""
    if kind == "cross_entropy":
        found = outputs.softmax(-1)
        wide = targets.unsqueeze(-1)
        return found.scatter_add_(-1, wide, found.new_full((), -1.0).expand(wide.shape))
    return (outputs - targets).mul_(2 / outputs.shape[-1])


def weights(loss_steps: Tensor, like: Tensor) -> Tensor:
    """Return (T, B) weights that turn ℓ_t into each example's mean: 1/n where a loss falls, else 0."""
    count = loss_steps.sum(0, keepdim=True).clamp(min=1)
    return loss_steps.to(like.dtype) / count.to(like.dtype)


def total(kind: str, outputs: Tensor, targets: Tensor, loss_steps: Tensor) -> Tensor:
    """Return the loss () of a batch."""
    losses = by_step(kind, outputs, targets)
    # where, not a product: a step without a loss may hold anything, and 0 · inf is NaN
    kept = torch.where(loss_steps, losses * weights(loss_steps, losses), 0.0)
    return kept.sum(0).mean()
