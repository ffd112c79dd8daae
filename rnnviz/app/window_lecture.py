"""Lecture mode of a window beside the main one: it fills the screen, larger, without what is only there to act."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.hands.action_set import ActionSet
from rnnviz.app.hands.escape import Escape
from rnnviz.views.palette import Palette

KEY = "lecture_mode"


class WindowLecture(QObject):
    """Enters and leaves the mode by F11; Esc leaves it too, once there is nothing else to leave.

    Parameters
    ----------
    window : QMainWindow
    clear : callable
        Takes the window's controls away (True), or brings them back.
    """

    switched = Signal(object)
    """Whether it is on."""

    def __init__(self, window: QMainWindow, clear: Callable[[bool], None]) -> None:
        super().__init__(window)
        self._window, self._clear = window, clear
        self._before = Qt.WindowState.WindowNoState
        self.on = False
        self._actions = ActionSet(window, {"lecture": self}, (KEY,))
        self.action = self._actions[KEY]
        self.escape = Escape(window, (self.leave,))
        key = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        key.activated.connect(self.escape.leave)

    def dress(self, palette: Palette) -> None:
        """Give the action its words and its icon."""
        self._actions.dress(palette)

    def leave(self) -> bool:
        """Leave the mode; whether it was on."""
        on = self.on
        self.turn(False)
        return on

    def turn(self, on: bool) -> None:
        """Enter or leave the mode."""
        if on == self.on:
            return
        self.on = on
        self.action.setChecked(on)
        if on:
            self._before = self._window.windowState()
        self._clear(on)
        self.switched.emit(on)
        if self._window.isVisible():
            self._window.setWindowState(Qt.WindowState.WindowFullScreen if on else self._before)
        self._window.activateWindow()
        self._window.setFocus()  # not the next field there is
