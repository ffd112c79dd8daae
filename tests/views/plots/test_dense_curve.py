"""A curve of more steps than pixels loses no lowest or highest value, and holds all of its points."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.band import Band
from rnnviz.views.plots.dense_curve import FEW, ends, solid
from rnnviz.views.plots.line import DASHES, Line, pen

COUNT = 10_000
WIDTH = 400


@pytest.fixture
def plot(qtbot: QtBot) -> pg.PlotWidget:
    widget = pg.PlotWidget(background="w")
    qtbot.addWidget(widget)
    widget.hideAxis("left")
    widget.hideAxis("bottom")
    widget.resize(WIDTH, 200)
    widget.setXRange(0, COUNT, padding=0)
    widget.setYRange(-2, 2, padding=0)
    widget.show()
    return widget


def painted(plot: pg.PlotWidget) -> np.ndarray:
    """Return which pixels are coloured: (rows, columns)."""
    image = QImage(plot.size(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        plot.render(painter)
    found = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return found[:, : image.width()] < 200


def test_the_lowest_and_highest_of_each_stretch() -> None:
    y = np.array([1.0, 5.0, np.nan, -2.0, np.nan, np.nan, 3.0, np.inf])
    low, high = ends(y, np.array([0, 3, 4, 6]))
    np.testing.assert_array_equal(low, [1.0, -2.0, np.nan, np.nan])
    np.testing.assert_array_equal(high, [5.0, -2.0, np.nan, np.nan])


@pytest.mark.parametrize("dashes", [DASHES["input"], DASHES["forget"]])
def test_a_lone_peak_among_ten_thousand_steps_is_drawn(plot: pg.PlotWidget, dashes: tuple[float, ...]) -> None:
    line, values = Line(plot, "#000000", dashes=dashes), np.zeros(COUNT)
    values[6003] = 1.9
    line.draw(np.arange(COUNT), values)
    drawn = painted(plot)
    peak = np.flatnonzero(drawn[:50].any(axis=0))
    assert np.abs(peak - 6003 / COUNT * WIDTH).max() <= 3  # the box has a margin
    assert drawn.any(axis=0).mean() > 0.97, "solid where steps share pixels"
    np.testing.assert_array_equal(line.curve.getData()[1], values)


def test_what_is_zoomed_to_has_its_dashes(plot: pg.PlotWidget) -> None:
    line = Line(plot, "#000000", dashes=DASHES["forget"])
    line.draw(np.arange(COUNT), np.zeros(COUNT))
    plot.setXRange(5000, 5050, padding=0)
    columns = np.atleast_1d(painted(plot).any(axis=0))
    assert 0.5 < columns.mean() < 0.95
    assert columns[:20].any()
    assert columns[-20:].any()


def test_strokes_between_pairs_keep_their_ends(plot: pg.PlotWidget) -> None:
    line = Line(plot, "#000000").curve
    steps = np.arange(COUNT).repeat(2)
    heights = np.tile([-1.0, 1.0], COUNT)
    line.setData(steps, heights, connect="pairs")
    rows = np.flatnonzero(painted(plot).any(axis=1))
    assert abs(rows.min() - 50) <= 2
    assert abs(rows.max() - 150) <= 2
    plot.setXRange(5000.5, 5010.5, padding=0)
    drawn = painted(plot)
    assert np.diff(drawn[100].astype(int)).clip(0).sum() == 10, "one stroke a step"
    assert (drawn[60:140] == drawn[100]).all(), "none slanted"


def test_a_band_of_many_steps_is_as_wide_as_its_widest(plot: pg.PlotWidget) -> None:
    band, high = Band(plot, "#000000", alpha=255), np.full(COUNT, 0.5)
    high[2501] = 1.9
    high[7000:8000] = np.nan
    band.draw(np.arange(COUNT), np.full(COUNT, -0.5), high)
    drawn = painted(plot)
    assert drawn[10:60, 98:103].any()
    assert not drawn[:, 285:315].any(), "a gap stays a gap"
    assert drawn[100, 5:275].all()


def test_no_more_points_than_pixels_are_painted(plot: pg.PlotWidget) -> None:
    line = Line(plot, "#000000", dashes=DASHES["forget"])
    line.draw(np.arange(COUNT), np.sin(np.arange(COUNT)))
    painted(plot)
    assert COUNT > FEW
    assert len(line.curve._thin.getData()[0]) <= 2 * WIDTH + 4
    assert line.curve._thin.opts["pen"].style() == Qt.PenStyle.SolidLine


def test_a_pen_without_its_dashes_is_as_wide() -> None:
    made = solid(pen("#123456", 2.5, DASHES["forget"]))
    assert (made.style(), made.widthF(), made.color().name()) == (Qt.PenStyle.SolidLine, 2.5, "#123456")
