"""What is new, shown to the views that are on the screen: at once, or in turn where a frame has no room for all."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from rnnviz.app.area.turns import Turns
from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import View

log = logging.getLogger(__name__)

FOLLOW = 0.5
"""Seconds between two times that curves by update take new rows while the model learns."""
READ = 0.1
"""Seconds between two times that figures at a running cursor change: faster, nobody can read them."""


class Showing(QObject):
    """Shows each view a trace, a moment, and the rows of updates.

    A view that is not on the screen is shown nothing, and one that fails is shown nothing more. While the picture
    runs by itself, the docks are drawn in turn, as many as fit into a frame; each shows one trace whole.

    Parameters
    ----------
    seen : callable
        Returns the views that are on the screen.
    of : callable
        Returns the view of a key, None where none has been made.
    clock : callable
        Returns seconds.

    Attributes
    ----------
    also_watched : frozenset of str
        Patterns of what somebody else than the views needs of the next traces.
    together : frozenset of frozenset of str
        What each view on the screen watches: it needs all of that in one trace.
    turns : Turns
    """

    failed = Signal(object)
    """View: it could not draw."""

    def __init__(
        self, seen: Callable[[], list[View]], of: Callable[[str], View | None], clock: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._seen, self._of, self._clock = seen, of, clock
        self.also_watched: frozenset[str] = frozenset()
        self.together: frozenset[frozenset[str]] = frozenset()
        self.turns = Turns()
        self._followed: dict[str, tuple[int, ...]] = {}
        self._followed_at: dict[str, float] = {}
        self._read_at: dict[str, float] = {}
        self._served: dict[str, int] = {}
        self._failed: set[str] = set()
        self._turn = 0
        self._trace: Trace | None = None
        self._next: tuple[View | None, History | None] = (None, None)
        self._between = QTimer(self, singleShot=True, interval=0)
        self._between.timeout.connect(self._take_rows)

    def begin(self) -> None:
        """Begin with views that were made anew: they have seen nothing, and none has failed."""
        for known in (self._followed, self._followed_at, self._read_at, self._failed):
            known.clear()

    def end(self) -> None:
        """Let go of the view whose rows were to come."""
        self._between.stop()
        self._next = None, None

    def paint(
        self, trace: Trace | None, moment: Moment, history: History | None, most: int | None = None,
        running: bool = False,
    ) -> frozenset[str]:
        """Show what is new to the views that are on the screen.

        Parameters
        ----------
        trace, moment, history
            What is to be seen.
        most : int or None
            So many views at most take a new trace, in turn; the others move their cursors and take theirs
            in the next frames. One takes new rows, between this frame and the next.
        running : bool
            The moment runs by itself: views that are read follow it some times a second.

        Returns
        -------
        frozenset of str
            Patterns of what these views need beyond the default arrays.
        """
        self.turns.begin()
        self._trace = trace
        began = self._clock()
        seen = [view for view in self._seen() if view.key not in self._failed]
        turn = seen[self._turn % len(seen) :] + seen[: self._turn % len(seen)] if seen else []
        self._turn += 1
        behind = [view for view in turn if history is not None and self._behind(view, history, at_once=most is None)]
        if most is not None and behind:
            self._next = behind[0], history
            self._between.start()
            behind = []
        hasty = most is not None or running
        left = len(seen) if most is None else most
        docks: list[View] = []
        for view in turn:
            rows = history if view in behind else None
            if running and view.is_read and self._clock() - self._read_at.get(view.key, 0.0) < READ:
                continue
            newest = _newest(view, trace)
            fresh = newest is not view.trace
            if hasty and view.place == "dock" and _alike(view.trace, newest):
                if fresh or moment != view.moment:
                    docks.append(view)
                self._try(view, None, moment, rows)
                continue
            if fresh and _alike(view.trace, newest):
                newest = newest if left > 0 else view.trace
                left -= 1
            if hasty and newest is not view.trace:
                self.turns.count((view.key, True))
            self._read_at[view.key] = self._clock()
            self._try(view, newest, moment, rows)
        self._take_turns(docks, trace, moment, running)
        watched = frozenset(frozenset(patterns) for view in seen if (patterns := view.watch))
        self.together = watched
        if self.also_watched:
            self.together |= {self.also_watched}
        self.turns.spend(self._clock() - began)
        return self.also_watched.union(*watched)

    def _take_turns(self, docks: list[View], trace: Trace | None, moment: Moment, running: bool) -> None:
        """Show as many docks what is new as fit into this frame, those first that have waited longest."""
        full = False
        for view in sorted(docks, key=lambda view: self._served.get(view.key, 0)):
            newest = _newest(view, trace)
            full = full or not self.turns.fits((view.key, newest is not view.trace))
            if not full:
                self._served[view.key], self._read_at[view.key] = self._turn, self._clock()
                self._try(view, newest, moment, None)
            elif not running:  # a person moves the cursor: that waits for nothing
                self._try(view, view.trace, moment, None)

    def pictures(self, view: View) -> bool:
        """Return whether a view has a picture of what it watches; one that was made anew, whether it is about to."""
        trace = view.trace if view.trace is not None else self._trace
        return trace is not None and frozenset(view.watch) <= trace.watched

    def shows(self, trace: Trace, moment: Moment) -> bool:
        """Return whether every view on the screen has drawn a trace at a moment, or cannot."""
        seen = (view for view in self._seen() if view.key not in self._failed)
        return all(view.moment == moment and (view.trace is trace or _waits(view, trace)) for view in seen)

    def late(self, trace: Trace) -> dict[str, int]:
        """Return the docks on the screen that stay with an older trace than this one, and its update."""
        docks = (view for view in self._seen() if view.place == "dock" and _waits(view, trace))
        return {view.key: view.trace.update for view in docks if view.trace is not None}

    def _take_rows(self) -> None:
        """Let one view take its rows after the frame is painted, so that no cursor waits for its captions and axes."""
        (view, history), self._next = self._next, (None, None)
        if view is not None and self._of(view.key) is view:
            self._try(view, view.trace, view.moment, history)

    def _behind(self, view: View, history: History, *, at_once: bool) -> bool:
        """Return whether a view has rows to take; while the model learns it takes them some times a second."""
        if type(view).follow is View.follow or self._followed.get(view.key) == _version(history):
            return False
        return at_once or self._clock() - self._followed_at.get(view.key, 0.0) >= FOLLOW

    def _try(self, view: View, trace: Trace | None, moment: Moment, history: History | None) -> None:
        """Show what is new to a view; one that fails is left as it is."""
        try:
            if trace is not None and (view.trace is not trace or view.moment != moment):
                view.show(trace, moment)
            if history is not None:
                self._followed[view.key] = _version(history)
                self._followed_at[view.key] = self._clock()
                view.follow(history)
        except Exception:  # one view that cannot draw must not take the others along
            log.exception("view %s cannot draw", view.key)
            self._failed.add(view.key)
            self.failed.emit(view)


def _alike(shown: Trace | None, other: Trace | None) -> bool:
    """Return whether a moment of one trace is one of the other."""
    return shown is not None and other is not None and shown.length == other.length


def _newest(view: View, trace: Trace | None) -> Trace | None:
    """Return the trace that a view is to draw of what there is."""
    return view.trace if trace is None or trace is view.trace or _waits(view, trace) else trace


def _waits(view: View, trace: Trace) -> bool:
    """Return whether a view stays with its trace: the newer one leaves out what it draws, a later one will hold it."""
    shown, needed = view.trace, frozenset(view.watch)
    if shown is None or needed <= trace.watched or not needed <= shown.watched:
        return False
    return shown.run == trace.run and _alike(shown, trace)


def _version(history: History) -> tuple[int, ...]:
    return id(history), history.version, history.past.version, history.samples.version
