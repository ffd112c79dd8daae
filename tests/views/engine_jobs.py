"""Answers the jobs of views by the engine's own functions, when a test says so."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from rnnviz.engine.jobs import JOBS
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.views.jobs import Job, JobResult, Jobs


class Engine:
    """Stands where the window and the engine would."""

    def __init__(self, jobs: Jobs, run: Run) -> None:
        self.run = run
        self.asked: list[Job] = []
        jobs.asked.connect(self.asked.append)

    @property
    def waiting(self) -> list[Job]:
        """Jobs that have no answer yet."""
        return [job for job in self.asked if not job.over]

    def answer(self) -> None:
        """Do every job that waits, and those asked for by their answers."""
        while self.waiting:
            job = self.waiting[0]
            try:
                found = returned(JOBS[job.kind](self.run, job.arguments), job.progress)
            except BadInput as problem:
                job.fail(problem)
            else:
                job.finish(JobResult(update=self.run.updates, values=found.values, arrays=found.arrays))


def returned(parts: Generator[tuple[int, int], None, Any], say: Callable[[int, int], object] = max) -> Any:
    """Run through the parts of a job and return what it found."""
    while True:
        try:
            say(*next(parts))
        except StopIteration as end:
            return end.value
