"""Matrices made small enough for the pixels that there are: of each block of cells the largest, so that peaks stay."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def pooled(values: Array, rows: int, columns: int) -> Array:
    """Return (N, ⌈T / rows⌉, ⌈S / columns⌉) of matrices (N, T, S): the largest of each block; NaN where one is NaN."""
    if rows <= 1 and columns <= 1:
        return values
    rows, columns = max(rows, 1), max(columns, 1)
    count, high, wide = values.shape
    found = np.empty((count, -(-high // rows), -(-wide // columns)), values.dtype)
    flat = np.empty((found.shape[1], wide), values.dtype)
    for matrix, small in zip(values, found, strict=True):  # one after another: what lies between stays in the cache
        _pool(matrix, rows, flat)
        _pool(flat.T, columns, small.T)
    return found


def _pool(values: Array, size: int, found: Array) -> None:
    """Leave in ``found`` (⌈T / size⌉, S) the largest of so many rows each."""
    if size == 1:
        found[...] = values
        return
    whole = len(values) // size
    if whole:
        into, blocks = found[:whole], values[: whole * size].reshape(whole, size, values.shape[1])
        np.maximum(blocks[:, 0], blocks[:, 1], out=into)  # whole slices: one walk through memory
        for place in range(2, size):
            np.maximum(into, blocks[:, place], out=into)
    if whole * size < len(values):
        values[whole * size :].max(axis=0, out=found[whole])
