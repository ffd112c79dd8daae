"""One line of the computation: the formula, the same with its numbers, what comes out, a second route."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from rnnviz.worked.example import Floats
from rnnviz.worked.figures import factor, written

EXACT = 1e-12
"""How far a line may be from the same sums made in another order, relative to its largest number or 1."""
BY_DIFFERENCES = 1e-6
"""How far a derivative may be from the differences of the loss."""
Entry = Callable[[int, int, int], str]
"""(row, column, decimals) to the sum that one number of the result is."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """Numbers in brackets: a matrix (R, C), a column (R,), a row where ``across``, a lone number ().

    Attributes
    ----------
    of : str
        The field that the numbers were typed in; "" for computed ones.
    enclosed : bool
        A lone number that stands in round brackets: it is below zero, after another sign.
    """

    values: Floats
    of: str = ""
    across: bool = False
    enclosed: bool = False

    @property
    def lone(self) -> bool:
        """Whether it is one number, which needs no brackets of a matrix."""
        return np.size(self.values) == 1

    @property
    def grid(self) -> Floats:
        """The numbers as rows and columns."""
        values = np.asarray(self.values, np.float64)
        if values.ndim == 0:
            return values.reshape(1, 1)
        if values.ndim == 1:
            return values.reshape(1, -1) if self.across else values.reshape(-1, 1)
        return values


@dataclass(frozen=True)
class Sign:
    """What stands between the numbers: =, +, tanh."""

    text: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Line:
    """One line of the computation.

    Attributes
    ----------
    key : str
        ``forward/1/a``; what is before the last stroke is its section.
    latex, text : str
        The formula, in LaTeX and in plain characters.
    parts : tuple of Matrix or Sign
        The formula's right side in numbers, the result last.
    result : array
    uses : frozenset of str
        The fields whose numbers stand in it.
    residual, tolerance : float or None
        How far a second route is from the result, and how far it may be; None where there is none.
    entry : callable
        Spells one number of the result out.
    """

    key: str
    latex: str
    text: str
    parts: tuple[Matrix | Sign, ...]
    result: Floats
    uses: frozenset[str] = field(default_factory=frozenset)
    residual: float | None = None
    tolerance: float = EXACT
    entry: Entry = lambda i, j, places: ""

    @cached_property
    def shown(self) -> tuple[Matrix | Sign, ...]:
        """The parts as they are written: a dot beside a lone factor, brackets around a lone number below zero."""
        found: list[Matrix | Sign] = []
        for part in self.parts:
            before = found[-1] if found else None
            if isinstance(part, Matrix) and isinstance(before, Matrix) and (part.lone or before.lone):
                before = Sign("·")
                found.append(before)
            after_sign = isinstance(before, Sign) and not before.text.endswith(("=", "(", "‖"))
            if isinstance(part, Matrix) and part.lone and after_sign and float(np.ravel(part.values)[0]) < 0:
                part = replace(part, enclosed=True)
            found.append(part)
        return tuple(found)

    @property
    def section(self) -> str:
        """The lines that belong together."""
        return self.key.rpartition("/")[0]

    @property
    def agrees(self) -> bool | None:
        """Whether the second route agrees; None where there is none."""
        return None if self.residual is None else self.residual <= self.tolerance


def apart(one: Floats | float, other: Floats | float) -> float:
    """Return how far two results are apart, relative to the largest number, or to 1."""
    a, b = np.asarray(one, np.float64), np.asarray(other, np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        size = max(1.0, float(np.abs(a).max(initial=0.0)))
        far = float(np.abs(a - b).max(initial=0.0)) / size
    return far if np.isfinite(far) else np.inf


def product(matrix: Floats, vector: Floats, i: int, places: int) -> str:
    """Return a row of a matrix times a vector, term by term."""
    return " + ".join(
        f"{factor(float(m), places)}·{factor(float(v), places)}" for m, v in zip(matrix[i], vector, strict=True)
    )


def equals(value: Floats, i: int, places: int) -> str:
    """Return what comes out in one row, after a sign of equality."""
    return f" = {written(float(value[i]), places)}"
