"""Leaving off with a trace that takes long: what was wanted goes back to what is shown, or is done without."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from rnnviz.app.area.view_note import ViewNote, left_note
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.at_work_notes import AtWorkNotes
from rnnviz.app.notices import Notice, Notices
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.left_off import LeftOff, Together
from rnnviz.app.running.trace_words import LONG, at_work
from rnnviz.app.surgery.operating import Surgery
from rnnviz.link.frames import Header
from rnnviz.views.words.language import tr

KEY = "left_off"


class Leaving(QObject):
    """Cancels a trace under way, and says what became of what it was for.

    An operation, a text or a step whose loss is followed that the shown trace does not have goes back to what the
    shown one has. What a view watched is done without: the view says so, and offers to have it after all.
    """

    def __init__(
        self, link: EngineLink, surgery: Surgery, workspace: Workspace, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._surgery = surgery
        self._workspace = workspace
        self._notices = notices
        self._state: Header | None = None
        self._notes: dict[str, ViewNote] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)  # a view is told of before it stands in its place
        self._soon.timeout.connect(self._mark)
        link.told.connect(self._hear)
        link.left.connect(self._take)
        for end in (link.traced, link.died):
            end.connect(self._end)
        link.started.connect(lambda _: self._begin())
        workspace.made.connect(lambda _: self._soon.start())
        self.notes_at_work = AtWorkNotes(link, workspace, self.leave, self)

    @property
    def can_leave(self) -> bool:
        """Whether a trace is under way that takes long."""
        return self._state is not None and self._state["busy"] == "pull" and self._state["seconds"] >= LONG

    def leave(self) -> bool:
        """Leave off with a trace that takes long; whether there was one."""
        if self.can_leave:
            self._state = None
            self._link.leave_trace()
            return True
        return False

    def compute(self, groups: frozenset[Together]) -> None:
        """Have after all what was left off."""
        self._link.compute(groups)
        self._mark()
        if not self._link.left_off:
            self._notices.withdraw(KEY)

    def _hear(self, state: Header) -> None:
        self._state = state

    def _end(self, _: object) -> None:
        self._state = None

    def _begin(self) -> None:
        self._state = None
        self._notices.withdraw(KEY)
        self._mark()

    def _take(self, left: LeftOff) -> None:
        self._state = None
        match left.what:
            case "operations":
                self._surgery.go_back()
            case "writing":
                self._link.read(0)
            case "reach":
                self._workspace.selection.choose_reach(left.reach)
            case "watch":
                self._mark()
        self._notices.say(lambda: self._said(left))

    def _said(self, left: LeftOff) -> Notice:
        what, seconds = at_work(left.names), f"{left.seconds:.1f}"
        compute = ((tr("Compute"), lambda: self.compute(left.groups)),)
        match left.what:
            case "operations":
                words = tr("Cancelled after {seconds} s: the operations are as in the picture again; redo brings them "
                           "back.")  # fmt: skip
                return Notice(key=KEY, level="info", text=words.format(seconds=seconds))
            case "writing":
                words = tr("Cancelled after {seconds} s: the example is shown again.")
                return Notice(key=KEY, level="info", text=words.format(seconds=seconds))
            case "reach":
                words = tr("Cancelled after {seconds} s: the loss that is followed back is the one in the picture.")
                return Notice(key=KEY, level="info", text=words.format(seconds=seconds))
            case "watch":
                words = tr("Left off: computing {what} was cancelled after {seconds} s; the other views go on.")
                return Notice(key=KEY, level="info", text=words.format(what=what, seconds=seconds), choices=compute)
        words = tr("Left off: computing {what} was cancelled after {seconds} s; the picture stays as it was.")
        return Notice(key=KEY, level="info", text=words.format(what=what, seconds=seconds), choices=compute)

    def _mark(self) -> None:
        """Lay a note over each view that does without what it watches, and take away those that are over."""
        left = self._link.left_off
        views = {key: view for key, view in self._workspace.views.items() if frozenset(view.watch) in left}
        for key in self._notes.keys() - views.keys():
            self._notes.pop(key).end()
        for key, view in views.items():
            if key in self._notes and self._notes[key].is_over(view.widget):
                continue
            group = frozenset(view.watch)
            whole = not self._workspace.showing.pictures(view)
            self._notes[key] = left_note(view.widget, partial(self.compute, frozenset({group})), whole=whole)
