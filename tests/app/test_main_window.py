from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.hands.actions import action_specs
from rnnviz.app.main_window import MainWindow
from rnnviz.errors import BadInput
from rnnviz.trace import PHASES, Moment
from rnnviz.views import VIEWS
from tests.app.driving import LONG, action, cursor, find, plays, press, trace
from tests.flashes import Flashes


def test_it_opens_playing_and_goes_through_the_phases_to_the_next_update(qtbot: QtBot, resting: MainWindow) -> None:
    seen: set[str] = set()
    follow = lambda moment: seen.add(moment.phase)  # noqa: E731 (a slot that is taken off again below)
    resting.player.moved.connect(follow)
    resting.player.set_playing(True)
    qtbot.waitUntil(lambda: trace(resting).update >= 2, timeout=LONG)
    resting.player.moved.disconnect(follow)
    assert seen == set(PHASES)
    assert plays(resting)


def test_keys_move_the_cursor_of_every_track(qtbot: QtBot, resting: MainWindow) -> None:
    last = resting.player.length - 1
    for key, shift, expected in (
        (Qt.Key.Key_Right, False, Moment("forward", 1)),
        (Qt.Key.Key_Right, False, Moment("forward", 2)),
        (Qt.Key.Key_Left, False, Moment("forward", 1)),
        (Qt.Key.Key_End, False, Moment("forward", last)),
        (Qt.Key.Key_Home, False, Moment("forward", 0)),
        (Qt.Key.Key_Right, True, Moment("forward", min(10, last))),
        (Qt.Key.Key_B, False, Moment("backward", last)),
        (Qt.Key.Key_Right, False, Moment("backward", last - 1)),
        (Qt.Key.Key_Left, False, Moment("backward", last)),
    ):
        press(resting, key, shift=shift)
        assert resting.player.moment == expected
        for track in ("gradient_norms", "activations", "loss"):
            qtbot.waitUntil(lambda track=track, t=expected.t: cursor(resting, track) == t)  # type: ignore[misc]
    assert action(resting, "phase_backward").isChecked()


def test_space_plays_and_pauses(qtbot: QtBot, resting: MainWindow) -> None:
    press(resting, Qt.Key.Key_Space)
    assert plays(resting)
    assert action(resting, "play").isChecked()
    qtbot.waitUntil(lambda: resting.player.moment != Moment())
    press(resting, Qt.Key.Key_Space)
    assert not plays(resting)
    assert not action(resting, "play").isChecked()


def test_n_learns_once_and_the_curves_have_it(qtbot: QtBot, resting: MainWindow) -> None:
    resting.player.last_moment()
    press(resting, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: trace(resting).update == 1, timeout=LONG)
    assert resting.player.moment == Moment("forward", 0)
    run = resting.link.run
    assert run is not None
    assert run.history["update"].tolist() == [1.0]
    qtbot.waitUntil(lambda: resting.workspace.views["loss"].trace is resting.player.trace)
    assert find(resting, QLabel, "transport.learnt").text() == "update 1"


def test_t_trains_while_the_moment_stays_and_any_step_stops_it(qtbot: QtBot, resting: MainWindow) -> None:
    press(resting, Qt.Key.Key_Right)
    press(resting, Qt.Key.Key_T)
    assert action(resting, "train").isChecked()
    qtbot.waitUntil(lambda: trace(resting).update > 20, timeout=LONG)
    assert resting.player.moment == Moment("forward", 1)
    press(resting, Qt.Key.Key_Right)
    assert not resting.player.training
    run = resting.link.run
    assert run is not None
    qtbot.waitUntil(lambda: trace(resting).update == run.update, timeout=LONG)


def test_what_is_drawn_is_what_the_engine_said(qtbot: QtBot, resting: MainWindow) -> None:
    press(resting, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: trace(resting).update == 1, timeout=LONG)
    shown = trace(resting)
    view = resting.workspace.views["loss"]
    qtbot.waitUntil(lambda: view.trace is shown)
    assert float(shown["loss_by_time"].sum()) == pytest.approx(float(shown["loss"]), rel=1e-5)
    norms = np.linalg.norm(shown["gradient/layer0.hidden"], axis=1)
    np.testing.assert_allclose(shown["gradient_norm/layer0.hidden"], norms, rtol=1e-5)


