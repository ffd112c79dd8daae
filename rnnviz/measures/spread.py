"""Several runs in one figure: their mean, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Mean, lowest and highest of the runs whose figure is finite, and how many have none.

    Attributes
    ----------
    mean, low, high : float
        NaN where no run has a figure.
    count, missing : int
        Runs with a finite figure, and runs without one.
    """

    mean: float
    low: float
    high: float
    count: int
    missing: int


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of some figures."""
    found = np.asarray(values, np.float64)
    finite = found[np.isfinite(found)]
    missing = len(found) - len(finite)
    if not len(finite):
        return Spread(mean=np.nan, low=np.nan, high=np.nan, count=0, missing=missing)
    return Spread(
        mean=float(finite.mean()), low=float(finite.min()), high=float(finite.max()), count=len(finite), missing=missing
    )
