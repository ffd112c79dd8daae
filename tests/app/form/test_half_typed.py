"""What is half typed in the form when something else happens: the text and the caret stay, nothing is applied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.app.form.log_slider import NumberEdit
from rnnviz.app.form.typed_field import TypedField
from rnnviz.app.main_window import MainWindow
from rnnviz.views.controls.number_entry import NumberEntry

HIDDEN, RATE = "cell.hidden_size", "training.learning_rate"
Act = Callable[[MainWindow], object]


def line(window: MainWindow) -> TypedField:
    """Return the line in which the number of units is typed."""
    found = window.parts.form.rows[HIDDEN].control.line
    assert found is not None
    return found


def half_type(qtbot: QtBot, window: MainWindow, text: str) -> TypedField:
    """Type a text in place of the number of units, the caret before its last letter."""
    window.reveal_field(HIDDEN)
    field = line(window)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Left)
    return field


def lecture(window: MainWindow) -> None:
    window.lecture.turn(True)
    window.lecture.turn(False)


def another_look(window: MainWindow) -> None:
    window.appearance.turn_theme()
    window.appearance.turn_language()


@pytest.mark.parametrize("act", [another_look, pytest.param(lecture, marks=pytest.mark.soak)])
def test_text_and_caret_stay(qtbot: QtBot, resting: MainWindow, act: Act) -> None:
    before = resting.editing.now
    half_type(qtbot, resting, "1x6")
    act(resting)
    field = line(resting)
    assert (field.text(), field.cursorPosition()) == ("1x6", 2)
    qtbot.waitUntil(lambda: line(resting).hasFocus())
    assert resting.editing.now == before
    assert not resting.parts.form.rows[HIDDEN].problem.text()
    QTest.keyClick(line(resting), Qt.Key.Key_Escape)
    assert line(resting).text() == str(before.value(HIDDEN))


def test_what_was_tried_amid_the_typing_is_still_one_change(qtbot: QtBot, resting: MainWindow) -> None:
    before = resting.editing.now
    half_type(qtbot, resting, "9")
    control = resting.parts.form.rows[HIDDEN].control
    assert isinstance(control, NumberEdit)
    control._try_typed()
    resting.appearance.turn_language()
    QTest.keyClicks(line(resting), "1")
    QTest.keyClick(line(resting), Qt.Key.Key_Return)
    assert resting.editing.now.value(HIDDEN) == 19
    assert resting.editing.undo_stack.index() == 1
    resting.editing.undo()
    assert resting.editing.now == before


@pytest.mark.parametrize(("text", "tried"), [
    ("0,", False), ("0.00", False), ("0,003", True), ("0", True), ("x", False),
])  # fmt: skip
def test_the_zeros_of_a_small_number_are_not_tried_as_0(
    qtbot: QtBot, resting: MainWindow, text: str, tried: bool
) -> None:
    resting.reveal_field(RATE)
    control = resting.parts.form.rows[RATE].control
    assert isinstance(control, NumberEdit)
    control.field.setFocus()
    control.field.selectAll()
    QTest.keyClicks(control.field, text)
    before = resting.editing.now.value(RATE)
    control._try_typed()
    assert (resting.editing.now.value(RATE) != before) == tried
    QTest.keyClick(control.field, Qt.Key.Key_Escape)
    assert resting.editing.now.value(RATE) == before


@pytest.mark.parametrize("reason", [Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason])
def test_a_menu_and_another_window_enter_nothing(
    qtbot: QtBot, resting: MainWindow, reason: Qt.FocusReason
) -> None:
    before = resting.editing.now
    field = half_type(qtbot, resting, "16")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert resting.editing.now == before
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, reason))
    assert (field.text(), field.cursorPosition()) == ("16", 1)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert resting.editing.now == before


def test_another_field_enters_it(qtbot: QtBot, resting: MainWindow) -> None:
    half_type(qtbot, resting, "16")
    resting.parts.form.rows["seed"].control.setFocus()
    qtbot.waitUntil(lambda: resting.editing.now.value(HIDDEN) == 16)


def test_what_is_folded_stays_folded_in_another_language(resting: MainWindow) -> None:
    resting.parts.form.cards["training"].header.setChecked(False)
    resting.appearance.turn_language()
    assert not resting.parts.form.cards["training"].header.isChecked()
    assert resting.parts.form.cards["cell"].header.isChecked()
    resting.parts.form.cards["training"].header.setChecked(True)


def test_a_view_keeps_what_is_half_typed(qtbot: QtBot, resting: MainWindow) -> None:
    resting.menus.reveal("generation")
    name = "view.generation.length"

    def entry() -> NumberEntry:
        return resting.findChildren(NumberEntry, name)[-1]  # the older one goes with the next event

    before = entry()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    value = before.value
    before.selectAll()
    QTest.keyClicks(before, "40x7")
    QTest.keyClick(before, Qt.Key.Key_Left)
    another_look(resting)
    after = entry()
    assert after is not before
    assert (after.text(), after.cursorPosition(), after.value) == ("40x7", 3, value)
    qtbot.waitUntil(after.hasFocus)
    resting.actions_by_key["escape"].trigger()
    assert after.text() == f"{value:g}"


@pytest.mark.soak
def test_a_view_keeps_what_is_half_typed_over_a_lecture(qtbot: QtBot, resting: MainWindow) -> None:
    resting.menus.reveal("generation")
    name = "view.generation.length"
    before = resting.findChildren(NumberEntry, name)[-1]
    before.setFocus()
    before.selectAll()
    QTest.keyClicks(before, "40x7")
    value = before.value
    lecture(resting)
    resting.menus.reveal("generation")
    after = resting.findChildren(NumberEntry, name)[-1]
    assert (after.text(), after.value) == ("40x7", value)
    after.clear()
