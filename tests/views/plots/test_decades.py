"""Decades on an axis: never so many that they collide, never none."""

from __future__ import annotations

import math

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.decades import MOST, DecadeAxis
from rnnviz.views.plots.figure_axis import label_room


@pytest.mark.parametrize("height", [8, 22, 40, 90, 300, 900])
@pytest.mark.parametrize(("low", "high"), [(-9.4, -1.2), (-12.3, 0.7), (-3.6, -2.1), (-350.5, 12.0), (1.2, 8.9)])
def test_a_scale_can_be_read_at_every_height(qtbot: QtBot, low: float, high: float, height: int) -> None:
    axis = DecadeAxis("left")
    (spacing, major), *_ = axis.tickValues(low, high, height)
    assert all(low <= value <= high and value == round(value) for value in major)
    assert 1 <= len(major) <= min(max(height / label_room(), 1), MOST) + 1
    assert all(axis.tickStrings(major, 1.0, spacing))
    assert math.isclose(spacing, round(spacing))
