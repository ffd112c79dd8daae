"""The engine's process: started, ended, and started again where it dies or does not answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from rnnviz.link.child import EngineChild
from rnnviz.link.frames import Header, Message
from rnnviz.link.watch import Failure
from rnnviz.trace import Array


@dataclass(frozen=True, kw_only=True)
class Ended:
    """The process ended without being asked to, and what it wrote last."""

    failure: Failure
    log: str


class EngineProcess(QObject):
    """Keeps one process of the engine alive.

    Parameters
    ----------
    child : EngineChild
        The process that speaks with the engine; this owns it.

    Attributes
    ----------
    engine : dict or None
        What the engine said of itself when it was ready: torch, python, devices, threads, pid.
    """

    staged = Signal(object)
    """Word for how far the start is: starting, loading."""
    readied = Signal(object)
    """Header of ``ready``."""
    spoke = Signal(object)
    """Message about a run: (header, arrays)."""
    ended = Signal(object)
    """Ended; another process starts by itself, unless it is hopeless."""

    def __init__(self, child: EngineChild, parent: QObject | None = None) -> None:
        super().__init__(parent)
        child.setParent(self)
        self._child = child
        child.received.connect(self._receive)
        child.failed.connect(self._fail)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.open)
        self._last_words = ""
        self.engine: Header | None = None

    def open(self) -> None:
        """Start the process."""
        self._last_words = ""
        self.staged.emit("starting")
        self._child.start()

    def close(self) -> None:
        """End it."""
        self._again.stop()
        self.engine = None
        self._child.close()

    def leave(self) -> None:
        """Ask it to end, and wait for nothing."""
        self._again.stop()
        self.engine = None
        self._child.leave()

    def restart(self) -> None:
        """End one that does not answer, or has died too often, and start another one."""
        self._child.kill()
        self._open_again()

    def send(self, message: Message) -> None:
        """Say something to an engine that is ready; one that is not has nobody to obey."""
        if self.engine is not None:
            self._child.send(message.header, message.arrays)

    def _open_again(self) -> None:
        self.engine = None
        self._again.start()

    def _receive(self, message: tuple[Header, Mapping[str, Array]]) -> None:
        header = message[0]
        match header["kind"]:
            case "loading":
                self.staged.emit("loading")
            case "crashed":
                self._last_words = header["traceback"]
            case "ready":
                self.engine = header
                self.readied.emit(header)
            case _:
                self.spoke.emit(message)

    def _fail(self, failure: Failure) -> None:
        log = "\n".join([*failure.log, *self._last_words.splitlines()])
        self.engine = None
        if not failure.hopeless:
            self._open_again()
        self.ended.emit(Ended(failure=failure, log=log))
