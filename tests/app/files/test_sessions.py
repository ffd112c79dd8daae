"""Sessions through the real window: what is saved is found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rnnviz.app.files.notes_dialog import NotesDialog
from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import changed, load
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.session import load as load_session
from rnnviz.trace import Moment
from tests.app.driving import LONG, action, edit, find, press, trace
from tests.app.files.saving import arrived, learn, press_button, reopen, save


def test_it_opens_to_exactly_where_it_was_left(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    edit(window, "training.learning_rate", 0.01)
    learn(qtbot, window, 12)
    edit(window, "training.clip.max_norm", 0.5)
    learn(qtbot, window, 20)
    window.player.go_to(Moment("backward", 3))
    window.workspace.axis.set_range(0.5, 4.25)
    window.workspace.axis.set_loop((1, 3))
    window.workspace.selection.choose(unit=1)
    window.workspace.selection.choose_reach(2)
    window.parts.stack.shift("loss", -1)
    window.parts.stack.set_shown("gates", False)
    window.parts.docks.docks["clipping"].hide()
    window.player.set_speed(7.0)
    window.sessions.write_notes("note")
    qtbot.waitUntil(lambda: trace(window)["reach_from"] == 2 and not window.link.lacking, timeout=LONG)
    run = window.link.run
    assert run is not None
    before = {
        "recipe": window.editing.recipe, "baseline": window.editing.baseline, "update": run.update,
        "order": window.parts.stack.order, "range": window.workspace.axis.range, "speed": window.player.speed,
    }
    columns = {name: run.history[name].copy() for name in run.history.names}
    shown, past = trace(window), run.history.past.updates
    save(qtbot, window, path)
    assert not window.isWindowModified()

    window.editing.open(load("adding-lstm"))
    window.layout_memory.reset()
    newest = window.editing.newest
    qtbot.waitUntil(lambda: trace(window).run == newest.number, timeout=LONG)
    assert window.windowTitle() != "a.rnnviz"
    reopen(qtbot, window, path)
    run = window.link.run
    assert run is not None
    after = {
        "recipe": window.editing.recipe, "baseline": window.editing.baseline, "update": run.update,
        "order": window.parts.stack.order, "range": window.workspace.axis.range, "speed": window.player.speed,
    }
    assert after == before
    assert list(run.history.names) == list(columns)
    for name, column in columns.items():
        np.testing.assert_array_equal(run.history[name], column, err_msg=name)
    assert run.history.past.updates == past
    assert window.player.moment == Moment("backward", 3)
    assert window.player.loop == (1, 3)
    assert (window.workspace.selection.unit, window.workspace.selection.reach_from) == (1, 2)
    assert not window.parts.stack.is_shown("gates")
    assert window.parts.docks.docks["clipping"].isHidden()
    assert window.sessions.document.notes == "note"
    assert not window.player.playing
    assert window.windowTitle().startswith("a.rnnviz[*] – ")
    assert not window.isWindowModified()
    qtbot.waitUntil(lambda: trace(window)["reach_from"] == 2 and not window.link.lacking, timeout=LONG)
    for name in shown:
        if name in trace(window):
            np.testing.assert_array_equal(trace(window)[name], shown[name], err_msg=name)
    window.workspace.axis.set_loop(None)
    window.workspace.selection.choose_reach(None)
    action(window, "undo").trigger()
    assert window.editing.now.name == "adding-lstm", "opening is one step of undo"
    assert window.sessions.document.path is None


def test_saved_while_it_trains_it_goes_on_bit_for_bit(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    window.editing.open(changed(load("hello-rnn"), {"threads": 1}))
    newest = window.editing.newest
    qtbot.waitUntil(lambda: trace(window).run == newest.number, timeout=LONG)
    action(window, "train").trigger()
    qtbot.waitUntil(lambda: trace(window).update > 20, timeout=LONG)
    save(qtbot, window, path)
    assert window.player.training, "saving holds nothing up"
    window.player.pause()
    session, damaged = load_session(str(path))
    assert damaged == ()
    assert session.update > 20
    assert session.columns["update"].tolist() == list(range(1, session.update + 1))
    reopen(qtbot, window, path)
    learn(qtbot, window, session.update + 100)
    with qtbot.waitSignal(window.link.kept, timeout=LONG, check_params_cb=lambda kept: kept.asked == asked):
        asked = window.link.keep()
    run, alone = window.link.run, Run(session.experiment)
    assert run is not None
    losses = [alone.update()["loss"] for _ in range(session.update + 100)]
    np.testing.assert_array_equal(run.history["loss"], losses)
    assert run.snapshot is not None
    assert run.snapshot_update == alone.updates
    for name, array in alone.snapshot().items():
        if name != "rest":
            np.testing.assert_array_equal(run.snapshot[name], array, err_msg=name)


def test_saved_while_rewound_it_keeps_the_way_forward(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    learn(qtbot, window, 6)
    edit(window, "training.learning_rate", 0.02)
    learn(qtbot, window, 12)
    newest = trace(window)
    run = window.link.run
    assert run is not None
    losses = run.history["loss"].copy()
    window.machine.go_to(4)
    arrived(qtbot, window, 4)
    there, past = trace(window), run.history.past.updates
    save(qtbot, window, path)
    assert not window.isWindowModified()
    assert run.snapshot_update == 12, "the newest snapshot is still the newest"
    session, damaged = load_session(str(path))
    assert (damaged, session.update) == ((), 4)
    assert session.ahead is not None
    assert len(session.columns["update"]) == 4
    assert session.ahead.columns["update"].tolist() == list(range(5, 13))

    window.editing.open(load("adding-lstm"))
    reopen(qtbot, window, path)
    run = window.link.run
    assert run is not None
    arrived(qtbot, window, 4)
    assert (run.update, run.head, run.rewound) == (4, 12, True)
    assert not window.isWindowModified()
    np.testing.assert_array_equal(run.history["loss"], losses)
    assert run.history.past.updates == past
    np.testing.assert_array_equal(trace(window)["layer0.hidden"], there["layer0.hidden"])
    assert window.editing.now.training.learning_rate == load("hello-rnn").training.learning_rate
    window.machine.newest_update()
    arrived(qtbot, window, 12)
    np.testing.assert_array_equal(trace(window)["layer0.hidden"], newest["layer0.hidden"])
    assert window.editing.now.training.learning_rate == 0.02
    learn(qtbot, window, 13)
    assert len(run.history) == 13


def test_the_title_marks_what_has_not_been_saved(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    window, path = resting, tmp_path / "my [*] &file.rnnviz"
    assert not window.isWindowModified()
    learn(qtbot, window, 1)
    assert not window.isWindowModified(), "a preset that learns is nobody's document"
    window.sessions.write_notes("a")
    assert window.isWindowModified()
    save(qtbot, window, path)
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("my  &file.rnnviz[*]")
    changes: list[Callable[[], object]] = [
        lambda: learn(qtbot, window, 2),
        lambda: edit(window, "training.learning_rate", 0.5),
        lambda: window.sessions.write_notes("b"),
        lambda: action(window, "reset").trigger(),
    ]
    for change in changes:
        change()
        qtbot.waitUntil(window.isWindowModified, timeout=LONG)
        save(qtbot, window, path)
        assert not window.isWindowModified()


def test_save_asks_for_a_name_once(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    window = resting
    press(window, Qt.Key.Key_S, ctrl=True)
    dialog = next(d for d in window.findChildren(QFileDialog) if d.isVisible())
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "rnnviz"
    with qtbot.waitSignal(window.sessions.saved, timeout=LONG):
        dialog.fileSelected.emit(str(tmp_path / "a.rnnviz"))
        dialog.close()
    learn(qtbot, window, 1)
    with qtbot.waitSignal(window.sessions.saved, timeout=LONG):
        action(window, "save_session").trigger()
    assert load_session(str(tmp_path / "a.rnnviz")).session.update == 1
    action(window, "save_session_as").trigger()
    dialog = next(d for d in window.findChildren(QFileDialog) if d.isVisible())
    dialog.reject()
    assert window.recent.paths[0] == str(tmp_path / "a.rnnviz")


def test_closing_asks_only_where_a_person_named_or_edited_a_session(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    window = resting

    def asks() -> bool:
        return window.closing.needs_asking

    learn(qtbot, window, 1)
    assert not asks(), "an untouched preset never asks"
    window.sessions.write_notes("a")
    assert asks()
    save(qtbot, window, tmp_path / "a.rnnviz")
    assert not asks()
    learn(qtbot, window, 2)
    assert asks()
    action(window, "quit").trigger()
    action(window, "quit").trigger()
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert window.isVisible()
    assert "a.rnnviz" in box.text()
    box.button(QMessageBox.StandardButton.Cancel).click()
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert window.isVisible()


def test_recent_files_are_listed_opened_and_cleared(qtbot: QtBot, resting: MainWindow, saved: Path) -> None:
    menu = find(resting, QMenu, "menu.recent")
    resting.recent.add(saved.with_name("gone, long ago.rnnviz"))
    menu.aboutToShow.emit()
    first, second = menu.actions()[:2]
    assert (first.text(), second.text()) == ("gone, long ago.rnnviz", "a.rnnviz")
    first.trigger()
    assert "no such file" in resting.notices.shown[-1].text
    assert resting.recent.paths[0] == str(saved)
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    assert trace(resting).update == 3
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert resting.recent.paths == []


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one
def test_notes_are_written_in_a_window_of_their_own(qtbot: QtBot, resting: MainWindow) -> None:
    action(resting, "notes").trigger()
    action(resting, "notes").trigger()
    (dialog,) = resting.findChildren(NotesDialog)
    assert not dialog.isModal()
    field = find(dialog, QPlainTextEdit, "notes.text")
    press(field, Qt.Key.Key_B)
    assert resting.sessions.document.notes == "b"
    resting.editing.open(load("hello-rnn"))
    assert field.toPlainText() == "", "another document, other notes"
    action(resting, "undo").trigger()
    assert field.toPlainText() == "b"
    dialog.close()
    qtbot.waitUntil(lambda: not resting.findChildren(NotesDialog))


def test_operations_are_saved_and_opened_with_their_session(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    made = Operation(kind="clamp", target="layer0.hidden", index=(1,), value=0.0)
    resting.surgery.add(made)
    qtbot.waitUntil(lambda: bool(trace(resting).operated), timeout=LONG)
    path = tmp_path / "operated.rnnviz"
    save(qtbot, resting, path)
    resting.surgery.clear()
    qtbot.waitUntil(lambda: resting.sessions.modified)
    qtbot.waitUntil(lambda: not trace(resting).operated, timeout=LONG)
    reopen(qtbot, resting, path)
    qtbot.waitUntil(lambda: bool(trace(resting).operated), timeout=LONG)
    assert resting.surgery.operations == (made,)
    assert not resting.sessions.modified
    resting.surgery.clear()


def shows_untouched(window: MainWindow) -> bool:
    return window.surgery.bare


def test_the_untouched_pass_that_was_shown_is_shown_again(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    window.surgery.add(Operation(kind="clamp", target="layer0.hidden", index=(1,), value=0.5))
    qtbot.waitUntil(lambda: bool(trace(window).operated), timeout=LONG)
    window.surgery.show_bare(True)
    save(qtbot, window, path)
    window.surgery.show_bare(False)
    reopen(qtbot, window, path)
    qtbot.waitUntil(lambda: window.surgery.trace is not None and bool(window.surgery.trace.operated), timeout=LONG)
    assert shows_untouched(window)
    assert not trace(window).operated
    window.surgery.show_bare(False)
    save(qtbot, window, path)
    window.surgery.show_bare(True)
    reopen(qtbot, window, path)
    assert not shows_untouched(window)
    window.surgery.clear()


def test_the_mark_follows_the_way_into_the_past_and_back(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    learn(qtbot, window, 6)
    save(qtbot, window, path)
    window.machine.go_to(2)
    arrived(qtbot, window, 2)
    assert window.isWindowModified(), "it would open elsewhere"
    window.machine.newest_update()
    arrived(qtbot, window, 6)
    assert not window.isWindowModified()
    window.machine.go_to(3)
    arrived(qtbot, window, 3)
    save(qtbot, window, path)
    window.editing.open(load("adding-lstm"))
    newest = window.editing.newest
    qtbot.waitUntil(lambda: trace(window).run == newest.number, timeout=LONG)
    window.sessions.write_notes("a")
    assert window.isWindowModified()
    reopen(qtbot, window, path)
    arrived(qtbot, window, 3)
    assert not window.isWindowModified(), "nothing has been done to what was opened"


def test_what_is_pinned_after_saving_is_not_saved_yet(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    learn(qtbot, window, 3)
    save(qtbot, window, path)
    before = window.workspace.update_line.pinned
    window.pins.pin()
    assert window.isWindowModified()
    save(qtbot, window, path)
    assert not window.isWindowModified()
    reopen(qtbot, window, path)
    assert not window.isWindowModified()
    window.workspace.update_line.unpin(*window.workspace.update_line.pinned)
    assert window.isWindowModified()
    for ghost in before:
        window.workspace.update_line.pin(ghost)


def test_a_session_that_is_left_while_it_is_saved_is_the_one_that_is_saved(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    window, first, second = resting, tmp_path / "a.rnnviz", tmp_path / "b.rnnviz"
    learn(qtbot, window, 5)
    window.sessions.write_notes("mine")
    document = window.sessions.document
    with qtbot.waitSignal(window.sessions.saved, timeout=LONG, check_params_cb=lambda path: path == second):
        window.sessions.save(first)
        window.sessions.save(second)
        window.editing.open(load("adding-lstm"))
    for path in (first, second):
        session, damaged = load_session(str(path))
        assert damaged == ()
        assert (session.experiment.name, session.update, session.notes) == ("hello-rnn", 5, "mine")
    assert document.path == second
    newest = window.editing.newest
    qtbot.waitUntil(lambda: trace(window).run == newest.number, timeout=LONG)


def test_what_another_window_has_saved_is_not_written_over_unasked(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    learn(qtbot, window, 2)
    save(qtbot, window, path)
    learn(qtbot, window, 3)
    with qtbot.waitSignal(window.sessions.saved, timeout=LONG):
        action(window, "save_session").trigger()
    other = path.read_bytes()
    path.unlink()
    path.write_bytes(other)
    window.sessions.write_notes("mine")
    action(window, "save_session").trigger()
    assert not window.sessions.busy
    assert path.read_bytes() == other
    (said,) = [notice for notice in window.notices.shown if notice.key == "session"]
    assert said.text.startswith("a.rnnviz has been written by another program or window")
    with qtbot.waitSignal(window.sessions.saved, timeout=LONG):
        press_button(window, "Replace it")
    assert load_session(str(path)).session.notes == "mine"
    path.unlink()
    window.sessions.write_notes("again")
    with qtbot.waitSignal(window.sessions.saved, timeout=LONG):
        action(window, "save_session").trigger()
    assert path.exists(), "what is gone is nobody's"
