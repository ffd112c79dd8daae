"""What a person typed for each matrix, and what keeps it from being an example."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput
from rnnviz.worked.example import FIELDS, Activation, Example, Floats, LossKind, Over

MOST_STEPS = 12
LARGEST = 10
"""Rows and columns of a matrix: beyond, nobody reads the numbers of a whole computation."""
LONGEST_TEXT = 4000
NONE = ("-", "–", "−", ".")
"""Typed in the place of a target: this step carries no loss."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_WORD_OR_END = re.compile(r"(?P<end>[;；\n])|[^\s,;，；()\[\]|]+")
_FRACTION = re.compile(r"([+-]?\d{1,12})/(\d{1,12})")
Bools = npt.NDArray[np.bool_]
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


def read(typed: Typed) -> Example | list[Mistyped]:
    """Return the example, or everything that is wrong with what was typed, a sentence a field at most."""
    found: dict[str, Floats] = {}
    wrong: list[Mistyped] = []

    def attempt(at: str, act: Callable[[], Floats]) -> None:
        try:
            found[at] = act()
        except Mistyped as problem:
            wrong.append(problem)

    for at in ("U", "W", "V"):
        attempt(at, lambda at=at: _matrix(at, _rows(typed, at)))  # type: ignore[misc]
    u, v = found.get("U"), found.get("V")
    units = len(u) if u is not None else None
    outputs = len(v) if v is not None else None
    for at, count in (("b", units), ("c", outputs), ("h0", units)):
        attempt(at, lambda at=at, count=count: _vector(at, _rows(typed, at), count))  # type: ignore[misc]
    attempt("x", lambda: _inputs(typed, None if u is None else u.shape[1]))
    x = found.get("x")
    counts = np.zeros(0, bool)

    def targets() -> Floats:
        nonlocal counts
        values, counts = _targets(typed, outputs, None if x is None else len(x))
        return values

    attempt("y", targets)
    known = {problem.at for problem in wrong}
    wrong += [problem for problem in _misfits(found) if problem.at not in known]
    if wrong:
        return sorted(wrong, key=lambda problem: FIELDS.index(problem.at))
    return Example(**found, counts=counts, activation=typed.activation, loss=typed.loss, over=typed.over)


def read_rate(typed: Typed) -> float:
    """Return η.

    Raises
    ------
    BadInput
        It is no number from 0 to 1000.
    """
    value = number(typed.rate.strip())
    if value is None or not 0 <= value <= 1000:
        raise BadInput("η must be a number from 0 to {limit}, got {value}", limit=1000, value=typed.rate)
    return value


def _rows(typed: Typed, at: str) -> list[list[str]]:
    text = typed.texts.get(at, "")
    if len(text) > LONGEST_TEXT:
        raise Mistyped("{name} is longer than {limit} characters", at=at, limit=LONGEST_TEXT)
    return split(text)


def _cell(at: str, word: str, row: int, column: int) -> float:
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


def _matrix(at: str, rows: Sequence[Sequence[str]]) -> Floats:
    """Return the matrix of typed rows, all of them equally long."""
    if not rows:
        raise Mistyped("{name} is empty: type a row of numbers a line", at=at)
    if max(len(rows), *map(len, rows)) > LARGEST:
        raise Mistyped(
            "{name} has {rows} × {columns} numbers, and a worked example goes up to {limit} × {limit}",
            at=at, rows=len(rows), columns=max(map(len, rows)), limit=LARGEST,
        )
    for place, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise Mistyped(
                "{name}, row {row} must be as long as row 1, {wanted}, got {found}",
                at=at, row=place, found=len(row), wanted=len(rows[0]),
            )
    return np.array(
        [[_cell(at, word, i, j) for j, word in enumerate(row, 1)] for i, row in enumerate(rows, 1)], np.float64
    )


