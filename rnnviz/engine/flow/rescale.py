"""Numbers with a power of two beside them: mantissa · 2^exponent, exponents float64 holding whole numbers."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

LEAST = -1080.0
"""2^LEAST is 0 in float64."""


def exponent_of(rows: Tensor) -> np.ndarray:
    """Return the power of two just above the largest entry of each row, (R,); −inf of zero and what is not finite."""
    found = rows.abs().amax(-1).double().cpu().numpy()
    powers_above = np.frexp(found)[1].astype(np.float64)
    return np.where((found > 0) & np.isfinite(found), powers_above, -np.inf)


def powers(exponents: np.ndarray | float) -> Tensor:
    """Return 2^exponents as a column (R, 1), float64: 0 below its range, at most 2^1020."""
    with np.errstate(under="ignore"):
        return torch.from_numpy(np.exp2(np.clip(np.atleast_1d(exponents), LEAST, 1020.0)))[:, None]


def scaled(rows: Tensor, exponents: np.ndarray) -> Tensor:
    """Return rows (R, n) · 2^exponents (R,), the product in float64: a factor may lie outside the rows' precision."""
    return (rows.double() * powers(exponents).to(rows.device)).to(rows.dtype)


def ldexp(mantissa: np.ndarray, exponent: np.ndarray | float) -> np.ndarray:
    """Return mantissa · 2^exponent; ±inf or 0 beyond float64's range."""
    with np.errstate(over="ignore", under="ignore"):
        return np.asarray(np.ldexp(mantissa, np.asarray(exponent).astype(np.int64)))
