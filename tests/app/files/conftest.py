"""A session that was saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import load
from rnnviz.operation import Operation
from tests.app.driving import LONG, trace
from tests.app.files.saving import learn, save


@pytest.fixture
def saved(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> Path:
    """A session of three updates; the window stands at the beginning of another run again."""
    resting.recent.clear()
    learn(qtbot, resting, 3)
    resting.sessions.document.operations = (Operation(kind="cut", first=2),)
    resting.sessions.document.parts = {"a_feature/x": b"1"}
    save(qtbot, resting, tmp_path / "a.rnnviz")
    resting.editing.open(load("hello-rnn"))
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    resting.editing.undo_stack.clear()
    return tmp_path / "a.rnnviz"
