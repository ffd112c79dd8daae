"""Figures made from arrays: the maths behind what the views draw."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Verdict = Literal["vanishing", "exploding", "steady"]
Order = Literal["index", "mean", "peak", "alike"]

ORDERS: tuple[Order, ...] = ("index", "mean", "peak", "alike")
FLOAT32_SMALLEST = math.log10(1.401298464324817e-45)
"""log10 of the smallest float32 above zero: smaller norms are flushed to zero."""
FLOAT32_LARGEST = math.log10(3.4028234663852886e38)
"""log10 of the largest float32: larger norms overflow."""


@dataclass(frozen=True, kw_only=True)
class Decay:
    """How the gradient of one loss changes on its way back through time.

    Attributes
    ----------
    slope : float
        Decades per step back (log10; negative where the gradient falls).
    steps : int
        Steps between the first and the last fitted value.
    zeros, broken : int
        Values left out: exactly zero (−inf), and not finite (NaN, +inf).
    """

    slope: float
    steps: int
    zeros: int
    broken: int

    @property
    def tenfold(self) -> float:
        """Steps in which the fitted line changes tenfold (inf where it is level)."""
        return 1 / abs(self.slope) if self.slope else math.inf

    @property
    def verdict(self) -> Verdict:
        """Steady where the line changes less than tenfold over its steps, and less than tenfold in ten steps."""
        if abs(self.slope) < 0.1 and abs(self.slope) * self.steps < 1:
            return "steady"
        return "vanishing" if self.slope < 0 else "exploding"


def decay(log10_norms: Array, at: int) -> Decay | None:
    """Fit a line to the log10 norms of ∂ℓ_t*/∂h_k against the lag t* − k.

    Least squares over the lags 0 to t* whose value is finite; exact zeros (−inf) and values that
    are not finite are left out and counted. For norms that shrink by a constant factor r a step
    the slope is exactly log10 r.

    Parameters
    ----------
    log10_norms : array (T,)
    at : int
        t*, the step whose loss it is; later steps are not read.

    Returns
    -------
    Decay or None
        None where fewer than two values are finite, or they are too large for any line.
    """
    values = np.asarray(log10_norms, np.float64)[: max(at, -1) + 1][::-1]  # by lag
    finite = np.isfinite(values)
    lags = np.flatnonzero(finite).astype(np.float64)
    if len(lags) < 2:
        return None
    away = lags - lags.mean()
    fitted = values[finite]
    with np.errstate(over="ignore", invalid="ignore"):
        slope = float(away @ (fitted - fitted.mean()) / (away @ away))
    if not math.isfinite(slope):
        return None
    zeros = int(np.isneginf(values).sum())
    return Decay(slope=slope, steps=int(lags[-1] - lags[0]), zeros=zeros, broken=len(values) - len(lags) - zeros)


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
    """Return the largest finite absolute value, 0 where there is none."""
    sizes = np.abs(np.asarray(values, np.float64))
    return float(sizes.max(initial=0.0, where=np.isfinite(sizes)))


def correlation(values: Array, unit: int) -> Floats:
    """Return each unit's correlation over time with one of them.

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
    wide = wide / max(largest(wide), 1e-300)  # squares neither over- nor underflow
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
    """Return the place of the True nearest to place t (the earlier of two), None where none is True."""
    places = np.flatnonzero(steps)
    return int(places[np.abs(places - t).argmin()]) if len(places) else None
