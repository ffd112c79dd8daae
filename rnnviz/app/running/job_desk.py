"""Jobs of the views on their way to the engine and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from rnnviz.app.running.engine_link import EngineLink
from rnnviz.errors import BadInput
from rnnviz.link.frames import Message
from rnnviz.link.messages import problem
from rnnviz.views.jobs import Job, JobResult, Jobs


class JobDesk(QObject):
    """Numbers the jobs that views ask for, and hands each what the engine says of it.

    A job ends with the run that it was asked of.
    """

    def __init__(self, jobs: Jobs, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._jobs: dict[int, Job] = {}
        self._count = 0
        jobs.asked.connect(self._ask)
        jobs.cancelled.connect(self._cancel)
        link.worked.connect(self._hear)
        link.started.connect(self._end_all)
        link.died.connect(self._end_all)

    @property
    def busy(self) -> bool:
        """Whether the engine works at something that a view has asked for."""
        return bool(self._jobs)

    def _ask(self, job: Job) -> None:
        if self._link.run is None:
            problem = BadInput("there is no model yet: wait until it is built")
            QTimer.singleShot(0, job, lambda: job.fail(problem))  # once whoever asks listens
            return
        self._count += 1
        self._jobs[self._count] = job
        self._link.ask_job(self._count, job.kind, job.arguments)

    def _cancel(self, job: Job) -> None:
        for number in [number for number, known in self._jobs.items() if known is job]:
            del self._jobs[number]
            self._link.cancel_job(number)

    def _end_all(self, _: object) -> None:
        jobs, self._jobs = self._jobs, {}
        for job in jobs.values():
            job.end()

    def _hear(self, message: Message) -> None:
        header = message.header
        job = self._jobs.get(header["number"])
        if job is None:
            return
        if message.kind == "job_progress":
            job.progress(header["done"], header["total"])
            return
        del self._jobs[header["number"]]
        if message.kind == "job_done":
            job.finish(JobResult(update=header["update"], values=header["values"], arrays=message.arrays))
        else:
            job.fail(problem(header))
