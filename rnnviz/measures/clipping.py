"""What clipping does to a gradient: how the parameters share it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def shares(norms: npt.ArrayLike) -> Floats:
    """Return each parameter's share of ‖g‖², from the norms of its gradient, shape (updates, parameters).

    ‖g‖² = Σ_p ‖g_p‖², so that a row sums to 1. NaN in the rows where the gradient is zero or not finite.
    Each row is divided by its largest norm first, so that no square leaves float64.
    """
    found = np.asarray(norms, np.float64)
    largest = found.max(axis=1, keepdims=True, initial=0.0)
    usable = np.isfinite(found).all(axis=1, keepdims=True) & (largest > 0)
    with np.errstate(invalid="ignore", divide="ignore", under="ignore"):
        squares = np.square(found / largest)
        parts: Floats = np.where(usable, squares / squares.sum(axis=1, keepdims=True), np.nan)
    return parts
