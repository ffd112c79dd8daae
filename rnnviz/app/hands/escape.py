"""Esc: leaves one thing at a time, the innermost first; the same in every window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from rnnviz.app.area.ruler import Ruler
from rnnviz.app.form.slider import Slider
from rnnviz.app.hands.key_focus import TEXT
from rnnviz.app.past.timeline import Timeline
from rnnviz.views.controls.job_bar import JobBar

Way = Callable[[], bool]
"""Leaves what it stands for; whether there was anything to leave."""


class Escape(QObject):
    """A drag, what was typed, work under way, a field, then the modes of its window (a lecture, the full screen).

    Menus, lists that drop down, the palette and dialogs are windows, or fields, of their own: Esc closes them
    before it comes here.

    Parameters
    ----------
    window : QMainWindow
    modes : sequence of callable
        What is left last, the innermost first.
    work : sequence of callable
        What the window does at length, beside the jobs of its views.
    """

    def __init__(self, window: QMainWindow, modes: Sequence[Way], work: Sequence[Way] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._ways: tuple[Way, ...] = (
            self._leave_drag, self._give_up_typing, *work, self._leave_jobs, self._leave_field, *modes
        )

    def leave(self) -> None:
        """Leave the innermost thing there is."""
        for way in self._ways:
            if way():
                return

    def _leave_drag(self) -> bool:
        kinds: tuple[type[Slider] | type[Ruler] | type[Timeline], ...] = (Slider, Ruler, Timeline)
        return any(each.give_up() for kind in kinds for each in self._window.findChildren(kind))

    def _give_up_typing(self) -> bool:
        field = self._field()
        if not isinstance(field, QLineEdit) or not field.isModified():
            return False
        while field.isUndoAvailable():  # what is there by then was not typed
            field.undo()
        field.setModified(False)
        return True

    def _leave_field(self) -> bool:
        field = self._field()
        if field is not None:
            self._window.setFocus()
        return field is not None

    def _field(self) -> QWidget | None:
        """Return the field of this window that has the keyboard."""
        field = QApplication.focusWidget()
        return field if isinstance(field, TEXT) and field.window() is self._window else None

    def _leave_jobs(self) -> bool:
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
