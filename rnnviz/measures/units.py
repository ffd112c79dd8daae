"""Figures of units over time: their order, their correlation, mean and band."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Order = Literal["index", "mean", "peak", "alike"]

ORDERS: tuple[Order, ...] = ("index", "mean", "peak", "alike")


def mean_and_band(values: Array, low: float = 10, high: float = 90) -> tuple[Floats, Floats, Floats]:
    """Return the mean over the last axis and two of its percentiles (linear between neighbours).

    A row that holds anything not finite gives NaN in all three.

    Parameters
    ----------
    values : array (..., H)
    low, high : float
        Percent.

    Returns
    -------
    three float64 arrays (...,)
    """
    rows = np.sort(values, axis=-1)  # faster than numpy's percentile; −inf lies first, +inf and NaN last
    whole = np.isfinite(rows[..., 0]) & np.isfinite(rows[..., -1])
    rows = np.where(whole[..., None], rows, np.nan) if not whole.all() else rows

    def percentile(percent: float) -> Floats:
        place = percent / 100 * (rows.shape[-1] - 1)
        below = math.floor(place)
        above = min(below + 1, rows.shape[-1] - 1)
        share = place - below
        found: Floats = (1 - share) * rows[..., below].astype(np.float64) + share * rows[..., above]
        return found

    with np.errstate(over="ignore"):
        return rows.mean(axis=-1, dtype=np.float64), percentile(low), percentile(high)


def largest(values: Array) -> float:
    """Return the largest finite absolute value, whatever the shape; 0 where there is none."""
    sizes = np.abs(np.asarray(values, np.float64))
    return float(sizes.max(initial=0.0, where=np.isfinite(sizes)))


def correlation(values: Array, unit: int) -> Floats:
    """Return each unit's correlation (Pearson's r) over time with one of them.

    Parameters
    ----------
    values : array (T, H)
    unit : int

    Returns
    -------
    float64 array (H,)
        0 for a unit that is constant or not finite.
    """
    wide = np.asarray(values, np.float64)
    wide = np.where(np.isfinite(wide).all(axis=0), wide, 0.0)
    wide = wide / np.maximum(np.abs(wide).max(axis=0, initial=0.0), 1e-300)  # squares neither over- nor underflow
    away = wide - wide.mean(axis=0)
    sizes = np.sqrt((away**2).sum(axis=0))
    sizes[sizes < 1e-12] = np.inf
    found: Floats = (away.T @ away[:, unit]) / (sizes * sizes[unit])
    return found


def order_units(values: Array, by: Order, unit: int = 0) -> npt.NDArray[np.intp]:
    """Return the units in an order that shows structure.

    Parameters
    ----------
    values : array (T, H)
    by : str
        ``index``; ``mean``: largest mean first; ``peak``: by the step of the largest absolute
        value, earliest first; ``alike``: by correlation with ``unit``, it first and its opposites last.
    unit : int

    Returns
    -------
    integer array (H,)
        The unit in each place; units that tie keep their order.
    """
    safe = np.clip(np.nan_to_num(np.asarray(values, np.float64)), -1e150, 1e150)  # sums stay finite
    match by:
        case "mean":
            keys = -safe.mean(axis=0)
        case "peak":
            keys = np.abs(safe).argmax(axis=0).astype(np.float64)
        case "alike":
            keys = -correlation(values, unit)
            keys[unit] = -np.inf
        case _:
            return np.arange(safe.shape[1])
    return np.argsort(keys, kind="stable")


def nearest_step(steps: Array, t: int) -> int | None:
    """Return the place of the True of steps (T,) nearest to place t (the earlier of two), None where none is True."""
    places = np.flatnonzero(steps)
    return int(places[np.abs(places - t).argmin()]) if len(places) else None
