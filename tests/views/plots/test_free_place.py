"""Words stand where nothing is drawn: next to curves and marks, never under them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from rnnviz.views.base import Shared
from rnnviz.views.plots.float_limits import PLACES, FloatLimits, _places
from rnnviz.views.plots.free_place import AIR, MARK, free_place, points
from rnnviz.views.plots.line import SOLID
from rnnviz.views.plots.log_line import LogLine
from rnnviz.views.plots.time_plot import TimePlot

LEFT, RIGHT = QRectF(0, 0, 40, 10), QRectF(60, 0, 40, 10)


def test_a_line_that_leaps_over_a_place_takes_it() -> None:
    x, y = np.array([-100.0, 50.0, 300.0]), np.array([-50.0, 60.0, 60.0])
    assert free_place((LEFT, RIGHT), [(x, y, True)]) == RIGHT
    assert free_place((LEFT, RIGHT), [(x, y, False)]) == LEFT  # marks alone are nowhere near


def test_gaps_and_marks_beside_a_place_leave_it_free() -> None:
    gap = np.array([0.0, 20.0, 40.0]), np.array([5.0, np.nan, 5.0])
    assert free_place((LEFT,), [(*gap, True)]) == LEFT
    near, far = (np.array([20.0]), np.array([10 + MARK - 1])), (np.array([20.0]), np.array([10 + MARK + 1]))
    assert free_place((LEFT,), [(*near, False)]) is None
    assert free_place((LEFT,), [(*far, False)]) == LEFT
    below = np.array([0.0, 100.0]), np.full(2, 10 + AIR + 1)
    assert free_place((LEFT,), [(*below, True)]) == LEFT


@pytest.mark.parametrize(("height", "count"), [(60.0, 3 * PLACES), (8.0, 0)])
def test_places_lie_in_their_band(height: float, count: int) -> None:
    area = QRectF(0, 100, 400, height)
    found = list(_places(area, 120, 14))
    assert len(found) == count
    assert all(area.contains(place) for place in found)


def test_a_curve_is_where_its_pixels_are(qtbot: QtBot, shared: Shared) -> None:
    plot = TimePlot(shared)
    qtbot.addWidget(plot)
    plot.resize(640, 120)
    with qtbot.waitExposed(plot):
        plot.show()
    shared.axis.set_length(50)
    plot.box.setYRange(-60, 0, padding=0)
    line = LogLine(plot, "#000000", dashes=SOLID, broken="#ff0000")
    limits = FloatLimits(plot.box, shared.palette)
    steps, values = np.arange(50), np.linspace(-60, 0, 50)
    values[:3] = -np.inf
    line.draw_log(steps, values, low=-60, high=0)
    (x, y, joined), marks = sorted(points(limits), key=lambda each: not each[2])
    assert joined
    assert not marks[2]
    assert x[10] == pytest.approx(limits.pixel_x(10))
    assert y[10] == pytest.approx(limits.pixel_y(values[10]))
    assert marks[0].tolist() == pytest.approx([limits.pixel_x(t) for t in range(3)])
    plot.let_go()
