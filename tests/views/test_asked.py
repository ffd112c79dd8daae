"""A view hears of the last job that it has asked for by a name, and of no other."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.errors import BadInput
from rnnviz.views.asked import Asked
from rnnviz.views.jobs import Job, JobResult, Jobs


class Desk:
    """Asks, and notes what comes back."""

    def __init__(self) -> None:
        self.jobs = Jobs()
        self.made: list[Job] = []
        self.jobs.asked.connect(self.made.append)
        self.asked = Asked(self.jobs)
        self.heard: list[object] = []

    def ask(self, name: str, **arguments: object) -> Job:
        return self.asked.ask(
            name, "text", arguments, self.heard.append, self.heard.append, lambda: self.heard.append(f"{name} is lost")
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def result() -> JobResult:
    return JobResult(update=3, values={}, arrays={"a": np.zeros(2)})


def test_a_result_is_handed_over_once_the_job_is_over(desk: Desk) -> None:
    job, found = desk.ask("text", at=2), result()
    assert "text" in desk.asked
    assert desk.asked.is_for("text", {"at": 2})
    assert not desk.asked.is_for("text", {"at": 3})
    assert not desk.asked.is_for("values", {"at": 2})
    job.finish(found)
    assert desk.heard == [found]
    assert "text" not in desk.asked


def test_what_is_wrong_and_what_is_lost_is_said(desk: Desk) -> None:
    problem = BadInput("{thing} is no text", thing="a number")
    desk.ask("text").fail(problem)
    desk.ask("values").cancel()
    assert desk.heard == [problem, "values is lost"]
    assert "values" not in desk.asked


def test_of_two_by_one_name_the_first_is_cancelled_and_not_heard_of(desk: Desk) -> None:
    first = desk.ask("text", at=1)
    other = desk.ask("values")
    second = desk.ask("text", at=2)
    assert [first.over, other.over, second.over] == [True, False, False]
    assert desk.heard == []
    second.finish(result())
    assert len(desk.heard) == 1


def test_closing_leaves_off_with_all_of_them_in_silence(desk: Desk) -> None:
    made = [desk.ask("text"), desk.ask("values")]
    desk.asked.close()
    assert all(job.over for job in made)
    assert desk.heard == []
    assert "text" not in desk.asked
