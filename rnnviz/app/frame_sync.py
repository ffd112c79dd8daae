"""One repaint of a window for all that a frame changes in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

OVER = QEvent.Type(QEvent.registerEventType())


class FrameSync(QObject):
    """Holds a window's repaint back until every plot that a frame changed has said what is to be painted.

    Each scene that has changed asks its window to repaint at once, for itself: six tracks would have it
    walk through all its widgets, and paint what lies under them, six times a frame.

    Attributes
    ----------
    holding : bool
        Whether a repaint is held back now.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked = False
        self.holding = False
        window.installEventFilter(self)

    def gather(self) -> None:
        """Say that a frame has changed what it changes; its scenes have their events in the queue by now."""
        if not self.holding:
            self.holding = True
            QCoreApplication.postEvent(self, QEvent(OVER))  # comes after theirs

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a request to repaint for the end of the frame."""
        if self.holding and event.type() == QEvent.Type.UpdateRequest and watched is self._window:
            self._asked = True
            return True
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() != OVER:
            return super().event(event)
        self.holding = False
        if self._asked:
            self._asked = False
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        return True
