"""What the engine says of a run is written down there, and told once."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app.running.engine_signals import EngineSignals
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.running.recipe import Value, with_change
from rnnviz.app.running.run_news import RunNews
from rnnviz.errors import BadInput
from rnnviz.experiment import Change, Experiment
from rnnviz.history import History
from rnnviz.link import job_messages, messages, travel_messages
from rnnviz.link.frames import Message
from rnnviz.samples import Sample

RATE, WEIGHT = "training.learning_rate", "weights.readout.bias[0]"
PROBLEM = BadInput("{field} is not finite", field="loss")
SIGNALS = ("measured", "told", "changed", "checked", "worked", "diverged", "placed", "travelled", "shelved")


class Desk:
    """A run, and what the window has been told of it."""

    def __init__(self, experiment: Experiment) -> None:
        self.signals = EngineSignals()
        self.changes: dict[str, Value] = {}
        self.run = LiveRun(number=3, experiment=experiment, history=History())
        self.news = RunNews(self.signals, self.changes)
        self.told: list[tuple[str, object]] = []
        for name in SIGNALS:
            getattr(self.signals, name).connect(lambda what, name=name: self.told.append((name, what)))

    def hear(self, message: Message, *, newest: bool = True) -> list[tuple[str, object]]:
        """Hear a message; return what the window is told."""
        self.told.clear()
        self.news.hear(message, self.run, newest=newest)
        return list(self.told)

    def learn(self, *updates: int) -> None:
        columns = {name: np.array(updates, np.float64) for name in ("update", "loss")}
        self.hear(messages.metrics(3, updates[-1], columns))


@pytest.fixture
def desk(qtbot: QtBot, experiment: Experiment) -> Desk:
    return Desk(experiment)


def test_new_rows_are_the_runs_head(desk: Desk) -> None:
    columns = {"update": np.array([1.0, 2.0]), "loss": np.array([0.9, 0.8])}
    assert desk.hear(messages.metrics(3, 2, columns)) == [("measured", desk.run)]
    assert (desk.run.update, desk.run.head) == (2, 2)
    assert desk.run.history["loss"].tolist() == [0.9, 0.8]


def test_where_the_loss_broke_the_rows_after_it_are_not_so(desk: Desk) -> None:
    desk.learn(1, 2, 3)
    message = messages.diverged(3, update=3, restored=1, array="loss", step=-1, problem=PROBLEM)
    assert desk.hear(message) == [("diverged", message.header)]
    assert (desk.run.head, len(desk.run.history)) == (1, 1)


def test_where_the_loss_broke_what_was_changed_on_the_way_there_is_not_so(desk: Desk) -> None:
    desk.learn(1, 2, 3)
    for update, rate in ((1, 0.1), (2, 1e6), (9, 0.2)):  # the last is yet to come, as the file has it
        desk.run.experiment = with_change(desk.run.experiment, update, "training.learning_rate", rate)
    desk.hear(messages.diverged(3, update=4, restored=1, array="loss", step=-1, problem=PROBLEM))
    assert [change.update for change in desk.run.experiment.change] == [1, 9]


def test_on_a_journey_it_stands_elsewhere_with_the_same_head(desk: Desk) -> None:
    desk.learn(1, 2, 3)
    message = travel_messages.at(3, 1, 3, goal=2)
    assert desk.hear(message) == [("travelled", message.header), ("placed", desk.run)]
    assert (desk.run.update, desk.run.head, desk.run.goal, desk.run.rewound) == (1, 3, 2, True)


def test_a_change_is_written_down_where_the_engine_made_it(desk: Desk) -> None:
    desk.changes.update({RATE: 0.5, "training.clip.max_norm": 2.0})
    assert desk.hear(messages.changed(3, 7, RATE, 0.5)) == [("changed", desk.run)]
    assert desk.run.experiment.change == (Change(update=7, field=RATE, value=0.5),)
    assert desk.changes == {"training.clip.max_norm": 2.0}
    assert desk.run.replaced == {}


def test_a_change_that_has_been_changed_again_still_waits(desk: Desk) -> None:
    desk.changes[RATE] = 0.25
    desk.hear(messages.changed(3, 7, RATE, 0.5))
    assert desk.changes == {RATE: 0.25}


def test_changes_wait_for_the_newest_run_alone(desk: Desk) -> None:
    desk.changes[RATE] = 0.5
    desk.hear(messages.changed(3, 7, RATE, 0.5), newest=False)
    assert desk.changes == {RATE: 0.5}
    assert desk.run.experiment.change == (Change(update=7, field=RATE, value=0.5),)


def test_what_a_weight_was_is_kept(desk: Desk) -> None:
    desk.hear(messages.changed(3, 7, WEIGHT, 0.5, before=0.0))
    assert desk.run.replaced == {WEIGHT: 0.0}


def test_samples_and_snapshots_are_the_runs(desk: Desk) -> None:
    made = Sample(update=4, prompt="a", text="bc", log_p=-1.5, symbols=2)
    assert desk.hear(messages.sample(3, made)) == []
    assert desk.run.history.samples.all == (made,)
    kept = travel_messages.kept(3, [0, 4], 10, 100, 0)
    assert desk.hear(kept) == [("shelved", desk.run)]
    assert desk.run.kept == kept.header


def test_the_rest_is_handed_on_as_it_is(desk: Desk) -> None:
    state = messages.state(3, training=True, updates_per_second=9.0, busy="")
    assert desk.hear(state) == [("told", state.header)]
    for message in (messages.verifying(3, 1, 9, 0.1), Message({"kind": "verified", "run": 3}, {})):
        assert desk.hear(message) == [("checked", message)]
    for message in (
        job_messages.job_progress(3, 1, 2, 9), job_messages.job_done(3, 1, 5, {}, {}),
        job_messages.job_bad(3, 1, PROBLEM),
    ):
        assert desk.hear(message) == [("worked", message)]
