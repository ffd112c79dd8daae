"""The mouse over any track drives the one time axis."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.views.base import Shared
from rnnviz.views.plots.time_plot import LEFT, TimePlot


@pytest.fixture
def plot(qtbot: QtBot, shared: Shared) -> Iterator[TimePlot]:
    host = QWidget()
    qtbot.addWidget(host)
    made = TimePlot(shared)
    layout = QVBoxLayout(host)
    layout.addWidget(made)
    layout.setContentsMargins(0, 0, 0, 0)
    host.resize(800, 150)
    with qtbot.waitExposed(host):
        host.show()
    made.box.setYRange(0, 1, padding=0)
    shared.axis.set_length(100)
    yield made
    made.let_go()


def place(plot: TimePlot, t: float, y: float = 0.5) -> QPoint:
    at: QPoint = plot.mapFromScene(plot.box.mapViewToScene(QPointF(t, y)))
    return at


def wheel(plot: TimePlot, t: float, notches: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QPointF(place(plot, t))
    event = QWheelEvent(
        at, QPointF(plot.viewport().mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(plot.viewport(), event)


def drag(plot: TimePlot, first: float, last: float, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    port = plot.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, keys, place(plot, first))
    middle = place(plot, (first + last) / 2)
    for at in (middle, place(plot, last)):
        QTest.mouseMove(port, at)
        QApplication.processEvents()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, keys, place(plot, last))


def test_the_left_edge_is_the_same_everywhere(plot: TimePlot) -> None:
    assert plot.box.mapToScene(0, 0).x() == pytest.approx(LEFT, abs=1)


def test_a_click_scrubs_and_says_where(qtbot: QtBot, plot: TimePlot, shared: Shared) -> None:
    scrubbed: list[int] = []
    shared.axis.scrubbed.connect(scrubbed.append)
    with qtbot.waitSignal(plot.box.picked) as picked:
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place(plot, 30, 0.25))
    assert scrubbed == [30]
    t, y = picked.args[0]
    assert t == 30
    assert y == pytest.approx(0.25, abs=0.02)


def test_the_wheel_zooms_where_the_mouse_is(plot: TimePlot, shared: Shared) -> None:
    wheel(plot, 20, 2)
    low, high = shared.axis.range
    assert high - low == pytest.approx(100 * 0.8**2, rel=1e-6)
    assert (20 - low) / (high - low) == pytest.approx(20.5 / 100, abs=0.01)
    wheel(plot, 20, -10)
    assert shared.axis.range == (-0.5, 99.5)


def test_shift_and_the_wheel_pan(plot: TimePlot, shared: Shared) -> None:
    shared.axis.set_range(20, 40)
    wheel(plot, 30, -1, Qt.KeyboardModifier.ShiftModifier)
    assert shared.axis.range == pytest.approx((22, 42))


def hover(plot: TimePlot, at: QPoint) -> None:
    """Move the mouse as Qt says it to a widget; where the real one stands does not matter."""
    none = Qt.MouseButton.NoButton
    there = QPointF(plot.viewport().mapToGlobal(at))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), there, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(plot.viewport(), event)


def test_hovering_names_the_step(plot: TimePlot, shared: Shared) -> None:
    seen: list[int | None] = []
    shared.axis.hovered.connect(seen.append)
    hover(plot, place(plot, 44))
    assert plot.hover_line.isVisible()
    assert plot.hover_line.value() == 44
    hover(plot, QPoint(LEFT // 2, 60))
    assert not plot.hover_line.isVisible()
    assert seen == [44, None]


def test_a_right_click_names_the_step_without_a_move(plot: TimePlot, shared: Shared) -> None:
    hover(plot, place(plot, 44))
    QApplication.sendEvent(plot.viewport(), QEvent(QEvent.Type.Leave))  # as a menu that opens has it
    assert not plot.hover_line.isVisible()
    QTest.mousePress(plot.viewport(), Qt.MouseButton.RightButton, pos=place(plot, 44))
    assert shared.axis.hover == 44
    QTest.mouseRelease(plot.viewport(), Qt.MouseButton.RightButton, pos=place(plot, 44))


def test_a_drag_scrubs(qtbot: QtBot, plot: TimePlot, shared: Shared) -> None:
    seen: list[int] = []
    shared.axis.scrubbed.connect(seen.append)
    drag(plot, 10, 60)
    assert seen[-1] == 60


def test_the_loop_range_is_shaded(plot: TimePlot, shared: Shared) -> None:
    bare = plot.grab().toImage()
    shared.axis.set_loop((20, 40))
    shaded = plot.grab().toImage()
    inside, outside = place(plot, 30), place(plot, 70)
    assert shaded.pixelColor(inside) != bare.pixelColor(inside)
    assert shaded.pixelColor(outside) == bare.pixelColor(outside)
    shared.axis.set_loop(None)
    assert plot.grab().toImage() == bare


def test_plots_come_and_go(qtbot: QtBot, shared: Shared) -> None:
    """Items whose plot is gone are freed once: freed twice, the program would end here."""
    for _ in range(10):
        made = TimePlot(shared)
        made.show()
        made.grab()
        made.let_go()
        made.close()
        made.deleteLater()
        del made
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, TimePlot)]


@pytest.mark.parametrize("beside", [0.0, 6.0])
def test_a_mark_on_the_last_step_is_seen_whole_where_it_may_stand_beside_the_columns(
    plot: TimePlot, beside: float
) -> None:
    plot.box.beside = beside
    mark = pg.ScatterPlotItem([99.5], [0.5], symbol="s", size=10, pen=None, brush=pg.mkBrush("#ff0000"))
    plot.addItem(mark)
    picture, at = plot.grab().toImage(), place(plot, 99.5)
    red = [QColor(picture.pixel(at.x() + beyond, at.y())).name() == "#ff0000" for beyond in (-3, 3)]
    assert red == [True, beside > 0]
