"""The jobs of one run, one after another, a part at a time, so that the engine hears commands in between."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping

from rnnviz.engine.jobs import JOBS, JobParts, MakeJob
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.link import job_messages as messages
from rnnviz.link.frames import Header

SECONDS = 0.05
"""Between two messages of progress."""


class Working:
    """Jobs that wait, the first of them under way."""

    def __init__(self, run: Run, number: int, outbox: Outbox, table: Mapping[str, MakeJob] = JOBS) -> None:
        self._run = run
        self._number = number
        self._outbox = outbox
        self._table = table
        self._waiting: deque[Header] = deque()
        self._parts: JobParts | None = None
        self._update = 0
        self._told = 0.0

    @property
    def busy(self) -> bool:
        """Whether a job is under way or waits."""
        return bool(self._waiting)

    def ask(self, header: Header) -> None:
        """Take a job; it is done after those that wait."""
        self._waiting.append(header)

    def cancel(self, job: int) -> None:
        """Leave off with a job, begun or not."""
        if self._waiting and self._waiting[0]["number"] == job:
            self._leave()
        else:
            self._waiting = deque(header for header in self._waiting if header["number"] != job)

    def go_on(self) -> None:
        """Do the next part of the first job."""
        job = self._waiting[0]["number"]
        try:
            if self._parts is None:
                self._parts = self._begin(self._waiting[0])
            done, total = next(self._parts)
        except StopIteration as end:
            found = end.value
            self._send_done(job, found.values, found.arrays)
            self._leave()
        except BadInput as problem:
            self._outbox.send(messages.job_bad(self._number, job, problem))
            self._leave()
        else:
            if time.monotonic() >= self._told + SECONDS:
                self._told = time.monotonic()
                self._outbox.send(messages.job_progress(self._number, job, done, total))

    def _begin(self, header: Header) -> JobParts:
        name = header["name"]
        if name not in self._table:
            raise BadInput("there is no job {name}: there are {choices}", name=name, choices=", ".join(self._table))
        self._update, self._told = self._run.updates, 0.0
        return self._table[name](self._run, header["arguments"])

    def _send_done(self, job: int, values: Mapping[str, object], arrays: Mapping[str, object]) -> None:
        try:
            self._outbox.send(messages.job_done(self._number, job, self._update, values, arrays))  # type: ignore[arg-type]
        except BadInput as problem:  # larger than the wire takes
            self._outbox.send(messages.job_bad(self._number, job, problem))

    def _leave(self) -> None:
        if self._parts is not None:
            self._parts.close()
        self._parts = None
        self._waiting.popleft()
