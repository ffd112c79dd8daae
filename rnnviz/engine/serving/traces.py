"""Answers to pulls: one trace for each, as soon as there is one that the window does not have."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

from rnnviz.engine.patience import Patience, Stopped
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.frames import Header
from rnnviz.operation import Operation
from rnnviz.trace import Trace

SHORTEST = 0.05
"""Seconds from one trace to the next while the engine learns: at most 20 a second …"""
SHARE, ENOUGH = 0.04, 0.097
"""… so many that looking takes a twenty-fifth of the time, but no fewer than it takes to see ten a second …"""
LARGEST_SHARE = 0.4
"""… unless that would take more of the time than this."""


class Traces:
    """The traces of one run.

    While the engine learns, a trace costs learning time: the dearer it is, the fewer are made. Each waits for the
    end of an update; the next is due by when this one was due, not by when it was made, so that so many come a
    second as are meant to, however long updates take.
    """

    def __init__(self, outbox: Outbox, run: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._outbox = outbox
        self._run = run
        self._clock = clock
        self._pull: Header | None = None
        self._number = 0
        self._shown: tuple[object, ...] = ()
        self._due_at = clock()
        self._left: tuple[frozenset[str], float] = frozenset(), 0.0

    @property
    def asked(self) -> Header | None:
        """The pull that waits for its trace."""
        return self._pull

    def ask(self, pull: Header) -> None:
        """Take a pull; it replaces the one that waits."""
        self._pull = pull

    def drop(self) -> None:
        """Forget the pull that waits."""
        self._pull = None

    def leave(self) -> None:
        """Forget the pull that waits, begun or not, and say how far its trace was."""
        if self._pull is not None:
            self._pull = None
            names, seconds = self._left
            self._outbox.send(messages.left(self._run, sorted(names), seconds))

    def settle(self) -> None:
        """Say that commands were obeyed: whoever leaves off from here on means another trace than was left before."""
        self._left = frozenset(), 0.0

    def renew(self) -> None:
        """Say that the next trace differs from the last, although no update lies between."""
        self._shown = ()

    def due(self, run: Run, learning: bool) -> bool:
        """Tell whether the pull that waits can be answered now."""
        if self._pull is None or (learning and self._clock() < self._due_at):
            return False
        return self._pull["have"] != self._number or self.lacks(self._pull, run)

    def lacks(self, pull: Header, run: Run) -> bool:
        """Tell whether a pull asks for another trace than the last."""
        return self._wanted(pull, run) != self._shown

    def answer(self, run: Run, patience: Patience | None = None) -> None:
        """Answer the pull that waits, with a trace of the run as it is or with the reason why there is none.

        A trace that is left off half made leaves its pull waiting: what has come meanwhile says what becomes of it.
        """
        pull, self._pull = self._pull, None
        assert pull is not None
        started, self._left = self._clock(), (frozenset(), 0.0)
        try:
            with patience.heard() if patience is not None else nullcontext():
                trace, unfit = self._made(pull, run)
            seconds = self._clock() - started
            number = max(self._number, pull["have"]) + 1
            named = replace(trace, run=self._run, number=number)
            self._outbox.send(messages.trace_to_message(named, seconds, unfit, pull["watch"]))
        except Stopped:
            assert patience is not None
            self._pull, self._left = pull, (patience.names, patience.seconds)
            return
        except BadInput as problem:
            self._outbox.send(messages.bad(self._run, "pull", problem))
            return
        self._number, self._shown = number, self._wanted(pull, run)
        period = max(SHORTEST, min(seconds / SHARE, ENOUGH), seconds / LARGEST_SHARE)
        self._due_at = max(self._due_at, started - period) + period  # what lies far behind is not made up for

    @staticmethod
    def _made(pull: Header, run: Run) -> tuple[Trace, dict[Operation, BadInput]]:
        """Return the trace that a pull asks for, and which of its operations make no sense."""
        run.watch((*pull["watch"], *pull.get("coming", ())))
        operations = [Operation.model_validate(each) for each in pull["operations"]]
        writing = pull["writing"]
        fit, unfit = run.operable(writing).sort(operations) if operations else ([], {})
        return run.probe(tuple(pull["watch"]), pull["reach_from"], fit, writing), unfit

    @staticmethod
    def _wanted(pull: Header, run: Run) -> tuple[object, ...]:
        """Return what a trace depends on."""
        text = run.writings.readable(pull["writing"])
        return run.updates, sorted(pull["watch"]), pull["reach_from"], pull["operations"], text
