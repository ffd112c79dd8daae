"""Closing: asks where a session that a person named or edited has not been saved, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox

from rnnviz.app.files.sessions import Sessions
from rnnviz.views.gate import plain
from rnnviz.views.words.language import tr


class Closing(QObject):
    """Holds a window that a person closes until it is known what becomes of the session.

    A program that closes the window (a test, Ctrl+C in the terminal) is not asked.

    Parameters
    ----------
    window : QMainWindow
    sessions : Sessions
    save : callable
        Saves the session, asking for a name where it has none; calls its argument once it is saved.
    """

    def __init__(
        self, window: QMainWindow, sessions: Sessions, save: Callable[[Callable[[], object]], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._sessions = sessions
        self._save = save
        self._by_hand = False
        self._question: QMessageBox | None = None

    def quit(self) -> None:
        """Close the window as a person does."""
        self._by_hand = True
        self._window.close()
        self._by_hand = False

    def holds(self, event: QCloseEvent) -> bool:
        """Tell whether the window stays open for now; ask what is to be saved."""
        if not (event.spontaneous() or self._by_hand) or not self.needs_asking:
            return False
        if self._question is None:
            self._ask()
        return True

    @property
    def needs_asking(self) -> bool:
        """Whether something would be lost that a person named or edited."""
        sessions = self._sessions
        return sessions.modified and (sessions.document.path is not None or sessions.edited)

    def _ask(self) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("closing")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr("Close"))
        path = self._sessions.document.path
        if path is not None:
            words = tr("Save what has changed in {file} before closing?").format(file=path.name)
        else:
            words = tr("Save this session before closing?")
        box.setText(words)
        box.setInformativeText(
            tr("A session keeps the experiment, the weights, the curves, the layout and your notes in one file.")
        )
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        box.button(buttons.Discard).setText(tr("Do not save"))
        box.button(buttons.Discard).setToolTip(plain(tr("Close without saving")))
        box.finished.connect(self._answer)
        self._question = box
        box.open()

    def _answer(self, answer: int) -> None:
        self._question = None
        if answer == QMessageBox.StandardButton.Save:
            self._save(self._window.close)
        elif answer == QMessageBox.StandardButton.Discard:
            self._window.close()
