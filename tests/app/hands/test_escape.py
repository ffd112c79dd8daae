"""Esc leaves one thing at a time, the innermost first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.form.log_slider import NumberEdit
from rnnviz.app.form.slider import Slider
from rnnviz.app.form.text_edit import TextEdit
from rnnviz.app.main_window import MainWindow
from rnnviz.app.verify.progress import Progress
from rnnviz.views.controls.job_bar import JobBar
from rnnviz.views.shared import TimeAxis
from tests.app.driving import LONG, action, press

LEFT = Qt.MouseButton.LeftButton


def is_on(window: MainWindow) -> bool:
    """Return whether a lecture is on."""
    return window.lecture.on


def loop_of(axis: TimeAxis) -> tuple[int, int] | None:
    """Return the steps that are looped."""
    return axis.loop


def hold(widget: QWidget, share: float, to: float) -> None:
    """Press the mouse in a widget and drag; the button stays down."""
    y = widget.height() // 2
    QTest.mousePress(widget, LEFT, pos=QPoint(round(share * widget.width()), y))
    QTest.mouseMove(widget, QPoint(round(to * widget.width()), y))


def test_f_fills_the_screen_and_esc_leaves_it(qtbot: QtBot, resting: MainWindow) -> None:
    switch = action(resting, "full_screen")
    press(resting, Qt.Key.Key_F)
    qtbot.waitUntil(resting.isFullScreen)
    assert switch.isChecked()
    press(resting, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not resting.isFullScreen())
    assert not switch.isChecked()


def test_the_switch_follows_the_window_manager_and_a_large_window_stays_large(
    qtbot: QtBot, resting: MainWindow
) -> None:
    switch = action(resting, "full_screen")
    resting.setWindowState(Qt.WindowState.WindowFullScreen)  # as a window manager does
    qtbot.waitUntil(switch.isChecked)
    resting.setWindowState(Qt.WindowState.WindowMaximized)
    qtbot.waitUntil(lambda: not switch.isChecked())
    switch.trigger()
    press(resting, Qt.Key.Key_Escape)
    assert resting.windowState() == Qt.WindowState.WindowMaximized
    resting.setWindowState(Qt.WindowState.WindowNoState)


def test_a_lecture_is_left_before_the_full_screen_in_which_it_was_begun(
    resting: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resting.appearance, "enlarge", lambda *_: None)  # which takes its time
    press(resting, Qt.Key.Key_F)
    press(resting, Qt.Key.Key_F11)
    assert is_on(resting)
    press(resting, Qt.Key.Key_Escape)
    assert not is_on(resting)
    assert resting.isFullScreen()
    press(resting, Qt.Key.Key_Escape)
    assert not resting.isFullScreen()


def test_a_drag_goes_back_to_where_it_began_and_is_no_step_of_undo(qtbot: QtBot, resting: MainWindow) -> None:
    press(resting, Qt.Key.Key_F)
    ruler, axis = resting.parts.stack.ruler, resting.workspace.axis
    hold(ruler, 0.3, 0.7)
    assert loop_of(axis) is not None
    press(resting, Qt.Key.Key_Escape)
    assert loop_of(axis) is None
    QTest.mouseMove(ruler, QPoint(ruler.width() // 2, 5))
    assert loop_of(axis) is None, "the button is still down, but nothing is dragged any more"
    QTest.mouseRelease(ruler, LEFT)
    assert loop_of(axis) is None
    axis.set_hover(None)
    rate = next(each for each in resting.findChildren(NumberEdit) if each.info.path == "training.learning_rate")
    before, steps = resting.editing.now, resting.editing.undo_stack.count()
    hold(rate.slider, 0.5, 0.9)
    assert rate.value != before.training.learning_rate
    press(resting, Qt.Key.Key_Escape)
    assert rate.value == before.training.learning_rate
    QTest.mouseRelease(rate.slider, LEFT)
    qtbot.waitUntil(lambda: resting.editing.now == before, timeout=LONG)
    assert resting.editing.undo_stack.count() == steps
    assert resting.isFullScreen(), "one thing at a time"
    press(resting, Qt.Key.Key_Escape)


def test_the_cursor_and_the_run_go_back_too(resting: MainWindow) -> None:
    time = resting.findChild(Slider, "transport.time")
    assert isinstance(time, Slider)
    hold(time, 0.2, 0.9)
    assert resting.player.moment.t > 0
    press(resting, Qt.Key.Key_Escape)
    QTest.mouseRelease(time, LEFT)
    assert resting.player.moment.t == 0
    timeline = resting.parts.transport.timeline
    asked: list[tuple[int, bool]] = []
    timeline.dragged.connect(asked.append)
    timeline.follow_place(7, 20, None)
    QTest.mousePress(timeline, LEFT, pos=QPoint(10, 5))
    press(resting, Qt.Key.Key_Escape)
    QTest.mouseRelease(timeline, LEFT)
    timeline.dragged.disconnect(asked.append)
    assert asked[-1] == (7, False)


def test_what_was_typed_is_given_up_then_the_keys_act_on_the_window(resting: MainWindow) -> None:
    press(resting, Qt.Key.Key_F)
    resting.reveal_field("task.text")
    field = next(each.field for each in resting.findChildren(TextEdit) if each.field.isVisible())
    field.setFocus()
    before, experiment = field.text(), resting.editing.now
    QTest.keyClicks(field, "xyz")
    assert field.text() != before
    press(field, Qt.Key.Key_Escape)
    assert field.text() == before
    assert field.hasFocus()
    press(field, Qt.Key.Key_Escape)
    assert not field.hasFocus()
    assert resting.editing.now == experiment
    press(resting, Qt.Key.Key_Space)
    assert resting.player.playing
    assert resting.isFullScreen()
    press(resting, Qt.Key.Key_Escape)
    resting.player.pause()


def test_long_work_that_is_seen_is_cancelled(resting: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    bar, left = JobBar("of.a.test"), []
    bar.setParent(resting)
    job = resting.workspace.jobs.ask("of.a.test")
    job.ended.connect(lambda _: left.append("job"))
    bar.follow(job, "Working")
    monkeypatch.setattr(resting.verification, "progress", Progress())
    monkeypatch.setattr(resting.appearance, "enlarge", lambda *_: None)
    press(resting, Qt.Key.Key_F11)
    press(resting, Qt.Key.Key_Escape)
    assert resting.verification.progress is None
    assert left == []
    press(resting, Qt.Key.Key_Escape)
    assert left == ["job"]
    assert is_on(resting)
    press(resting, Qt.Key.Key_Escape)
    assert not is_on(resting)
    bar.setParent(None)
    bar.deleteLater()
