"""The timeline alone: where updates lie, what is drawn of the loss, what a mouse asks for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rnnviz.app.past.timeline import EDGE, Marks, Timeline
from rnnviz.history import History
from rnnviz.views.palette import LIGHT


@pytest.fixture
def timeline(qapp: QApplication) -> Iterator[Timeline]:
    made = Timeline(LIGHT)
    made.resize(500, 24)
    yield made
    made.deleteLater()


def history(losses: np.ndarray) -> History:
    found = History()
    found.extend({"update": np.arange(1.0, len(losses) + 1), "loss": losses})
    return found


def test_every_update_is_found_where_it_is_drawn_and_none_after_the_newest(timeline: Timeline) -> None:
    timeline.follow_place(50, 100, None)
    for update in (0, 1, 33, 99, 100):
        assert timeline.update_at(timeline.x_of(update)) == update
    assert (timeline.update_at(-50), timeline.update_at(9999)) == (0, 100)
    left = timeline.x_of(10)
    timeline.follow_place(101, 101, None)
    assert timeline.x_of(10) == left, "an update more moves nothing"
    timeline.follow_place(500, 500, None)
    assert timeline.x_of(500) <= timeline.width() - EDGE


def test_the_loss_is_the_mean_of_each_column_on_a_logarithmic_scale(timeline: Timeline) -> None:
    timeline.follow_place(4, 4, None)
    timeline.follow(history(np.array([1000.0, 100.0, 10.0, 1.0])))
    points = [timeline._loss.at(place) for place in range(timeline._loss.count())]
    heights = np.array([point.y() for point in points])
    np.testing.assert_allclose(np.diff(heights), np.diff(heights)[0])
    np.testing.assert_allclose([point.x() for point in points], [int(timeline.x_of(u)) for u in (1, 2, 3, 4)])


@pytest.mark.parametrize(
    "losses", [np.empty(0), np.array([2.0]), np.full(9, np.nan), np.array([np.inf, 1.0, np.nan, 1.0]), np.zeros(9),
               np.geomspace(1e300, 1e-300, 9)]
)
def test_whatever_the_losses_it_is_painted(timeline: Timeline, losses: np.ndarray) -> None:
    timeline.follow_place(3, len(losses), 5)
    timeline.mark(Marks(snapshots=(0, 3), changes=((2, "learning rate → 1"),), branches=((3, "Branch 1"),)))
    timeline.follow(history(losses))
    image = timeline.grab().toImage()
    assert image.pixelColor(QPointF(timeline.x_of(3), timeline._floor() + 2).toPoint()).name() == LIGHT.accent
    assert all(np.isfinite(timeline._loss.at(place).y()) for place in range(timeline._loss.count()))


def test_a_drag_asks_for_what_is_near_and_its_end_for_the_update_itself(timeline: Timeline) -> None:
    asked: list[tuple[int, bool]] = []
    timeline.dragged.connect(asked.append)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert asked == [], "there is no past yet"
    timeline.follow_place(100, 100, None)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(timeline.x_of(30)), 10))
    assert asked == [(30, True), (30, False)]


def test_a_click_beside_a_mark_goes_to_the_mark(timeline: Timeline) -> None:
    timeline.follow_place(1000, 1000, None)
    timeline.mark(Marks(changes=((400, "learning rate → 1"),)))
    assert timeline.update_at(timeline.x_of(400) + 3) != 400
    assert "Update 400" in timeline.said(timeline.x_of(400) + 3)
    assert "learning rate → 1" in timeline.said(timeline.x_of(400) + 3)
