"""The second route of a worked example, gone once a person pauses, a little at a time: no key waits for it."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from rnnviz.worked import Example
from rnnviz.worked.differences import Checked, sliced_differences

PAUSE = 100
"""Milliseconds without another key until it begins."""


class Checking(QObject):
    """Goes the second route of the last example that it was given."""

    found = Signal(object)
    """Checked: of the last example."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slices: Generator[None, None, Checked] | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_on)

    @property
    def active(self) -> bool:
        """Whether it is under way."""
        return self._slices is not None

    def begin(self, example: Example) -> None:
        """Go the route of an example after a pause; that of the one before is left."""
        self._slices = sliced_differences(example)
        self._next.start(PAUSE)

    def cancel(self) -> None:
        """Leave off."""
        self._next.stop()
        self._slices = None

    def finish(self) -> None:
        """Go the rest of it now."""
        while self._slices is not None:
            self._go_on()

    def _go_on(self) -> None:
        """Go one slice, and leave the next to a time when nothing else is to be done."""
        if self._slices is None:
            return
        try:
            next(self._slices)
        except StopIteration as end:
            self._slices = None
            self._next.stop()
            self.found.emit(end.value)
        else:
            self._next.start(0)
