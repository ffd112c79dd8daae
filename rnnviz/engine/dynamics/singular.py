"""Largest singular values of many matrices at once, from products alone.

Golub–Kahan bidiagonalisation (G. Golub, W. Kahan 1965) from a fixed start vector: after k steps J V = U B
with B bidiagonal, and for its largest triple (x, σ, y) the residual ‖Jᵀ U x − σ V y‖ is β_k |x_k|: some
singular value of J lies within it, and σ is never above the largest. A matrix is done where its residual is
below `RESIDUAL` · σ. The vectors are not made orthogonal again: they lose it only towards what has been found
to rounding already (C. Paige 1971), which for the largest value is long after the end.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from rnnviz.engine.patience import go_on

RESIDUAL = 2e-5
"""Relative. The error is its square over the relative gap to the next value: 1e-7 as a rule, and below 1e-4
where many values lie together within that."""
CHECKS = (4, 9, 15, 22, 30, 40, 52, 70, 100, 150, 220, 320, 480, 700)
"""The residual is looked at after so many steps (15 to 50 are usual), and after as many as there are columns."""

Product = Callable[[Tensor], Tensor]


def largest_singular_values(push: Product, pull: Product, count: int, size: int, dtype: torch.dtype) -> Tensor:
    """Return σ_max, float64 (count,), of as many matrices with ``size`` columns; NaN where a product is not finite.

    Parameters
    ----------
    push, pull : callable
        (count, size) → (count, rows): v ↦ J v, and back: u ↦ Jᵀ u.
    count, size : int
    dtype : torch.dtype
    """
    first = torch.randn(size, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    v = (first / first.norm()).to(dtype).expand(count, -1)
    u, alpha = _normalised(push(v))
    diagonal, above = [alpha], list[Tensor]()
    found = torch.zeros(count, dtype=torch.float64)
    left = torch.arange(count)  # the matrices that are not done
    for k in range(1, CHECKS[-1] + 1):
        go_on(count - len(left), count)
        v, beta = _normalised(torch.addcmul(pull(u), v, alpha[:, None], value=-1))
        if k in CHECKS or k == size:
            found[left], last = _leading(_bidiagonal(diagonal, above, left))
            done = found[left].isnan() | (beta[left].double() * last <= RESIDUAL * found[left])
            left = left[~done]
            if not len(left):
                break
        u, alpha = _normalised(torch.addcmul(push(v), u, beta[:, None], value=-1))
        above.append(beta)
        diagonal.append(alpha)
    return found


def singular_values(matrices: Tensor) -> Tensor:
    """Return σ_max, float64 (count,), from the matrices (count, n, m) themselves; NaN where one is not finite."""
    finite = matrices.flatten(1).isfinite().all(1)
    safe = torch.where(finite[:, None, None], matrices, 0.0).double()  # LAPACK refuses what is not finite
    return torch.where(finite, torch.linalg.svdvals(safe)[:, 0], torch.nan)


def _normalised(vectors: Tensor) -> tuple[Tensor, Tensor]:
    """Return vectors of length 1 (zero stays zero) and the lengths, whatever their size."""
    lengths = torch.linalg.vector_norm(vectors, dim=-1, dtype=torch.float64).to(vectors.dtype)
    return vectors / torch.where(lengths > 0, lengths, 1.0)[:, None], lengths


def _bidiagonal(diagonal: list[Tensor], above: list[Tensor], which: Tensor) -> Tensor:
    """Return B of some matrices (count, k, k), float64."""
    b = torch.diag_embed(torch.stack(diagonal, -1)[which].double())
    return b + torch.diag_embed(torch.stack(above, -1)[which].double(), offset=1) if above else b


def _leading(b: Tensor) -> tuple[Tensor, Tensor]:
    """Return the largest singular value (count,) and the size of its left vector's last entry.

    Each B is divided by its largest entry first, whose square may lie outside float64; NaN where that is not finite.
    """
    largest = b.abs().amax((1, 2))
    finite = largest.isfinite()
    unit = torch.where(finite & (largest > 0), largest, 1.0)
    near_one = torch.where(finite[:, None, None], b / unit[:, None, None], 0.0)
    squares, x = torch.linalg.eigh(near_one @ near_one.mT)
    found = squares[..., -1].clamp(min=0).sqrt() * unit
    return torch.where(finite, found, torch.nan), x[..., -1, -1].abs()
