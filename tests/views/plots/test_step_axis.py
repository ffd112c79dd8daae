"""Steps along an axis: by their tokens, where none of these would say something else when it is cut."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.views.palette import PALETTES
from rnnviz.views.plots.step_axis import StepAxis


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("a", "b", "c"), True),
        (("0.1", "−2", "3"), True),
        (("−0.0571", "0.96", "1"), False),
        (("enjoyments",) * 3, True),
    ],
)
def test_a_number_is_never_cut(qtbot: QtBot, words: tuple[str, ...], named: bool) -> None:
    axis = StepAxis("left", PALETTES["light"])
    axis.show_words(words)
    assert axis._named(-0.5, 2.5, 300.0) is named


def test_a_pass_of_one_step_counts_in_whole_steps(qtbot: QtBot) -> None:
    axis = StepAxis("left", PALETTES["light"])
    axis.setLabel("step t")
    axis.setRange(-0.5, 0.5)
    assert "x0.001" not in axis.labelString()
    assert axis.autoSIPrefixScale == 1.0
