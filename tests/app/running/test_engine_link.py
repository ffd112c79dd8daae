"""The engine is started, spoken with, and started again."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from rnnviz.app.running.engine_events import Death
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.experiment import Experiment
from rnnviz.link import messages, travel_messages
from tests.app.fake_engine import FakeEngine


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


def test_a_diverged_run_goes_on_from_its_good_weights(link: EngineLink, engine: FakeEngine, run: int) -> None:
    from rnnviz.errors import BadInput

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
