"""Labels of the left axes never collide, and say what lies there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from rnnviz.views.plots.decades import DecadeAxis, spacing
from rnnviz.views.plots.figure_axis import FigureAxis, UnitAxis, label_room, round_step
from rnnviz.views.plots.update_plot import ValueAxis


@pytest.mark.parametrize(
    ("decades", "most", "step"),
    [(2, 5, 1), (5, 5, 1), (6, 5, 2), (12, 5, 3), (20, 5, 5), (40, 5, 10), (90, 5, 20), (400, 3, 200), (7, 0.2, 10)],
)
def test_decades_are_thinned_out(decades: float, most: float, step: int) -> None:
    assert spacing(decades, most) == step


@given(st.floats(-400, 400, allow_subnormal=False), st.floats(2, 700), st.floats(20, 600))
def test_labels_of_decades_never_collide(qapp: object, low: float, width: float, pixels: float) -> None:
    axis = DecadeAxis("left")
    _, places = axis.tickValues(low, low + width, pixels)[0]
    assert all(low <= place <= low + width and place == round(place) for place in places)
    gaps = np.diff(places) / width * pixels
    assert (gaps >= label_room() * 0.999).all() or len(places) <= 2
    assert len(places) >= (1 if pixels >= 3 * label_room() else 0)


def test_decades_are_written_as_powers(qapp: object) -> None:
    axis = DecadeAxis("left")
    assert axis.tickStrings([-45.0, 0.0, 3.0], 1.0, 1.0) == ["10⁻⁴⁵", "10⁰", "10³"]
    minor = axis.tickValues(-2.0, 0.0, 400.0)[1][1]
    assert 10 ** minor[0] == pytest.approx(0.02)
    assert axis.tickStrings(minor, 1.0, 0.1) == [""] * len(minor)


@given(st.floats(1e-30, 1e30))
def test_round_steps_are_one_two_or_five(wanted: float) -> None:
    step = round_step(wanted)
    assert wanted * (1 - 1e-6) <= step <= 2.5 * wanted * (1 + 1e-6)
    assert f"{step:.6e}"[0] in "125"
    assert float(f"{step:.0e}") == pytest.approx(step)


@given(st.floats(1e-9, 1e9), st.floats(60, 800))
def test_numbers_have_room(qapp: object, width: float, pixels: float) -> None:
    ((step, _),) = FigureAxis().tickSpacing(0.0, width, pixels)
    assert step / width * pixels >= label_room() * 0.79


@pytest.mark.parametrize(
    ("low", "high", "rooms", "numbers"),
    [(-1.18, 1.18, 1.7, [-1, 1]), (-1.18, 1.18, 3.0, [-1, 0, 1]), (-0.11, 1.09, 1.3, [0, 1]), (-1.18, 1.18, 0.9, [0]),
     (-0.9, -0.1, 1.2, [-0.5])],
)
def test_a_low_axis_has_two_numbers_where_there_is_room(
    qapp: object, low: float, high: float, rooms: float, numbers: list[float]
) -> None:
    for axis in (FigureAxis(), ValueAxis()):
        (_, found), *_ = axis.tickValues(low, high, rooms * label_room())
        assert list(found) == numbers


def test_a_low_axis_of_logarithms_has_two_numbers(qapp: object) -> None:
    axis = ValueAxis()
    axis.log = True
    ((spacing, found),) = axis.tickValues(np.log10(2.8), np.log10(5.5), 2.1 * label_room())
    assert axis.tickStrings(found, 1.0, spacing) == ["3", "5"]


def test_rows_are_named_by_their_units(qtbot: QtBot) -> None:
    axis = UnitAxis()
    assert axis.tickStrings([-0.5], 1.0, 0.5) == ["−0.5"]
    axis.show_units(np.array([7, 3, 9]))
    assert axis.tickStrings([0.0, 1.0, 2.0, 3.0], 1.0, 1.0) == ["7", "3", "9", ""]
    assert axis.tickSpacing(-0.5, 2.5, 500)[0][0] == 1.0
    axis.show_units(None)
    assert axis.tickStrings([0.0], 1.0, 0.5) == ["0"] or axis.tickStrings([0.0], 1.0, 0.5) == ["0.0"]
