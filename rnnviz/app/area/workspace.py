"""The views: made from the table, made again for another theme or language, shown what is new where they are seen."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from rnnviz.app.area.turns import Turns
from rnnviz.app.area.view_place import ViewPlace
from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared, View
from rnnviz.views.jobs import Job, Jobs
from rnnviz.views.later import Kind
from rnnviz.views.palette import Palette
from rnnviz.views.requests import Requests
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.update_line import UpdateLine

log = logging.getLogger(__name__)

FOLLOW = 0.5
"""Seconds between two times that curves by update take new rows while the model learns."""
READ = 0.1
"""Seconds between two times that figures at a running cursor change: faster, nobody can read them."""


class Workspace(QObject):
    """Owns one view of each kind, and what they share.

    A view that is not on the screen is shown nothing, and one that fails is shown nothing more. While the picture
    runs by itself, the docks are drawn in turn, as many as fit into a frame; each shows one trace whole.

    Parameters
    ----------
    table : mapping of str to View class, or to where it is
    late : frozenset of str
        Keys of the docks that are made when they are first seen or asked for: most people open few of
        them, and each takes time and memory. Those that are seen at first are made with `open`.

    Attributes
    ----------
    axis : TimeAxis
    selection : Selection
    jobs : Jobs
    requests : Requests
    update_line : UpdateLine
    views : dict of str to View
        Those that have been made; a late one is made where it is looked up.
    also_watched : frozenset of str
        Patterns of what somebody else than the views needs of the next traces.
    together : frozenset of frozenset of str
        What each view on the screen watches: it needs all of that in one trace.
    turns : Turns
    """

    failed = Signal(object)
    """View: it could not draw."""
    made = Signal(object)
    """View: it has just been made."""

    def __init__(
        self, table: Mapping[str, Kind], parent: QObject | None = None,
        clock: Callable[[], float] = time.perf_counter, late: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._table = dict(table)
        self.axis = TimeAxis()
        self.selection = Selection()
        self.jobs = Jobs(self)
        self.requests = Requests(self)
        self.update_line = UpdateLine(self)
        self.also_watched: frozenset[str] = frozenset()
        self._late = late
        self._open = not late
        self._shared: Shared | None = None
        self._places: dict[str, ViewPlace] = {}
        self._states: dict[str, Mapping[str, str]] = {}
        self._handed: dict[str, tuple[object, Sequence[Job]]] = {}
        """What the engine has found, and still looks for, for views that are about to be made anew."""
        self.views: dict[str, View] = _Made(self._make_late)
        self._followed: dict[str, tuple[int, ...]] = {}
        self._followed_at: dict[str, float] = {}
        self._read_at: dict[str, float] = {}
        self._failed: set[str] = set()
        self._turn = 0
        self.turns = Turns()
        self.together: frozenset[frozenset[str]] = frozenset()
        self._served: dict[str, int] = {}
        self._next: tuple[View | None, History | None] = (None, None)
        self._between = QTimer(self, singleShot=True, interval=0)
        self._between.timeout.connect(self._take_rows)

    def make(self, palette: Palette, line_width: float = 1.0) -> None:
        """Make the views, each taking over what was chosen in the one before it and what was found for it."""
        self._shared = Shared(
            palette=palette, axis=self.axis, selection=self.selection, jobs=self.jobs, requests=self.requests,
            line_width=line_width, update_line=self.update_line,
        )
        old = dict(self.views)
        seen = {key for key, view in old.items() if on_screen(view.widget)}
        for known in (self._followed, self._followed_at, self._read_at, self._failed, self._places):
            known.clear()
        for key, before in old.items():
            if hasattr(before, "state"):
                self._states[key] = before.state()
            handed = before.findings(), before.hand_over()
            if handed[0] is not None or handed[1]:
                self._handed[key] = handed
        self.views = _Made(self._make_late)
        for key in self._table:
            if key not in self._late:
                self.views[key] = self._made(key)
                continue
            self._places[key] = ViewPlace(key, lambda key=key: self._ask(key))  # type: ignore[misc]
            if key in seen or key in self._handed:
                self._make_now(key)
        for before in old.values():
            before.close()

    def open(self) -> None:
        """Make the late views that are seen by now, and from now on each when it is first seen.

        The window is on the screen before: what it shows at first is made in front of a person's eyes.
        """
        self._open = True
        for key, place in self._places.items():
            if place.isVisible() and key not in self.views:
                self._make_now(key)

    def _ask(self, key: str) -> None:
        if self._open:
            self._make_now(key)

    def _make_now(self, key: str) -> None:
        """Make a late view that was seen before: its place is shown before it can ask."""
        self.views[key] = self._make_late(key)

    def _make_late(self, key: str) -> View:
        """Make a view that is seen or asked for the first time, in its place."""
        view = self._made(key)
        self._places[key].fill(view.widget)
        return view

    def _made(self, key: str) -> View:
        assert self._shared is not None
        view = self._table[key](self._shared)
        state = self._states.pop(key, None)
        if state is not None and hasattr(view, "restore"):
            self._take_over(view, state)
        findings, jobs = self._handed.pop(key, (None, ()))
        if findings is not None:
            view.take_findings(findings)
        for job in jobs:
            view.resume(job)
        self.made.emit(view)
        return view

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The table of views, made already or not."""
        return self._table

    def widgets(self, place: str) -> list[tuple[Kind, QWidget]]:
        """Return kind and widget of each view of a place, "track" or "dock", made already or not."""
        found: list[tuple[Kind, QWidget]] = []
        for key, kind in self._table.items():
            if kind.place == place:
                found.append((kind, self._places[key] if key in self._places else self.views[key].widget))
        return found

    def groups(self, shares: Mapping[str, float]) -> tuple[tuple[tuple[str, ...], float], ...]:
        """Return the docks of each group, in the order of the table, with the group's share of the height."""
        docks = {key: kind.group for key, kind in self._table.items() if kind.place == "dock"}
        return tuple((tuple(key for key in docks if docks[key] == group), share) for group, share in shares.items())

    def states(self) -> dict[str, Mapping[str, str]]:
        """Return what is chosen in each view that has been made, or will be."""
        made = {key: view.state() for key, view in self.views.items() if hasattr(view, "state")}
        return {**self._states, **made}

    def restore(self, states: Mapping[str, Mapping[str, str]]) -> None:
        """Choose in the views what a session says; in those that are not made yet, once they are."""
        for key, state in states.items():
            view = self.views.get(key)
            if view is None:
                if key in self._table:
                    self._states[key] = state
            elif hasattr(view, "restore"):
                self._take_over(view, state)

    def _take_over(self, view: View, state: Mapping[str, str]) -> None:
        try:
            view.restore(state)  # type: ignore[attr-defined]
        except Exception:  # what a file says may be nothing that a view can choose
            log.exception("view %s cannot take over %s", view.key, dict(state))

    def close(self) -> None:
        """Let the views go."""
        for view in self.views.values():
            view.close()
        self.views.clear()
        self._places.clear()
        self._next = None, None

    def of(self, place: str) -> list[View]:
        """Return the views of a place, "track" or "dock", that have been made."""
        return [view for view in self.views.values() if view.place == place]

    def seen(self) -> list[View]:
        """Return the views that are on the screen."""
        return [view for view in self.views.values() if on_screen(view.widget)]

    def fit(self, trace: Trace) -> None:
        """Keep the shared axis and selection to what a trace has."""
        self.axis.set_length(trace.length)
        sizes = [trace[f"{scope}.hidden"].shape[1] for scope in trace.scopes]
        self.selection.fit(trace.scopes, min(sizes, default=0))

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
        began = self._clock()
        seen = [view for view in self.seen() if view.key not in self._failed]
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
            newest = view.trace if trace is None or _waits(view, trace) else trace
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
        self.together = frozenset(frozenset(view.watch) for view in seen if view.watch)
        if self.also_watched:
            self.together |= {self.also_watched}
        self.turns.spend(self._clock() - began)
        return frozenset(pattern for view in seen for pattern in view.watch) | self.also_watched

    def _take_turns(self, docks: list[View], trace: Trace | None, moment: Moment, running: bool) -> None:
        """Show as many docks what is new as fit into this frame, those first that have waited longest."""
        full = False
        for view in sorted(docks, key=lambda view: self._served.get(view.key, 0)):
            newest = view.trace if trace is None or _waits(view, trace) else trace
            full = full or not self.turns.fits((view.key, newest is not view.trace))
            if not full:
                self._served[view.key], self._read_at[view.key] = self._turn, self._clock()
                self._try(view, newest, moment, None)
            elif not running:  # a person moves the cursor: that waits for nothing
                self._try(view, view.trace, moment, None)

    def shows(self, trace: Trace, moment: Moment) -> bool:
        """Return whether every view on the screen has drawn a trace at a moment, or cannot."""
        seen = (view for view in self.seen() if view.key not in self._failed)
        return all(view.moment == moment and (view.trace is trace or _waits(view, trace)) for view in seen)

    def late(self, trace: Trace) -> dict[str, int]:
        """Return the docks on the screen that stay with an older trace than this one, and its update."""
        docks = (view for view in self.seen() if view.place == "dock" and _waits(view, trace))
        return {view.key: view.trace.update for view in docks if view.trace is not None}

    def _take_rows(self) -> None:
        """Let one view take its rows after the frame is painted, so that no cursor waits for its captions and axes."""
        (view, history), self._next = self._next, (None, None)
        if view is not None and self.views.get(view.key) is view:
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


class _Made(dict[str, View]):
    """Views by key; one that is looked up and not there is made."""

    def __init__(self, make: Callable[[str], View]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> View:
        self[key] = self._make(key)
        return self[key]


def _alike(shown: Trace | None, other: Trace | None) -> bool:
    """Return whether a moment of one trace is one of the other."""
    return shown is not None and other is not None and shown.length == other.length


def _waits(view: View, trace: Trace) -> bool:
    """Return whether a view stays with its trace: the newer one leaves out what it draws, a later one will hold it."""
    shown, needed = view.trace, frozenset(view.watch)
    if shown is None or needed <= trace.watched or not needed <= shown.watched:
        return False
    return shown.run == trace.run and _alike(shown, trace)


def _version(history: History) -> tuple[int, ...]:
    return id(history), history.version, history.past.version, history.samples.version


def on_screen(widget: QWidget) -> bool:
    """Return whether any of a widget can be seen: neither hidden nor in a tab behind another."""
    return widget.isVisible() and not widget.window().isMinimized() and not widget.visibleRegion().isEmpty()
