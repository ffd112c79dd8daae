"""What is made once the window is on the screen, so that it is there sooner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Opening(QObject):
    """Acts once, when the window has been painted for the first time.

    Parameters
    ----------
    act : callable
        Makes what the first painting did without.

    Attributes
    ----------
    done : bool
    """

    def __init__(self, act: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.done = False
        self._act = act
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.finish)

    def start(self) -> None:
        """Say that the window has been painted."""
        if not self.done and not self._soon.isActive():
            self._soon.start()

    def finish(self) -> None:
        """Make it now; nothing where that is done."""
        if not self.done:
            self._soon.stop()
            self.done = True
            self._act()
