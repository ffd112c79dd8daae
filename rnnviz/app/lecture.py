"""Lecture mode: type and lines larger, controls away, for the last row of a hall."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.area.layout import Arrangement, Layout
from rnnviz.app.area.layouts import Layouts
from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.screen import Screen

LARGER = 1.6
PLACE = "lecture/{subject}/"
"""Where the layouts of lectures are kept."""


class Lecture(QObject):
    """Enters and leaves the mode; each has the layout that it had last.

    Models that have different things to show, attention, gates, numbers that they predict, have layouts of their own.
    """

    switched = Signal(object)
    """Whether it is on."""

    def __init__(
        self, window: QMainWindow, appearance: Appearance, parts: Screen, layout: Layout, layouts: Layouts
    ) -> None:
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        self._parts = parts
        self._layout = layout
        self._layouts = layouts
        self._before: Arrangement | None = None
        self._subject = ""
        self._state = Qt.WindowState.WindowNoState

    @property
    def on(self) -> bool:
        """Whether a lecture is on."""
        return self._before is not None

    def turn(self, on: bool) -> None:
        """Enter or leave the mode."""
        if on != self.on:
            if on:
                self._enter()
            else:
                self._leave()
            self._window.activateWindow()
            if on or not self._parts.form.take_up():
                self._window.setFocus()  # not the next field there is: keys step through time
            self.switched.emit(on)

    def leave(self) -> bool:
        """Leave the mode; whether it was on."""
        on = self.on
        self.turn(False)
        return on

    def _enter(self) -> None:
        self._before = self._layout.present()
        self._state = self._window.windowState()
        self._parts.set_lecturing(True)
        self._appearance.enlarge(self, LARGER)
        self._lay_out()
        if self._window.windowHandle() is not None and not self._window.isFullScreen():
            self._window.showFullScreen()

    def _lay_out(self) -> None:
        """Show what there is of the present model, as it was shown last."""
        self._subject = self._layouts.subject
        kept = self._layout.read(PLACE.format(subject=self._subject))
        self._layouts.lecture()
        if not kept.docks.isEmpty():
            self._layout.take(kept)

    def _keep(self) -> None:
        self._layout.keep(PLACE.format(subject=self._subject), self._layout.present())

    def suit(self, cause: object = None) -> None:
        """Show what there is of another model."""
        if self.on and self._layouts.subject != self._subject:
            self._keep()
            self._lay_out()

    def _leave(self) -> None:
        before, self._before = self._before, None
        assert before is not None
        self._keep()
        self._parts.set_lecturing(False)
        self._appearance.enlarge(self, 1.0)
        self._window.setWindowState(self._state)  # large or small, as it was
        self._layout.take(before)

    def forget(self) -> None:
        """Leave the mode where the window closes, so that the layout of every day is remembered."""
        if self.on:
            self._leave()
