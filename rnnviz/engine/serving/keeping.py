"""When a run's snapshots are put on the shelf, and what the window is told of them."""

from __future__ import annotations

import time
from collections.abc import Callable

from rnnviz.engine.serving.shelf import Shelf
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.run import Run
from rnnviz.link import travel_messages as messages

LEARNT = 0.25
"""Seconds of learning between two snapshots: about as long takes the way from one to an update behind it …"""
SHARE = 0.03
"""… or more, where taking them would cost a larger share of the time."""
TOLD = 0.5
"""Seconds between two times that the window is told what is kept."""


class Keeping:
    """The snapshots of one line while its run learns."""

    def __init__(
        self, shelf: Shelf, line: int, run: int, outbox: Outbox, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self.shelf = shelf
        self.line = line
        self._number = run
        self._outbox = outbox
        self._clock = clock
        self._learnt = 0.0
        self._cost = 0.0
        self._told: tuple[tuple[int, ...], int, int] = ((), shelf.budget, 0)
        self._told_at = -TOLD

    def begin(self, run: Run) -> None:
        """Keep where the run starts from; called before it learns."""
        if not self.shelf.updates(self.line):
            self.take(run)

    def learn(self, run: Run, seconds: float) -> None:
        """Say that an update was made, and how long it took."""
        self._learnt += seconds
        if self._learnt >= max(LEARNT, self._cost / SHARE):
            self.take(run)

    def take(self, run: Run) -> None:
        """Keep a snapshot of the run as it is, where there is none of this update."""
        self._learnt = 0.0
        if run.updates in self.shelf.updates(self.line):
            return
        began = self._clock()
        self.shelf.put(self.line, run.updates, run.snapshot())
        self._cost = self._clock() - began

    def patience(self, now: float) -> float | None:
        """Return the seconds until the window can be told of a change; None: there is nothing to tell."""
        return max(self._told_at + TOLD - now, TOLD / 5) if self._state() != self._told else None

    def send(self, now: float) -> None:
        """Tell the window what is kept, where that has changed and the window reads."""
        if now < self._told_at + TOLD or self._outbox.waiting:
            return
        state = self._state()
        if state != self._told:
            self._told, self._told_at = state, now
            updates, budget, dropped = state
            self._outbox.send(messages.kept(self._number, updates, self.shelf.size, budget, dropped))

    def _state(self) -> tuple[tuple[int, ...], int, int]:
        return tuple(self.shelf.updates(self.line)), self.shelf.budget, self.shelf.dropped(self.line)
