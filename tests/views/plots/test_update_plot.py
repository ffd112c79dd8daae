from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.views.base import Shared
from rnnviz.views.plots.figure_axis import CLOSE, label_room
from rnnviz.views.plots.update_plot import UpdatePlot, ValueAxis, apart, round_ticks, tall


@pytest.fixture
def axis(qtbot: QtBot) -> ValueAxis:
    return ValueAxis()


def labels(axis: ValueAxis, low: float, high: float, size: float = 150) -> dict[float, str]:
    found: dict[float, str] = {}
    for spacing, values in axis.tickValues(low, high, size):
        texts = axis.tickStrings(values, 1.0, spacing)
        found |= {value: text for value, text in zip(values, texts, strict=True) if text}
    return found


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(1, 12))
def test_ticks_are_round_and_few(low: float, width: float, most: int) -> None:
    step, values = round_ticks(low, low + width, most)
    assert len(values) <= most + 1
    lead = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert min(abs(lead - part) for part in (1, 2, 5, 10)) < 1e-6
    slack = 1e-6 * step + 1e-6
    assert all(low - slack <= value <= low + width + slack for value in values)


@pytest.mark.parametrize("span", [0.1, 0.5, 0.9, 2.0, 3.0, 12.0, 60.0])
@pytest.mark.parametrize("size", [40.0, 90.0, 300.0])
def test_logarithmic_labels_are_true_and_apart(axis: ValueAxis, span: float, size: float, qtbot: QtBot) -> None:
    axis.log = True
    for low in (-3.3, -0.4, 0.0):
        found = labels(axis, low, low + span, size)
        for value, text in found.items():
            raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
            number = float(f"1e{text[2:].translate(raised)}") if text.startswith("10") and len(text) > 2 and not (
                text[2:].isascii()
            ) else float(text.replace("−", "-"))
            assert math.log10(number) == pytest.approx(value, abs=1e-3)
        places = np.sort(np.array(list(found))) / span * size
        assert (np.diff(places) >= (CLOSE if len(places) == 2 else 0.95) * label_room()).all()
        if size >= 90:
            assert len(found) >= 2


def test_linear_labels_are_the_numbers(axis: ValueAxis) -> None:
    assert list(labels(axis, -0.03, 1.03, 7 * label_room()).values()) == ["0", "0.2", "0.4", "0.6", "0.8", "1"]
    assert labels(axis, -0.03, 1.03, 3.2 * label_room()) == {0.0: "0", 0.5: "0.5", 1.0: "1"}
    assert labels(axis, -0.03, 1.03, 0.8 * label_room()) == {0.0: "0", 1.0: "1"}  # a single number tells no scale
    assert labels(axis, -2e7, 2.5e7, 3.2 * label_room()) == {-2e7: "−2.0·10⁷", 0.0: "0", 2e7: "2.0·10⁷"}


def test_a_range_has_some_height() -> None:
    assert tall(1.0, 2.0) == (1.0, 2.0)
    assert tall(math.inf, -math.inf) == (0.0, 1.0)
    low, high = tall(5.0, 5.0)
    assert low < 5 < high


def test_apart_leaves_out_what_collides() -> None:
    assert apart([0.0, 0.1, 0.5, 0.6, 1.2], 0.5) == [0.0, 0.5, 1.2]


@pytest.mark.parametrize("size", [12.0, 20.0, 34.0, 60.0, 200.0])
@pytest.mark.parametrize(
    ("low", "high"), [(1.69, 4.21), (2.75, 4.6), (2.95, 3.9), (0.011, 0.019), (6.0, 9.5), (1.0, 1.2)]
)
def test_a_logarithmic_scale_can_be_read_in_the_lowest_plot(qtbot: QtBot, low: float, high: float, size: float) -> None:
    axis = ValueAxis()
    axis.log = True
    ((spacing, values),) = axis.tickValues(math.log10(low), math.log10(high), size)
    assert values
    assert len(set(axis.tickStrings(values, 1.0, spacing))) == len(values)
    apart = np.diff(values) / (math.log10(high) - math.log10(low)) * size
    assert (apart >= (CLOSE if len(values) == 2 else 0.9) * label_room()).all()
    assert len(values) >= 2 or size <= 20


@pytest.mark.parametrize("numbered", [True, False])
def test_the_lowest_number_of_the_left_axis_is_whole(qtbot: QtBot, shared: Shared, numbered: bool) -> None:
    plot = UpdatePlot(shared)
    qtbot.addWidget(plot)
    plot.show_updates(numbered)
    plot.resize(240, 60)
    with qtbot.waitExposed(plot):
        plot.show()
    edge = plot.box.mapRectToScene(plot.box.rect()).bottom()
    assert edge + QFontMetricsF(QApplication.font()).height() / 2 <= plot.viewport().height()
