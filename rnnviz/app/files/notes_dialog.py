"""Notes on a session: a small window beside the main one, kept in the session's file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from rnnviz.app.files.sessions import Sessions
from rnnviz.views.words.language import tr

LONGEST = 200_000
"""Letters."""


class NotesDialog(QDialog):
    """Shows the notes of what is open, and keeps what is written as it is written."""

    def __init__(self, window: QWidget, sessions: Sessions) -> None:
        super().__init__(window)
        self.setObjectName("notes")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Notes"))
        self._sessions = sessions
        about = QLabel(tr("What you write here is kept in the session's file."))
        about.setProperty("quiet", True)
        about.setWordWrap(True)
        self.field = QPlainTextEdit()
        self.field.setObjectName("notes.text")
        self.field.setAccessibleName(tr("Notes"))
        self.field.setPlaceholderText(tr("What you saw, what you changed, what to look at next …"))
        self.field.setTabChangesFocus(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field, 1)
        layout.addWidget(about)
        self.resize(460, 340)
        self._follow()
        self.field.textChanged.connect(self._keep)
        sessions.changed.connect(self._follow)

    def _follow(self, _: object = None) -> None:
        """Show the notes of another document that is open now."""
        if self.field.toPlainText() != self._sessions.document.notes:
            self.field.setPlainText(self._sessions.document.notes)

    def _keep(self) -> None:
        text = self.field.toPlainText()
        if len(text) > LONGEST:
            text = text[:LONGEST]
            self.field.setPlainText(text)
        self._sessions.write_notes(text)


class Notes:
    """Opens the notes; there is one such window at most."""

    def __init__(self, window: QWidget, sessions: Sessions) -> None:
        self._window = window
        self._sessions = sessions

    def show(self) -> None:
        """Show the notes of what is open."""
        dialog = self._window.findChild(NotesDialog, "notes", Qt.FindChildOption.FindDirectChildrenOnly)
        if not isinstance(dialog, NotesDialog):
            dialog = NotesDialog(self._window, self._sessions)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        dialog.field.setFocus()