def _vector(at: str, rows: Sequence[Sequence[str]], count: int | None) -> Floats:
    """Return a typed vector, written across or down; zeros where nothing is typed."""
    if not rows:
        return np.zeros(count or 0)
    found = _matrix(at, rows)
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


def _inputs(typed: Typed, columns: int | None) -> Floats:
    """Return x (T, D)."""
    symbols = typed.names
    rows = _steps("x", _rows(typed, "x"), symbols, columns)
    if not all(len(row) == 1 and row[0] in symbols for row in rows):
        if symbols and all(len(row) == 1 for row in rows) and columns != 1:
            _refuse_symbol("x", rows, symbols)
        return _matrix_of_steps("x", rows)
    if columns is not None and columns != len(symbols):
        raise Mistyped(
            "U x cannot be multiplied: U must have a column for each symbol, {count}, got {columns}",
            at="x", columns=columns, count=len(symbols),
        )
    return np.eye(len(symbols))[[symbols.index(row[0]) for row in rows]]


def _matrix_of_steps(at: str, rows: list[list[str]]) -> Floats:
    if max(map(len, rows)) > LARGEST:
        return _matrix(at, rows)
    for place, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise Mistyped(
                "{name}, row {row} must be as long as row 1, {wanted}, got {found}",
                at=at, row=place, found=len(row), wanted=len(rows[0]),
            )
    return np.array(
        [[_cell(at, word, i, j) for j, word in enumerate(row, 1)] for i, row in enumerate(rows, 1)], np.float64
    )


def _refuse_symbol(at: str, rows: list[list[str]], symbols: tuple[str, ...]) -> None:
    for place, (word,) in enumerate(rows, 1):
        if word not in symbols:
            raise Mistyped(
                "{name}, step {step}: “{value}” is not among the symbols {symbols}",
                at=at, row=place, step=place, value=word, symbols=" ".join(symbols),
            )


def _targets(typed: Typed, outputs: int | None, length: int | None) -> tuple[Floats, Bools]:
    """Return y (T, K), and which steps carry a loss (bool)."""
    symbols = typed.names
    classes = typed.loss == "cross_entropy"
    text = _rows(typed, "y")
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
    found = np.array([_cell("y", word, place, column) for column, word in enumerate(row, 1)], np.float64)
    if classes and ((found < 0).any() or abs(found.sum() - 1) > 1e-6):
        raise Mistyped(
            "y, step {step}: under cross-entropy shares are at least 0 and sum to 1, got the sum {value}",
            at="y", row=place, step=place, value=f"{found.sum():.6g}",
        )
    return found


def _misfits(found: Mapping[str, Floats]) -> list[Mistyped]:
    """Return where matrices that can be read do not multiply."""
    wrong = []
    u, w, v, x = (found.get(at) for at in ("U", "W", "V", "x"))
    if w is not None and w.shape[0] != w.shape[1]:
        wrong.append(Mistyped(
            "W h cannot be fed back: W must be square, got {rows} × {columns}",
            at="W", rows=w.shape[0], columns=w.shape[1],
        ))  # fmt: skip
    elif w is not None and u is not None and w.shape[0] != u.shape[0]:
        wrong.append(Mistyped(
            "U x + W h cannot be added: W must have a row for each row of U, {units}, got {rows} × {columns}",
            at="W", units=u.shape[0], rows=w.shape[0], columns=w.shape[1],
        ))  # fmt: skip
    if v is not None and u is not None and v.shape[1] != u.shape[0]:
        wrong.append(Mistyped(
            "V h cannot be multiplied: V must have a column for each row of U, {units}, got {columns}",
            at="V", columns=v.shape[1], units=u.shape[0],
        ))  # fmt: skip
    if x is not None and u is not None and x.shape[1] != u.shape[1]:
        wrong.append(Mistyped(
            "U x cannot be multiplied: U must have a column for each number of a step of x, {found}, got {columns}",
            at="x", columns=u.shape[1], found=x.shape[1],
        ))  # fmt: skip
    return wrong
