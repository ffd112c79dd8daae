"""The comparing window without processes: what it says when an engine fails, and before there is anything to show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from rnnviz.app.compare.locking import redraw_stale
from rnnviz.app.compare.page import LOW
from rnnviz.app.compare.window import CompareWindow
from rnnviz.assembly import from_values
from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment
from rnnviz.views.palette import PALETTES
from rnnviz.views.predictions.track import Predictions
from tests.app.fake_engine import FakeEngine


class Scene:
    """A window on two engines that do what a test says; both models are the same."""

    def __init__(self) -> None:
        self.engines = FakeEngine(), FakeEngine()
        self.window = CompareWindow(load("hello-rnn"), PALETTES["light"], self.engines)
        self.window.rival.copy_base()
        self.window.show()
        self.window.start()
        for engine in self.engines:
            engine.get_ready()

    def trace(self, update: int, number: int) -> None:
        for side, engine in zip(self.window.sides, self.engines, strict=True):
            newest = side.link.newest
            assert newest is not None
            engine.give_trace(newest.number, number, update)


@pytest.fixture
def scene(qapp: QApplication) -> Iterator[Scene]:
    made = Scene()
    for engine in made.engines:
        engine.take_start()
    yield made
    made.window.close()
    del made.window  # the test's item holds the scene for longer than the window may live
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(engine.alive for engine in made.engines)


def test_before_the_first_pair_each_side_says_what_it_waits_for(scene: Scene) -> None:
    scene.window.frame()
    assert all(title.text().startswith(name) for title, name in zip(scene.window.page.titles, "AB", strict=True))
    assert scene.window.problem == ""


def test_a_dead_engine_is_named_and_both_begin_anew(scene: Scene) -> None:
    scene.trace(0, 1)
    scene.window.frame()
    scene.engines[1].die()
    assert "B" in scene.window.problem
    assert scene.window.duel.waiting
    starts = [len(engine.of("start")) for engine in scene.engines]
    assert starts[0] >= 2, "the other one begins anew too"


def test_training_stops_where_one_of_the_two_refuses_an_update(scene: Scene) -> None:
    scene.trace(0, 1)
    scene.window.player.set_training(True)
    newest = scene.window.sides[1].link.newest
    assert newest is not None
    scene.engines[1].refuse(newest.number, "update")
    assert scene.window.problem.startswith("B: ")
    assert not scene.window.player.training
    scene.window.rival.set("training.learning_rate", 0.25)
    assert scene.window.problem == ""
    assert not scene.window.duel.over


def test_a_low_window_spares_tracks_until_somebody_chooses(scene: Scene) -> None:
    window = scene.window
    window.resize(1024, LOW - 50)
    QApplication.processEvents()
    assert not window.page.stacks[1].is_shown("loss")
    switch = next(action for action in window.page.head.menu.menu().actions() if action.text() == "Loss by step")
    switch.trigger()
    assert window.page.stacks[1].is_shown("loss")
    window.resize(1024, LOW - 20)
    QApplication.processEvents()
    assert window.page.stacks[1].is_shown("loss")
    window.resize(1400, LOW + 100)


def test_the_head_offers_what_the_rival_can_differ_in(scene: Scene) -> None:
    head = scene.window.page.head
    head.fields.take("cell.hidden_size")
    head.fields.chosen.emit("cell.hidden_size")
    assert head.field == "cell.hidden_size"
    control = head.control
    control.settled.emit(7)  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert scene.window.rival.experiment.cell.hidden_size == 7
    assert "3 → 7" in head.differs.text()


def test_predictions_are_there_where_a_model_predicts_numbers_and_their_ranges_are_locked(scene: Scene) -> None:
    window, stack = scene.window, scene.window.page.stacks[0]
    scene.trace(0, 1)
    window.frame()
    assert not any(each.is_shown("predictions") for each in window.page.stacks)
    numbers = [
        Run(from_values({"task": {"kind": "series", "length": 12, "scale": "raw"}, "seed": seed, "cell": cell})).probe()
        for seed, cell in ((1, {"kind": "rnn", "hidden_size": 3}), (2, {"kind": "gru", "hidden_size": 40}))
    ]
    window.page.suit(numbers)
    assert all(each.is_shown("predictions") for each in window.page.stacks)
    found = (side.workspace.views["predictions"] for side in window.sides)
    tracks = [view for view in found if isinstance(view, Predictions)]
    for mode in ("series", "residual"):
        for view, trace in zip(tracks, numbers, strict=True):
            view.restore({"mode": mode})
            view.show(trace, Moment())
        redraw_stale(window.sides)
        left, right = (view.plot.box.viewRange()[1] for view in tracks)
        assert left == pytest.approx(right)
    assert right[1] > max(float(abs(told.residual).max()) for view in tracks if (told := view.shown))
    window.page.suit([])
    assert not stack.is_shown("predictions")
    stack.set_shown("predictions", True)
    window.page._choose_tracks()
    window.page.suit(numbers)
    window.page.suit([])
    assert stack.is_shown("predictions"), "a person has chosen it"
