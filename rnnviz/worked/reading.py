"""The example that typed numbers make, or everything that keeps them from being one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.worked.example import FIELDS, Example, Floats
from rnnviz.worked.matrices import matrix, rows_of, vector
from rnnviz.worked.steps import inputs, targets
from rnnviz.worked.typed import Mistyped, Typed, number


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
        attempt(at, lambda at=at: matrix(at, rows_of(typed, at)))  # type: ignore[misc]
    u, v = found.get("U"), found.get("V")
    units = len(u) if u is not None else None
    outputs = len(v) if v is not None else None
    for at, count in (("b", units), ("c", outputs), ("h0", units)):
        attempt(at, lambda at=at, count=count: vector(at, rows_of(typed, at), count))  # type: ignore[misc]
    attempt("x", lambda: inputs(typed, None if u is None else u.shape[1]))
    x = found.get("x")
    counts = np.zeros(0, bool)

    def wanted() -> Floats:
        nonlocal counts
        values, counts = targets(typed, outputs, None if x is None else len(x))
        return values

    attempt("y", wanted)
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
