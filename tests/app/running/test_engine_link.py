from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app.running.engine_events import Death, Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.catalogue import changed, load
from rnnviz.experiment import Experiment
from rnnviz.link import messages, travel_messages
from rnnviz.operation import Operation
from rnnviz.trace import Trace
from tests.app.fake_engine import FakeEngine


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def link(engine: FakeEngine) -> Iterator[EngineLink]:
    made = EngineLink(engine)
    yield made
    made.close()


@pytest.fixture
def experiment() -> Experiment:
    return load("vanishing-rnn")


@pytest.fixture
def run(link: EngineLink, engine: FakeEngine, experiment: Experiment) -> int:
    """A run whose first trace has come."""
    link.open()
    link.start(experiment)
    engine.get_ready()
    number = engine.take_start()
    engine.give_trace(number, 1)
    return number


def gain(experiment: Experiment, value: float) -> Experiment:
    return changed(experiment, {"cell.recurrent_gain": value})


def test_other_operations_are_asked_for_at_once(link: EngineLink, engine: FakeEngine, run: int) -> None:
    cut = Operation(kind="cut", first=2)
    link.operate([cut])
    assert [Operation.model_validate(each) for each in engine.of("pull")[-1]["operations"]] == [cut]
    count = len(engine.of("pull"))
    link.operate([cut])
    assert len(engine.of("pull")) == count
    link.operate([])
    assert engine.of("pull")[-1]["operations"] == []


def test_a_trace_without_what_was_asked_for_is_lacking(link: EngineLink, engine: FakeEngine, run: int) -> None:
    link.operate([Operation(kind="cut", first=2)])
    engine.give_trace(run, 2)
    assert link.lacking


