"""Paints are counted where they happen."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.bench.paints import Paints, PlotPaints, percentile


def test_gaps_are_between_paints_of_the_same_plot(qtbot: QtBot) -> None:
    plots = [pg.PlotWidget(), pg.PlotWidget()]
    for plot in plots:
        qtbot.addWidget(plot)
        with qtbot.waitExposed(plot):
            plot.show()
    paints = PlotPaints(plots)
    for _ in range(3):
        plots[0].viewport().repaint()
    plots[1].viewport().repaint()
    gaps = paints.gaps()
    assert len(gaps) == 2
    assert paints.count == 4
    assert (gaps >= 0).all()


def test_a_windows_paint_is_written_down_when_it_is_done(qtbot: QtBot) -> None:
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    with qtbot.waitExposed(plot):
        plot.show()
    paints = Paints(plot)
    before = len(paints.times)
    plot.plot([1, 2, 3])
    qtbot.waitUntil(lambda: len(paints.times) > before)
    assert paints.times == sorted(paints.times)


def test_percentile_of_nothing_is_nan() -> None:
    assert percentile([], 50) != percentile([], 50)
    assert percentile([1.0, 3.0], 50) == pytest.approx(2.0)
