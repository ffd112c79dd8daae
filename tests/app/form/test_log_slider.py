"""A number is dragged, stepped and typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.form.field_words import number
from rnnviz.app.form.log_slider import NumberEdit
from rnnviz.catalogue import fields, load
from rnnviz.errors import BadInput

INFOS = {info.path: info for info in fields(load("vanishing-rnn"))}
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Heard:
    """What a control said."""

    def __init__(self, edit: NumberEdit) -> None:
        self.moved: list[float] = []
        self.settled: list[float] = []
        self.refused: list[BadInput] = []
        edit.moved.connect(self.moved.append)
        edit.settled.connect(self.settled.append)
        edit.refused.connect(self.refused.append)


Shown = Callable[[str, float], NumberEdit]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Return what puts a control in a window, with another field beside it for the focus to go to."""
    windows = []

    def show(path: str, value: float) -> NumberEdit:
        window = QWidget()
        window.resize(300, 80)
        edit = NumberEdit(INFOS[path], value)
        layout = QVBoxLayout(window)
        layout.addWidget(edit)
        layout.addWidget(QLineEdit())
        qtbot.addWidget(window)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return edit

    return show


@pytest.fixture
def rate(shown: Shown) -> NumberEdit:
    return shown("training.learning_rate", 0.002)


