"""A block of steps on the way back: the rows that are kept of it, and how near 1 their mantissas are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import reduce

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.flow.room import Piece

SAFE = {torch.float32: 60, torch.float64: 400}
"""In a block, norms stay within 2^±SAFE: their squares are far from either end of the precision."""

NEAR = 15
"""A row whose largest norm is within 2^±NEAR sends down on its own exponent: most blocks then need no factors."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """Rows at some successive steps.

    Attributes
    ----------
    first, last : int
        The steps.
    pieces : tuple of list of Piece
        By layer, lowest first; the next block overwrites them.
    norms : tuple of Tensor (states, N, S)
        Norms of the mantissas of dh, dc, by layer; 0 where a row is not yet alive.
    sums : tuple of Tensor (S, states · H)
        Mantissas of the sum of all rows, on the largest of the layer's exponents.
    exponents : float64 array (layers, N), whole numbers
        A layer's row j is its mantissa · 2^exponent.
    """

    first: int
    last: int
    pieces: tuple[list[Piece], ...]
    norms: tuple[Tensor, ...]
    sums: tuple[Tensor, ...]
    exponents: np.ndarray


def exponents_for(heights: np.ndarray) -> np.ndarray:
    """Return exponents for rows so high; a row of nothing has that of the highest, and nothing at all has 0."""
    some = np.isfinite(heights)
    return np.where(some, heights, heights[some].max() if some.any() else 0.0)


def rounded(power: np.ndarray) -> np.ndarray:
    """Return powers of two, 0 for those that are near 1."""
    return np.where(np.abs(power) <= NEAR, 0.0, power)


def largest_of(norms: Tensor) -> np.ndarray:
    """Return the largest of the states' norms (states, N, S), (N, S)."""
    found: np.ndarray = reduce(np.maximum, norms.cpu().numpy())
    return found


def height_above(norms: np.ndarray) -> np.ndarray:
    """Return the power of two above the largest of each row's norms (N, S): 0 near 1, −inf where nothing is sent."""
    found = norms.max(1).astype(np.float64)
    power = np.frexp(np.where(np.isfinite(found), found, 1.0))[1].astype(np.float64)
    return np.where(found == 0, -np.inf, rounded(power))


def drift_of(norms: np.ndarray, entered: np.ndarray) -> float:
    """Return by how many powers of two some norm (N, S) that is not 0 is away from 1.

    What entered the rows at the last step, as powers of two, may have been too little beside what came later: where
    it left nothing, no power is enough.
    """
    little = np.flatnonzero(np.isfinite(entered) & (entered < -NEAR))
    if len(little) and bool((norms[little, -1] == 0).any()):
        return math.inf
    some = np.where(norms == 0, norms.dtype.type(1), norms)
    small, large = float(some.min()), float(some.max())
    return max(math.log2(large), -math.log2(small)) if math.isfinite(large) else math.inf
