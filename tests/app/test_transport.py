from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.app.moment.player import FASTEST, SLOWEST
from rnnviz.trace import PHASES, Moment
from tests.app.driving import LONG, action, find, plays, press, trace


def figure(window: MainWindow, name: str) -> str:
    return find(window, QLabel, f"transport.{name}").text()


def test_the_slider_is_dragged_to_any_step_and_follows_the_moment(qtbot: QtBot, resting: MainWindow) -> None:
    slider = resting.parts.transport.time
    end = QPoint(slider.width() - 8, slider.height() // 2)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=end)
    last = resting.player.length - 1
    assert resting.player.moment == Moment("forward", last)
    qtbot.waitUntil(lambda: figure(resting, "where") == f"t {last} / {last}")
    press(resting, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: slider.value() == slider.minimum())
    assert figure(resting, "where") == f"t 0 / {last}"


@pytest.mark.parametrize("phase", PHASES)
def test_each_phase_has_a_button_that_is_down_while_it_is_shown(
    qtbot: QtBot, resting: MainWindow, phase: str
) -> None:
    button = resting.parts.transport.phases[phase]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert resting.player.moment.phase == phase
    assert [name for name, b in resting.parts.transport.phases.items() if b.isChecked()] == [phase]
    qtbot.waitUntil(lambda: resting.parts.top.happening.text() != "")
    said = resting.parts.top.happening
    start = {"forward": "Forward", "loss": "Loss", "backward": "Backward", "clip": "Clip", "update": "Update"}[phase]
    qtbot.waitUntil(lambda: said.text().startswith(start))


def test_the_speed_runs_over_its_range_in_decades(resting: MainWindow) -> None:
    transport = resting.parts.transport
    before = resting.player.speed
    speeds = []
    for place in (0.0, 1 / 3, 2 / 3, 1.0):
        transport.speed.dragged.emit((place, False))
        speeds.append(resting.player.speed)
    assert speeds == pytest.approx([SLOWEST, 10.0, 100.0, FASTEST])
    assert figure(resting, "speed_figure") == "1000/s"
    resting.player.set_speed(before)


def test_play_shows_pause_while_it_plays(resting: MainWindow) -> None:
    play = action(resting, "play")
    assert play.text() == "Play"
    play.trigger()
    assert (plays(resting), play.text()) == (True, "Pause")
    play.trigger()
    assert (plays(resting), play.text()) == (False, "Play")


def test_figures_are_those_of_the_shown_trace_and_the_newest_batch(qtbot: QtBot, resting: MainWindow) -> None:
    assert figure(resting, "loss") == "loss –"
    action(resting, "next_update").trigger()
    qtbot.waitUntil(lambda: trace(resting).update == 1, timeout=LONG)
    run = resting.link.run
    assert run is not None
    qtbot.waitUntil(lambda: figure(resting, "learnt") == "update 1")
    shown = float(figure(resting, "loss").removeprefix("loss "))
    assert shown == pytest.approx(float(run.history["loss"][0]), rel=5e-3)


def test_the_status_line_says_where_and_how_fast(qtbot: QtBot, resting: MainWindow) -> None:
    status = resting.parts.status
    assert status.device.text().startswith("CPU")
    assert "torch" in status.device.toolTip()
    assert status.path.text() in ("fast path", "step by step")
    assert resting.link.run is not None
    assert f"{resting.link.run.started['parameters']:,}" in status.model.text()
    action(resting, "train").trigger()
    qtbot.waitUntil(lambda: status.speed.text().endswith("updates/s"), timeout=LONG)
    action(resting, "train").trigger()
    qtbot.waitUntil(lambda: status.speed.text() == "resting", timeout=LONG)


def test_the_readout_follows_the_mouse_and_else_the_cursor(qtbot: QtBot, resting: MainWindow) -> None:
    def says(start: str) -> None:
        text = resting.parts.stack.readout.text()  # another theme draws it anew
        assert text.startswith(start), (text, resting.player.moment, resting.workspace.axis.hover)

    qtbot.waitUntil(lambda: says("t 0"), timeout=LONG)
    resting.workspace.axis.set_hover(2)
    qtbot.waitUntil(lambda: says("t 2"), timeout=LONG)
    resting.workspace.axis.set_hover(None)
    qtbot.waitUntil(lambda: says("t 0"), timeout=LONG)
    assert "∂L/\u2060∂h" in resting.parts.stack.readout.text()
