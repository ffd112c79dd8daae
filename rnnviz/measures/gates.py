"""Figures of gates over a pass: how often they are shut or open, how long a unit remembers, which units are dead."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Units = npt.NDArray[np.intp]

SHUT, OPEN = 0.1, 0.9
"""A gate below the first is left-saturated, above the second right-saturated."""
STILL = 1e-3
"""A unit that moves over less than this share of its range over the pass is dead."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Saturation:
    """On which share of the steps each unit is saturated.

    Attributes
    ----------
    left, right : array (H,)
        0 to 1, their sum at most 1; NaN for a unit with a value that is not finite.
    broken : int
        Such units.
    """

    left: Floats
    right: Floats
    broken: int

    @property
    def medians(self) -> tuple[float, float]:
        """The medians of left and right over the units that are finite; NaN where there is none."""
        fine = np.isfinite(self.left)
        if not fine.any():
            return math.nan, math.nan
        return float(np.median(self.left[fine])), float(np.median(self.right[fine]))


def saturation(values: Array, below: float = SHUT, above: float = OPEN) -> Saturation:
    """Count the steps on which each unit lies below and above two bounds.

    For gates the bounds are 0.1 and 0.9 (Karpathy, Johnson and Fei-Fei, "Visualizing and understanding
    recurrent networks", 2015, section 4.2 and figure 2, where each gate of each unit is a point of a triangle).

    Parameters
    ----------
    values : array (T, H)
    """
    fine = np.isfinite(values).all(axis=0)
    if not len(values):
        fine = np.zeros(values.shape[1], bool)
    with np.errstate(invalid="ignore"):
        left, right = (values < below).sum(axis=0), (values > above).sum(axis=0)
    steps = max(len(values), 1)
    return Saturation(
        left=np.where(fine, left / steps, np.nan),
        right=np.where(fine, right / steps, np.nan),
        broken=int((~fine).sum()),
    )


def half_life(kept: Array) -> Floats:
    """Return the steps in which half of what each unit carries is left, ln ½ / ln f̄.

    What a unit keeps over n steps is the product of its gate's n values, so f̄ is their geometric mean
    exp(mean ln f), which gives that product exactly; the arithmetic mean would be too large wherever the
    gate moves (0.5 and 1 in turn keep half every two steps: the geometric mean 0.707, half-life 2.0; the
    arithmetic one 0.75, 2.4). It is the direct path through an LSTM's cell, ∂c_t/∂c_{t−1} = f (Gers,
    Schmidhuber and Cummins 2000), or a GRU's state, z in h' = (1 − z) n + z h; paths through the gates
    themselves come on top. For f = σ(b) at all steps: b 0 → 1.0 step; 1 → 2.2; 2 → 5.5; 3 → 14.3; 5 → 103.

    Parameters
    ----------
    kept : array (T, H)
        The gate that keeps, 0 to 1.

    Returns
    -------
    array (H,)
        0 where the gate was exactly 0 at a step, inf where it was 1 at all; NaN where a value is not
        finite or outside 0 to 1.
    """
    gate = np.asarray(kept, np.float64)
    if not len(gate):
        return np.full(gate.shape[1], np.nan)
    fine = (np.isfinite(gate) & (gate >= 0) & (gate <= 1)).all(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.log(np.where(fine, gate, 1.0)).mean(axis=0)
        steps = math.log(0.5) / -np.abs(rate)
    return np.where(fine, np.where(rate == 0, np.inf, np.abs(steps)), np.nan)


def still(values: Array, span: float | None = None) -> Units:
    """Return the units that do not move: their highest and lowest value differ by at most 1/1000 of their range.

    A hidden unit that does not move carries nothing about the sequence, and gets called dead; a ReLU unit that
    is 0 at all steps is one (its gradient is 0 as well). A gate that does not move is stuck, whatever it reads.

    Parameters
    ----------
    values : array (T, H)
        Units with a value that is not finite are not counted; a single step says nothing.
    span : float or None
        Width of the range that the nonlinearity allows (2 of tanh, 1 of σ); without one, the widest
        movement of any of these units.
    """
    if len(values) < 2:
        return np.empty(0, np.intp)
    with np.errstate(invalid="ignore", over="ignore"):
        moved = np.ptp(np.asarray(values), axis=0)  # not finite where a value is not
    fine = np.isfinite(moved)
    widest = float(moved.max(initial=0.0, where=fine)) if span is None else span
    return np.flatnonzero(fine & (moved <= STILL * widest))
