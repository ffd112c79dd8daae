"""The list of branches: what it says of each, and what its buttons do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.views.words.elided import ElidedLabel
from tests.app.driving import LONG, action, click, edit, find, trace


def learn(qtbot: QtBot, window: MainWindow, updates: int) -> None:
    run = window.link.run
    assert run is not None
    goal = run.update + updates
    window.link.update(updates)
    qtbot.waitUntil(lambda: trace(window).run == run.number and trace(window).update == goal, timeout=LONG)


def lines(window: MainWindow) -> int:
    return len(window.lines.shown)


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one
def test_it_names_each_line_with_its_loss_and_takes_one_there(qtbot: QtBot, resting: MainWindow) -> None:
    panel = resting.parts.transport.list
    assert "a branch begins" in " ".join(label.text() for label in panel.findChildren(QLabel))
    learn(qtbot, resting, 3)
    resting.machine.go_to(2)
    qtbot.waitUntil(lambda: trace(resting).update == 2, timeout=LONG)
    edit(resting, "training.clip.max_norm", 0.25)
    learn_from = resting.editing.newest.number
    qtbot.waitUntil(lambda: trace(resting).run == learn_from, timeout=LONG)
    learn(qtbot, resting, 1)
    button = resting.parts.transport.branch
    qtbot.waitUntil(lambda: button.text() == "Branch 1", timeout=LONG)
    click(button)
    assert panel.isVisible()
    said = [label.text() for label in panel.findChildren(ElidedLabel)]
    assert "3 updates" in said
    assert any(words.startswith("max norm") and "from update 2 of Trunk · 3 updates" in words for words in said)
    assert find(panel, QCheckBox, "").isChecked()
    click(find(panel, QToolButton, "branch.take"))
    assert not panel.isVisible()
    qtbot.waitUntil(lambda: trace(resting).run > learn_from, timeout=LONG)
    assert (trace(resting).update, button.text()) == (3, "Trunk")
    click(button)
    click(find(panel, QToolButton, "branch.drop"))
    assert lines(resting) == 1
    action(resting, "undo").trigger()
    assert lines(resting) == 2
    panel.hide()
