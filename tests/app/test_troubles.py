from __future__ import annotations

import os
import signal
import sys

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from rnnviz.app.changing.editing import Problem
from rnnviz.app.main_window import MainWindow
from rnnviz.app.running.engine_events import Death
from rnnviz.errors import BadInput
from rnnviz.link import messages
from rnnviz.link.watch import Failure
from tests.app.driving import LONG, edit, press, trace


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_engine_is_started_again_and_the_window_says_so(qtbot: QtBot, resting: MainWindow) -> None:
    press(resting, Qt.Key.Key_N)
    run = resting.link.run
    assert run is not None
    qtbot.waitUntil(lambda: run.snapshot_update == 1, timeout=LONG)
    assert resting.link.engine is not None
    os.kill(resting.link.engine["pid"], signal.SIGKILL)
    qtbot.waitUntil(lambda: [n.key for n in resting.notices.shown] == ["engine"], timeout=LONG)
    assert "update 1" in resting.notices.shown[0].text
    press(resting, Qt.Key.Key_Right)  # the trace that is shown stays usable
    assert resting.player.moment.t == 1
    qtbot.waitUntil(lambda: resting.link.run is not run, timeout=LONG)
    qtbot.waitUntil(lambda: trace(resting).run == resting.link.run.number, timeout=LONG)  # type: ignore[union-attr]
    assert trace(resting).update == 1
    press(resting, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: trace(resting).update == 2, timeout=LONG)


def test_a_loss_that_explodes_stops_the_training_and_is_explained(qtbot: QtBot, resting: MainWindow) -> None:
    edit(resting, "training.optimizer", "sgd")
    edit(resting, "training.clip.mode", "none")
    edit(resting, "cell.activation", "identity")
    edit(resting, "training.learning_rate", 1e6)
    run = resting.link.newest
    qtbot.waitUntil(lambda: resting.link.run is run and trace(resting).run == run.number,  # type: ignore[union-attr]
                    timeout=LONG)
    resting.player.set_training(True)
    qtbot.waitUntil(lambda: "diverged" in [n.key for n in resting.notices.shown], timeout=LONG)
    assert not resting.player.training
    notice = next(n for n in resting.notices.shown if n.key == "diverged")
    assert "is NaN" in notice.text or "is ∞" in notice.text
    _, calm = notice.choices[0]
    calm()
    assert resting.editing.now.training.learning_rate == 1e5


def diverges(window: MainWindow) -> None:
    """Say that the loss has become NaN, as the engine does."""
    run = window.link.run
    assert run is not None
    problem = BadInput("the loss of update {update} is {loss}", update=run.update + 1, loss="nan")
    window.link.diverged.emit(
        messages.diverged(
            run.number, update=run.update + 1, restored=run.update, array="loss", step=0, problem=problem
        ).header
    )


def said(window: MainWindow) -> list[str]:
    """Return the notices."""
    return [notice.key for notice in window.notices.shown]


def test_the_notice_of_a_divergence_goes_with_the_next_good_update(qtbot: QtBot, resting: MainWindow) -> None:
    diverges(resting)
    assert said(resting) == ["diverged"]
    resting.link.update(1)
    qtbot.waitUntil(lambda: said(resting) == [], timeout=LONG)


def test_after_a_divergence_the_last_rate_that_learnt_is_offered_and_undo_takes_the_notice_back(
    qtbot: QtBot, resting: MainWindow
) -> None:
    run = resting.link.run
    assert run is not None
    before, learnt = resting.editing.now.training.learning_rate, run.history.version
    resting.link.update(1)
    qtbot.waitUntil(lambda: run.history.version > learnt, timeout=LONG)
    edit(resting, "training.learning_rate", 1e6)
    qtbot.waitUntil(lambda: not resting.link.changes, timeout=LONG)
    diverges(resting)
    notice = resting.notices.shown[-1]
    assert [label for label, _ in notice.choices] == ["Learning rate ÷ 10", f"Back to {before:g}"]
    _, back = notice.choices[-1]
    back()
    assert resting.editing.now.training.learning_rate == before
    assert said(resting) == []
    edit(resting, "training.learning_rate", 1e6)
    diverges(resting)
    resting.editing.undo_stack.undo()
    assert resting.editing.now.training.learning_rate == before
    assert said(resting) == []


def test_where_nothing_was_learnt_the_rate_of_the_preset_is_offered_and_none_that_is_no_smaller(
    resting: MainWindow,
) -> None:
    rate = resting.editing.baseline.training.learning_rate
    diverges(resting)
    assert len(resting.notices.shown[-1].choices) == 1
    edit(resting, "training.learning_rate", 1e6)
    diverges(resting)
    assert [label for label, _ in resting.notices.shown[-1].choices][1:] == [f"Back to {rate:g}"]
    resting.editing.undo_stack.undo()


def test_a_refused_change_is_said_until_its_field_is_another_or_something_else_is_open(
    qtbot: QtBot, resting: MainWindow
) -> None:
    path, wrong = "training.learning_rate", BadInput("learning rate must be finite, got {value}", value="1e+30")
    resting.troubles.say_refused(Problem(path=path, problem=wrong))
    assert resting.notices.shown[-1].text == "learning rate must be finite, got 10³⁰"
    edit(resting, "training.batch_size", 4)
    assert said(resting) == ["problem"], "another field says nothing of this one"
    edit(resting, path, 0.003)
    assert said(resting) == []
    resting.troubles.say_problem(wrong)
    edit(resting, path, 0.004)
    assert said(resting) == ["problem"], "it is of no field"
    resting.documents.open_preset("hello-rnn")
    assert said(resting) == []
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)


def test_an_engine_that_died_in_the_past_of_a_run_goes_on_from_its_end_and_back(resting: MainWindow) -> None:
    def words(goal: int | None) -> str:
        failure = Failure(reason="exit", detail="", exit_code=1, log=(), quick_deaths=1)
        resting.link.died.emit(Death(failure=failure, log="", final=False, update=32, goal=goal))
        return resting.notices.shown[-1].text

    assert words(None).endswith("started again from update 32.")
    assert words(8).endswith("started again from update 32, and goes back to update 8.")
    resting.notices.withdraw("engine")
