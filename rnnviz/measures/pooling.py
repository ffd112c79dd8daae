"""Matrices made small enough for the pixels that there are: of each block of cells the largest, so that peaks stay."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def pooled(values: Array, rows: int, columns: int) -> Array:
    """Return (N, ⌈T / rows⌉, ⌈S / columns⌉) of matrices (N, T, S): the largest of each block; NaN where one is NaN."""
    return _along(_along(values, rows, 1), columns, 2)


def _along(values: Array, size: int, axis: int) -> Array:
    if size <= 1:
        return values

    def part(start: int, stop: int | None, step: int) -> Array:
        return values[:, start:stop:step] if axis == 1 else values[:, :, start:stop:step]

    whole = values.shape[axis] // size * size
    pieces = []
    if whole:
        found = np.maximum(part(0, whole, size), part(1, whole, size))  # whole slices: one walk through memory
        for place in range(2, size):
            np.maximum(found, part(place, whole, size), out=found)
        pieces.append(found)
    if whole < values.shape[axis]:
        pieces.append(part(whole, None, 1).max(axis=axis, keepdims=True))
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis)
