from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.area.ruler import Ruler, tick_step
from rnnviz.views.palette import LIGHT
from rnnviz.views.shared import TimeAxis


@given(span=st.floats(1, 1e6), room=st.floats(10, 5000), widest=st.floats(5, 120))
def test_numbers_stand_side_by_side_and_no_more_sparsely_than_needed(span: float, room: float, widest: float) -> None:
    step = tick_step(span, room, widest)
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step / span * room >= widest
    smaller = {"1": step // 2, "2": step // 2, "5": step * 2 // 5}[str(step)[0]]
    assert step == 1 or smaller / span * room < widest


@pytest.fixture
def ruler(qtbot: QtBot) -> Ruler:
    axis = TimeAxis()
    axis.set_length(100)
    made = Ruler(axis, LIGHT)
    qtbot.addWidget(made)
    made.resize(600, 24)
    made.show()
    return made


@pytest.mark.parametrize(("turn", "shift", "wanted"), [
    (120, False, (20.0, 68.0)), (-120, False, (-0.5, 74.5)), (120, True, (4.0, 64.0)), (-120, True, (16.0, 76.0)),
])  # fmt: skip
def test_the_wheel_zooms_at_the_mouse_and_pans_with_shift(
    ruler: Ruler, turn: int, shift: bool, wanted: tuple[float, float]
) -> None:
    axis = ruler._axis
    axis.set_range(10.0, 70.0)
    place = QPointF(ruler.x_of(60.0), 10)
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        place, ruler.mapToGlobal(place), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(ruler, wheel)
    assert axis.range == pytest.approx(wanted)


class Under(QWidget):
    """What lies under a ruler; counts how often it is painted."""

    count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.count += 1


def test_the_mark_moves_without_what_lies_under_the_ruler(qtbot: QtBot, ruler: Ruler) -> None:
    under = Under()
    qtbot.addWidget(under)
    under.resize(700, 60)
    ruler.setParent(under)
    ruler.show()
    with qtbot.waitExposed(under):
        under.show()
    qtbot.waitUntil(lambda: under.count > 0)
    QApplication.processEvents()
    before = under.count
    for t in range(0, 99, 9):
        ruler.mark(t)
        QApplication.processEvents()
    assert under.count == before
    shown = under.grab().toImage()
    assert shown.pixelColor(round(ruler.x_of(99)) - 30, 20).name() == LIGHT.paper, "it fills itself"
    ruler.setParent(None)


def drag(ruler: Ruler, start: float, end: float) -> None:
    first, last = (QPoint(round(ruler.x_of(t)), 10) for t in (start, end))
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(ruler, last)
    QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=last)


def loop(ruler: Ruler) -> tuple[int, int] | None:
    return ruler._axis.loop


def test_places_and_steps_are_each_others_inverse(ruler: Ruler) -> None:
    assert [ruler.t_at(ruler.x_of(t)) for t in range(100)] == list(range(100))
    assert (ruler.t_at(-1000), ruler.t_at(9999)) == (0, 99)


def test_a_drag_chooses_the_loop_and_its_ends_can_be_dragged(ruler: Ruler) -> None:
    drag(ruler, 40, 20)
    assert loop(ruler) == (20, 40)
    drag(ruler, 40.5, 60)
    assert loop(ruler) == (20, 60)
    drag(ruler, 19.5, 30)
    assert loop(ruler) == (30, 60)


def test_a_click_moves_the_cursor_and_a_double_click_drops_the_loop(ruler: Ruler) -> None:
    scrubbed: list[int] = []
    ruler._axis.scrubbed.connect(scrubbed.append)
    drag(ruler, 70, 70)
    assert (scrubbed, loop(ruler)) == ([70], None)
    drag(ruler, 10, 20)
    QTest.mouseDClick(ruler, Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    assert loop(ruler) is None


def test_it_is_painted_at_any_zoom(ruler: Ruler) -> None:
    pictures = set()
    for low, high in ((-0.5, 99.5), (10.0, 30.0), (0.0, 2.0)):
        ruler._axis.set_range(low, high)
        pictures.add(bytes(ruler.grab().toImage().constBits()))
    assert len(pictures) == 3


def test_no_room_is_no_endless_search() -> None:
    assert tick_step(199, -70, 30) >= 199
