"""Branches kept in a session, through the window and the real engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import load
from rnnviz.session import load as load_session
from tests.app.driving import LONG, action, edit, trace
from tests.app.files.saving import learn, reopen, save


def goes(qtbot: QtBot, window: MainWindow, update: int) -> None:
    def there() -> bool:
        run = window.link.run
        return run is window.link.newest and run is not None and run.goal is None and (
            trace(window).run, trace(window).update) == (run.number, update)

    qtbot.waitUntil(there, timeout=LONG)


def listed(window: MainWindow) -> list[tuple[str, int, int, str, bool]]:
    lines = window.lines
    return [(line.name, line.run.head, line.run.left, line.changed, line in lines.beside) for line in lines.shown]


def test_trunk_and_branches_are_there_again_and_go_on_bit_for_bit(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    learn(qtbot, window, 12)
    head, losses = np.array(trace(window)["layer0.hidden"]), window.editing.newest.history["loss"].copy()
    window.machine.go_to(8)
    goes(qtbot, window, 8)
    edit(window, "training.learning_rate", 0.2)
    goes(qtbot, window, 8)
    learn(qtbot, window, 15)
    window.machine.go_to(10)
    goes(qtbot, window, 10)
    edit(window, "training.learning_rate", 0.1)
    goes(qtbot, window, 10)
    learn(qtbot, window, 16)
    window.machine.go_to(14)
    goes(qtbot, window, 14)
    before = listed(window)
    assert [line[0] for line in before] == ["Trunk", "Branch 1", "Branch 2"]
    save(qtbot, window, path)
    assert load_session(str(path)).damaged == ()
    assert not window.isWindowModified()

    window.editing.open(load("adding-lstm"))
    qtbot.waitUntil(lambda: trace(window).run == window.editing.newest.number, timeout=LONG)
    reopen(qtbot, window, path)
    goes(qtbot, window, 14)
    assert listed(window) == before
    assert [ghost.name for ghost in window.workspace.update_line.beside] == ["Branch 1"]
    assert window.lines.current is not None
    assert window.lines.current.name == "Branch 2"
    assert not window.isWindowModified(), "nothing has been changed"

    trunk = window.lines.shown[0]
    np.testing.assert_array_equal(trunk.run.history["loss"], losses)
    window.lines.take(trunk)
    goes(qtbot, window, 12)
    np.testing.assert_array_equal(trace(window)["layer0.hidden"], head)
    assert window.isWindowModified(), "another line is open than the one that was saved"
    assert [line[0] for line in listed(window)] == ["Trunk", "Branch 1", "Branch 2"]
    action(window, "undo").trigger()
    goes(qtbot, window, 14)
    qtbot.waitUntil(lambda: not window.isWindowModified(), timeout=LONG)
    edit(window, "training.learning_rate", 0.05)
    goes(qtbot, window, 14)
    assert window.lines.current.name == "Branch 3"
    assert window.lines.current.of is not None
    assert window.lines.current.of.name == "Branch 2"


def test_a_line_taken_off_the_list_stays_off_and_its_branches_know_what_they_left(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    window, path = resting, tmp_path / "a.rnnviz"
    learn(qtbot, window, 6)
    for rate, at, to in ((0.2, 4, 8), (0.1, 6, 9)):
        window.machine.go_to(at)
        goes(qtbot, window, at)
        edit(window, "training.learning_rate", rate)
        goes(qtbot, window, at)
        learn(qtbot, window, to)
    window.lines.ask_drop(window.lines.shown[1])
    save(qtbot, window, path)
    reopen(qtbot, window, path)
    goes(qtbot, window, 9)
    assert [line[0] for line in listed(window)] == ["Trunk", "Branch 2"]
    current = window.lines.current
    assert current is not None
    assert current.of is not None
    assert (current.of.name, current.root.name) == ("Branch 1", "Trunk")


def test_branches_that_cannot_be_read_are_said_and_the_rest_is_open(qtbot: QtBot, resting: MainWindow) -> None:
    window = resting
    learn(qtbot, window, 3)
    window.sessions.parts["branches"].unpack({"about.json": b"["})
    said = [notice.text for notice in window.notices.shown if notice.key == "branches"]
    assert len(said) == 1
    assert said[0].startswith("The branches of this session cannot be opened: about.json is damaged: it does not say ")
    assert [line[0] for line in listed(window)] == ["Trunk"]
