"""Which of what is watched the next trace holds while the model learns: dear arrays come in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable

from rnnviz.app.area.costs import Costs

Together = frozenset[str]
"""Patterns that belong in one trace: what one view watches."""

LIGHT = 0.004
"""Seconds of computing that are in every trace."""
SHARE = 0.1
"""Share of the engine's time that goes into what is dearer."""
PLAIN = "plain"
"""What every trace has."""


class WatchTurns:
    """While the model learns, what costs much comes some times a second and not with every trace.

    What each costs is learnt from the traces: one that is not known yet comes with a trace that has no other such.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._costs = Costs(0.0)
        self._had: dict[Together, float] = {}
        self._free_at = 0.0
        self._sent: tuple[Together, ...] = ()

    def begin(self) -> None:
        """Forget what was learnt: another model comes."""
        self._costs.forget()
        self._had.clear()
        self._sent, self._free_at = (), 0.0

    def all(self, wanted: Iterable[Together]) -> frozenset[str]:
        """Return everything that is wanted, as a model that rests has time for."""
        return self._take(tuple(wanted))

    def some(self, wanted: Iterable[Together]) -> frozenset[str]:
        """Return what the next trace shall hold while the model learns."""
        groups = sorted(wanted, key=sorted)
        light = [each for each in groups if each in self._costs and self._costs[each] <= LIGHT]
        if PLAIN not in self._costs:
            return self._take(())
        now = self._clock()
        heavy = sorted((each for each in groups if each not in light), key=lambda each: self._had.get(each, 0.0))
        new = [each for each in heavy if each not in self._costs]
        if not new and now < self._free_at:
            return self._take(tuple(light))
        chosen = (new or heavy)[:1]
        for each in chosen:
            self._had[each] = now
        return self._take((*light, *chosen))

    def came(self, seconds: float) -> None:
        """Say how long the trace took that was asked for last."""
        parts: tuple[Hashable, ...] = (PLAIN, *self._sent)
        if sum(part not in self._costs for part in parts) < 2:  # of two that are new, nobody knows which it was
            self._costs.learn(parts, seconds)
        dear = sum(cost for part in self._sent if (cost := self._costs[part]) > LIGHT)
        if dear:
            self._free_at = self._clock() + dear / SHARE

    def _take(self, groups: tuple[Together, ...]) -> frozenset[str]:
        self._sent = groups
        return frozenset().union(*groups)
