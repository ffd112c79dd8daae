"""The loop of updates: interrupted, or out of memory."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any, cast

import pytest

from rnnviz.catalogue import load
from rnnviz.cli.interruption import Interruption
from rnnviz.cli.learning import learn
from rnnviz.engine.training.run import Run


class Learner:
    """Something that is updated like a run, and does something else at its third update."""

    def __init__(self, at_third: Callable[[], Any]) -> None:
        self.experiment = load("hello-rnn")
        self.updates = 0
        self._at_third = at_third

    def update(self) -> dict[str, float]:
        if self.updates == 2:
            self._at_third()
        self.updates += 1
        return {"update": self.updates, "loss": 1 / self.updates, "accuracy": 0.5}


def raising(problem: Exception) -> Callable[[], None]:
    def do() -> None:
        raise problem

    return do


def learnt(at_third: Callable[[], Any], updates: int = 5) -> Any:
    return learn(cast("Run", Learner(at_third)), updates, quiet=True)


def test_the_rows_are_those_of_the_updates() -> None:
    outcome = learnt(lambda: None)
    assert [row["update"] for row in outcome.rows] == [1, 2, 3, 4, 5]
    assert (outcome.code, outcome.status, outcome.scores) == (0, "done", {"accuracy": 0.5})


def test_ctrl_c_lets_the_update_end() -> None:
    before = signal.getsignal(signal.SIGINT)
    outcome = learnt(lambda: signal.raise_signal(signal.SIGINT))
    assert [row["update"] for row in outcome.rows] == [1, 2, 3]
    assert (outcome.code, outcome.status) == (130, "interrupted")
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_during_the_last_update_changes_nothing() -> None:
    assert learnt(lambda: signal.raise_signal(signal.SIGINT), updates=3).code == 0


def test_a_second_ctrl_c_ends_at_once() -> None:
    def twice() -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        learnt(twice)


def test_nothing_is_asked_before_ctrl_c() -> None:
    with Interruption() as interruption:
        assert not interruption.asked


@pytest.mark.parametrize(
    "problem",
    [
        MemoryError(),
        RuntimeError("[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't allocate memory: ..."),
        RuntimeError("CUDA out of memory. Tried to allocate 20.00 GiB."),
    ],
)
def test_running_out_of_memory_is_a_sentence(problem: Exception) -> None:
    outcome = learnt(raising(problem))
    assert len(outcome.rows) == 2
    assert (outcome.code, outcome.status) == (1, "failed")
    assert outcome.failure.startswith("update 3 did not fit into memory: ")


def test_a_mistake_of_the_program_is_not_hidden() -> None:
    with pytest.raises(RuntimeError, match="a mistake"):
        learnt(raising(RuntimeError("a mistake")))
