"""Bounds on how far a gradient carries back through time, as curves over the measured reach.

R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013,
section 2.1 and supplement: with ‖diag φ'‖ ≤ γ, every step satisfies ‖∂h_t/∂h_{t-1}‖ ≤ γ σ_max(W_hh), so that

    ‖∂h_t*/∂h_k‖ ≤ Π_s σ_max(J_s) ≤ (γ σ_max(W_hh))^(t* − k)

- γ σ_max(W_hh) < 1 is *sufficient* for gradients to vanish: the bound itself falls to zero.
- γ σ_max(W_hh) > 1 is *necessary* for them to explode, not sufficient: the bound may be far from what happens.

Both are on the largest *singular* value. The spectral radius ρ(W_hh), the largest size of an eigenvalue, decides
how the powers of a linear network's matrix go in the end (‖W^k‖^(1/k) → ρ, Gelfand 1941), and bounds no single
step: a Gaussian matrix of variance 1/n has ρ ≈ 1 and σ_max ≈ 2, so that norms may first grow where ρ < 1. The
radius line is therefore an estimate, and no bound.

All curves are log10, by step k, with 0 at t* and −inf after it, where no gradient of t*'s loss comes.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Condition = Literal["vanishes", "may explode", "undecided"]

STEEPEST = 1.0
"""γ: the largest slope of tanh, ReLU and the identity (of the logistic function it would be 1/4)."""


def product_bound(norms: Array, at: int) -> Floats:
    """Return log10 Π_{s=k+1..t*} σ_max(J_s) by k, an upper bound of log10 ‖∂h_t*/∂h_k‖ for every cell.

    For the LSTM the norms are those of the Jacobian over [h, c], of which ∂h_t*/∂h_k is a part.

    Parameters
    ----------
    norms : array (T,)
        σ_max(J_t), NaN where not known: then the bound is NaN for every earlier k.
    at : int
        t*.

    Returns
    -------
    float64 array (T,)
    """
    with np.errstate(divide="ignore"):
        logs = np.log10(np.asarray(norms, np.float64)[1 : at + 1])
    found = np.full(len(norms), -np.inf)
    found[at] = 0
    found[:at] = logs[::-1].cumsum()[::-1]
    return found


def matrix_bound(norm: float, length: int, at: int, slope: float = STEEPEST) -> Floats:
    """Return (t* − k) · log10(γ σ_max(W_hh)) by k: Pascanu's bound for the simple RNN.

    Parameters
    ----------
    norm : float
        σ_max(W_hh).
    length, at : int
        T and t*.
    slope : float
        γ, the largest slope of the nonlinearity.

    Returns
    -------
    float64 array (T,)
    """
    return _line(slope * norm, length, at)


def radius_line(radius: float, length: int, at: int) -> Floats:
    """Return (t* − k) · log10 ρ(W_hh) by k: how a linear network goes in the end; an estimate, no bound."""
    return _line(radius, length, at)


def norm_condition(norm: float, slope: float = STEEPEST) -> Condition:
    """Return what σ_max(W_hh) alone says of the simple RNN.

    ``vanishes``: γ σ_max < 1, sufficient for vanishing; ``may explode``: γ σ_max > 1, necessary for
    exploding, which it does not imply; ``undecided``: exactly 1, or not finite.
    """
    if slope * norm < 1:
        return "vanishes"
    return "may explode" if 1 < slope * norm < np.inf else "undecided"


def spectral_radius(eigenvalues: Array) -> Floats:
    """Return the largest size of the eigenvalues (…, n, 2), given as real and imaginary parts."""
    parts = np.asarray(eigenvalues, np.float64)
    found: Floats = np.hypot(parts[..., 0], parts[..., 1]).max(axis=-1)
    return found


def _line(factor: float, length: int, at: int) -> Floats:
    lags = at - np.arange(length)
    with np.errstate(divide="ignore", invalid="ignore"):
        line = np.where(lags > 0, lags * np.log10(factor), 0.0)
    found: Floats = np.where(lags >= 0, line, -np.inf)
    return found
