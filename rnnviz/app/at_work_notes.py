"""Views whose arrays are computed just now say so, and how far that is, over what they show of before."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase

from PySide6.QtCore import QObject

from rnnviz.app.area.view_note import ViewNote, working_note
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.trace_words import LONG, share_words
from rnnviz.link.frames import Header
from rnnviz.views.base import View


class AtWorkNotes(QObject):
    """Lays a note over each view on the screen that waits for what a long trace computes.

    Parameters
    ----------
    leave : callable
        Leaves off with the trace that is under way.
    """

    def __init__(self, link: EngineLink, workspace: Workspace, leave: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._leave = leave
        self._notes: dict[str, ViewNote] = {}
        link.told.connect(self._hear)
        for end in (link.traced, link.left, link.started, link.died):
            end.connect(lambda _: self.end())
        workspace.made.connect(lambda view: self._part_from(view.key))

    def end(self) -> None:
        """Take the notes away."""
        for key in list(self._notes):
            self._part_from(key)

    def _part_from(self, key: str) -> None:
        note = self._notes.pop(key, None)
        if note is not None:
            note.end()

    def _hear(self, state: Header) -> None:
        long = state["busy"] == "pull" and state["seconds"] >= LONG
        views = [view for view in self._workspace.seen() if _waits(view, state["names"])] if long else []
        for key in self._notes.keys() - {view.key for view in views}:
            self._part_from(key)
        for view in views:
            note = self._notes.get(view.key)
            if note is None or not note.is_over(view.widget):
                whole = not self._workspace.showing.pictures(view)
                note = self._notes[view.key] = working_note(view.widget, self._leave, whole=whole)
            note.said.setText(share_words(state))


def _waits(view: View, names: list[str]) -> bool:
    """Tell whether a view on the screen watches one of these arrays."""
    return any(fnmatchcase(name, pattern) for name in names for pattern in view.watch)
