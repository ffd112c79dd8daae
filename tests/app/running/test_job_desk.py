"""Jobs of views: numbered, answered, cancelled, and ended with their run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.job_desk import JobDesk
from rnnviz.catalogue import load
from rnnviz.errors import BadInput
from rnnviz.link import job_messages
from rnnviz.views.jobs import Job, Jobs
from tests.app.fake_engine import FakeEngine


class Stand(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.engine = FakeEngine()
        self.jobs = Jobs(self)
        self.link = EngineLink(self.engine, self)
        self.desk = JobDesk(self.jobs, self.link, self)
        self.heard: list[tuple[str, object]] = []

    def begin(self) -> int:
        self.link.open()
        self.link.start(load("vanishing-rnn"))
        self.engine.get_ready()
        run = self.engine.take_start()
        self.engine.give_trace(run, 1)
        return run

    def ask(self) -> Job:
        job = self.jobs.ask("hunt", {"symbols": 10})
        job.progressed.connect(lambda job: self.heard.append(("progressed", (job.done, job.total))))
        job.finished.connect(lambda result: self.heard.append(("finished", result)))
        job.failed.connect(lambda problem: self.heard.append(("failed", problem)))
        job.ended.connect(lambda _: self.heard.append(("ended", None)))
        return job


@pytest.fixture
def stand(qapp: QApplication) -> Iterator[Stand]:
    made = Stand()
    yield made
    made.link.close()
    made.deleteLater()


def test_a_job_is_answered(stand: Stand) -> None:
    run = stand.begin()
    stand.ask()
    (asked,) = stand.engine.of("job")
    assert (asked["name"], asked["arguments"], asked["run"]) == ("hunt", {"symbols": 10}, run)
    stand.engine.say(job_messages.job_progress(run, asked["number"], 1, 4))
    found = {"auc": np.arange(3.0)}
    stand.engine.say(job_messages.job_done(run, asked["number"], 9, {"n": 3}, found))
    assert stand.heard[0] == ("progressed", (1, 4))
    (kind, result) = stand.heard[1]
    assert kind == "finished"
    assert (result.update, result.values["n"], len(result.arrays["auc"])) == (9, 3, 3)  # type: ignore[attr-defined]
    assert len(stand.heard) == 2


def test_a_job_that_cannot_be_done_says_why(stand: Stand) -> None:
    run = stand.begin()
    stand.ask()
    problem = BadInput("{field} is empty", field="task.path")
    stand.engine.say(job_messages.job_bad(run, stand.engine.of("job")[0]["number"], problem))
    ((kind, said),) = stand.heard
    assert (kind, str(said)) == ("failed", "task.path is empty")


def test_a_cancelled_job_hears_nothing_more(stand: Stand) -> None:
    run = stand.begin()
    job = stand.ask()
    number = stand.engine.of("job")[0]["number"]
    job.cancel()
    job.cancel()
    assert [header["number"] for header in stand.engine.of("cancel_job")] == [number]
    stand.engine.say(job_messages.job_done(run, number, 0, {}, {}))
    assert stand.heard == [("ended", None)]


@pytest.mark.parametrize("how", ["another run", "death"])
def test_a_job_ends_with_its_run(stand: Stand, how: str) -> None:
    stand.begin()
    stand.ask()
    if how == "death":
        stand.engine.die()
    else:
        stand.link.start(load("hello-rnn"))
        stand.engine.take_start()
    assert stand.heard == [("ended", None)]


def test_without_a_model_a_job_fails_once_its_asker_listens(stand: Stand) -> None:
    stand.ask()
    assert not stand.heard
    QApplication.processEvents()
    ((kind, said),) = stand.heard
    assert (kind, str(said)) == ("failed", "there is no model yet: wait until it is built")
