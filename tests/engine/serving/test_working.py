"""Jobs: in turn, in parts, cancelled, refused, and never in the way of commands or learning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.jobs import JOBS, Found, JobParts
from rnnviz.engine.serving.working import Working
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.link import job_messages
from rnnviz.link.frames import Header, Message


class Box:
    """An outbox that keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[Message] = []

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def kinds(self) -> list[str]:
        return [message.kind for message in self.sent]


def norms(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """The norm of each parameter, a part each."""
    if arguments.get("order", 2) not in (1, 2):
        raise BadInput("{field} must be 1 or 2, got {value}", field="order", value=arguments["order"])
    parameters = list(run.learner.model.parameters())
    found = []
    for done, parameter in enumerate(parameters, 1):
        found.append(float(parameter.detach().norm(arguments.get("order", 2))))
        yield done, len(parameters)
    return Found(values={"count": len(found)}, arrays={"norms": np.array(found)})


@pytest.fixture
def run() -> Iterator[Run]:
    before = torch.get_num_threads()
    yield Run(load("hello-rnn", ["threads=1"]))
    torch.set_num_threads(before)


def header(number: int, name: str = "norms", **arguments: Any) -> Header:
    return job_messages.job(1, number, name, arguments).header


def working(run: Run, box: Box) -> Working:
    return Working(run, 1, box, {"norms": norms})  # type: ignore[arg-type]


def finish(work: Working) -> None:
    while work.busy:
        work.go_on()


def test_a_job_ends_with_what_it_found_on_the_weights_it_began_with(run: Run) -> None:
    box = Box()
    work = working(run, box)
    run.update()
    work.ask(header(5))
    finish(work)
    done = box.sent[-1]
    assert done.kind == "job_done"
    assert (done.header["number"], done.header["update"], done.header["values"]) == (5, 1, {"count": 6})
    expected = [float(p.detach().norm()) for p in run.learner.model.parameters()]
    np.testing.assert_allclose(done.arrays["norms"], expected)
    assert box.kinds()[0] == "job_progress"


def test_jobs_are_done_in_turn_and_a_cancelled_one_says_nothing_more(run: Run) -> None:
    box = Box()
    work = working(run, box)
    for number in (1, 2, 3):
        work.ask(header(number))
    work.go_on()
    work.cancel(1)
    work.cancel(2)
    work.cancel(77)
    finish(work)
    assert [m.header["number"] for m in box.sent if m.kind == "job_done"] == [3]


def test_a_refused_or_unknown_job_says_why_and_the_next_goes_on(run: Run) -> None:
    box = Box()
    work = working(run, box)
    work.ask(header(1, order=7))
    work.ask(header(2, name="paint"))
    work.ask(header(3))
    finish(work)
    assert [m.kind for m in box.sent if m.kind != "job_progress"] == ["job_bad", "job_bad", "job_done"]
    assert box.sent[0].header["values"] == {"field": "order", "value": "7"}


def test_frozen_weights_stay_while_the_model_learns(run: Run) -> None:
    frozen = run.learner.frozen()
    before = {name: value.clone() for name, value in frozen.model.state_dict().items()}
    run.update()
    assert all(torch.equal(value, before[name]) for name, value in frozen.model.state_dict().items())
    assert any(not torch.equal(v, before[n]) for n, v in run.learner.model.state_dict().items())


def test_the_table_names_functions() -> None:
    assert all(callable(job) for job in JOBS.values())
