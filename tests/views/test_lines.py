"""Curves and bands lose nothing: lone values are dots, broken ones crosses, gaps stay gaps."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.band import Band
from rnnviz.views.plots.line import DASHES, Line, pen


@pytest.fixture
def plot(qtbot: QtBot) -> pg.PlotWidget:
    widget = pg.PlotWidget()
    qtbot.addWidget(widget)
    return widget


def test_lone_values_are_dots(plot: pg.PlotWidget) -> None:
    line = Line(plot, "#ff0000")
    line.draw([0, 1, 2, 3, 4], [1.0, np.nan, 2.0, np.inf, 3.0], edge=9.0)
    assert line.dots.data["x"].tolist() == [0, 2, 4]
    assert line.crosses.data["x"].tolist() == [1, 3]
    assert set(line.crosses.data["y"]) == {9.0}
    line.draw([5], [7.0])
    assert line.dots.data["y"].tolist() == [7.0]
    assert not line.crosses.isVisible()


def test_neighbours_are_a_line_without_dots(plot: pg.PlotWidget) -> None:
    line = Line(plot, "#ff0000")
    line.draw([0, 1, 2], [1.0, 2.0, 3.0])
    assert sum(isinstance(item, pg.ScatterPlotItem) for item in plot.items()) == 0  # made when there is a point
    assert len(line.dots.data) == 0
    np.testing.assert_array_equal(line.curve.getData()[1], [1.0, 2.0, 3.0])
    line.clear()
    assert line.empty
    assert len(line.curve.getData()[0]) == 0


def test_dashes_are_drawn_as_one_stroke(plot: pg.PlotWidget) -> None:
    """Segment by segment they would start anew at every step, and look solid."""
    dashed, solid = Line(plot, "#ff0000", dashes=DASHES["forget"]), Line(plot, "#ff0000")
    assert dashed.curve.opts["segmentedLineMode"] == "off"
    assert solid.curve.opts["segmentedLineMode"] == "on"


def test_lines_of_one_cell_differ_in_grey() -> None:
    for roles in (("input", "forget", "candidate", "output"), ("reset", "update", "candidate"), ("hidden", "cell")):
        assert len({tuple(pen("#808080", 1, DASHES[role]).dashPattern()) for role in roles}) == len(roles)


def test_a_band_stops_where_either_edge_is_broken(plot: pg.PlotWidget) -> None:
    band = Band(plot, "#00ff00")
    band.draw(np.arange(6), [0, 0, np.nan, 0, 0, 0], [1, 1, 1, np.inf, 1, 2])
    bounds = band.boundingRect()
    assert (bounds.left(), bounds.right(), bounds.top(), bounds.bottom()) == (0, 5, 0, 2)
    image = _painted(plot, band)
    assert image[1] != image[0], "filled at step 0.5"
    assert image[2] == image[0], "empty at step 2.5"
    assert image[3] != image[0], "filled at step 4.5"


def _painted(plot: pg.PlotWidget, band: Band) -> list[str]:
    plot.resize(640, 300)
    plot.setXRange(-1, 6, padding=0)
    plot.setYRange(-1, 3, padding=0)
    plot.show()
    image = plot.grab().toImage()
    box = plot.getPlotItem().getViewBox()
    places = [plot.mapFromScene(box.mapViewToScene(pg.Point(x, 0.5))) for x in (-0.5, 0.5, 2.5, 4.5)]
    return [image.pixelColor(place).name() for place in places]


def test_a_lone_step_has_a_band(plot: pg.PlotWidget) -> None:
    band = Band(plot, "#00ff00")
    band.draw([3], [0.0], [1.0])
    assert band.boundingRect().width() > 0
    band.clear()
    assert band.boundingRect().isEmpty()
