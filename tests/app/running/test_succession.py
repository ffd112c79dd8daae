"""Runs that come after each other: those of which the last counts, are refused, replaced, or branched from."""

from __future__ import annotations

import numpy as np

from rnnviz.app.running.engine_events import Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.live_run import LiveRun
from rnnviz.catalogue import changed
from rnnviz.experiment import Experiment
from rnnviz.link import messages, travel_messages
from rnnviz.trace import Trace
from tests.app.fake_engine import FakeEngine


def gain(experiment: Experiment, value: float) -> Experiment:
    return changed(experiment, {"cell.recurrent_gain": value})


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
