"""What views have the engine compute beside the traces: long, with progress, and cancelled at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from rnnviz.errors import BadInput
from rnnviz.trace import Array


@dataclass(frozen=True, kw_only=True, eq=False)
class JobResult:
    """What a job has found: plain values and arrays, of the run's weights after ``update`` updates."""

    update: int
    values: Mapping[str, Any]
    arrays: Mapping[str, Array]


class Job(QObject):
    """One job from its asking to its end: exactly one of `finished`, `failed` and `ended` tells of the end.

    Attributes
    ----------
    kind : str
        A key of the engine's table of jobs.
    arguments : mapping of str to plain JSON values
    done, total : int
        Parts done, and of how many; total 0 until the first part is done.
    """

    progressed = Signal(object)
    """This job: another part is done."""
    finished = Signal(object)
    """JobResult."""
    failed = Signal(object)
    """BadInput: why it cannot be done."""
    ended = Signal(object)
    """This job: it was cancelled, or its model is gone."""

    def __init__(self, kind: str, arguments: Mapping[str, Any], jobs: Jobs) -> None:
        super().__init__(jobs)
        self.kind = kind
        self.arguments = dict(arguments)
        self.done = 0
        self.total = 0
        self.over = False
        self._jobs = jobs

    def cancel(self) -> None:
        """Leave off; `ended` follows."""
        if not self.over:
            self._jobs.cancelled.emit(self)
            self.end()

    # what the window calls

    def progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        if not self.over:
            self.done, self.total = done, total
            self.progressed.emit(self)

    def finish(self, result: JobResult) -> None:
        """Hand over what was found."""
        if not self.over:
            self._close()
            self.finished.emit(result)

    def fail(self, problem: BadInput) -> None:
        """Say why it cannot be done."""
        if not self.over:
            self._close()
            self.failed.emit(problem)

    def end(self) -> None:
        """Say that nothing will come of it."""
        if not self.over:
            self._close()
            self.ended.emit(self)

    def _close(self) -> None:
        self.over = True
        self.deleteLater()


class Jobs(QObject):
    """Where views ask for jobs; the window listens and has the engine do them, one after another."""

    asked = Signal(object)
    """Job."""
    cancelled = Signal(object)
    """Job."""

    def ask(self, kind: str, arguments: Mapping[str, Any] | None = None) -> Job:
        """Ask for a job of the shown run. Connect its signals before the event loop runs again."""
        job = Job(kind, arguments or {}, self)
        self.asked.emit(job)
        return job
