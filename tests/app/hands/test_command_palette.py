"""The palette by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from rnnviz.app.commands import commands
from rnnviz.app.hands.actions import action_specs
from rnnviz.app.hands.command import Command
from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import presets
from rnnviz.views import VIEWS
from tests.app.driving import LONG, find, press


def opened(window: MainWindow) -> QLineEdit:
    press(window, Qt.Key.Key_K, ctrl=True)
    return find(window, QLineEdit, "palette.field")


def titles(window: MainWindow) -> list[str]:
    box = window.palette_box.list
    return [box.item(row).text() for row in range(box.count())]


def first(window: MainWindow, typed: str) -> Command:
    field = opened(window)
    field.insert(typed)
    command = window.palette_box.list.currentItem().data(Qt.ItemDataRole.UserRole)
    assert isinstance(command, Command)
    return command


def test_everything_is_there(resting: MainWindow) -> None:
    keys = {command.key for command in commands(resting)}
    assert {f"action.{spec.key}" for spec in action_specs()} - {"action.palette"} <= keys
    assert {f"preset.{key}" for key in presets()} <= keys
    assert {f"view.{key}" for key in VIEWS} <= keys
    assert {"theme.dark", "theme.light", "language.ko", "language.en", "field.training.learning_rate"} <= keys


def test_a_field_is_found_and_has_the_keyboard(qtbot: QtBot, resting: MainWindow) -> None:
    resting.parts.form.cards["training"].header.setChecked(False)
    field = opened(resting)
    assert field.hasFocus()
    QTest.keyClicks(field, "learning ra")
    assert titles(resting)[0] == "learning rate"
    QTest.keyClick(field, Qt.Key.Key_Return)
    row = resting.parts.form.rows["training.learning_rate"]
    qtbot.waitUntil(lambda: (w := QApplication.focusWidget()) is not None and row.isAncestorOf(w))
    assert resting.parts.form.cards["training"].header.isChecked()
    assert not resting.palette_box.isVisible()


def test_what_was_used_lately_stands_first(qtbot: QtBot, resting: MainWindow) -> None:
    field = opened(resting)
    QTest.keyClicks(field, "dark theme")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: resting.appearance.theme == "dark")
    opened(resting)
    assert titles(resting)[0] == "Dark theme"
    press(resting.palette_box.field, Qt.Key.Key_Escape)
    assert not resting.palette_box.isVisible()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_both_languages_find(resting: MainWindow, language: str) -> None:
    resting.appearance.set_language("ko" if language == "ko" else "en")
    for typed, key in (
        ("gate census", "view.census"), ("게이트", "view.gates"), ("next upd", "action.next_update"),
        ("vanishing-rnn", "preset.vanishing-rnn"), ("학습률", "field.training.learning_rate"),
        ("lay lec", "action.layout_lecture"), ("lect layout", "action.layout_lecture"),
        ("배치 강의", "action.layout_lecture"),
    ):
        assert first(resting, typed).key == key
        press(resting.palette_box.field, Qt.Key.Key_Escape)


def test_what_cannot_be_done_now_is_found_and_says_why(qtbot: QtBot, resting: MainWindow) -> None:
    assert first(resting, "undo").hint == "There is nothing to take back."
    press(resting.palette_box.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [notice.text for notice in resting.notices.shown] == ["There is nothing to take back."])


def test_arrows_choose_and_presets_open(qtbot: QtBot, resting: MainWindow) -> None:
    field = opened(resting)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert resting.palette_box.list.currentRow() == 1
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert resting.palette_box.list.currentRow() == resting.palette_box.list.count() - 1
    QTest.keyClicks(field, "zzzzqq")
    assert not resting.palette_box.list.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)  # nothing to choose: it stays
    assert resting.palette_box.isVisible()
    field.clear()
    QTest.keyClicks(field, "adding-lstm")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: resting.editing.now.name == "adding-lstm", timeout=LONG)


def test_the_last_line_is_whole(resting: MainWindow) -> None:
    opened(resting)
    box = resting.palette_box.list
    QApplication.processEvents()
    last = box.itemAt(4, box.viewport().height() - 2)
    assert last is not None
    assert box.visualItemRect(last).bottom() <= box.viewport().height()
    assert box.visualItemRect(last).bottom() >= box.viewport().height() - 3
    resting.palette_box.close_()
