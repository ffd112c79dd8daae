"""The pull: what the next trace shall hold, and whether it has been asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rnnviz.app.running.left_off import LeftOff
from rnnviz.app.running.watch_turns import Together, WatchTurns
from rnnviz.link import messages
from rnnviz.link.frames import Message
from rnnviz.operation import Operation
from rnnviz.trace import Trace, wanted

Wish = tuple[frozenset[str], int | None]
"""Patterns to watch, and the step whose loss is followed back (None: the last)."""

NOTHING: Wish = (frozenset(), None)


class TracePull:
    """Asks for one trace at a time; a wish that the engine refused is not repeated in the same run.

    Attributes
    ----------
    asked : bool
        A trace is on its way.
    held : bool
        A trace was left off, and none is asked for until something else is wanted.
    left : frozenset of frozenset of str
        What is done without until a person asks for it again, by the views that watch it.
    """

    def __init__(self) -> None:
        self.asked = self.held = False
        self.left: frozenset[Together] = frozenset()
        self._read = self._reading = 0
        self._wish = NOTHING
        self._refused: Wish | None = None
        self._have = -1
        self._sent = self._answered = NOTHING
        self.writing = 0
        """Number of a text that the model has written, to be read instead of the example; 0: none."""
        self._together: frozenset[Together] = frozenset()
        self._turns = WatchTurns()
        self._operations: tuple[Operation, ...] = ()
        self._operated: frozenset[Operation] = frozenset()

    @property
    def lacking(self) -> bool:
        """Whether the last trace lacks something that is wanted."""
        if frozenset(self._operations) != self._operated:
            return True
        return not self._wish[0] <= self._answered[0] or self._wish[1] != self._answered[1]

    def begin(self) -> None:
        """Forget what was shown of another run."""
        self._have, self._refused, self.asked, self.writing = -1, None, False, 0
        self.held, self.left, self._read, self._reading = False, frozenset(), 0, 0
        self._operated = frozenset()
        self._sent = self._answered = NOTHING
        self._turns.begin()

    @property
    def partial(self) -> bool:
        """Whether the trace that is on its way leaves out something that is wanted."""
        return self.asked and not self._wish[0] <= self._sent[0]

    def want(self, watch: Iterable[str], reach: int | None, together: Iterable[Together] = ()) -> bool:
        """Say what traces shall hold; return whether the last one lacks some of it.

        Parameters
        ----------
        watch, reach
        together : iterable of frozenset of str
            Patterns of ``watch`` that belong in one trace, where not all have to.
        """
        every = frozenset(watch)
        self._together = (frozenset(together) or frozenset({every} if every else ())) - self.left
        wish = (frozenset().union(*self._together) if self.left else every, reach)
        if wish in (self._wish, self._refused):
            return False
        lacks = reach != self._wish[1] or not wish[0] <= self._wish[0]
        self._wish = wish
        return lacks

    def operate(self, operations: Sequence[Operation]) -> bool:
        """Say which operations the pass shall be made with; return whether they are others than before."""
        new = tuple(operations)
        changed, self._operations = new != self._operations, new
        return changed

    def came(self, trace: Trace, operations: Iterable[Operation] = (), seconds: float = 0.0) -> None:
        """Say that a trace has come, which operations it answers, and how long the engine took."""
        if trace.watched == self._sent[0]:  # it may be the answer to the pull before, which crossed the last
            self._turns.came(seconds)
        self._have, self.asked, self._answered = trace.number, False, (trace.watched, self._sent[1])
        self._operated, self._read = frozenset(operations), self._reading

    def leave(self, names: Sequence[str], seconds: float) -> LeftOff:
        """Say that the trace was left off while it was at some arrays; return what becomes of the wish."""
        self.asked = False
        found = LeftOff(what="pass", names=tuple(names), seconds=seconds)
        if self._reading != self._read:
            return replace(found, what="writing")
        if frozenset(self._operations) != self._operated:
            return replace(found, what="operations")
        if self._have >= 0 and self._sent[1] != self._answered[1]:
            return replace(found, what="reach", reach=self._answered[1])
        shown = self._answered[0] if self._have >= 0 else frozenset()
        groups = frozenset(each for each in self._together if not each <= shown) if self._have >= 0 else frozenset()
        groups = groups or frozenset(each for each in self._together if wanted(names, each))
        if not groups and self._have < 0:
            groups = self._together
        if not groups:
            self.held = True
            return found
        self.left |= groups
        self._together -= groups
        self._wish = frozenset().union(*self._together), self._wish[1]
        return replace(found, what="watch", groups=groups)

    def refused(self) -> None:
        """Say that the wish cannot be met: do without it."""
        self._refused, self._wish, self._together = self._wish, NOTHING, frozenset()

    def message(self, run: int, *, learning: bool = False) -> Message:
        """Return the message that asks for the next trace of a run; while it learns, dear arrays come in turn."""
        choose = self._turns.some if learning and not self._operations else self._turns.all
        watch, reach = self._wish[0] & choose(self._together), self._wish[1]
        self.asked, self.held, self._sent, self._reading = True, False, (watch, reach), self.writing
        coming = self._wish[0] - watch
        return messages.pull(
            run, sorted(watch), reach, self._have, self._operations, sorted(coming), writing=self.writing
        )
