"""The flow of gradients: which drawing asks for what, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.flow.dock import Flow
from rnnviz.views.palette import PALETTES
from rnnviz.views.plots.colour_bar import FAINTEST, ColourBar, shares
from rnnviz.views.words.figures import power
from tests.views.flow.filling import KINDS, asked, filled, shown

Stand = Callable[[type[Flow]], Flow]


def test_only_the_drawing_that_is_shown_asks_for_arrays(dock: Flow, sample_traces: dict[str, Trace]) -> None:
    assert asked(dock) == ()
    shown(dock, sample_traces["lstm"])
    assert asked(dock) == ("gradient_flow/layer0.hidden*",)
    dock.mode.take("parts")
    assert asked(dock) == ("parameter_gradient_flow/layer0.weight_hh*",)
    dock.parts.parameter.take("weight_ih")
    dock.parts.by.take("step")
    assert asked(dock) == ("parameter_gradient_share/layer0.weight_ih*",)
    dock.mode.take("cut")
    assert asked(dock) == ("gradient_kept@8/layer0.hidden*", "gradient_lost@8/layer0.hidden*")
    shown(dock, sample_traces["pair"])
    assert asked(dock) == ()


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize(("mode", "by"), [("matrix", "lag"), ("parts", "lag"), ("parts", "step"), ("cut", "lag")])
def test_what_a_view_asks_for_fills_it_or_a_sentence_says_why(
    dock: Flow, runs: dict[str, Run], kind: str, mode: str, by: str
) -> None:
    trace = filled(dock, runs[kind], mode, by)
    expected = ""
    if mode == "parts" and by == "lag" and kind == "long":
        expected = "by step"
    if mode == "cut" and kind == "pair":
        expected = "encoder-decoder"
    assert expected in dock.sentence
    assert bool(dock.sentence) == bool(expected)
    assert bool(dock.drawing.said.text()) == (not expected)
    for t in (0, trace.length - 1):
        dock.show(trace, Moment("forward", t))
        assert not dock.widget.grab().isNull()


def test_choices_are_taken_over(dock: Flow, stand: Stand, runs: dict[str, Run]) -> None:
    filled(dock, runs["lstm"], "cut")
    dock.cut.spin.setValue(11)
    dock._choose_array("layer0.cell")
    dock.parts.by.take("step")
    dock.matrix.decades.take("60")
    after = stand(Flow)
    after.restore(dock.state())
    shown(after, runs["lstm"].probe())
    assert asked(after) == ("gradient_kept@11/layer0.cell*", "gradient_lost@11/layer0.cell*")
    assert after.state() == dock.state()
    assert after.cut.spin.value() == 11


def test_waiting_says_what_would_fill_it(dock: Flow, sample_traces: dict[str, Trace]) -> None:
    assert "first trace" in dock.sentence
    shown(dock, sample_traces["lstm"])
    assert "next trace" in dock.sentence
    assert dock.mode.isEnabled()
    assert dock.readout(3) == ""


def test_colours_of_logarithms() -> None:
    found = shares(np.array([-np.inf, -9.0, -8.0, -4.0, 0.0, 3.0, np.nan, np.inf]), -8.0, 0.0)
    half = (1 + FAINTEST) / 2
    assert np.allclose(found[:6], [0, FAINTEST, FAINTEST, half, 1, 1])
    assert np.isnan(found[6:]).all()


def test_the_bar_marks_where_float32_ends(stand: Stand) -> None:
    bar = ColourBar(PALETTES["light"])
    bar.show_range(-20.0, 0.0)
    assert bar.floor is None
    assert "float32" not in bar.toolTip()
    bar.show_range(-60.0, 0.0)
    assert bar.floor == pytest.approx((60 - 44.85) / 60, abs=1e-3)
    assert "float32" in bar.toolTip()
    bar.resize(200, bar.sizeHint().height())
    assert not bar.grab().isNull()


@pytest.mark.parametrize(
    ("log10", "words"), [(2.5, "316"), (1.999, "100"), (1.0, "10"), (-0.5, "0.32"), (3.0, "1.0·10³")]
)
def test_hundreds_are_written_out(log10: float, words: str) -> None:
    assert power(log10) == words
