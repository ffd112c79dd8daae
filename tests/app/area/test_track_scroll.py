"""The wheel over many tracks: a turn that begins over a heading scrolls to its end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QLabel, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.area.track_scroll import TrackScroll

COUNT = 8


class Plot(QGraphicsView):
    """Counts the notches of the wheel that come to it."""

    def __init__(self) -> None:
        super().__init__(QGraphicsScene())
        self.notches = 0
        self.setMinimumHeight(36)
        self.viewport().setMouseTracking(True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.notches += 1
        event.accept()


@pytest.fixture
def scroll(qtbot: QtBot) -> TrackScroll:
    tracks = QSplitter(Qt.Orientation.Vertical)
    for _ in range(COUNT):
        track = QWidget()
        column = QVBoxLayout(track)
        column.addWidget(QLabel("heading"))
        column.addWidget(Plot(), 1)
        tracks.addWidget(track)
    made = TrackScroll(tracks, lambda: COUNT, lambda _: None)
    qtbot.addWidget(made)
    made.resize(300, 240)
    made.show()
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() > 0)
    return made


def turn(widget: QWidget, at: QPoint) -> None:
    """Turn the wheel by a notch, the mouse at a place of the screen.

    What is over a heading comes to the viewport under it: Qt hands on only a wheel that a hand has turned.
    """
    place = QPointF(at)
    wheel = QWheelEvent(
        QPointF(widget.mapFromGlobal(at)), place, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(widget, wheel)


def test_a_turn_that_begins_over_a_heading_goes_on_over_plots(qtbot: QtBot, scroll: TrackScroll) -> None:
    bar = scroll.verticalScrollBar()
    heading, plot = scroll.findChildren(QLabel)[0], scroll.findChildren(Plot)[0]
    at = heading.mapToGlobal(heading.rect().center())
    turn(scroll.viewport(), at)
    first = bar.value()
    assert first > 0
    turn(plot.viewport(), at)
    assert bar.value() > first
    assert plot.notches == 0
    qtbot.waitUntil(lambda: not scroll._under)
    second = bar.value()
    turn(plot.viewport(), at)
    assert (bar.value(), plot.notches) == (second, 1), "a turn of its own zooms"


def test_a_mouse_that_moves_on_ends_the_turn(scroll: TrackScroll) -> None:
    heading, plot = scroll.findChildren(QLabel)[0], scroll.findChildren(Plot)[0]
    at = heading.mapToGlobal(heading.rect().center())
    for moved, zooms in ((2, 0), (30, 1)):
        turn(scroll.viewport(), at)
        there = QPointF(at + QPoint(moved, 0))
        button = Qt.MouseButton.NoButton
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(5, 5), there, button, button, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(plot.viewport(), move)
        turn(plot.viewport(), at)
        assert plot.notches == zooms


def test_the_wheel_over_a_plot_is_the_plots(scroll: TrackScroll) -> None:
    plot = scroll.findChildren(Plot)[0]
    turn(plot.viewport(), plot.viewport().mapToGlobal(QPoint(5, 5)))
    assert (scroll.verticalScrollBar().value(), plot.notches) == (0, 1)
