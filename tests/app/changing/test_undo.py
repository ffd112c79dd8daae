"""Each change is one step of undo, a whole drag too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from rnnviz.app.changing.undo import ExperimentEdited
from rnnviz.catalogue import changed, load
from rnnviz.experiment import Experiment

RATE = "training.learning_rate"


class Desk:
    """An experiment that commands change."""

    def __init__(self) -> None:
        self.experiment = load("vanishing-rnn")
        self.stack = QUndoStack()

    def show(self, experiment: Experiment) -> None:
        self.experiment = experiment

    def edit(self, path: str, value: object, serial: int) -> None:
        after = changed(self.experiment, {path: value})
        self.stack.push(ExperimentEdited(self.experiment, after, self.show, path=path, serial=serial))


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


def test_a_drag_is_one_step(desk: Desk) -> None:
    first = desk.experiment
    for value in (0.002, 0.005, 0.01):
        desk.edit(RATE, value, serial=7)
    assert desk.stack.count() == 1
    assert desk.stack.undoText() == "learning rate 0.001 → 0.01"
    desk.stack.undo()
    assert desk.experiment == first
    desk.stack.redo()
    assert desk.experiment.value(RATE) == 0.01


def test_two_drags_and_two_fields_are_two_steps(desk: Desk) -> None:
    desk.edit(RATE, 0.002, serial=1)
    desk.edit(RATE, 0.003, serial=2)
    desk.edit("training.batch_size", 64, serial=2)
    assert desk.stack.count() == 3
    assert [desk.stack.text(step) for step in range(3)] == [
        "learning rate 0.001 → 0.002",
        "learning rate 0.002 → 0.003",
        "batch size 32 → 64",
    ]
    desk.stack.setIndex(0)
    assert desk.experiment == load("vanishing-rnn")


def test_a_drag_back_to_its_start_leaves_no_step(desk: Desk) -> None:
    for value in (0.002, 0.001):
        desk.edit(RATE, value, serial=3)
    assert desk.stack.count() == 0
    assert desk.experiment == load("vanishing-rnn")


def test_another_cell_is_named_as_people_name_it(desk: Desk) -> None:
    desk.edit("cell.kind", "lstm", serial=1)
    assert desk.stack.undoText() == "cell Elman RNN → LSTM"


def test_changes_of_the_whole_never_merge(desk: Desk) -> None:
    for name in ("hello-rnn", "copying-gru"):
        desk.stack.push(ExperimentEdited(desk.experiment, load(name), desk.show, words=f"open {name}".__str__))
    assert desk.stack.count() == 2
    assert desk.stack.undoText() == "open copying-gru"
    desk.stack.undo()
    assert desk.experiment == load("hello-rnn")
