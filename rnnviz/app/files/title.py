"""The window's title: the session's file, the experiment, and the mark of what has not been saved."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.changing.called import called
from rnnviz.app.changing.editing import Editing
from rnnviz.app.files.sessions import Sessions
from rnnviz.app.running.engine_link import EngineLink


class Title(QObject):
    """Keeps title and mark to what is open, also while the model learns."""

    def __init__(self, window: QMainWindow, editing: Editing, link: EngineLink, sessions: Sessions) -> None:
        super().__init__(window)
        self._window = window
        self._editing = editing
        self._sessions = sessions
        link.measured.connect(self.mark)
        link.placed.connect(self.mark)
        sessions.changed.connect(self.show)

    def show(self, _: object = None) -> None:
        """Say what is open, in the language that is installed."""
        experiment, document = self._editing.now, self._sessions.document
        title = called(experiment)
        if document.path is not None:
            words = f"{_plain(document.path.name)}[*] – {_plain(title)} – rnnviz"
        else:
            words = f"{_plain(title)}[*] – rnnviz"
        if words != self._window.windowTitle():
            self._window.setWindowTitle(words)
        self.mark()

    def mark(self, _: object = None) -> None:
        """Mark what has not been saved."""
        modified = self._sessions.modified
        if modified != self._window.isWindowModified():
            self._window.setWindowModified(modified)


def _plain(words: str) -> str:
    return words.replace("[*]", "")
