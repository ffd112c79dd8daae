"""Esc: leaves one thing at a time, the innermost first; the same in every window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from rnnviz.app.key_focus import TEXT
from rnnviz.app.ruler import Ruler
from rnnviz.app.slider import Slider
from rnnviz.app.timeline import Timeline
from rnnviz.views.job_bar import JobBar

Way = Callable[[], bool]
"""Leaves what it stands for; whether there was anything to leave."""


class Escape(QObject):
    """A drag, what was typed, a field, work under way, then what its window adds (a lecture, the full screen).

    Menus, lists that drop down, the palette and dialogs are windows, or fields, of their own: Esc closes them
    before it comes here.

    Parameters
    ----------
    window : QMainWindow
    outer : sequence of callable
        What is left after those, the innermost first.
    """

    def __init__(self, window: QMainWindow, outer: Sequence[Way]) -> None:
        super().__init__(window)
        self._window = window
        self._ways: tuple[Way, ...] = (self._leave_drag, self._leave_field, self._leave_work, *outer)

    def leave(self) -> None:
        """Leave the innermost thing there is."""
        for way in self._ways:
            if way():
                return

    def _leave_drag(self) -> bool:
        kinds: tuple[type[Slider] | type[Ruler] | type[Timeline], ...] = (Slider, Ruler, Timeline)
        return any(each.give_up() for kind in kinds for each in self._window.findChildren(kind))

    def _leave_field(self) -> bool:
        field = QApplication.focusWidget()
        if not isinstance(field, TEXT) or field.window() is not self._window:
            return False
        if isinstance(field, QLineEdit) and field.isModified():
            while field.isUndoAvailable():  # what is there by then was not typed
                field.undo()
            field.setModified(False)
        else:
            self._window.setFocus()
        return True

    def _leave_work(self) -> bool:
        bars = [bar for bar in self._window.findChildren(JobBar) if bar.isVisible() and bar.job is not None]
        if bars:
            _of_focus(bars).cancel()
        return bool(bars)


def _of_focus(bars: list[JobBar]) -> JobBar:
    """Return the bar that is nearest to the widget with the keyboard; else the first."""
    near: QWidget | None = QApplication.focusWidget()
    while near is not None:
        for bar in bars:
            if near.isAncestorOf(bar) and not isinstance(near, QMainWindow):
                return bar
        near = near.parentWidget()
    return bars[0]
