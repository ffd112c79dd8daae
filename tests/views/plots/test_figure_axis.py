"""Numbers of a left axis are written as everywhere else."""

from __future__ import annotations

import math

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.figure_axis import CLOSE, MANY, FigureAxis, label_room, round_places


@pytest.mark.parametrize("size", [30.0, 80.0, 170.0, 400.0, 1500.0])
@pytest.mark.parametrize(("low", "high"), [(-0.03, 1.03), (-4.6, 1.1), (0.0, 128.0), (-0.28, 0.12)])
def test_a_tall_axis_has_few_numbers(size: float, low: float, high: float, qtbot: QtBot) -> None:
    step, offset = round_places(low, high, size)
    count = math.floor((high - offset) / step + 1e-9) - math.ceil((low - offset) / step - 1e-9) + 1
    assert 1 <= count <= MANY + 1
    assert count >= 3 or size < 170
    assert step / (high - low) * size >= CLOSE * label_room()


def test_small_numbers_have_powers_of_ten(qtbot: QtBot) -> None:
    axis = FigureAxis()
    assert axis.tickStrings([-5e-7, 0.0, 5e-7], 1.0, 5e-7) == ["−5.0·10⁻⁷", "0", "5.0·10⁻⁷"]
    assert axis.tickStrings([-1.5, 0.0], 1.0, 0.5) == ["−1.5", "0"]
