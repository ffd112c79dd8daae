"""Figures of gradient flow: which loss reaches which step, which lags make ∂L/∂W, what a cut takes away.

A flow matrix has a row for each loss and a column for each step that the gradient arrives at:
‖∂L_t/∂h_k‖, or what step k adds to ∂L/∂W on behalf of L_t. Its lag is t − k.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]


def log10_of(values: Array) -> Floats:
    """Return log10 of norms, in their shape: −inf where they are exactly zero, NaN where they are not finite."""
    wide = np.asarray(values, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(np.isfinite(wide), np.log10(wide), np.nan)
    return found


def log10_sum(logs: Array, axis: int) -> Floats:
    """Return log10 Σ 10^x along an axis, right beyond the range of floats.

    The sum of norms ‖∂L_t/∂h_k‖ over t is an upper bound of the norm of their sum ‖∂L/∂h_k‖
    (triangle inequality); the two are equal where all losses pull in one direction.

    Parameters
    ----------
    logs : array
        log10 of the norms; −inf is zero, NaN makes its sum NaN.
    axis : int
    """
    wide = np.asarray(logs, np.float64)
    top = np.max(wide, axis=axis, keepdims=True, initial=-np.inf)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        found: Floats = (top + np.log10(np.sum(10.0 ** (wide - top), axis=axis, keepdims=True))).squeeze(axis)
    return found


def by_lag(flow: Array, offset: int = 0, back: bool = False) -> tuple[int, Floats]:
    """Return the sums of a flow matrix over its diagonals.

    Parameters
    ----------
    flow : array (R, C)
        Row t, column k.
    offset : int
        Steps from the step of column 0 to that of row 0.
    back : bool
        The columns' layer reads from the end: lags are counted the other way, k − t.

    Returns
    -------
    int
        The first lag: 0, or less where losses reach steps on the other side, too.
    float64 array
        Place n: Σ_t flow[t, t − lag] of the lag that is the first one plus n.
    """
    wide = np.asarray(flow, np.float64)
    rows, columns = np.indices(wide.shape)
    lags = (offset + rows - columns).ravel()
    if back:
        lags = -lags
    other = lags[(lags < 0) & (wide.ravel() != 0)]
    first = int(other.min(initial=0))
    within = lags >= first
    parts = np.bincount(lags[within] - first, weights=wide.ravel()[within])
    return first, np.asarray(parts, np.float64)


def by_distance(first: int, parts: Array) -> Floats:
    """Return parts (L,) by lag, of which the first is of lag ``first`` ≤ 0, by the size of their lag, 0 first."""
    lags = np.abs(np.arange(first, first + len(parts)))
    return np.asarray(np.bincount(lags, weights=np.asarray(parts, np.float64)), np.float64)


def cumulative_share(parts: Array) -> Floats:
    """Return what the parts (L,) up to each one make of their sum: the last is 1; NaN where the sum is zero.

    Signed parts can pass 1 and come back.
    """
    wide = np.asarray(parts, np.float64)
    total = float(wide.sum())
    if not total or not math.isfinite(total):
        return np.full(len(wide), np.nan)
    return np.asarray(wide.cumsum() / total)


def lag_containing(parts: Array, share: float) -> int | None:
    """Return the smallest lag from which on the parts together stay within 1 − share of the whole.

    For parts of one sign that is the smallest lag whose cumulative share is at least ``share``; with
    signed parts a share that passes through 1 does not count before it stays.

    Parameters
    ----------
    parts : array (T,)
        Signed contributions by lag.
    share : float
        0.9 for 90 %.

    Returns
    -------
    int or None
        None where the parts sum to nothing, or are not finite.
    """
    shares = cumulative_share(parts)
    if not len(shares) or np.isnan(shares).any():
        return None
    away = np.flatnonzero(np.abs(1 - shares) > 1 - share + 1e-12)
    return int(away[-1]) + 1 if len(away) else 0


def reach_back(logs: Array, at: int, decades: float = 1.0) -> int | None:
    """Return how many steps back a gradient first is ten times smaller (10^decades) than at a step.

    Parameters
    ----------
    logs : array (T,)
        log10 ‖∂L_t/∂h_k‖ by k.
    at : int
        The step to start from: t, or the last one where the loss lies beyond.

    Returns
    -------
    int or None
        At least 1; None where it never is, or the value at the step is zero or not finite.
    """
    back = np.asarray(logs, np.float64)[at::-1]
    if not len(back) or not math.isfinite(back[0]):
        return None
    fallen = np.flatnonzero(back <= back[0] - decades)
    return int(fallen[0]) if len(fallen) else None


def cut_steps(length: int, window: int) -> npt.NDArray[np.int64]:
    """Return the steps before which a pass is cut: K, 2K, … below its length; none where K is 0."""
    return np.arange(window, length, window) if window > 0 else np.empty(0, np.int64)


def median_ratio(part_logs: Array, whole_logs: Array) -> float:
    """Return the median over steps of part / whole, both log10; steps whose whole is zero or not finite are left out.

    The part is the norm of a vector that is taken out of another one: the ratio is no share and can pass 1.

    Returns
    -------
    float
        NaN where no step is left.
    """
    part, whole = np.asarray(part_logs, np.float64), np.asarray(whole_logs, np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        found = 10.0 ** (part - whole)
    found = found[np.isfinite(whole) & np.isfinite(found)]
    return float(np.median(found)) if len(found) else math.nan
