"""The engine as a child process of the window."""

from __future__ import annotations

import os
import sys
import sysconfig
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

import rnnviz
from rnnviz.link.frames import CorruptStream, Decoder, Message, encode
from rnnviz.link.watch import Failure, Silence
from rnnviz.trace import Array

COMMAND = (sys.executable, "-P", "-m", "rnnviz.engine")
"""-P: a file in the current folder is never taken for a module."""
STARTING_SECONDS = 60.0
CLOSING_SECONDS = 2.0
STABLE_SECONDS = 10.0
"""An engine that was ready for so long had started well."""
LOG_LINES = 200
LONGEST_LINE = 2000


class EngineChild(QObject):
    """Starts the engine's process, sends and receives messages, and watches over it.

    After a death `start` starts a new process; whether to do so is for the window to decide.

    Parameters
    ----------
    command : sequence of str
        The program and its arguments.
    starting_seconds : float
        A process that is not ready by then is given up.
    """

    received = Signal(object)
    """A `Message` came."""
    failed = Signal(object)
    """The process ended without having been asked to; a `Failure`."""
    silent = Signal(object)
    """The heart of a ready engine has stopped; seconds since it was last heard."""
    answered = Signal(object)
    """A silent engine is heard again; seconds that it was silent."""

    def __init__(
        self, parent: QObject | None = None, *, command: Sequence[str] = COMMAND,
        starting_seconds: float = STARTING_SECONDS,
    ) -> None:
        super().__init__(parent)
        self.command = tuple(command)
        self.is_ready = False
        self.quick_deaths = 0
        self._log: deque[str] = deque(maxlen=LOG_LINES)
        self._line = ""
        self._cause: tuple[str, str] | None = None
        self._wanted = False
        self._ready_at = 0.0
        self._silence = Silence()
        self._decoder = Decoder()
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_environment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._read_log)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._errored)
        self._starting = QTimer(self, singleShot=True, interval=round(starting_seconds * 1000))
        self._starting.timeout.connect(self._too_slow)
        self._watch = QTimer(self, interval=250)
        self._watch.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def pid(self) -> int:
        """The process's number; 0 where there is none."""
        return int(self._process.processId())

    @property
    def log(self) -> tuple[str, ...]:
        """The last lines that the process wrote on standard error."""
        return (*self._log, self._line) if self._line else tuple(self._log)

    @Slot()
    def start(self) -> None:
        """Start the process; nothing where it runs."""
        if self.running:
            return
        self._decoder, self._cause, self._line = Decoder(), None, ""
        self._log.clear()
        self._wanted = True
        self._starting.start()
        self._process.start(self.command[0], list(self.command[1:]))

    def send(self, header: Mapping[str, Any], arrays: Mapping[str, Array] | None = None) -> None:
        """Send a message; it is written as the process reads it. Nothing where there is no process.

        Raises
        ------
        BadInput
            It is larger than the wire takes.
        """
        pieces = encode(header, arrays)
        if self._wanted and self.running:
            self._process.write(b"".join(pieces))

    def close(self) -> None:
        """End the process by closing its standard input; kill it where it has not left in two seconds."""
        self._let_go()
        if self.running:
            self._process.closeWriteChannel()
            if not self._process.waitForFinished(round(CLOSING_SECONDS * 1000)):
                self.kill()

    def leave(self) -> None:
        """Ask the process to end, and wait for nothing; it is killed where it has not left in two seconds.

        This object lives on for as long, whoever owned it. `see_off` waits for those that are leaving.
        """
        self._let_go()
        if not self.running or self in _leaving:
            return
        self.setParent(None)
        _leaving.add(self)
        self._process.stateChanged.connect(self._left)  # `finished` is not heard of one that could not start
        self._process.closeWriteChannel()
        self._starting.timeout.disconnect(self._too_slow)
        self._starting.timeout.connect(self._process.kill)
        self._starting.start(round(CLOSING_SECONDS * 1000))

    @Slot(QProcess.ProcessState)
    def _left(self, state: QProcess.ProcessState) -> None:
        if state != QProcess.ProcessState.NotRunning:
            return
        self._starting.stop()
        _leaving.discard(self)
        self.deleteLater()

    def kill(self) -> None:
        """End the process at once; `failed` is not emitted."""
        self._let_go()
        if self.running:
            self._process.kill()
            self._process.waitForFinished(1000)

    def _let_go(self) -> None:
        self._wanted = self.is_ready = False
        self._starting.stop()
        self._watch.stop()

    def _give_up(self, reason: str, detail: str) -> None:
        """Kill a process that cannot be used; its end is then reported with this reason."""
        self._cause = reason, detail
        self._process.kill()

    @Slot()
    def _read(self) -> None:
        data = self._process.readAllStandardOutput()
        if not self._wanted or self._cause or data.isEmpty():
            return
        self._heard()
        try:
            found = self._decoder.feed(memoryview(data))  # type: ignore[arg-type]
        except CorruptStream as problem:
            self._give_up("corrupt", str(problem))
            return
        for message in found:
            self._take(message)

    def _take(self, message: Message) -> None:
        if not self._wanted:
            return  # whoever received the message before this one has ended the process
        if message.kind == "ready":
            self._became_ready()
        self.received.emit(message)

    @Slot()
    def _read_log(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        *lines, rest = (self._line + text).replace("\r\n", "\n").split("\n")
        self._log.extend(line[:LONGEST_LINE] for line in lines)
        self._line = rest[:LONGEST_LINE]

    def _became_ready(self) -> None:
        self.is_ready = True
        self._starting.stop()
        self._ready_at = time.monotonic()
        self._silence = Silence()
        self._watch.start()

    def _heard(self) -> None:
        silent = self._silence.hear()
        if silent is not None:
            self.answered.emit(silent)

    @Slot()
    def _look(self) -> None:
        silent = self._silence.look(time.monotonic())
        if silent is not None:
            self.silent.emit(silent)

    @Slot()
    def _too_slow(self) -> None:
        self._give_up("slow_start", f"not ready after {self._starting.interval() / 1000:g} s")

    @Slot(QProcess.ProcessError)
    def _errored(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._wanted:
            self._report("not_started", self._process.errorString(), 0)

    @Slot(int, QProcess.ExitStatus)
    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._wanted:
            crashed = status == QProcess.ExitStatus.CrashExit
            reason, detail = self._cause or ("signal" if crashed else "exit", "")
            self._report(reason, detail, code)

    def _report(self, reason: str, detail: str, code: int) -> None:
        stable = self.is_ready and time.monotonic() - self._ready_at >= STABLE_SECONDS
        self.quick_deaths = 0 if stable else self.quick_deaths + 1
        self._let_go()
        self.failed.emit(
            Failure(reason=reason, detail=detail, exit_code=code, log=self.log, quick_deaths=self.quick_deaths)
        )


_leaving: set[EngineChild] = set()


def see_off() -> None:
    """Wait for the processes that were asked to leave, two seconds in all; none is there any more then."""
    until = time.monotonic() + CLOSING_SECONDS
    for child in list(_leaving):
        child._process.waitForFinished(max(round(1000 * (until - time.monotonic())), 1))
        child.kill()


def _environment() -> QProcessEnvironment:
    """Return this process's environment; where the package is not installed, with the folder to find it in."""
    environment = QProcessEnvironment.systemEnvironment()
    folder = str(Path(rnnviz.__file__).resolve().parent.parent)
    if folder not in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        before = environment.value("PYTHONPATH", "")
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, (folder, before))))
    environment.insert("PYTHONIOENCODING", "utf-8")
    return environment
