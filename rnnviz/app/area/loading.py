"""Loads the files of docks that are not there at first, one at a time, while nobody waits for the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer

from rnnviz.views.later import Kind, Later

PAUSE = 60
"""Milliseconds between two: each holds the window up for some 10 to 30."""


class Loading(QObject):
    """Tells of each kind of dock once its class is there.

    Parameters
    ----------
    kinds : iterable of Later, or View class
    tell : callable
        Takes each kind that was to be loaded.
    """

    def __init__(self, kinds: Iterable[Kind], tell: Callable[[Later], object], parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[Later] = iter([kind for kind in kinds if isinstance(kind, Later)])
        self._tell = tell
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def stop(self) -> None:
        """Load no more."""
        self._timer.stop()

    def _next(self) -> None:
        kind = next(self._left, None)
        if kind is None:
            self._timer.stop()
        else:
            self._tell(kind)