def handle(edit: NumberEdit) -> QPoint:
    slider = edit.slider
    return QPoint(round(slider.value() / slider.maximum() * (slider.width() - 12) + 6), slider.height() // 2)


def wheel(edit: NumberEdit, turns: int) -> None:
    at = QPointF(edit.slider.rect().center())
    event = QWheelEvent(
        at, edit.slider.mapToGlobal(at), QPoint(), QPoint(0, 120 * turns), Qt.MouseButton.NoButton, PLAIN,
        Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(edit.slider, event)


def test_a_drag_moves_and_settles_once(qtbot: QtBot, rate: NumberEdit) -> None:
    heard, at = Heard(rate), handle(rate)
    QTest.mousePress(rate.slider, LEFT, pos=at)
    assert heard.moved == []
    for way in (5, 15, 30):
        QTest.mouseMove(rate.slider, at + QPoint(way, 0))
    assert heard.settled == []
    QTest.mouseRelease(rate.slider, LEFT, pos=at + QPoint(30, 0))
    assert len(heard.moved) == 3
    assert heard.moved == sorted(heard.moved)
    assert heard.moved[0] > 0.002
    assert heard.settled == heard.moved[-1:]
    assert rate.field.text() == number(heard.settled[0])


def test_a_press_beside_the_handle_goes_there(qtbot: QtBot, rate: NumberEdit) -> None:
    heard = Heard(rate)
    QTest.mouseClick(rate.slider, LEFT, pos=QPoint(0, rate.slider.height() // 2))
    assert heard.settled == [0.0]


@pytest.mark.parametrize("finer", [SHIFT, Qt.KeyboardModifier.ControlModifier])
def test_shift_or_ctrl_drags_ten_times_finer(qtbot: QtBot, shown: Shown, finer: Qt.KeyboardModifier) -> None:
    ways = []
    for modifier in (PLAIN, finer):
        edit = shown("training.clip.max_norm", 1.0)
        at = handle(edit)
        QTest.mousePress(edit.slider, LEFT, modifier, at)
        with qtbot.waitSignal(edit.moved):
            send_move(edit, at + QPoint(40, 0), modifier)
        QTest.mouseRelease(edit.slider, LEFT, modifier, at + QPoint(40, 0))
        assert edit.span is not None
        ways.append(edit.span.fraction(edit.value) - edit.span.fraction(1.0))
    assert ways[0] == pytest.approx(10 * ways[1], rel=0.15)


def send_move(edit: NumberEdit, at: QPoint, modifier: Qt.KeyboardModifier) -> None:
    place = QPointF(at)
    event = QMouseEvent(QMouseEvent.Type.MouseMove, place, edit.slider.mapToGlobal(place), LEFT, LEFT, modifier)
    QApplication.sendEvent(edit.slider, event)


def test_a_double_click_goes_home(qtbot: QtBot, rate: NumberEdit) -> None:
    rate.set_home(0.01)
    heard = Heard(rate)
    QTest.mouseDClick(rate.slider, LEFT, pos=handle(rate))
    assert heard.settled == [0.01]
    assert rate.field.text() == "0.01"


def test_the_wheel_acts_only_with_the_focus(qtbot: QtBot, rate: NumberEdit) -> None:
    heard = Heard(rate)
    rate.field.setFocus()
    wheel(rate, 1)
    assert heard.moved == []
    rate.slider.setFocus()
    with qtbot.waitSignal(rate.settled, timeout=5000):
        wheel(rate, 1)
        wheel(rate, 1)
    assert len(heard.moved) == 2
    assert heard.settled == heard.moved[-1:]


def test_left_and_right_step_time_after_a_drag_and_the_slider_after_tab(qtbot: QtBot, rate: NumberEdit) -> None:
    heard = Heard(rate)
    rate.slider.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(rate.slider, Qt.Key.Key_Right)
    assert heard.moved == []
    QTest.keyClick(rate.slider, Qt.Key.Key_Up)
    assert len(heard.settled) == 1
    rate.slider.clearFocus()
    rate.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(rate.slider, Qt.Key.Key_Right)
    assert len(heard.settled) == 2


def test_typing_counts_after_a_pause_and_settles_with_return(qtbot: QtBot, rate: NumberEdit) -> None:
    heard = Heard(rate)
    rate.field.setFocus()
    rate.field.selectAll()
    with qtbot.waitSignal(rate.moved, timeout=5000):
        QTest.keyClicks(rate.field, "0.05")
    assert heard.moved == [0.05]
    assert heard.settled == []
    QTest.keyClick(rate.field, Qt.Key.Key_Return)
    assert heard.settled == [0.05]


def test_escape_gives_up_what_was_typed(qtbot: QtBot, rate: NumberEdit) -> None:
    heard = Heard(rate)
    rate.field.setFocus()
    rate.field.selectAll()
    with qtbot.waitSignal(rate.moved, timeout=5000):
        QTest.keyClicks(rate.field, "0.05")
    QTest.keyClick(rate.field, Qt.Key.Key_Escape)
    assert heard.moved == [0.05, 0.002]
    assert heard.settled == [0.002]
    assert rate.field.text() == "0.002"


def test_leaving_the_field_enters_and_looking_changes_nothing(qtbot: QtBot, shown: Shown) -> None:
    edit = shown("training.learning_rate", 0.00123456)
    heard = Heard(edit)
    assert edit.field.text() == "0.00123"
    edit.field.setFocus()
    assert edit.field.text() == "0.00123456"
    edit.field.clearFocus()
    assert heard.settled == []
    edit.field.setFocus()
    edit.field.selectAll()
    QTest.keyClicks(edit.field, "0.5")
    edit.field.clearFocus()
    assert heard.settled == [0.5]


def test_what_is_no_number_is_refused_with_a_sentence(qtbot: QtBot, shown: Shown) -> None:
    edit = shown("cell.hidden_size", 64)
    heard = Heard(edit)
    edit.field.setFocus()
    edit.field.selectAll()
    QTest.keyClicks(edit.field, "5000")
    QTest.keyClick(edit.field, Qt.Key.Key_Return)
    assert [str(problem) for problem in heard.refused] == ["hidden size must be between 1 and 4096, got 5000"]
    assert heard.settled == []
    assert edit.field.text() == "64"


def test_a_shown_number_says_nothing(qtbot: QtBot, rate: NumberEdit) -> None:
    heard = Heard(rate)
    rate.set_value(0.5)
    rate.set_home(0.1)
    assert (heard.moved, heard.settled) == ([], [])
    assert rate.field.text() == "0.5"


def test_an_assistive_technology_can_set_it(qtbot: QtBot, rate: NumberEdit) -> None:
    heard = Heard(rate)
    rate.slider.setValue(rate.slider.maximum())
    assert heard.settled == [2.0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.002, "0.002"), (0.0, "0"), (1.0, "1"), (0.00123456, "0.00123"), (1234.5, "1230"), (2e-6, "2e-6"),
        (2.5e7, "2.5e7"), (-0.5, "-0.5"), (999999.0, "1e6"), (64, "64"), (1234567, "1234567"), (0.1 + 0.2, "0.3"),
    ],
)
def test_numbers_have_three_digits_and_no_idle_zeros(value: float, text: str) -> None:
    assert number(value) == text
