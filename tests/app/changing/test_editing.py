from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QToolButton,
)
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import load
from rnnviz.trace import Moment
from tests.app.driving import LONG, action, click, edit, find, press, trace


def test_dragging_a_gain_draws_one_model_after_the_other_and_is_one_step_of_undo(
    qtbot: QtBot, resting: MainWindow
) -> None:
    resting.editing.open(load("exploding-rnn"))
    resting.editing.undo_stack.clear()
    qtbot.waitUntil(lambda: resting.player.length == 100, timeout=LONG)
    resting.player.go_to(Moment("backward", 60))
    reaches: list[float] = []
    for place, gain in enumerate((2.5, 2.0, 1.5, 1.0, 0.5)):
        run = trace(resting).run
        edit(resting, "cell.recurrent_gain", gain, final=place == 4, serial=77)
        if place:
            qtbot.waitUntil(lambda run=run: trace(resting).run > run, timeout=LONG)  # type: ignore[misc]
        reaches.append(float(trace(resting)["gradient_reach_log10/layer0.hidden"][0]))
    assert np.all(np.diff(reaches) < 0), "the smaller the gain, the smaller what reaches the first step"
    assert resting.player.moment == Moment("backward", 60)
    assert resting.editing.undo_stack.count() == 1
    assert "2.5 → 0.5" in action(resting, "undo").text()
    assert resting.isWindowModified()
    action(resting, "undo").trigger()
    assert resting.editing.now.value("cell.recurrent_gain") == 2.5
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    assert float(trace(resting)["gradient_reach_log10/layer0.hidden"][0]) == reaches[0]
    assert not resting.isWindowModified()


def test_a_live_field_changes_the_running_model_and_is_written_down(qtbot: QtBot, resting: MainWindow) -> None:
    press(resting, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: trace(resting).update == 1, timeout=LONG)
    run = resting.link.run
    edit(resting, "training.learning_rate", 0.5)
    press(resting, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: trace(resting).update == 2, timeout=LONG)
    assert resting.link.run is run, "no new model"
    assert run is not None
    assert run.history["learning_rate"].tolist()[-1] == 0.5
    first = load("hello-rnn").training.learning_rate
    assert resting.editing.recipe.training.learning_rate == first
    assert [(c.update, c.value) for c in resting.editing.recipe.change] == [(1, 0.5)]
    assert resting.editing.now.training.learning_rate == 0.5
    action(resting, "undo").trigger()
    assert resting.editing.now.training.learning_rate == first


def test_reset_begins_again_and_undo_brings_the_trained_weights_back(qtbot: QtBot, resting: MainWindow) -> None:
    for count in (1, 2, 3):
        press(resting, Qt.Key.Key_N)
        qtbot.waitUntil(lambda count=count: trace(resting).update == count, timeout=LONG)  # type: ignore[misc]
    run = resting.link.run
    assert run is not None
    qtbot.waitUntil(lambda: run.snapshot_update == 3, timeout=LONG)
    trained = resting.player.trace
    assert trained is not None
    press(resting, Qt.Key.Key_R, shift=True, ctrl=True)
    qtbot.waitUntil(lambda: trace(resting).update == 0, timeout=LONG)
    action(resting, "undo").trigger()
    qtbot.waitUntil(lambda: trace(resting).update == 3, timeout=LONG)
    assert resting.player.trace is not None
    np.testing.assert_array_equal(resting.player.trace["layer0.hidden"], trained["layer0.hidden"])
    assert resting.link.run is not None
    assert resting.link.run.history["update"].tolist() == [1.0, 2.0, 3.0]


def test_another_cell_is_one_click(qtbot: QtBot, resting: MainWindow) -> None:
    button = find(resting, QToolButton, "cell.lstm")
    click(button)
    qtbot.waitUntil(
        lambda: resting.player.trace is not None and "layer0.forget_gate" in resting.player.trace, timeout=LONG
    )
    assert button.isChecked()
    assert resting.editing.now.cell.kind == "lstm"


