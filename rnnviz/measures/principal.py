"""Principal components of states over time: the few directions along which they vary most.

K. Pearson, "On lines and planes of closest fit", Philosophical Magazine 2 (1901); the eigenvectors of the covariance,
by the smaller of the two Gram matrices of the centred rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

COMPONENTS = 4
MOST_ROWS = 128
"""Where there are more steps and more units than this, the axes are fitted on so many steps, evenly spaced: then the
fit takes little more than 1 ms (at T 200, H 128 all steps are taken, in 1.2 ms on one core)."""
SMALLEST = 1e-12
"""Share of the largest variance below which a direction is the noise of rounding, and none."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Axes:
    """A plane of closest fit, and the next directions.

    Attributes
    ----------
    mean : array (H,)
        Its origin.
    directions : array (K, H)
        Orthogonal, of length 1, largest variance first (unless `aligned`); zeros where nothing varies any more.
    """

    mean: Floats
    directions: Floats


def principal_axes(values: Array, count: int = COMPONENTS) -> Axes:
    """Return the principal axes of rows (T, H); rows that are not finite are left out."""
    rows = _finite(values)
    units = rows.shape[1]
    if not len(rows):
        return Axes(mean=np.zeros(units), directions=np.zeros((count, units)))
    if min(rows.shape) > MOST_ROWS:
        rows = rows[np.linspace(0, len(rows) - 1, MOST_ROWS).round().astype(int)]
    mean = rows.mean(axis=0)
    away = rows - mean
    scale = float(np.abs(away).max(initial=0.0))
    directions = np.zeros((count, units))
    if scale > SMALLEST * float(np.abs(rows).max()):
        away = away / scale  # squares neither over- nor underflow
        wide = len(rows) < units
        sizes, vectors = np.linalg.eigh(away @ away.T if wide else away.T @ away)
        kept = [n for n in range(len(sizes))[::-1][:count] if sizes[n] > SMALLEST * sizes[-1]]
        found = (vectors[:, kept].T @ away) / np.sqrt(sizes[kept])[:, None] if wide else vectors[:, kept].T
        directions[: len(kept)] = found
    return Axes(mean=mean, directions=directions)


def aligned(axes: Axes, to: Axes) -> Axes:
    """Return the same directions in the order and with the signs in which they are most like others.

    The pair that is most alike is matched first. So a point moves no further than it must when axes are fitted anew.
    """
    if axes.directions.shape != to.directions.shape:
        return axes
    alike = axes.directions @ to.directions.T
    left = np.abs(alike)
    found = np.zeros_like(axes.directions)
    for _ in range(len(left)):
        new, old = np.unravel_index(int(left.argmax()), left.shape)
        found[old] = axes.directions[new] * (-1.0 if alike[new, old] < 0 else 1.0)
        left[new], left[:, old] = -1.0, -1.0
    return Axes(mean=axes.mean, directions=found)


def facing(axes: Axes, to: Axes) -> Axes:
    """Return the same axes in their order, each with the sign in which it is like the other that it is most like."""
    if axes.directions.shape != to.directions.shape:
        return axes
    alike = axes.directions @ to.directions.T
    nearest = alike[np.arange(len(alike)), np.abs(alike).argmax(axis=1)]
    return Axes(mean=axes.mean, directions=axes.directions * np.where(nearest < 0, -1.0, 1.0)[:, None])


def project(values: Array, axes: Axes) -> Floats:
    """Return the coordinates (T, K) of rows (T, H); NaN where a row is not finite."""
    wide = np.asarray(values, np.float64)
    whole = np.isfinite(wide).all(axis=1)
    found = np.full((len(wide), len(axes.directions)), np.nan)
    found[whole] = (wide[whole] - axes.mean) @ axes.directions.T
    return found


def explained(values: Array, axes: Axes) -> Floats:
    """Return the share (K,) of the rows' variance that lies along each axis, fitted on them or not; 0 of none."""
    rows = _finite(values)
    if not len(rows):
        return np.zeros(len(axes.directions))
    away = rows - rows.mean(axis=0)
    scale = float(np.abs(away).max(initial=0.0))
    if scale <= SMALLEST * float(np.abs(rows).max()):
        return np.zeros(len(axes.directions))
    away = away / scale
    shares: Floats = ((away @ axes.directions.T) ** 2).sum(axis=0) / (away**2).sum()
    return shares


def _finite(values: Array) -> Floats:
    wide = np.asarray(values, np.float64)
    return wide[np.isfinite(wide).all(axis=1)]
