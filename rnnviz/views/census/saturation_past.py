"""The median shares of saturated steps, update by update, as far as they were seen."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Medians = dict[str, tuple[float, float]]
"""(left, right) by "scope/role"."""


class SaturationPast:
    """A row for each update whose trace was seen.

    Parameters
    ----------
    most : int
        Rows that are kept; when there are more, every second one goes.
    """

    def __init__(self, most: int = 1000) -> None:
        self.most = most
        self.run: int | None = None
        self.rows: list[tuple[int, Medians]] = []

    def note(self, run: int, update: int, medians: Mapping[str, tuple[float, float]]) -> None:
        """Take in what a trace shows; a new run begins anew, and going back to an update forgets what came after."""
        if run != self.run:
            self.run, self.rows = run, []
        while self.rows and self.rows[-1][0] >= update:
            self.rows.pop()
        self.rows.append((update, dict(medians)))
        if len(self.rows) > self.most:
            self.rows = self.rows[(len(self.rows) - 1) % 2 :: 2]  # the newest stays

    def columns(self, name: str) -> tuple[Floats, Floats, Floats]:
        """Return (updates, left, right) of a "scope/role"; NaN where it was not seen."""
        nothing = (math.nan, math.nan)
        found = np.array([(update, *medians.get(name, nothing)) for update, medians in self.rows], np.float64)
        updates, left, right = found.reshape(-1, 3).T
        return updates, left, right

    def row_at(self, update: float) -> int | None:
        """Return the row of the update that was seen nearest to one; None where nothing was seen."""
        known = np.array([update for update, _ in self.rows], np.float64)
        return int(np.abs(known - update).argmin()) if len(known) else None

    def to_text(self) -> str:
        """Return all of it as text, for a view made anew."""
        return json.dumps([self.run, self.rows])

    def take_text(self, text: str) -> None:
        """Take over what `to_text` gave."""
        run, rows = json.loads(text)
        self.run = run
        self.rows = [(update, {name: (left, right) for name, (left, right) in row.items()}) for update, row in rows]
