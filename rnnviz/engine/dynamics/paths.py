"""How far a path through time carries: ‖∂h_t*/∂h_k‖₂ for every k, right far beyond float32.

V_k = ∂h_t*/∂[h_k, c_k], H rows, is pulled back a step at a time, V_{k-1} = V_k J_k from V_t* = [I, 0], and
divided by a power of two at each step, whose exponent is carried beside it. The norm is the largest singular
value of its first H columns: by how much the direction in h_k that matters most is stretched on the way.
It is the layer's own recurrence alone, what the layer reads held fixed.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.dynamics.jacobians import Jacobians
from rnnviz.engine.dynamics.singular import largest_singular_values, singular_values
from rnnviz.engine.passes.recorded import LOG10_2
from rnnviz.engine.patience import go_on

BLOCK = 1 << 18
"""So many numbers of V are kept and measured at a time: few enough for a processor's cache."""
SMALL = 24
"""Up to this size singular values are computed from the matrices themselves, which is faster."""


def path_norms_log10(steps: Jacobians, end: int) -> np.ndarray:
    """Return log10 ‖∂h_end/∂h_k‖₂ by k, float64 (T,).

    −inf for k > end and where no path is left; NaN for every k before a step that is not finite.
    """
    size = steps.hidden
    found = np.full(steps.steps, -np.inf)
    v = torch.zeros(size, steps.size, dtype=steps.gain.dtype)
    v.fill_diagonal_(1)
    exponent = 0
    kept: list[Tensor] = []
    exponents: list[int] = []
    for k in range(end, -1, -1):
        go_on(end - k, end + 1)
        kept.append(v[:, :size])
        exponents.append(exponent)
        last = k == 0 or not bool(steps.finite[k])
        if last or len(kept) * size * size > BLOCK:
            found[k : k + len(kept)] = _log10_norms(torch.stack(kept), exponents)[::-1]
            kept, exponents = [], []
        if last:
            found[:k] = np.nan
            break
        v, power = _near_one(steps.at(slice(k, k + 1)).pull(v[None])[0])
        exponent += power
    found[end] = 0.0  # of the identity, whose norm the singular values have but nearly
    return found


def _near_one(v: Tensor) -> tuple[Tensor, int]:
    """Return v divided by a power of two, and which; zero stays."""
    power = math.frexp(float(v.abs().max()))[1]
    return torch.ldexp(v, torch.tensor(-power)), power


def _log10_norms(matrices: Tensor, exponents: list[int]) -> np.ndarray:
    """Return log10 of σ_max · 2^exponent (count,)."""
    count, rows, columns = matrices.shape
    if rows <= SMALL:
        sigma = singular_values(matrices)
    else:
        turned = matrices.mT
        sigma = largest_singular_values(
            lambda v: (matrices @ v[..., None])[..., 0], lambda u: (turned @ u[..., None])[..., 0],
            count, columns, matrices.dtype,
        )
    with np.errstate(divide="ignore"):
        return np.asarray(np.log10(sigma.numpy()) + np.array(exponents) * LOG10_2)
