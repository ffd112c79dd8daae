"""What a person typed for each matrix, and what keeps it from being an example."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from rnnviz.errors import BadInput
from rnnviz.worked.example import Activation, LossKind, Over

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_WORD_OR_END = re.compile(r"(?P<end>[;；\n])|[^\s,;，；()\[\]|]+")
_FRACTION = re.compile(r"([+-]?\d{1,12})/(\d{1,12})")
SHOWN = {"h0": "h₀"}
"""How a field is written, where not as it is called."""


class Mistyped(BadInput):
    """Typed text that cannot be used.

    Parameters
    ----------
    template : str
        As of `BadInput`.
    at : str
        The field: U, W, V, b, c, h0, x or y.
    row, column : int
        Of the cell, from 1; 0 where a whole row or the whole field is meant.

    Attributes
    ----------
    at, row, column
        As given.
    """

    def __init__(self, template: str, /, *, at: str, row: int = 0, column: int = 0, **values: object) -> None:
        filled: dict[str, object] = {"name": SHOWN.get(at, at), **values}
        filled |= {name: number for name, number in (("row", row), ("column", column)) if number}
        super().__init__(template, **filled)
        self.at, self.row, self.column = at, row, column


@dataclass(frozen=True, kw_only=True)
class Typed:
    """Texts and choices, as they stand in the window.

    Attributes
    ----------
    texts : mapping of str to str
        By field; rows end at line breaks or semicolons, numbers at spaces or commas. b, c and h0 may be empty: zeros.
    symbols : str
        Names of the classes and inputs ("h e l o"): where there are some, x and y may be typed in them.
    activation, loss, over
        As of `Example`.
    rate : str
        η of the one step of gradient descent.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    symbols: str = ""
    activation: Activation = "tanh"
    loss: LossKind = "cross_entropy"
    over: Over = "sum"
    rate: str = "0.1"

    def typed(self, at: str, text: str) -> Typed:
        """Return the same with another text in a field."""
        return replace(self, texts={**self.texts, at: text})

    @property
    def names(self) -> tuple[str, ...]:
        """The symbols, each once."""
        return tuple(dict.fromkeys(re.split(r"[\s,;]+", self.symbols.strip()))) if self.symbols.strip() else ()


def cells(text: str) -> list[list[tuple[int, int]]]:
    """Return where the words of each row begin and end in a typed matrix; empty rows are left out."""
    rows: list[list[tuple[int, int]]] = [[]]
    for found in _WORD_OR_END.finditer(text):
        if found["end"]:
            rows.append([])
        else:
            rows[-1].append(found.span())
    return [row for row in rows if row]


def split(text: str) -> list[list[str]]:
    """Return the words of the rows of a typed matrix."""
    return [[text[start:end] for start, end in row] for row in cells(text)]


def place(typed: Typed, problem: Mistyped) -> tuple[int, int] | None:
    """Return where in a field's text the wrong cell or row begins and ends; None where it is the whole field."""
    rows = cells(typed.texts.get(problem.at, ""))
    if not problem.row:
        return None
    if problem.row <= len(rows):
        row = rows[problem.row - 1]
        if problem.column:
            return row[problem.column - 1] if problem.column <= len(row) else None
        return row[0][0], row[-1][1]
    words = [word for row in rows for word in row]  # several steps in one row
    return words[problem.row - 1] if problem.row <= len(words) else None


def number(word: str) -> float | None:
    """Return a typed number, 1/3 too; None where it is none, infinity where it is too large."""
    plain = word.replace("−", "-").replace("–", "-")
    if found := _FRACTION.fullmatch(plain):
        return None if int(found[2]) == 0 else float(Fraction(int(found[1]), int(found[2])))
    return float(plain) if _NUMBER.fullmatch(plain) else None
