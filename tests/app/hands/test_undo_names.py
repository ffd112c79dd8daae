"""The menu says what undo would take back and redo would bring again."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from rnnviz.app.changing.step import Step
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.app.hands.undo_names import name_undo


@pytest.fixture
def stack(qtbot: QtBot) -> QUndoStack:
    return QUndoStack()


@pytest.fixture
def actions(qtbot: QtBot, stack: QUndoStack) -> ActionSet:
    window = QMainWindow()
    qtbot.addWidget(window)
    return ActionSet(window, {"editing": stack}, ("undo", "redo"))


def named(actions: ActionSet) -> list[tuple[str, bool]]:
    return [(actions[key].text(), actions[key].isEnabled()) for key in ("undo", "redo")]


def test_with_nothing_done_neither_can_be_chosen(stack: QUndoStack, actions: ActionSet) -> None:
    name_undo(stack, actions)
    assert named(actions) == [("Undo", False), ("Redo", False)]


def test_each_is_called_by_what_it_would_do(stack: QUndoStack, actions: ActionSet) -> None:
    for what in ("hidden size 64", "cell LSTM"):
        stack.push(QUndoCommand(what))
    name_undo(stack, actions)
    assert named(actions) == [("Undo cell LSTM", True), ("Redo", False)]
    stack.undo()
    name_undo(stack, actions)
    assert named(actions) == [("Undo hidden size 64", True), ("Redo cell LSTM", True)]


def test_an_ampersand_is_no_key_of_the_menu(stack: QUndoStack, actions: ActionSet) -> None:
    stack.push(QUndoCommand("dropout & clip"))
    name_undo(stack, actions)
    assert actions["undo"].text() == "Undo dropout && clip"


def test_a_step_is_called_in_the_language_of_now(stack: QUndoStack, actions: ActionSet) -> None:
    language = ["one"]
    stack.beginMacro("both in one")
    for _ in range(2):
        stack.push(Step(lambda: f"weight in {language[0]}"))
    stack.endMacro()
    stack.push(Step(lambda: f"cell in {language[0]}"))
    stack.undo()
    language[0] = "two"
    name_undo(stack, actions)
    assert named(actions) == [("Undo weight in two", True), ("Redo cell in two", True)]