def test_while_it_learns_dear_arrays_come_in_turn_and_a_rest_brings_the_whole(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    dear, light = frozenset({"gradient_flow/*"}), frozenset({"*.preactivation"})
    traces: list[Trace] = []
    link.traced.connect(traces.append)
    number = 1

    def trace(seconds: float) -> frozenset[str]:
        nonlocal number
        number += 1
        link.painted()
        pull = engine.of("pull")[-1]
        assert sorted([*pull["watch"], *pull["coming"]]) == sorted(dear | light), "updates leave behind what will be"
        engine.give_trace(run, number, update=number, seconds=seconds)
        assert traces[-1].watched == frozenset(pull["watch"])
        return traces[-1].watched

    link.want(dear | light, None, [dear, light])
    assert engine.of("pull")[-1]["watch"] == sorted(dear | light)
    engine.give_trace(run, number)
    link.train(True)
    assert [trace(0.011), trace(9.0)] == [light, light | dear], "what is not known yet comes one at a time"
    assert trace(0.011) == trace(0.011) == light, "it was dear"
    assert link.lacking
    link.painted()
    link.train(False)
    asked = len(engine.of("pull"))
    link.painted()
    link.painted()
    assert [pull["watch"] for pull in engine.of("pull")[asked:]] == [sorted(dear | light)]
    engine.give_trace(run, 99)
    assert not link.lacking


def test_a_start_waits_for_the_engine(link: EngineLink, engine: FakeEngine, experiment: Experiment) -> None:
    stages: list[str] = []
    link.staged.connect(stages.append)
    link.open()
    link.start(experiment)
    assert engine.sent == []
    engine.get_ready()
    assert engine.of("start")[0]["experiment"]["name"] == "vanishing-rnn"
    engine.give_trace(engine.take_start(), 1)
    assert stages == ["starting", "loading", "building", ""]


def test_after_started_a_trace_is_pulled_and_then_one_for_each_that_is_painted(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    assert [pull["have"] for pull in engine.of("pull")] == [-1]
    link.painted()
    link.painted()  # one is on its way already
    assert [pull["have"] for pull in engine.of("pull")] == [-1, 1]
    engine.give_trace(run, 2)
    link.painted()
    assert engine.of("pull")[-1]["have"] == 2


def test_of_the_starts_asked_for_while_one_is_under_way_the_last_counts(
    link: EngineLink, engine: FakeEngine, experiment: Experiment
) -> None:
    traced: list[Trace] = []
    link.traced.connect(traced.append)
    link.open()
    engine.get_ready()
    for value in (1.0, 1.5, 2.0, 2.5):
        link.start(gain(experiment, value))
    assert len(engine.of("start")) == 1
    first = engine.take_start()
    assert len(engine.of("start")) == 1, "its first trace is drawn before the next model is made"
    engine.give_trace(first, 1)
    assert [trace.run for trace in traced] == [first]
    gains = [start["experiment"]["cell"]["recurrent_gain"] for start in engine.of("start")]
    assert gains == [1.0, 2.5]


def test_messages_of_other_runs_are_dropped(
    link: EngineLink, engine: FakeEngine, run: int, experiment: Experiment
) -> None:
    traced: list[Trace] = []
    link.traced.connect(traced.append)
    link.start(gain(experiment, 2.0))
    engine.give_trace(run, 2)  # the old one is the current one until the new one has started
    new = engine.take_start()
    engine.give_trace(run, 3)
    engine.give_rows(run, 1, 2)
    engine.give_trace(new, 1)
    assert [(trace.run, trace.number) for trace in traced] == [(run, 2), (new, 1)]
    assert link.run is not None
    assert len(link.run.history) == 0


def test_a_refused_start_leaves_the_run_before(
    link: EngineLink, engine: FakeEngine, run: int, experiment: Experiment
) -> None:
    refused: list[Refusal] = []
    link.refused.connect(refused.append)
    link.start(changed(experiment, {"cell.hidden_size": 4096}))
    engine.refuse(run + 1, "start")
    assert [r.about for r in refused] == ["start"]
    assert link.run is not None
    assert link.run.number == run
    link.update()
    assert engine.of("update") == [{"kind": "update", "run": run, "count": 1}]


def test_training_goes_on_in_a_new_run_once_no_other_is_wanted(
    link: EngineLink, engine: FakeEngine, run: int, experiment: Experiment
) -> None:
    link.train(True)
    link.start(gain(experiment, 1.5))
    link.start(gain(experiment, 2.0))
    engine.give_trace(engine.take_start(), 1)
    last = engine.take_start()
    engine.give_trace(last, 1)
    assert [(t["run"], t["on"]) for t in engine.of("train")] == [(run, True), (last, True)]


def test_a_change_reaches_a_run_that_is_under_way_once_it_has_started(
    link: EngineLink, engine: FakeEngine, run: int, experiment: Experiment
) -> None:
    link.change("training.learning_rate", 0.1)
    link.start(gain(experiment, 2.0))
    link.change("training.learning_rate", 0.2)
    link.change("training.learning_rate", 0.3)
    new = engine.take_start()
    assert [(c["run"], c["value"]) for c in engine.of("change")] == [(run, 0.1), (new, 0.3)]


def test_rows_make_the_history(link: EngineLink, engine: FakeEngine, run: int) -> None:
    engine.give_rows(run, 1, 2)
    engine.give_rows(run, 3)
    assert link.run is not None
    assert link.run.update == 3
    assert link.run.history["update"].tolist() == [1.0, 2.0, 3.0]


def test_a_dead_engine_is_started_again_from_its_last_snapshot(
    qtbot: QtBot, link: EngineLink, engine: FakeEngine, run: int
) -> None:
    engine.give_rows(run, *range(1, 31))
    engine.give_snapshot(run, 20)
    link.train(True)
    deaths: list[Death] = []
    link.died.connect(deaths.append)
    engine.die()
    qtbot.waitUntil(lambda: engine.starts == 2)
    assert [(death.update, death.final) for death in deaths] == [(20, False)]
    assert "Fatal Python error" in deaths[0].log
    engine.get_ready()
    start = engine.sent[-1]
    assert start.kind == "start"
    np.testing.assert_array_equal(start.arrays["model/w"], [20.0, 20.0])
    new = engine.take_start(update=20)
    assert new > run
    assert link.run is not None
    assert link.run.history["update"].tolist() == list(range(1, 21)), "what the snapshot does not know is forgotten"
    engine.give_trace(new, 1, update=20)
    assert engine.of("train")[-1] == {"kind": "train", "run": new, "on": True}


def test_an_engine_that_dies_five_times_at_once_is_left_alone(
    qtbot: QtBot, link: EngineLink, engine: FakeEngine, run: int
) -> None:
    deaths: list[Death] = []
    link.died.connect(deaths.append)
    for count in range(1, 6):
        engine.die()
        if count < 5:
            qtbot.waitUntil(lambda count=count: engine.starts == count + 1)  # type: ignore[misc]
    assert [death.final for death in deaths] == [False, False, False, False, True]
    assert engine.starts == 5
    link.restart()
    qtbot.waitUntil(lambda: engine.starts == 6)
    engine.get_ready()
    assert engine.of("start")[-1]["experiment"]["name"] == "vanishing-rnn"


def test_a_snapshot_that_comes_after_its_run_was_replaced_is_kept_for_undo(
    link: EngineLink, engine: FakeEngine, run: int, experiment: Experiment
) -> None:
    old = link.run
    assert isinstance(old, LiveRun)
    link.start(gain(experiment, 2.0))
    engine.take_start()
    engine.give_snapshot(run, 42)
    assert old.snapshot_update == 42
    link.start(old.experiment, resume=old)
    engine.give_trace(run + 1, 1)
    np.testing.assert_array_equal(engine.sent[-1].arrays["model/w"], [42.0, 42.0])


def test_what_views_want_is_asked_for_at_once_and_only_where_the_trace_lacks_it(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    count = len(engine.of("pull"))
    link.want({"gradient_flow/*", "*.preactivation"}, None)
    link.want({"gradient_flow/*", "*.preactivation"}, None)
    assert len(engine.of("pull")) == count + 1
    assert engine.of("pull")[-1]["watch"] == ["*.preactivation", "gradient_flow/*"]
    link.want({"gradient_flow/*"}, None)
    assert len(engine.of("pull")) == count + 1, "less is wanted: the next trace will do"
    link.want({"gradient_flow/*"}, 3)
    assert engine.of("pull")[-1]["reach_from"] == 3


def test_a_wish_that_cannot_be_met_is_not_repeated(link: EngineLink, engine: FakeEngine, run: int) -> None:
    refused: list[Refusal] = []
    link.refused.connect(refused.append)
    link.want({"*.hidden"}, 99)
    engine.refuse(run, "pull")
    assert [r.about for r in refused] == ["pull"]
    assert (engine.of("pull")[-1]["watch"], engine.of("pull")[-1]["reach_from"]) == ([], None)
    count = len(engine.of("pull"))
    link.want({"*.hidden"}, 99)
    assert len(engine.of("pull")) == count


def test_a_diverged_run_goes_on_from_its_good_weights(link: EngineLink, engine: FakeEngine, run: int) -> None:
    from rnnviz.errors import BadInput
    from rnnviz.link import messages

    engine.give_rows(run, *range(1, 10))
    link.train(True)
    problem = BadInput("the loss of update {update} is NaN", update=10)
    engine.say(messages.diverged(run, update=10, restored=6, array="layer0.hidden", step=3, problem=problem))
    assert link.run is not None
    assert link.run.update == 6
    assert len(link.run.history) == 6


def test_a_past_update_is_asked_for_and_where_the_run_stands_is_known(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    engine.give_rows(run, 1, 2, 3, 4)
    placed: list[tuple[int, int | None, bool]] = []
    link.placed.connect(lambda live: placed.append((live.update, live.goal, live.rewound)))
    link.go_to(2)
    assert engine.of("go_to")[-1] == {"kind": "go_to", "run": run, "update": 2, "near": False}
    engine.say(travel_messages.at(run, 1, 4, 2, 1, 2))
    engine.say(travel_messages.at(run, 2, 4))
    assert placed == [(4, 2, False), (1, 2, True), (2, None, True)]
    assert link.run is not None
    assert len(link.run.history) == 4
    engine.give_rows(run, 5)
    assert (link.run.update, link.run.head, link.run.rewound) == (5, 5, False)


def test_a_way_that_is_refused_is_over(link: EngineLink, engine: FakeEngine, run: int) -> None:
    engine.give_rows(run, 1, 2)
    link.go_to(1)
    engine.refuse(run, "go_to")
    assert link.run is not None
    assert link.run.goal is None


def test_a_branch_begins_where_the_run_stands_and_the_trunk_keeps_what_came_after(
    link: EngineLink, engine: FakeEngine, run: int
) -> None:
    engine.give_rows(run, 1, 2, 3, 4)
    engine.say(messages.changed(run, 1, "training.learning_rate", 0.5))
    engine.say(messages.changed(run, 3, "training.learning_rate", 0.25))
    engine.give_snapshot(run, 4)
    trunk = link.run
    assert trunk is not None
    engine.say(travel_messages.at(run, 2, 4))
    link.branch(trunk)
    header, arrays = engine.sent[-1]
    assert (header["line"], header["of"], header["update"], arrays) == (run + 1, run, 2, {})
    assert [change["update"] for change in header["experiment"]["change"]] == [1]
    link.change("training.learning_rate", 0.125)
    branch = engine.take_start(update=2)
    assert engine.of("change")[-1]["value"] == 0.125
    assert link.run is not None
    assert link.run.history["update"].tolist() == [1.0, 2.0]
    assert trunk.history["update"].tolist() == [1.0, 2.0, 3.0, 4.0]
    engine.give_trace(branch, 1, update=2)
    link.start(trunk.experiment, resume=trunk, at=2)
    header, arrays = engine.sent[-1]
    assert (header["line"], header["of"], header["update"]) == (run, run, 4)
    assert arrays["model/w"][0] == 4.0
    engine.take_start(update=4)
    assert engine.of("go_to")[-1]["update"] == 2, "where it stood when it was left"


def test_a_new_engine_goes_back_to_where_the_run_stood(link: EngineLink, engine: FakeEngine, run: int) -> None:
    engine.give_rows(run, 1, 2, 3, 4)
    link.remember(1 << 20)
    engine.give_snapshot(run, 4)
    engine.say(travel_messages.at(run, 2, 4))
    engine.die()
    link.open()
    engine.get_ready()
    assert engine.of("remember")[-1]["size"] == 1 << 20
    engine.take_start(update=4)
    assert engine.of("go_to")[-1]["update"] == 2
