"""Writes sessions beside the window: putting arrays together, fingerprints and the disk hold up no frame."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from rnnviz.app.sweeping import unswept
from rnnviz.errors import BadInput
from rnnviz.session import Session, save

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Written:
    """What became of a session that was to be written; ``problem`` is None where it is on the disk."""

    path: Path
    problem: BadInput | None


class SessionWriter(QObject):
    """One thread, one session after the other, in the order in which they are given.

    Python sweeps for garbage in whichever thread makes some. In this one it would delete plots and widgets that
    are gone while Qt draws in its own: nothing is swept from the moment that a session is given until the thread
    is done with the last.
    """

    written = Signal(object)
    """Written."""
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting = 0
        self._unswept: ExitStack | None = None
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a session is being written."""
        return self._waiting > 0

    def write(self, path: Path, session: Session) -> None:
        """Write a session; `written` follows. Nobody may change its arrays from now on."""
        if self._unswept is None:
            self._unswept = ExitStack()
            self._unswept.enter_context(unswept())
        self._waiting += 1
        self._pool.start(_Job(path, session, self._done.emit))

    def finish(self) -> None:
        """Wait until everything is written."""
        self._pool.waitForDone()
        if self._unswept is not None:
            self._unswept.close()
            self._unswept = None

    @Slot(object)
    def _tell(self, written: Written) -> None:
        self._waiting -= 1
        if not self._waiting:
            self.finish()  # it has said what became of the last, and lets go of it
        self.written.emit(written)


class _Job(QRunnable):
    """Writes one session in the pool's thread."""

    def __init__(self, path: Path, session: Session, tell: Callable[[Written], object]) -> None:
        super().__init__()
        self._path = path
        self._session = session
        self._tell = tell

    def run(self) -> None:
        self._tell(Written(self._path, _write(self._path, self._session)))


def _write(path: Path, session: Session) -> BadInput | None:
    try:
        save(path, session)
    except OSError as problem:
        return BadInput("{file} cannot be written: {reason}", file=path, reason=problem.strerror or problem)
    except Exception as problem:  # nothing is above this in its thread: it must reach the window as a sentence
        log.exception("a session cannot be written")
        return BadInput("{file} cannot be written: {reason}", file=path, reason=problem)
    return None
