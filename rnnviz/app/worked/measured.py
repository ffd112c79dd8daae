"""How wide and high a matrix is when its numbers are written, without writing them: few of them are ever seen."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtGui import QFontMetricsF

from rnnviz.worked import Matrix, Sign
from rnnviz.worked.example import Floats
from rnnviz.worked.figures import decimals, written

COLUMN_GAP, BRACKET = 9.0, 5.0
LARGE = 1e6
"""From here on numbers are written as powers of ten."""
Words = tuple[tuple[str, ...], ...]


class Measured(NamedTuple):
    """Width and height of a part, the decimals of its numbers, and where its columns end on the right."""

    width: float
    height: float
    decimals: int = 0
    rights: tuple[float, ...] = ()


class Measure:
    """Measures parts in one font; what it has measured before is known by its numbers.

    A key changes few of the matrices that stand in a computation, and most of them stand there several times.
    """

    def __init__(self, metrics: QFontMetricsF, places: int) -> None:
        self.metrics, self.places = metrics, places
        self.height = metrics.height()
        widths = {metrics.horizontalAdvance(digit) for digit in "0123456789"}
        one, minus, point = (metrics.horizontalAdvance(sign) for sign in ("0", "−", "."))
        same = abs(metrics.horizontalAdvance("−17.40") - (minus + point + 4 * one)) < 1e-6
        self._signs = (one, minus, point) if len(widths) == 1 and same else None
        self._before: dict[object, Measured] = {}
        self._now: dict[object, Measured] = {}

    def begin(self) -> None:
        """Begin another computation: of what was measured that of the last one is kept."""
        self._before, self._now = self._now, {}

    def of(self, part: Matrix | Sign) -> Measured:
        """Return how large a part is."""
        if isinstance(part, Sign):
            key: object = part.text
        else:
            values = np.asarray(part.values, np.float64)
            key = (values.tobytes(), values.shape, part.across, part.enclosed)
        found = self._now.get(key) or self._before.get(key)
        if found is None:
            found = Measured(self.metrics.horizontalAdvance(part.text), self.height) if isinstance(part, Sign) else (
                self._matrix(part)
            )
        self._now[key] = found
        return found

    def _matrix(self, part: Matrix) -> Measured:
        grid, count = part.grid, decimals(part.values, self.places)
        widths = None if part.enclosed else self._columns(grid, count)
        if widths is None:
            words = words_of(part, count)
            widths = [max(self.metrics.horizontalAdvance(row[n]) for row in words) for n in range(grid.shape[1])]
        lone = grid.shape == (1, 1)
        x = 0.0 if lone else BRACKET + 2
        rights = []
        for wide in widths:
            x += wide
            rights.append(x)
            x += COLUMN_GAP
        width = x - COLUMN_GAP + (0.0 if lone else BRACKET + 2)
        return Measured(width, self.height * len(grid), count, tuple(rights))

    def _columns(self, grid: Floats, count: int) -> list[float] | None:
        """Return the widths of plain numbers' columns; None where one is no plain number, or digits differ in width."""
        if self._signs is None:
            return None
        size = np.abs(grid)
        if not (((size >= 0.5 * 10.0**-count) | (size == 0)) & (size < LARGE - 1)).all():
            return None
        one, minus, point = self._signs
        rounded = np.round(size, count)
        digits = np.ones(grid.shape)
        for power in _POWERS[: int(np.searchsorted(_POWERS, rounded.max(initial=0.0), side="right"))]:
            digits += rounded >= power
        wide = digits * one + np.where(grid < 0, minus, 0.0)
        found: list[float] = (wide.max(axis=0) + (point + count * one if count else 0.0)).tolist()
        return found


_POWERS = 10.0 ** np.arange(1, 7)


@lru_cache(maxsize=512)
def _kept(part: Matrix, count: int) -> Words:
    words = tuple(tuple(written(float(value), count) for value in row) for row in part.grid)
    return ((f"({words[0][0]})",),) if part.enclosed else words


def words_of(part: Matrix, count: int) -> Words:
    """Return the numbers of a matrix as they are written, to so many decimals."""
    return _kept(part, count)
