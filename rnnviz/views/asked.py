"""What a view has asked the engine for, by names of its own: of each name the last asking counts alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from rnnviz.errors import BadInput
from rnnviz.views.jobs import Job, JobResult, Jobs

Take = Callable[[JobResult], None]
Refuse = Callable[[BadInput], None]


class Asked:
    """Jobs under way. A job that another one of its name has replaced is cancelled, and never heard of again.

    Parameters
    ----------
    jobs : Jobs
        Where jobs are asked for.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._under_way: dict[str, Job] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._under_way

    def is_for(self, name: str, arguments: Mapping[str, Any]) -> bool:
        """Whether a job of this name is under way with these very arguments."""
        job = self._under_way.get(name)
        return job is not None and job.arguments == dict(arguments)

    def ask(
        self, name: str, kind: str, arguments: Mapping[str, Any], take: Take, refuse: Refuse,
        lose: Callable[[], None] = lambda: None,
    ) -> Job:
        """Ask for a job.

        Parameters
        ----------
        take, refuse, lose : callable
            What is called with the result, with what is wrong, or where nothing will come of it; the
            job is no longer under way by then.
        """
        self.cancel(name)
        job = self._jobs.ask(kind, arguments)
        self.wait(name, job, take, refuse, lose)
        return job

    def wait(
        self, name: str, job: Job, take: Take, refuse: Refuse, lose: Callable[[], None] = lambda: None
    ) -> None:
        """Wait for a job that somebody else has asked for and handed over."""
        self.cancel(name)
        self._under_way[name] = job
        job.finished.connect(partial(self._end, name, job, take))
        job.failed.connect(partial(self._end, name, job, refuse))
        job.ended.connect(partial(self._end, name, job, lambda _: lose()))

    def hand_over(self, name: str) -> tuple[Job, ...]:
        """Give up a job that is under way, if there is one: it goes on, and nothing more is heard of it here."""
        job = self._under_way.pop(name, None)
        return () if job is None else (job,)

    def cancel(self, name: str) -> None:
        """Leave off with a job, if it is under way, and hear no more of it."""
        job = self._under_way.pop(name, None)
        if job is not None:
            job.cancel()

    def close(self) -> None:
        """Leave off with all of them."""
        for name in list(self._under_way):
            self.cancel(name)

    def _end(self, name: str, job: Job, hand: Callable[[Any], None], what: object) -> None:
        if self._under_way.get(name) is job:
            del self._under_way[name]
            hand(what)
