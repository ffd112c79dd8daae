"""How many traces come while a model learns, by what they cost and how long updates take."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from rnnviz.engine.serving import traces
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.trace import Trace
from tests.engine.serving.desk import Desk, experiment, pull


class Clock:
    """A clock that a probe moves on."""

    def __init__(self, costs: float) -> None:
        self.now = 0.0
        self.costs = costs

    def __call__(self) -> float:
        return self.now


class Dear(Run):
    """A run whose probe takes its time by a clock."""

    clock: Clock

    def probe(
        self, watch: tuple[str, ...] = (), reach_from: int | None = None, operations: Sequence[Operation] = (),
        writing: int = 0,
    ) -> Trace:
        self.clock.now += self.clock.costs
        return super().probe(watch, reach_from, operations, writing)


def times_of_traces(desk: Desk, costs: float, update: float, until: float, pulls_after: float = 0.0) -> list[float]:
    """Return when traces were made while a run learns whose probe and updates take so many seconds."""
    clock = Clock(costs)
    run = Dear(experiment())
    run.clock = clock
    made = traces.Traces(desk.outbox, 1, clock)
    found: list[float] = []
    while clock.now < until:
        if not made.asked and (not found or clock.now >= found[-1] + pulls_after):
            made.ask(pull(have=len(found)).header)
        if made.due(run, learning=True):
            found.append(clock.now)
            made.answer(run)
        clock.now += update
        run.updates += 1
    return found


DEAR = [(0.001, 20), (0.003, 13), (0.006, 10), (0.03, 10), (0.05, 8), (0.3, 2)]


@pytest.mark.parametrize(("costs", "expected"), DEAR)
def test_the_dearer_a_trace_the_fewer_are_made_while_learning(desk: Desk, costs: float, expected: int) -> None:
    assert abs(len(times_of_traces(desk, costs, update=0.001, until=1.0)) - expected) <= 1


@pytest.mark.parametrize("update", [0.001, 0.009, 0.0235, 0.031, 0.05, 0.08])
def test_however_long_updates_take_as_many_traces_come(desk: Desk, update: float) -> None:
    found = times_of_traces(desk, 0.005, update, until=6.0, pulls_after=0.02)
    assert 10.0 <= (len(found) - 1) / (found[-1] - found[0]) <= 10.4
    assert max(np.diff(found)) <= traces.ENOUGH + update + 0.005 + 1e-9


def test_an_update_longer_than_a_traces_turn_gets_one_trace_and_none_is_made_up_for(desk: Desk) -> None:
    slow = times_of_traces(desk, 0.005, update=0.3, until=6.0)
    assert np.diff(slow) == pytest.approx(0.305)
    late = np.diff(times_of_traces(desk, 0.005, update=0.001, until=20.0, pulls_after=1.0))
    assert (late > 0.99).all()


def test_after_a_long_wait_at_most_one_trace_comes_early(desk: Desk) -> None:
    clock = Clock(0.005)
    run = Dear(experiment())
    run.clock = clock
    made = traces.Traces(desk.outbox, 1, clock)
    clock.now = 100.0
    times: list[float] = []
    while clock.now < 101.0:
        if not made.asked:
            made.ask(pull(have=len(times)).header)
        if made.due(run, learning=True):
            times.append(clock.now)
            made.answer(run)
        clock.now += 0.023
        run.updates += 1
    assert len(times) <= 12
    assert min(np.diff(times)[1:]) >= traces.ENOUGH - 0.028
