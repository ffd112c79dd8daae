"""The steps that are typed, x and y, as numbers: written in numbers, in symbols or in classes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rnnviz.worked.example import Floats
from rnnviz.worked.matrices import LARGEST, cell, matrix, oblong, rows_of
from rnnviz.worked.typed import Mistyped, Typed, number

MOST_STEPS = 12
NONE = ("-", "–", "−", ".")
"""Typed in the place of a target: this step carries no loss."""
Bools = npt.NDArray[np.bool_]


def _steps(at: str, rows: list[list[str]], symbols: tuple[str, ...], width: int | None) -> list[list[str]]:
    """Return a row of words for each step: of symbols and of single numbers several may stand in a row."""
    if not rows:
        raise Mistyped("{name} is empty: type a line for each step", at=at)
    if symbols:
        rows = [
            [letter for word in row for letter in (
                [word] if word in symbols or not set(word) <= set(symbols) or len(word) == 1 else word
            )]
            for row in rows
        ]  # fmt: skip
        if any(word in symbols for row in rows for word in row):
            rows = [[word] for row in rows for word in row]
    if width == 1 and len(rows) == 1:
        rows = [[word] for word in rows[0]]
    if len(rows) > MOST_STEPS:
        raise Mistyped(
            "{name} has {found} steps, and a worked example goes up to {limit}",
            at=at, found=len(rows), limit=MOST_STEPS,
        )
    return rows


def inputs(typed: Typed, columns: int | None) -> Floats:
    """Return x (T, D)."""
    symbols = typed.names
    rows = _steps("x", rows_of(typed, "x"), symbols, columns)
    if not all(len(row) == 1 and row[0] in symbols for row in rows):
        if symbols and all(len(row) == 1 for row in rows) and columns != 1:
            _refuse_symbol("x", rows, symbols)
        return (matrix if max(map(len, rows)) > LARGEST else oblong)("x", rows)
    if columns is not None and columns != len(symbols):
        raise Mistyped(
            "U x cannot be multiplied: U must have a column for each symbol, {count}, got {columns}",
            at="x", columns=columns, count=len(symbols),
        )
    return np.eye(len(symbols))[[symbols.index(row[0]) for row in rows]]


def _refuse_symbol(at: str, rows: list[list[str]], symbols: tuple[str, ...]) -> None:
    for place, (word,) in enumerate(rows, 1):
        if word not in symbols:
            raise Mistyped(
                "{name}, step {step}: “{value}” is not among the symbols {symbols}",
                at=at, row=place, step=place, value=word, symbols=" ".join(symbols),
            )


def targets(typed: Typed, outputs: int | None, length: int | None) -> tuple[Floats, Bools]:
    """Return y (T, K), and which steps carry a loss (bool)."""
    symbols = typed.names
    classes = typed.loss == "cross_entropy"
    text = rows_of(typed, "y")
    named = classes or _named([word for row in text for word in row], symbols)
    lone = named and bool(text) and outputs != 1 and all(_single(word, symbols) for row in text for word in row)
    fits = length is None or outputs is None or not (len(text) == length and len(text[0]) == outputs)
    rows = _steps("y", text, symbols if named else (), 1 if lone and len(text) == 1 and fits else outputs)
    if length is not None and len(rows) != length:
        raise Mistyped(
            "y must have a target for each step of x: {wanted}, got {found}", at="y", wanted=length, found=len(rows)
        )
    counts = np.array([not all(word in NONE for word in row) for row in rows], bool)
    if not counts.any():
        raise Mistyped("y has no target: at least one step must carry a loss", at="y")
    width = outputs if outputs is not None else max(map(len, rows))
    found = np.zeros((len(rows), width))
    for place, row in enumerate(rows):
        if counts[place]:
            found[place] = _target(row, place + 1, width, symbols, classes, named)
    return found, counts


def _named(words: Sequence[str], symbols: tuple[str, ...]) -> bool:
    """Return whether targets are given by symbols alone, which no number is: one-hot rows under any loss."""
    spelt = [word for word in words if word not in NONE]
    return bool(spelt) and all(set(word) <= set(symbols) or word in symbols for word in spelt) and not any(
        number(word) is not None for word in spelt
    )


def _single(word: str, symbols: tuple[str, ...]) -> bool:
    """Return whether a word can name a class: a symbol, a whole number, or no target."""
    return word in symbols or word in NONE or word.isdecimal() or (bool(symbols) and set(word) <= set(symbols))


def _target(
    row: Sequence[str], place: int, width: int, symbols: tuple[str, ...], classes: bool, named: bool
) -> Floats:
    """Return the target of one step, (K,)."""
    if named and len(row) == 1 and width > 1:
        if row[0] in symbols:
            index = symbols.index(row[0]) + 1
            if index > width:
                raise Mistyped(
                    "y, step {step}: “{value}” is symbol {index}, past the last row of V, {rows}",
                    at="y", row=place, step=place, value=row[0], index=index, rows=width,
                )
        else:
            value = number(row[0])
            if value is None or value != int(value) or not 1 <= value <= width:
                raise Mistyped(
                    "y, step {step}: a class is a whole number from 1 to {limit}, or one of the symbols; got {value}",
                    at="y", row=place, step=place, limit=width, value=row[0],
                )
            index = int(value)
        return np.asarray(np.eye(width)[index - 1])
    if len(row) != width:
        raise Mistyped(
            "y, step {step} must have a number for each row of V, {wanted}, got {found}",
            at="y", row=place, step=place, wanted=width, found=len(row),
        )
    found = np.array([cell("y", word, place, column) for column, word in enumerate(row, 1)], np.float64)
    if classes and ((found < 0).any() or abs(found.sum() - 1) > 1e-6):
        raise Mistyped(
            "y, step {step}: under cross-entropy shares are at least 0 and sum to 1, got the sum {value}",
            at="y", row=place, step=place, value=f"{found.sum():.6g}",
        )
    return found
