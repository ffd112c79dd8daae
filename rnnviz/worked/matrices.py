"""A typed matrix or vector as numbers, or where it is none."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from rnnviz.worked.example import Floats
from rnnviz.worked.typed import Mistyped, Typed, number, split

LARGEST = 10
"""Rows and columns of a matrix: beyond, nobody reads the numbers of a whole computation."""
LONGEST_TEXT = 4000


def rows_of(typed: Typed, at: str) -> list[list[str]]:
    """Return the words of a field, row by row."""
    text = typed.texts.get(at, "")
    if len(text) > LONGEST_TEXT:
        raise Mistyped("{name} is longer than {limit} characters", at=at, limit=LONGEST_TEXT)
    return split(text)


def cell(at: str, word: str, row: int, column: int) -> float:
    """Return a typed number, of which row and column are known."""
    value = number(word)
    if value is None:
        raise Mistyped(
            "{name}, row {row}, column {column}: “{value}” is not a number", at=at, row=row, column=column, value=word
        )
    if not math.isfinite(value) or abs(value) > 1e100:
        raise Mistyped(
            "{name}, row {row}, column {column}: numbers go up to 10¹⁰⁰, got {value}",
            at=at, row=row, column=column, value=word,
        )
    return value


def matrix(at: str, rows: Sequence[Sequence[str]]) -> Floats:
    """Return the matrix of typed rows, all of them equally long."""
    if not rows:
        raise Mistyped("{name} is empty: type a row of numbers a line", at=at)
    if max(len(rows), *map(len, rows)) > LARGEST:
        raise Mistyped(
            "{name} has {rows} × {columns} numbers, and a worked example goes up to {limit} × {limit}",
            at=at, rows=len(rows), columns=max(map(len, rows)), limit=LARGEST,
        )
    return oblong(at, rows)


def oblong(at: str, rows: Sequence[Sequence[str]]) -> Floats:
    """Return the numbers of rows that are equally long."""
    for place, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise Mistyped(
                "{name}, row {row} must be as long as row 1, {wanted}, got {found}",
                at=at, row=place, found=len(row), wanted=len(rows[0]),
            )
    return np.array(
        [[cell(at, word, i, j) for j, word in enumerate(row, 1)] for i, row in enumerate(rows, 1)], np.float64
    )


def vector(at: str, rows: Sequence[Sequence[str]], count: int | None) -> Floats:
    """Return a typed vector, written across or down; zeros where nothing is typed."""
    if not rows:
        return np.zeros(count or 0)
    found = matrix(at, rows)
    if min(found.shape) != 1:
        raise Mistyped(
            "{name} is a vector: type one row of numbers, got {rows} × {columns}",
            at=at, rows=found.shape[0], columns=found.shape[1],
        )
    flat = found.ravel()
    if count is not None and len(flat) != count:
        letter = "V" if at == "c" else "U"
        raise Mistyped(
            "{name} must have a number for each row of {other}, {wanted}, got {found}",
            at=at, wanted=count, other=letter, found=len(flat),
        )
    return flat
