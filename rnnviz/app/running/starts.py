"""The starts of runs: what the engine is told of each, and what goes on once it is there and has been seen."""

from __future__ import annotations

from collections.abc import Callable

from rnnviz.app.running.engine_events import Refusal
from rnnviz.app.running.engine_process import EngineProcess
from rnnviz.app.running.engine_signals import EngineSignals
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.running.recipe import Value
from rnnviz.app.running.succession import Succession
from rnnviz.app.running.trace_feed import TraceFeed
from rnnviz.catalogue import as_values
from rnnviz.link import messages, travel_messages
from rnnviz.link.frames import Header


class Starts:
    """Has the engine make one run after another.

    Parameters
    ----------
    signals : EngineSignals
        What tells the window.
    process : EngineProcess
    runs : Succession
        Which run comes after which.
    feed : TraceFeed
    changes : dict
        Live fields that were changed in the newest run; they are made in the engine once it has begun.
    go_to : callable
        Sets out to an update of the current run.
    """

    def __init__(
        self, signals: EngineSignals, process: EngineProcess, runs: Succession, feed: TraceFeed,
        changes: dict[str, Value], go_to: Callable[[int], None],
    ) -> None:
        self._signals = signals
        self._process = process
        self._runs = runs
        self._feed = feed
        self._changes = changes
        self._go_to = go_to

    def next(self) -> None:
        """Have the run made that is wanted next, where the engine is ready and none is on its way."""
        due = self._runs.next_start() if self._process.engine is not None else None
        if due is None:
            return
        run, of = due
        self._signals.staged.emit("building")
        snapshot = None if of else run.snapshot  # the engine has a branch's beginning itself
        values = as_values(run.experiment)
        self._process.send(messages.start(run.number, values, snapshot, line=run.line, of=of, update=run.head))

    def end(self, kind: str, header: Header) -> None:
        """Take what became of the run that the engine was making: "started" or "bad"."""
        if kind == "started":
            self._took_over(self._runs.begun(), header)
            return
        if self._runs.refused():
            self._changes.clear()
        self._signals.staged.emit("" if self._runs.run else "refused")
        self._signals.refused.emit(Refusal(about="start", problem=messages.problem(header)))
        self.next()

    def seen(self) -> None:
        """Go on with what has waited for the first trace of the current run."""
        self.next()
        if self._runs.training and not self._runs.making and self._runs.run is not None:
            self._process.send(messages.train(self._runs.run.number, True))

    def _took_over(self, run: LiveRun, header: Header) -> None:
        run.started = header
        run.go_back(header["update"])
        at, run.goal = run.goal, None
        self._feed.begin()
        self._signals.started.emit(run)
        if self._runs.newest is run:
            for field, value in self._changes.items():
                self._process.send(messages.change(run.number, field, value))
        if at is not None and at < run.head:
            if run.stop is not None and run.stop.update == at:
                self._process.send(travel_messages.shelve(run.number, at, run.stop.snapshot))
            self._go_to(at)
        self._feed.ask()
