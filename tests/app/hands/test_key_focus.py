from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.trace import Moment
from tests.app.driving import click, find, plays, press


def test_letters_are_written_where_a_text_field_has_the_focus(qtbot: QtBot, resting: MainWindow) -> None:
    field = next(found for found in resting.parts.form.findChildren(QLineEdit) if found.isVisible())
    field.setFocus()
    for key in (Qt.Key.Key_B, Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Home):
        press(field, key)
    assert resting.player.moment == Moment("forward", 0)
    assert not resting.player.training
    assert not plays(resting)
    assert not resting.player.waiting


def test_space_presses_a_button_that_was_reached_by_tab(qtbot: QtBot, resting: MainWindow) -> None:
    button = find(resting, QToolButton, "button.phase_backward")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(button, Qt.Key.Key_Space)
    assert resting.player.moment.phase == "backward"
    assert not plays(resting)


def test_a_click_on_a_button_leaves_space_to_play(qtbot: QtBot, resting: MainWindow) -> None:
    button = find(resting, QToolButton, "button.last_moment")
    click(button)
    assert resting.player.moment.t == resting.player.length - 1
    focused = QApplication.focusWidget()
    assert focused is not button
    press(focused or resting, Qt.Key.Key_Space)
    assert plays(resting)
