"""The history: one row of figures for each update, and past traces, growing while the model learns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rnnviz.past import Past
from rnnviz.samples import Samples

Column = npt.NDArray[np.float64]

BY_PARAMETER = "gradient_norm/"
"""Before a parameter's name: the norm of its gradient in each update's batch, before clipping."""
RATIO = "update_ratio/"
"""Before a parameter's name, or that of its rows of a gate: ‖Δw‖ / ‖w‖ of each update, where it was watched."""
CLIPPING = ("clip_cosine", "clipped_share", "skipped")
NOT_SCORES = frozenset((
    "update", "loss", "gradient_norm", "clip_coefficient", "learning_rate", "seconds", "clip_threshold", *CLIPPING,
))  # fmt: skip


def is_score(column: str) -> bool:
    """Tell whether a column says how well the task is done (of held-out data too)."""
    return column not in NOT_SCORES and not column.startswith((BY_PARAMETER, RATIO))


class History:
    """Columns of equal length, NaN where an update has no figure.

    ``version`` counts up with each change, so that a view can tell whether it is up to date.

    Attributes
    ----------
    past : Past
        The traces so far, within a budget; it has a version of its own.
    samples : Samples
        What the model wrote at some updates; they have a version of their own.
    """

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {}
        self._length = 0
        self.version = 0
        self.past = Past()
        self.samples = Samples()

    def __len__(self) -> int:
        return self._length

    @property
    def names(self) -> tuple[str, ...]:
        """Columns in order of first appearance, update and loss before all."""
        return tuple(self._columns)

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __getitem__(self, name: str) -> Column:
        """Return a column as a read-only view."""
        column = self._columns[name][: self._length]
        column.setflags(write=False)
        return column

    def matching(self, *names: str) -> dict[str, Column]:
        """Return the columns of these names that there are, under ``update`` before all."""
        return {name: self[name] for name in dict.fromkeys(("update", *names)) if name in self}

    def row(self, update: int) -> int | None:
        """Return the place of the row of an update, or of the last before it; None where there is none."""
        if not self._length or "update" not in self._columns:
            return None
        place = int(np.searchsorted(self["update"], update, side="right")) - 1
        return place if place >= 0 else None

    def extend(self, rows: Mapping[str, Sequence[float] | npt.NDArray[np.float64]]) -> None:
        """Append rows given as columns of equal length; columns unseen so far are NaN before."""
        count = len(next(iter(rows.values()), ()))
        if count == 0:
            return
        for name in rows:
            if name not in self._columns:
                self._columns[name] = np.full(max(1024, self._length + count), np.nan)
        for name, column in self._columns.items():
            if self._length + count > len(column):
                grown = np.full(max(2 * len(column), self._length + count), np.nan)
                grown[: self._length] = column[: self._length]
                self._columns[name] = column = grown
            column[self._length : self._length + count] = rows.get(name, np.nan)
        self._length += count
        self.version += 1

    def truncate(self, update: int) -> None:
        """Forget the rows after update number ``update`` (a restart from an older snapshot)."""
        if self._length and "update" in self._columns:
            self._length = int(np.searchsorted(self["update"], update, side="right"))
            for column in self._columns.values():
                column[self._length :] = np.nan
            self.version += 1
        self.past.truncate(update)
        self.samples.truncate(update)

    def until(self, update: int) -> History:
        """Return a history of its own with what there is up to an update: where a branch begins."""
        found = History()
        rows = int(np.searchsorted(self["update"], update, side="right")) if self._length else 0
        found.extend({name: self[name][:rows] for name in self.names})
        found.past = self.past.until(update)
        found.samples = self.samples.until(update)
        return found
