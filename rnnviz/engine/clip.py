"""Gradient clipping by norm or value, right where the norm itself leaves float32.

R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML
2013, section 3.2: g ← g · min(1, θ/‖g‖) over all parameters together. ``torch.nn.utils.clip_grad_norm_``
adds 1e-6 to the norm and computes it in the gradient's own precision, so that entries of 1e20 give
the norm inf and a gradient of zero; here the norm is scaled (C. L. Lawson et al. 1979, BLAS nrm2) and
kept in float64.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from rnnviz.experiment import ClipFields

SAFE_LOW, SAFE_HIGH = 1e-15, 1e15
"""A float32 norm in between has lost nothing to under- or overflow of its squares."""


class Clipped(NamedTuple):
    """What clipping did.

    Attributes
    ----------
    norm : float
        ‖g‖ over all parameters before clipping; inf or NaN where an entry is not finite.
    coefficient : float
        ‖g after‖ / ‖g before‖; 1.0 where nothing was clipped; NaN where the update must be skipped
        because the gradient is not finite.
    """

    norm: float
    coefficient: float


def norm(gradients: Sequence[Tensor]) -> float:
    """Return the norm of all entries together, right for every float32 input."""
    if not gradients:
        return 0.0
    each = torch.stack(torch._foreach_norm(list(gradients)))
    total = float(each.double().norm())
    if SAFE_LOW < total < SAFE_HIGH:
        return total
    largest = max(float(g.abs().max()) for g in gradients)
    if largest == 0 or not math.isfinite(largest):
        return largest
    squares = sum(float((g.double() / largest).square().sum()) for g in gradients)
    return largest * math.sqrt(squares)


def clip(gradients: Sequence[Tensor], fields: ClipFields) -> Clipped:
    """Clip in place and say what was done; a gradient that is not finite is left as it is."""
    before = norm(gradients)
    if not math.isfinite(before):
        return Clipped(before, math.nan)
    if fields.mode == "norm" and before > fields.max_norm:
        coefficient = fields.max_norm / before
        if coefficient > 1e-30:
            torch._foreach_mul_(list(gradients), coefficient)
        else:  # a factor below float32's range is applied in two steps
            torch._foreach_mul_(list(gradients), math.sqrt(coefficient))
            torch._foreach_mul_(list(gradients), math.sqrt(coefficient))
        return Clipped(before, coefficient)
    if fields.mode == "value":
        bound = fields.max_value
        torch._foreach_clamp_max_(list(gradients), bound)
        torch._foreach_clamp_min_(list(gradients), -bound)
        after = norm(gradients)
        return Clipped(before, after / before if after < before else 1.0)
    return Clipped(before, 1.0)
