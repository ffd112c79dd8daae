"""Gaps of a table: cells that say nothing, or no finite number; refused by name, dropped with their lines, or filled.

Filled, a gap holds the last number before it again, as somebody would know it at that step: straight lines to the
number after it would tell a model what comes. At the beginning, where nothing came before, it holds the first number.
Dropped, the steps before and after a line stand next to each other.
"""

from __future__ import annotations

import re
from typing import Literal

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput

Gaps = Literal["refuse", "drop", "fill"]
Values = npt.NDArray[np.float64]

_GAP = re.compile(r"[+-]?(?:nan|inf|infinity)|na|n/a|null", re.IGNORECASE)


def is_gap(cell: str) -> bool:
    """Tell whether a cell is empty or says that there is no finite number."""
    return not cell or _GAP.fullmatch(cell) is not None


def refused(path: str, line: int, column: int, cell: str, count: int) -> BadInput:
    """Return what is said of the first of so many gaps, by line and column from 1, where nothing was chosen."""
    place = {"file": path, "line": line, "column": column, "count": count, "value": cell}
    if cell:
        return BadInput(
            "{file}: line {line}, column {column} is not a finite number ({value}; gaps in all: {count}): choose with "
            "task.gaps to drop or fill them", **place,
        )
    return BadInput(
        "{file}: line {line}, column {column} is empty (gaps in all: {count}): choose with task.gaps to drop or fill "
        "them", **place,
    )


def kept(path: str, values: Values, gaps: Gaps) -> npt.NDArray[np.intp]:
    """Return which lines (from 0) of values (n, D) with NaN for gaps are part of the series.

    Raises
    ------
    BadInput
        None is, or a column has no number at all.
    """
    holes = np.isnan(values)
    empty = np.flatnonzero(holes.all(axis=0))
    if len(empty):
        raise BadInput("{file}: column {column} of the series has no number at all", file=path, column=empty[0] + 1)
    found = np.flatnonzero(~holes.any(axis=1)) if gaps == "drop" else np.arange(len(values))
    if not len(found):
        raise BadInput("{file} has a gap on every line: dropping them leaves nothing", file=path)
    return found


def filled(values: Values) -> Values:
    """Return values (n, D), each column with a number in it, with the last number before in place of each NaN."""
    known = ~np.isnan(values)
    last = np.maximum.accumulate(np.where(known, np.arange(len(values))[:, None], -1))  # (n, D), −1: none yet
    return np.take_along_axis(values, np.where(last < 0, known.argmax(axis=0), last), 0)
