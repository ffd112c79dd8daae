"""Past traces: what views over the updates draw, within a budget of memory.

Of each trace the arrays over time are kept: one number a step as float32, and states and attention as float16.
Past the budget those go whose going leaves the smallest gap, so that what stays lies evenly over the updates.
"""

from __future__ import annotations

import bisect
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from rnnviz.trace import Array, Trace

BUDGET = 18 << 20
"""Bytes."""
BY_STEP = ("loss_by_time", "gradient_norm_log10/", "gradient_reach_log10/")
"""Arrays (T,) that are kept; a / takes all behind it."""
STATES = (".hidden", ".cell", "decoder.attention", ".attention")
"""Ends of the names of larger arrays that are kept."""
WORDS = "tokens_fingerprint"
"""Beside attention: a past trace of other words (the probe may take the newest batch) is told by it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PastTrace:
    """What is kept of one trace: its update, and arrays by the names of the contract."""

    update: int
    arrays: Mapping[str, Array]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(array.nbytes for array in self.arrays.values())


class Past:
    """Past traces of one run in order of their updates; at most one of each update.

    Parameters
    ----------
    budget : int
        Bytes.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget
        self._kept: list[PastTrace] = []
        self._updates: list[int] = []
        self._size = 0
        self.version = 0

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def traces(self) -> tuple[PastTrace, ...]:
        """What is kept, oldest first."""
        return tuple(self._kept)

    @property
    def updates(self) -> list[int]:
        """The updates that have a trace, ascending."""
        return list(self._updates)

    @property
    def size(self) -> int:
        """Bytes."""
        return self._size

    def append(self, trace: Trace) -> None:
        """Keep a trace; one of an update that is there already takes its place."""
        arrays = {name: _small(name, trace[name]) for name in trace if _is_kept(name)}
        if "tokens" in trace and any(name.endswith("attention") for name in arrays):
            arrays[WORDS] = np.array(fingerprint(trace["tokens"]), np.int64)
        new = PastTrace(update=trace.update, arrays=arrays)
        place = bisect.bisect_left(self._updates, new.update)
        if place < len(self._kept) and self._kept[place].update == new.update:
            self._size -= self._kept[place].size
            self._kept[place] = new
        else:
            self._kept.insert(place, new)
            self._updates.insert(place, new.update)
        self._size += new.size
        while self._size > self.budget and len(self._kept) > 2:
            self._drop()
        self.version += 1

    def restore(self, traces: Iterable[PastTrace]) -> None:
        """Keep these instead of what is kept: a session is opened. They are in order of their updates."""
        self._kept = list(traces)
        self._updates = [each.update for each in self._kept]
        self._size = sum(each.size for each in self._kept)
        while self._size > self.budget and len(self._kept) > 2:
            self._drop()
        self.version += 1

    def nearest(self, update: int) -> PastTrace | None:
        """Return the trace whose update is nearest; None where there is none."""
        return min(self._kept, key=lambda each: abs(each.update - update), default=None)

    def truncate(self, update: int) -> None:
        """Forget the traces after an update."""
        kept = bisect.bisect_right(self._updates, update)
        if kept != len(self._kept):
            del self._kept[kept:], self._updates[kept:]
            self._size = sum(each.size for each in self._kept)
            self.version += 1

    def until(self, update: int) -> Past:
        """Return the traces up to an update as a past of its own; the arrays are shared."""
        found = Past(self.budget)
        found.restore(self._kept[: bisect.bisect_right(self._updates, update)])
        return found

    def _drop(self) -> None:
        """Let the trace between two others go whose going leaves the smallest gap; the ends stay."""
        updates = np.array(self._updates)
        place = int((updates[2:] - updates[:-2]).argmin()) + 1
        self._size -= self._kept.pop(place).size
        del self._updates[place]


def fingerprint(tokens: Array) -> int:
    """Return a number that tells one list of words from another."""
    return zlib.crc32("\n".join(map(str, tokens.tolist())).encode("utf-8", "replace"))


def _is_kept(name: str) -> bool:
    if name.startswith(tuple(each for each in BY_STEP if each.endswith("/"))) or name in BY_STEP:
        return True
    return "/" not in name and name.endswith(STATES)


def _small(name: str, array: Array) -> Array:
    with np.errstate(over="ignore", under="ignore"):
        found = array.astype(np.float16 if "/" not in name and name.endswith(STATES) else np.float32)
    found.setflags(write=False)
    return found
