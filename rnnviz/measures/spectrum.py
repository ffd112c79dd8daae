"""Figures of eigenvalues and exponents: how large, how far from normal, how soon tenfold."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Step = Literal["shrinks", "may grow", "grows", "unknown"]

EDGE = 0.005
"""Nats a step: an exponent nearer to zero than this is called neither stable nor chaotic."""


def moduli(eigenvalues: Array) -> Floats:
    """Return |λ| (…) of eigenvalues given as (…, 2) real and imaginary parts, without overflow."""
    wide = np.asarray(eigenvalues, np.float64)
    found: Floats = np.hypot(wide[..., 0], wide[..., 1])
    return found


def what_a_step_does(radius: float, norm: float) -> Step:
    """Tell what a step's Jacobian J does to the gradient that is carried back through it.

    ‖Jᵀ g‖ ≤ σ_max(J) ‖g‖ for every g: below one, every gradient shrinks. With the spectral radius
    below one and σ_max above, powers of J shrink in the end, yet some gradients grow first: J is not
    normal (Trefethen and Embree, Spectra and Pseudospectra, 2005, chapter 14).

    Parameters
    ----------
    radius, norm : float
        Largest |eigenvalue| and largest singular value of J.
    """
    if not (math.isfinite(radius) and math.isfinite(norm)):
        return "unknown"
    if norm < 1:
        return "shrinks"
    return "may grow" if radius < 1 else "grows"


def tenfold_steps(exponent: float) -> float:
    """Return the steps in which a distance that changes by ``exponent`` nats a step changes tenfold (inf at 0)."""
    return math.log(10) / abs(exponent) if exponent else math.inf


def by_lag(values: Array, at: int) -> Array:
    """Return values (T, …) by lag from step ``at``: entry n belongs to step at − n; later steps are left out."""
    return np.asarray(values)[: max(at, -1) + 1][::-1]


def nearest_place(places: Array, t: int) -> int | None:
    """Return the index of the place (of n) nearest to t (the earlier of two alike), None where there is none."""
    return int(np.abs(np.asarray(places) - t).argmin()) if len(places) else None
