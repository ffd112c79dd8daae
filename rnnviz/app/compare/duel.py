"""The duel: two engines in lock-step, an update asked of both, and their traces of one update shown together."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from rnnviz.app.running.engine_events import Death, Kept, Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.experiment import Experiment
from rnnviz.link.frames import Header
from rnnviz.trace import Trace

SHORT, LONG = 0.06, 0.2
"""Seconds that a stretch of training shall take: as many updates as are shown some times a second."""
MOST = 256
"""Updates of one stretch."""


class Pair(NamedTuple):
    """The traces of both models after equally many updates."""

    left: Trace
    right: Trace


class Duel(QObject):
    """Neither model is ever an update ahead of what is shown.

    Attributes
    ----------
    pair : Pair or None
        The newest of the present runs.
    training : bool
    resume : callable
        Returns runs of both that stand at one update, to go on with where an engine has died; None where there are
        none.
    """

    paired = Signal(object)
    """Pair."""
    began = Signal(object)
    """This duel: both begin anew, or go on with runs that were kept."""
    kept = Signal(object)
    """The update at which both have a snapshot, newer than before; None where nothing came of what was asked for."""
    stopped = Signal(object)
    """(side, sentence or BadInput): one cannot go on; 0 is the left one."""

    def __init__(
        self, left: EngineLink, right: EngineLink, parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.links = (left, right)
        self._clock = clock
        self.resume: Callable[[], tuple[LiveRun, LiveRun] | None] = lambda: None
        self._traces: list[Trace | None] = [None, None]
        self._experiments: tuple[Experiment, Experiment] | None = None
        self.pair: Pair | None = None
        self.training = False
        self.over = False
        self._goal = 0
        self._stretch = 1
        self._keep_due = False
        self._keeping: dict[int, int] = {}
        self._asked_at = 0.0
        for side, link in enumerate(self.links):
            link.traced.connect(self._taker(side))
            link.diverged.connect(self._diverger(side))
            link.refused.connect(self._refuser(side))
            link.died.connect(self._mourner(side))
            link.kept.connect(self._keeper(side))

    @property
    def waiting(self) -> bool:
        """Whether one of the two has not come as far as was asked."""
        return self.pair is None or self.pair.left.update != self._goal

    @property
    def fresh(self) -> bool:
        """Whether both stand at their beginning, and are to go nowhere."""
        return self._goal == 0

    def begin(self, left: Experiment, right: Experiment, runs: tuple[LiveRun, LiveRun] | None = None) -> None:
        """Make both models anew, or go on with runs that stand at one update."""
        self._experiments = left, right
        self._traces, self.pair, self.over = [None, None], None, False
        self._goal, self._stretch = 0 if runs is None else runs[0].update, 1
        self._asked_at = self._clock()
        self._leave_off_keeping()
        for link, experiment, run in zip(self.links, self._experiments, runs or (None, None), strict=True):
            link.start(experiment, run)
        self.began.emit(self)

    def reset(self) -> None:
        """Begin again from fresh weights."""
        if self._experiments is not None:
            self.train(False)
            self.begin(*self._experiments)

    def update(self, count: int = 1) -> None:
        """Ask both for updates, unless they are still on their way to some."""
        if self.waiting or self.over:
            return
        self._goal += count
        self._asked_at = self._clock()
        for link in self.links:
            link.update(count)

    def train(self, on: bool) -> None:
        """Go on by stretches of updates, or finish the one under way and stop."""
        self.training = on and not self.over
        if self.training:
            self.update(self._stretch)

    def keep(self) -> bool:
        """Ask for snapshots of both at one update, as soon as both stand there; `kept` follows.

        Returns
        -------
        bool
            Whether it will: not before there are two models that go on.
        """
        if self.pair is None or self.over or self._keeping:
            return bool(self._keeping)
        self._keep_due = True
        self._keep_when_due()
        return True

    def _keep_when_due(self) -> None:
        if self._keep_due and not self.waiting:
            self._keep_due = False
            self._keeping = {side: link.keep() for side, link in enumerate(self.links)}
            if not all(self._keeping.values()):
                self._leave_off_keeping()

    def _leave_off_keeping(self) -> None:
        due, self._keep_due, self._keeping = self._keep_due or bool(self._keeping), False, {}
        if due:
            self.kept.emit(None)

    def _keeper(self, side: int) -> Callable[[Kept], None]:
        return lambda kept: self._note_kept(side, kept)

    def _note_kept(self, side: int, kept: Kept) -> None:
        if self._keeping.get(side) != kept.asked or not kept.asked:
            return
        del self._keeping[side]
        if not self._keeping:
            self.kept.emit(kept.run.snapshot_update)

    def _taker(self, side: int) -> Callable[[Trace], None]:
        return lambda trace: self._take(side, trace)

    def _diverger(self, side: int) -> Callable[[Header], None]:
        return lambda header: self._stop(side, header)

    def _refuser(self, side: int) -> Callable[[Refusal], None]:
        return lambda refusal: self._refuse(side, refusal)

    def _mourner(self, side: int) -> Callable[[Death], None]:
        return lambda death: self._mourn(side, death)

    def _take(self, side: int, trace: Trace) -> None:
        newest = self.links[side].newest
        if newest is None or trace.run != newest.number:
            return  # of a model that is being replaced
        self._traces[side] = trace
        left, right = self._traces
        if left is None or right is None or not left.update == right.update == self._goal:
            return
        came = self.waiting
        self.pair = Pair(left, right)
        self.paired.emit(self.pair)
        if came and self._goal:
            self._pace(self._clock() - self._asked_at)
        self._keep_when_due()
        if came and self.training:
            self.update(self._stretch)

    def _pace(self, took: float) -> None:
        """Let the next stretch be longer where this one was too short to be seen, or shorter."""
        if took < SHORT:
            self._stretch = min(2 * self._stretch, MOST)
        elif took > LONG:
            self._stretch = max(self._stretch // 2, 1)

    def _stop(self, side: int, why: object) -> None:
        self.training, self.over = False, True
        self._leave_off_keeping()
        self.stopped.emit((side, why))

    def _refuse(self, side: int, refusal: Refusal) -> None:
        if refusal.about == "keep":
            self._leave_off_keeping()
        if refusal.about in ("start", "update"):
            self._stop(side, refusal.problem)

    def _mourn(self, side: int, death: Death) -> None:
        """Take both up from where they were kept last, for the one that is left would be ahead; else begin anew."""
        if death.final:
            self._stop(side, death)
        elif self._experiments is not None:
            self.train(False)
            self.begin(*self._experiments, self.resume())
            self.stopped.emit((side, replace(death, update=self._goal or None)))
