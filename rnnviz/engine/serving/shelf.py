"""Snapshots of the past of every run, within a budget of memory: the further back, the wider apart."""

from __future__ import annotations

import bisect
from typing import NamedTuple

import numpy as np

Arrays = dict[str, np.ndarray]

BUDGET = 256 << 20
"""Bytes, of all lines together."""
MOST = 400
"""Snapshots of one line, however small: more lie closer than a replay takes to be seen."""


class Kept(NamedTuple):
    """One snapshot: after so many updates, its arrays, their bytes."""

    update: int
    arrays: Arrays
    size: int


class Shelf:
    """What is kept of each line of updates (a run with all that was taken up of it again; a branch is its own).

    Past the budget the largest line is thinned: the snapshot goes whose going widens a gap least, measured by
    how far back it lies, so that the oldest go first. The first and the newest of a line stay to the last.

    Parameters
    ----------
    budget : int
        Bytes.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget
        self._lines: dict[int, list[Kept]] = {}
        self._dropped: dict[int, int] = {}

    @property
    def size(self) -> int:
        """Bytes of all snapshots; what two lines share counts once."""
        return sum({id(kept.arrays): kept.size for line in self._lines.values() for kept in line}.values())

    def updates(self, line: int) -> list[int]:
        """Return the updates of a line that have a snapshot, ascending."""
        return [kept.update for kept in self._lines.get(line, ())]

    def dropped(self, line: int) -> int:
        """Return how many snapshots of a line went for want of memory."""
        return self._dropped.get(line, 0)

    def put(self, line: int, update: int, arrays: Arrays) -> None:
        """Keep a snapshot whose arrays nobody will change; one of an update that is there already stays."""
        kept = self._lines.setdefault(line, [])
        place = bisect.bisect_left(self.updates(line), update)
        if place < len(kept) and kept[place].update == update:
            return
        size = sum(array.nbytes for array in arrays.values())
        if size > self.budget:
            self._count(line)
            return
        kept.insert(place, Kept(update, arrays, size))
        if len(kept) > MOST:
            kept.pop(_least_missed(kept))
        self._fit()

    def before(self, line: int, update: int) -> Kept | None:
        """Return the newest snapshot at or before an update."""
        place = bisect.bisect_right(self.updates(line), update)
        return self._lines[line][place - 1] if place else None

    def nearest(self, line: int, update: int) -> Kept | None:
        """Return the snapshot that lies nearest to an update."""
        return min(self._lines.get(line, ()), key=lambda kept: abs(kept.update - update), default=None)

    def inherit(self, line: int, of: int, update: int) -> None:
        """Let a line begin with what another one has up to an update; the snapshots are shared."""
        self._lines[line] = [kept for kept in self._lines.get(of, ()) if kept.update <= update]

    def truncate(self, line: int, update: int) -> None:
        """Forget what lies after an update."""
        self._lines[line] = [kept for kept in self._lines.get(line, ()) if kept.update <= update]

    def forget(self, line: int) -> None:
        """Forget a line."""
        self._lines.pop(line, None)
        self._dropped.pop(line, None)

    def set_budget(self, budget: int) -> None:
        """Keep no more than so many bytes from now on."""
        self.budget = budget
        self._fit()

    def _fit(self) -> None:
        while (size := self.size) > self.budget:
            line = max(self._lines, key=self._weight)
            kept = self._lines[line]
            while size > self.budget and len(kept) > 2:
                size -= kept.pop(_least_missed(kept)).size
                self._count(line)
            if len(kept) <= 2 and self.size > self.budget:
                kept.pop(0)
                self._count(line)

    def _weight(self, line: int) -> tuple[bool, int]:
        kept = self._lines[line]
        return len(kept) > 2, sum(each.size for each in kept)

    def _count(self, line: int) -> None:
        self._dropped[line] = self._dropped.get(line, 0) + 1


def _least_missed(kept: list[Kept]) -> int:
    """Return the place of the snapshot, neither first nor newest, that is missed least: its gap by its age."""
    updates = np.array([each.update for each in kept], np.float64)
    gaps, ages = updates[2:] - updates[:-2], updates[-1] - updates[1:-1]
    return int((gaps / ages).argmin()) + 1
