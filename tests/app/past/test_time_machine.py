"""The time machine through the window and the real engine: back, on, branch, compare, undo."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.app.past.lines import Line
from rnnviz.trace import Moment
from rnnviz.views.training.dock import Training
from tests.app.driving import LONG, action, edit, press, said, trace


@pytest.fixture
def learnt(qtbot: QtBot, resting: MainWindow) -> MainWindow:
    """A window whose run has come to update 12, with a live change after the sixth."""
    resting.notices.withdraw("snapshots")
    learn(qtbot, resting, 6)
    edit(resting, "training.learning_rate", 0.03)
    learn(qtbot, resting, 6)
    return resting


def learn(qtbot: QtBot, window: MainWindow, updates: int) -> None:
    run = window.link.run
    assert run is not None
    goal = run.update + updates
    window.link.update(updates)
    shows(qtbot, window, goal)


def shows(qtbot: QtBot, window: MainWindow, update: int) -> None:
    def there() -> bool:
        run = window.link.run
        return run is window.link.newest and run is not None and run.goal is None and (
            trace(window).run, trace(window).update) == (run.number, update)

    qtbot.waitUntil(there, timeout=LONG)


def figure(window: MainWindow) -> str:
    return window.parts.transport.learnt.text()


def named(window: MainWindow, name: str) -> Line:
    return next(line for line in window.lines.shown if line.name == name)


def hidden(window: MainWindow) -> np.ndarray:
    return np.array(trace(window)["layer0.hidden"])


def rate(window: MainWindow) -> float:
    return window.editing.now.training.learning_rate


def test_back_to_a_past_update_and_on_again_shows_the_same_numbers(qtbot: QtBot, learnt: MainWindow) -> None:
    head, losses = hidden(learnt), learnt.editing.newest.history["loss"].copy()
    learnt.player.go_to(Moment("backward", 2))
    learnt.machine.go_to(4)
    shows(qtbot, learnt, 4)
    assert learnt.player.moment == Moment("backward", 2)
    assert rate(learnt) != 0.03, "the value that acted then"
    qtbot.waitUntil(lambda: figure(learnt) == "update 4 of 12")
    assert learnt.workspace.update_line.position == 4
    qtbot.waitUntil(lambda: learnt.parts.top.happening.text().startswith("Past update 4."))
    assert not np.array_equal(hidden(learnt), head)
    learn(qtbot, learnt, 8)
    np.testing.assert_array_equal(hidden(learnt), head)
    np.testing.assert_array_equal(learnt.editing.newest.history["loss"], losses)
    assert rate(learnt) == 0.03
    qtbot.waitUntil(lambda: figure(learnt) == "update 12")
    assert learnt.workspace.update_line.position is None


def test_the_three_levels_step_back_as_they_step_on(qtbot: QtBot, learnt: MainWindow) -> None:
    learnt.player.first_moment()
    press(learnt, Qt.Key.Key_Left)
    shows(qtbot, learnt, 11)
    assert learnt.player.moment == Moment("update", 0)
    before = hidden(learnt)
    press(learnt, Qt.Key.Key_N, shift=True)
    shows(qtbot, learnt, 10)
    assert learnt.player.moment == Moment()
    press(learnt, Qt.Key.Key_N)
    shows(qtbot, learnt, 11)
    np.testing.assert_array_equal(hidden(learnt), before)
    press(learnt, Qt.Key.Key_Home, ctrl=True)
    shows(qtbot, learnt, 0)
    learnt.player.first_moment()
    press(learnt, Qt.Key.Key_Left)
    assert not learnt.player.waiting, "before the fresh weights there is nothing"
    press(learnt, Qt.Key.Key_End, ctrl=True)
    shows(qtbot, learnt, 12)


def test_a_change_at_a_past_update_begins_a_branch_beside_its_trunk(qtbot: QtBot, learnt: MainWindow) -> None:
    trunk = learnt.editing.newest.history["loss"].copy()
    learnt.machine.go_to(4)
    shows(qtbot, learnt, 4)
    edit(learnt, "training.learning_rate", 0.2)
    shows(qtbot, learnt, 4)
    learn(qtbot, learnt, 3)
    branch = learnt.editing.newest
    assert [(c.update, c.value) for c in branch.experiment.change] == [(4, 0.2)]
    losses = branch.history["loss"]
    np.testing.assert_array_equal(losses[:5], trunk[:5])  # the fifth batch meets the weights from before the change
    assert losses[5] != trunk[5]
    line = learnt.lines.current
    assert line is not None
    assert (line.name, line.run.left, line.changed) == ("Branch 1", 4, f"learning rate {trunk_rate(learnt)} → 0.2")
    (ghost,) = learnt.workspace.update_line.ghosts
    assert (ghost.name, ghost.left, ghost.last) == ("Trunk", 4, 12.0)
    np.testing.assert_array_equal(ghost.history["loss"], trunk)
    view = learnt.workspace.views["training"]
    assert isinstance(view, Training)
    qtbot.waitUntil(lambda: "Trunk" in [caption.label for caption in view.loss.captions.captions], timeout=LONG)
    assert view.loss.plot.viewRange()[0][1] >= 12


def trunk_rate(window: MainWindow) -> str:
    first = window.editing.baseline.training.learning_rate
    return f"{first:g}"


def test_the_trunk_is_gone_back_to_and_the_branch_again_all_undoable(qtbot: QtBot, learnt: MainWindow) -> None:
    head = hidden(learnt)
    learnt.machine.go_to(4)
    shows(qtbot, learnt, 4)
    edit(learnt, "training.learning_rate", 0.2)
    shows(qtbot, learnt, 4)
    learn(qtbot, learnt, 3)
    end = hidden(learnt)
    learnt.lines.take(named(learnt, "Trunk"))
    shows(qtbot, learnt, 12)
    np.testing.assert_array_equal(hidden(learnt), head)
    assert [ghost.name for ghost in learnt.workspace.update_line.ghosts] == ["Branch 1"]
    assert [update for update, _ in learnt.machine.marks.branches] == [4]
    action(learnt, "undo").trigger()
    shows(qtbot, learnt, 7)
    np.testing.assert_array_equal(hidden(learnt), end)
    action(learnt, "undo").trigger()  # the branch: the trunk stands where it was left
    shows(qtbot, learnt, 4)
    assert learnt.editing.newest.rewound
    assert len(learnt.editing.newest.history) == 12
    action(learnt, "redo").trigger()
    shows(qtbot, learnt, 7)
    np.testing.assert_array_equal(hidden(learnt), end)
    learnt.lines.ask_drop(named(learnt, "Trunk"))
    assert [line.name for line in learnt.lines.shown] == ["Branch 1"]
    action(learnt, "undo").trigger()
    assert [line.name for line in learnt.lines.shown] == ["Trunk", "Branch 1"]


def test_a_drag_of_a_slider_in_the_past_is_one_branch_and_one_step_of_undo(qtbot: QtBot, learnt: MainWindow) -> None:
    learnt.machine.go_to(4)
    shows(qtbot, learnt, 4)
    count = learnt.editing.undo_stack.count()
    for place, value in enumerate((0.1, 0.15, 0.2)):
        edit(learnt, "training.learning_rate", value, final=place == 2, serial=78)
    shows(qtbot, learnt, 4)
    assert learnt.editing.undo_stack.count() == count + 1
    assert rate(learnt) == 0.2
    learn(qtbot, learnt, 1)
    assert [line.name for line in learnt.lines.shown] == ["Trunk", "Branch 1"]
    action(learnt, "undo").trigger()
    shows(qtbot, learnt, 4)
    assert rate(learnt) == learnt.editing.baseline.training.learning_rate


def test_a_field_that_needs_a_new_model_leaves_the_trunk_to_compare_with(qtbot: QtBot, learnt: MainWindow) -> None:
    edit(learnt, "cell.hidden_size", 5)
    shows(qtbot, learnt, 0)
    learn(qtbot, learnt, 2)
    assert [line.name for line in learnt.lines.shown] == ["Trunk", "Branch 1"]
    current = learnt.lines.current
    assert current is not None
    assert current.changed.startswith("hidden size")
    assert [ghost.name for ghost in learnt.workspace.update_line.ghosts] == ["Trunk"]
    learnt.lines.set_beside(named(learnt, "Trunk"), False)
    assert learnt.workspace.update_line.ghosts == ()


def test_the_timeline_is_dragged_and_clicked(qtbot: QtBot, learnt: MainWindow) -> None:
    timeline = learnt.parts.transport.timeline
    qtbot.waitUntil(lambda: timeline.head == 12)
    assert [(update, words) for update, words in timeline.marks.changes] == [(6, "learning rate → 0.03")]
    qtbot.waitUntil(lambda: 0 in timeline.marks.snapshots, timeout=LONG)
    at = QPoint(round(timeline.x_of(3)), timeline.height() // 2)
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: trace(learnt).update in timeline.marks.snapshots, timeout=LONG)
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=at)
    shows(qtbot, learnt, 3)
    assert "Update 6 of 12" in timeline.said(timeline.x_of(6) + 2)
    assert "learning rate → 0.03" in timeline.said(timeline.x_of(6) + 2)


def test_views_ask_for_an_update_and_numbers_outside_are_kept_inside(qtbot: QtBot, learnt: MainWindow) -> None:
    learnt.workspace.requests.update_asked.emit(5.4)
    shows(qtbot, learnt, 5)
    learnt.workspace.requests.update_asked.emit(99)
    shows(qtbot, learnt, 12)
    learnt.workspace.requests.update_asked.emit(-3)
    shows(qtbot, learnt, 0)
    press(learnt, Qt.Key.Key_N, shift=True)
    assert learnt.notices.shown[-1].text == "The run stands at its fresh weights already."


def test_the_window_says_when_the_oldest_snapshots_go(
    qtbot: QtBot, learnt: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember: Callable[[int], None] = learnt.link.remember
    remember(1)
    qtbot.waitUntil(lambda: "snapshots" in said(learnt), timeout=LONG)
    (notice,) = [notice for notice in learnt.notices.shown if notice.key == "snapshots"]
    assert "the oldest go" in notice.text
    learnt.machine.go_to(5)  # and still every update can be reached
    shows(qtbot, learnt, 5)
    (larger,) = [act for words, act in notice.choices]
    larger()
    assert learnt.machine.megabytes > 256
    assert [notice.text for notice in learnt.notices.shown] == ["Snapshots may take 1,024 MB from now on."]
    learnt.machine.set_memory(256)
