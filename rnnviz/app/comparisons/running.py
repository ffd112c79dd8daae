"""One comparison under way: its process, how far it is, and what has come of it so far."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from rnnviz.comparison import Comparison, Outcome
from rnnviz.errors import BadInput
from rnnviz.link import comparison_messages as messages
from rnnviz.link.child import EngineChild
from rnnviz.link.frames import Message
from rnnviz.link.messages import problem
from rnnviz.link.watch import Failure

COMMAND = (sys.executable, "-P", "-m", "rnnviz.engine.comparing")


def comparison_child() -> EngineChild:
    """Return the process of a comparison."""
    return EngineChild(command=COMMAND)


class Running(QObject):
    """Runs one comparison at a time; the process lives no longer than that.

    Attributes
    ----------
    comparison : Comparison or None
        The one whose outcomes are held.
    outcomes : list of Outcome
    done, total : int
        Parts.
    now : str
        The case under way.
    active : bool
    """

    changed = Signal(object)
    """This: another part is done, or it has begun or ended."""
    failed = Signal(object)
    """BadInput."""

    def __init__(
        self, make_child: Callable[[], EngineChild] = comparison_child, parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._make_child = make_child
        self._clock = clock
        self._child: EngineChild | None = None
        self._began: tuple[float, int] | None = None
        self.comparison: Comparison | None = None
        self.outcomes: list[Outcome] = []
        self.done = self.total = 0
        self.now = ""

    @property
    def active(self) -> bool:
        """Whether a comparison is under way."""
        return self._child is not None

    @property
    def seconds_left(self) -> float | None:
        """About how long the rest takes at the speed so far; None before that can be told."""
        if not self.active or self._began is None or self.done <= self._began[1]:
            return None
        passed = self._clock() - self._began[0]
        return passed * (self.total - self.done) / (self.done - self._began[1]) if passed > 1 else None

    def begin(self, comparison: Comparison) -> None:
        """Run a comparison; what is held of the one before goes."""
        self.cancel()
        self.comparison, self.outcomes = comparison, []
        self.done = self.total = 0
        self.now, self._began = "", None
        self._child = child = self._make_child()
        child.received.connect(self._hear)
        child.failed.connect(self._died)
        child.start()
        child.send(messages.compare(comparison).header)
        self.changed.emit(self)

    def cancel(self) -> None:
        """Leave off; the outcomes so far stay."""
        if self._child is not None:
            self._end(kill=True)
            self.changed.emit(self)

    def _end(self, *, kill: bool) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.received.disconnect(self._hear)
            child.failed.disconnect(self._died)
            if kill or not child.running:
                child.kill()
                child.deleteLater()
            else:
                child.leave()

    def _hear(self, message: Message) -> None:
        header = message.header
        match message.kind:
            case "comparing":
                self.done, self.total = header["done"], header["total"]
                if self._began is None:
                    self._began = self._clock(), self.done
                where = "" if header["value"] is None else f" · {header['value']}"
                self.now = f"{header['label']}{where}"
                self.changed.emit(self)
            case "compared":
                self.outcomes.append(messages.outcome_of(message))
                self.changed.emit(self)
            case "compared_all":
                self.done = self.total
                self._end(kill=False)
                self.changed.emit(self)
            case "not_compared":
                self._end(kill=False)
                self.failed.emit(problem(header))
                self.changed.emit(self)

    def _died(self, failure: Failure) -> None:
        self._end(kill=True)
        last = next((line for line in reversed(failure.log) if line.strip()), failure.detail or failure.reason)
        self.failed.emit(BadInput("the process of the comparison has ended: {reason}", reason=last.strip()))
        self.changed.emit(self)
