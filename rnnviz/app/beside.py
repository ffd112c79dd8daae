"""A window beside the main one: made when it is asked for, one of its kind, dressed and closed with the main one."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.lecture import LARGER
from rnnviz.app.window_lecture import WindowLecture
from rnnviz.views.palette import Palette


class BesideWindow(QMainWindow):
    """What such a window is; it goes when it is closed.

    Attributes
    ----------
    lecture : WindowLecture
    """

    closed = Signal(object)
    """This window."""

    lecture: WindowLecture

    def dress(self, palette: Palette, scale: float = 1.0) -> None:
        """Make everything in the colours and the language that are chosen, lines ``scale`` times as wide."""
        raise NotImplementedError


W = TypeVar("W", bound=BesideWindow)


class Beside(QObject, Generic[W]):
    """Keeps one window; those that derive from it make theirs.

    Attributes
    ----------
    window : BesideWindow or None
    """

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.appearance = appearance
        self.window: W | None = None
        appearance.changed.connect(self._dress)

    def make(self) -> W:
        """Return a new window, connected to what it asks for."""
        raise NotImplementedError

    def renew(self, window: W) -> None:
        """Ask something of a window that is open already, and is asked for again."""

    def let_go(self) -> None:
        """Forget what belongs to a window that was closed."""

    def open(self) -> None:
        """Open the window, or bring it to the front."""
        window = self.window
        if window is None:
            window = self.window = self.make()
            window.closed.connect(self._forget)
            window.lecture.switched.connect(self._enlarge)
            if self.appearance.scale != 1.0:
                window.dress(self.appearance.palette, self.appearance.scale)
            window.show()
        else:
            self.renew(window)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.activateWindow()

    def close(self) -> None:
        """Close the window, if there is one."""
        if self.window is not None:
            self.window.close()

    def _enlarge(self, on: bool) -> None:
        self.appearance.enlarge(self, LARGER if on else 1.0)

    def _forget(self, _: object) -> None:
        self.window = None
        self.let_go()
        self.appearance.enlarge(self, 1.0)

    def _dress(self, _: object) -> None:
        if self.window is not None:
            self.window.dress(self.appearance.palette, self.appearance.scale)