def test_a_model_too_large_for_the_memory_is_said_at_its_field(qtbot: QtBot, resting: MainWindow) -> None:
    row = resting.parts.form.rows["cell.hidden_size"]
    edit(resting, "model.layers", 64)
    edit(resting, "cell.hidden_size", 4096)
    qtbot.waitUntil(lambda: row.problem.isVisible() or bool(resting.notices.shown), timeout=LONG)
    assert resting.editing.now.cell.hidden_size != 4096
    assert resting.link.run is not None
    assert resting.link.run.experiment.cell.hidden_size != 4096


def test_clicks_are_steps_of_their_own(qtbot: QtBot, resting: MainWindow) -> None:
    for key in ("lstm", "gru"):
        click(find(resting, QToolButton, f"cell.{key}"))
    assert resting.editing.undo_stack.count() == 2
    action(resting, "undo").trigger()
    assert resting.editing.now.cell.kind == "lstm"
    qtbot.waitUntil(lambda: trace(resting).run == resting.editing.newest.number, timeout=LONG)


def test_a_drag_whose_last_value_is_refused_ends_at_the_one_before(qtbot: QtBot, resting: MainWindow) -> None:
    edit(resting, "model.layers", 64)
    edit(resting, "cell.hidden_size", 6, final=False, serial=90)
    qtbot.waitUntil(lambda: resting.link.run is resting.editing.newest, timeout=LONG)
    row = resting.parts.form.rows["cell.hidden_size"]
    edit(resting, "cell.hidden_size", 4096, serial=90)
    qtbot.waitUntil(lambda: row.problem.isVisible() or bool(resting.notices.shown), timeout=LONG)
    assert [notice.key for notice in resting.notices.shown if notice.key == "bug"] == []
    assert resting.editing.now.cell.hidden_size == 6
    assert resting.editing.undo_stack.undoText().endswith("3 → 6")


def test_a_change_while_it_trains_is_written_down_at_the_very_update(qtbot: QtBot, resting: MainWindow) -> None:
    run = resting.link.run
    assert run is not None
    resting.player.set_training(True)
    for rate in (0.03, 0.01, 0.02):
        here = run.update
        qtbot.waitUntil(lambda here=here: run.update > here + 20, timeout=LONG)  # type: ignore[misc]
        edit(resting, "training.learning_rate", rate)
        qtbot.waitUntil(
            lambda rate=rate: run.history["learning_rate"][-1] == rate, timeout=LONG  # type: ignore[misc]
        )
    resting.player.pause()
    rates = run.history["learning_rate"]
    turned = np.flatnonzero(np.diff(rates)) + 1  # rows are of updates 1, 2, …: row n is the first after n updates
    assert [change.update for change in run.experiment.change] == turned.tolist()
    assert [change.value for change in run.experiment.change] == [0.03, 0.01, 0.02]


def test_undo_of_a_reset_in_full_training_loses_no_update(qtbot: QtBot, resting: MainWindow) -> None:
    resting.player.set_training(True)
    run = resting.link.run
    assert run is not None
    qtbot.waitUntil(lambda: run.update > 30, timeout=LONG)
    action(resting, "reset").trigger()
    assert not resting.player.training
    qtbot.waitUntil(lambda: resting.link.run is not run, timeout=LONG)
    reached = run.update
    action(resting, "undo").trigger()
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: resting.link.run is newest, timeout=LONG)
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    assert trace(resting).update >= reached > 30
    assert newest.history["update"].tolist() == list(range(1, reached + 1))


def test_opening_another_experiment_can_be_undone(qtbot: QtBot, resting: MainWindow) -> None:
    before = resting.editing.now
    resting.documents.open_preset("vanishing-rnn")
    qtbot.waitUntil(lambda: resting.player.length == 100, timeout=LONG)
    assert not resting.isWindowModified()
    action(resting, "undo").trigger()
    assert resting.editing.now == before
    assert not resting.isWindowModified()
    action(resting, "redo").trigger()
    assert resting.editing.now.name == "vanishing-rnn"