def test_hidden_views_are_shown_nothing(qtbot: QtBot, resting: MainWindow) -> None:
    gates = resting.workspace.views["activations"]
    resting.parts.stack.set_shown("activations", False)
    shown = gates.trace
    press(resting, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: trace(resting).update == 1, timeout=LONG)
    loss = resting.workspace.views["loss"]
    qtbot.waitUntil(lambda: loss.trace is resting.player.trace)
    assert gates.trace is shown
    resting.parts.stack.set_shown("activations", True)
    qtbot.waitUntil(lambda: gates.trace is resting.player.trace)


@pytest.mark.parametrize("change", ["theme", "language"])
def test_theme_and_language_change_while_moment_and_layout_stay(
    qtbot: QtBot, resting: MainWindow, change: str
) -> None:
    resting.player.enter_phase("backward")
    resting.parts.stack.shift("loss", -1)
    resting.parts.stack.set_shown("gates", False)
    resting.parts.docks.docks["clipping"].hide()
    before = resting.parts.stack.order, resting.player.moment, resting.player.trace
    action(resting, change).trigger()
    assert (resting.parts.stack.order, resting.player.moment, resting.player.trace) == before
    assert not resting.parts.stack.is_shown("gates")
    assert resting.parts.docks.docks["clipping"].isHidden()
    loss = resting.workspace.views["loss"]
    qtbot.waitUntil(lambda: loss.trace is resting.player.trace)
    assert cursor(resting, "loss") == resting.player.moment.t
    assert resting.parts.stack.readout.text()
    assert resting.parts.top.happening.text()
    press(resting, Qt.Key.Key_Right)
    assert resting.player.moment.t == before[1].t - 1
    if change == "theme":
        assert loss.shared.palette.theme == "dark"
    else:
        assert action(resting, "play").text() != "Play"


def test_every_view_and_action_of_the_contract_is_there(resting: MainWindow) -> None:
    for key in VIEWS:
        assert resting.findChild(QWidget, f"view.{key}") is not None, key
    for spec in action_specs():
        assert action(resting, spec.key).text()
        assert action(resting, spec.key).toolTip()
    wanted = {
        "step_forward", "step_back", "play", "next_update", "train", "first_moment", "last_moment", "phase_backward",
        "reset", "export_figure", "open",
    }
    assert wanted <= {spec.key for spec in action_specs()}


def test_no_two_actions_share_a_key() -> None:
    keys = [key for spec in action_specs() for key in spec.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one
def test_help_says_what_is_needed_for_a_report(qtbot: QtBot, resting: MainWindow) -> None:
    for key, words in (("about", "torch 2"), ("keys", None)):
        action(resting, key).trigger()
        dialog = next(w for w in resting.findChildren(QDialog) if w.isVisible())
        if words:
            assert words in find(dialog, QPlainTextEdit, "about.versions").toPlainText()
        assert not dialog.isModal()
        dialog.close()
        qtbot.waitUntil(lambda: not any(w.isVisible() for w in resting.findChildren(QDialog)))


def test_nothing_flashes_up_while_the_window_is_dressed_anew(
    qtbot: QtBot, qapp: QApplication, resting: MainWindow
) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    action(resting, "theme").trigger()
    action(resting, "language").trigger()
    resting.documents.open_preset("translate-attention")
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
    assert resting.isActiveWindow()


def test_notices_and_open_windows_follow_the_language(qtbot: QtBot, resting: MainWindow) -> None:
    resting.troubles.say_problem(BadInput("{file}: there is no such file", file="a.toml"))
    resting.documents.browse_presets()
    resting.sessions.write_notes("mine")
    resting.notes.show()
    before = {d.objectName(): d.windowTitle() for d in resting.findChildren(QDialog) if d.isVisible()}
    resting.appearance.set_language("ko")
    after = {d.objectName(): d for d in resting.findChildren(QDialog) if d.isVisible()}
    try:
        assert set(after) == set(before) == {"preset_browser", "notes"}
        assert all(after[name].windowTitle() != title for name, title in before.items())
        assert [field.toPlainText() for field in after["notes"].findChildren(QPlainTextEdit)] == ["mine"]
        assert resting.notices.shown[-1].text == "a.toml: 그런 파일이 없습니다"
    finally:
        for dialog in after.values():
            dialog.close()
        resting.sessions.write_notes("")
        resting.appearance.set_language("en")
