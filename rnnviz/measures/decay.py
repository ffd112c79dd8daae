"""Figures of decay: how a gradient changes on its way back through time, and where float32 ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from rnnviz.measures.statistics import CONFIDENCE, slope_interval

Array = npt.NDArray[Any]
Verdict = Literal["vanishing", "exploding", "steady"]

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
    low, high : float
        Ends of the slope's interval (`rnnviz.measures.statistics.slope_interval` says what it assumes);
        −inf, inf where there are too few values for one.
    confidence : float
        Of the interval, 0 to 1.
    steps : int
        Steps between the first and the last fitted value.
    zeros, broken : int
        Values left out: exactly zero (−inf), and not finite (NaN, +inf).
    """

    slope: float
    low: float = -math.inf
    high: float = math.inf
    confidence: float = CONFIDENCE
    steps: int
    zeros: int
    broken: int

    @property
    def tenfold(self) -> float:
        """Steps in which the fitted line changes tenfold (inf where it is level)."""
        return 1 / abs(self.slope) if self.slope else math.inf

    @property
    def tenfold_range(self) -> tuple[float, float]:
        """The same at the two ends of the interval; up to inf where it holds a level line."""
        ends = [abs(self.low), abs(self.high)]
        level = self.low <= 0 <= self.high
        least, most = 0.0 if level else min(ends), max(ends)
        return 1 / most if most else math.inf, 1 / least if least else math.inf

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
    low, high = slope_interval(values, slope)
    zeros = int(np.isneginf(values).sum())
    return Decay(
        slope=slope, low=low, high=high, steps=int(lags[-1] - lags[0]), zeros=zeros,
        broken=len(values) - len(lags) - zeros,
    )  # fmt: skip
