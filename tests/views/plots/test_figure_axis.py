"""Numbers of a left axis are written as everywhere else."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from rnnviz.views.plots.figure_axis import FigureAxis


def test_small_numbers_have_powers_of_ten(qtbot: QtBot) -> None:
    axis = FigureAxis()
    assert axis.tickStrings([-5e-7, 0.0, 5e-7], 1.0, 5e-7) == ["−5.0·10⁻⁷", "0", "5.0·10⁻⁷"]
    assert axis.tickStrings([-1.5, 0.0], 1.0, 0.5) == ["−1.5", "0"]
