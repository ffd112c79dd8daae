"""The views: made from the table when they are first seen, and made again for another theme or language."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rnnviz.app.area.showing import Showing
from rnnviz.app.area.view_place import ViewPlace
from rnnviz.catalogue import presets
from rnnviz.trace import Trace
from rnnviz.views.base import Shared, View
from rnnviz.views.jobs import Job, Jobs
from rnnviz.views.later import Kind
from rnnviz.views.palette import Palette
from rnnviz.views.requests import Requests
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.update_line import UpdateLine
from rnnviz.views.words.language import tr

log = logging.getLogger(__name__)


class Workspace(QObject):
    """Owns one view of each kind, and what they share.

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
    showing : Showing
    """

    made = Signal(object)
    """View: it has just been made."""

    def __init__(
        self, table: Mapping[str, Kind], parent: QObject | None = None,
        clock: Callable[[], float] = time.perf_counter, late: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self._table = dict(table)
        self.axis = TimeAxis()
        self.selection = Selection()
        self.jobs = Jobs(self)
        self.requests = Requests(self)
        self.requests.title_of = lambda key: tr(presets()[key].title)
        self.update_line = UpdateLine(self)
        self._late = late
        self._open = not late
        self._shared: Shared | None = None
        self._places: dict[str, ViewPlace] = {}
        self._states: dict[str, Mapping[str, str]] = {}
        self._handed: dict[str, tuple[object, Sequence[Job]]] = {}
        """What the engine has found, and still looks for, for views that are about to be made anew."""
        self.views: dict[str, View] = _Made(self._make_late)
        self.showing = Showing(self.seen, lambda key: self.views.get(key), clock, self)

    def make(self, palette: Palette, line_width: float = 1.0) -> None:
        """Make the views, each taking over what was chosen in the one before it and what was found for it."""
        self._shared = Shared(
            palette=palette, axis=self.axis, selection=self.selection, jobs=self.jobs, requests=self.requests,
            line_width=line_width, update_line=self.update_line,
        )
        old = dict(self.views)
        seen = {key for key, view in old.items() if on_screen(view.widget)}
        self.showing.begin()
        self._places.clear()
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
        self.showing.end()
        for view in self.views.values():
            view.close()
        self.views.clear()
        self._places.clear()

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


class _Made(dict[str, View]):
    """Views by key; one that is looked up and not there is made."""

    def __init__(self, make: Callable[[str], View]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> View:
        self[key] = self._make(key)
        return self[key]


def on_screen(widget: QWidget) -> bool:
    """Return whether any of a widget can be seen: neither hidden nor in a tab behind another."""
    return widget.isVisible() and not widget.window().isMinimized() and not widget.visibleRegion().isEmpty()
