"""The gradient track's extra curve: what it asks for and says, and that nothing jumps for it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Trace
from rnnviz.views.extra_gradient import BATCH, CLIPPED, INPUTS, NOTHING, OF_BATCH, meaning
from rnnviz.views.gradient_norms import REACH, TOTAL, GradientNorms
from rnnviz.views.palette import PALETTES, Palette
from rnnviz.views.words.figures import power
from tests.views.conftest import EXPERIMENTS
from tests.views.extra_gradient.choosing import after, choose, drawn, show
from tests.views.extra_gradient.conftest import KINDS, Alter, Stand
from tests.views.test_palette import APART, closest

# what is asked for


@pytest.mark.parametrize("kind", KINDS)
def test_it_asks_for_what_is_chosen_and_gets_it(view: GradientNorms, kind: str) -> None:
    run = Run(from_values(EXPERIMENTS[kind]))
    plain = set(run.probe())
    assert view.watch == ()
    show(view, run.probe())
    assert view.watch == ()
    for choice in (INPUTS, BATCH):
        choose(view, choice)
        assert drawn(view, choice)[1].size == 0
        trace = run.probe(view.watch)
        show(view, trace)
        halves = {scope.rpartition(".")[0] for scope in trace.scopes}
        assert sum(not line.empty for line in view.extra.lines[choice]) == len(halves)
        assert {name.partition("/")[0] for name in set(trace) - plain} == {
            INPUTS: {"gradient_norm", "gradient_norm_log10"},
            BATCH: {"batch_gradient_norm", "batch_gradient_norm_log10"},
        }[choice]
    for choice in (CLIPPED, NOTHING):
        choose(view, choice)
        assert view.watch == ()


def test_the_choice_is_taken_over(stand: Stand, traces: dict[str, Trace]) -> None:
    first, second = stand(GradientNorms), stand(GradientNorms)
    assert first.state()["also"] == NOTHING
    show(first, traces["lstm"])
    choose(first, BATCH)
    second.restore(first.state())
    assert second.also.key == BATCH
    assert second.watch == first.watch == ("batch_gradient_norm/*",)
    show(second, traces["lstm"])
    np.testing.assert_array_equal(drawn(second, BATCH)[1], drawn(first, BATCH)[1])
    second.restore({"also": "of another version"})
    assert second.also.key == BATCH


# what is said


def test_the_read_out_names_the_extra_value(view: GradientNorms, traces: dict[str, Trace]) -> None:
    trace = traces["pair"]
    show(view, trace)
    view.follow(after(0.25))
    for half, place in (("encoder", 0), ("encoder", 3), ("decoder", 0), ("decoder", 2)):
        scope = f"{half}.layer0"
        t = trace.start(scope) + place
        choose(view, NOTHING)
        plain = view.readout(t)
        choose(view, INPUTS)
        assert view.readout(t) == f"{plain}  ∂L/∂x {power(trace[f'{TOTAL}{half}.inputs'][place])}"
        choose(view, BATCH)
        assert view.readout(t) == f"{plain}  batch ∂L/∂h {power(trace[f'{OF_BATCH}{scope}.hidden'][place])}"
        choose(view, CLIPPED)
        value = power(trace[f"{TOTAL}{scope}.hidden"][place] + math.log10(0.25))
        assert view.readout(t) == f"{plain}  clipped × 0.25: ∂L/∂h {value}"
    view.follow(after(1.0))
    assert "  not clipped: ∂L/∂h " in view.readout(0)
    assert view.readout(-1) == view.readout(trace.length) == ""


def test_the_legend_and_the_tooltips_name_it(view: GradientNorms, traces: dict[str, Trace]) -> None:
    show(view, traces["lstm"])
    before = [key.label for key in view.legend.keys]
    tips = set()
    for kind, label in (
        (INPUTS, "‖∂L/∂x‖"), (BATCH, "‖∂L/∂h‖ of the batch"), (CLIPPED, "‖∂L/∂h‖ after clipping"),
    ):  # fmt: skip
        choose(view, kind)
        assert [key.label for key in view.legend.keys] == [*before, label]
        assert "in units of the loss per unit of" in view.also.toolTip()
        assert view.also.toolTip() == meaning(kind)
        assert view.also.itemData(view.also.currentIndex(), Qt.ItemDataRole.ToolTipRole) == meaning(kind)
        tips.add(view.also.toolTip())
    assert len(tips) == 3
    assert "acts on the gradient g of the parameters, never on this one" in view.also.toolTip()
    choose(view, NOTHING)
    assert [key.label for key in view.legend.keys] == before


def test_what_the_trace_lacks_is_said(
    view: GradientNorms, sample_traces: dict[str, Trace], traces: dict[str, Trace]
) -> None:
    """The legend stays as it is, so that nothing moves while the next trace comes."""
    show(view, sample_traces["lstm"])
    choose(view, BATCH)
    keys = view.legend.keys
    assert view.readout(0).endswith("  ‖∂L/∂h‖ of the batch: not in this trace")
    show(view, traces["lstm"])
    assert view.legend.keys == keys
    assert "not in this trace" not in view.readout(0)


# how it is drawn


def test_zeros_and_broken_values_are_marks(view: GradientNorms, traces: dict[str, Trace], altered: Alter) -> None:
    trace = traces["lstm"]
    values = np.linspace(-8, 0, trace.length)
    values[:3], values[5], values[7] = -np.inf, np.nan, np.inf
    show(view, altered(trace, **{f"{TOTAL}inputs": values, f"{OF_BATCH}layer0__hidden": values}))
    for kind in (INPUTS, BATCH):
        choose(view, kind)
        line = view.extra.lines[kind][0]
        low, high = view.plot.box.viewRange()[1]
        assert line.zeros.data["x"].tolist() == [0, 1, 2]
        assert np.all((line.zeros.data["y"] > low) & (line.zeros.data["y"] < low + 0.1 * (high - low)))
        assert line.crosses.data["x"].tolist() == [5, 7]
        assert np.all(line.crosses.data["y"] > high - 0.1 * (high - low))
        assert line.dots.data["x"].tolist() == [6]
        choose(view, NOTHING)
        assert not len(line.crosses.data)
        assert not len(line.zeros.data)
    assert view.readout(0) != ""


@pytest.mark.parametrize("coefficient", [0.0, 5e-324, 1e-300, 1.0, math.inf, math.nan, -1.0])
@pytest.mark.parametrize("fill", [0.0, 1e308, -1e308, math.inf, -math.inf, math.nan])
def test_whatever_the_numbers_are_the_range_is_finite(
    view: GradientNorms, traces: dict[str, Trace], altered: Alter, coefficient: float, fill: float
) -> None:
    trace = traces["rnn"]
    values = np.full(trace.length, fill)
    names = (f"{TOTAL}inputs", f"{TOTAL}layer0__hidden", f"{OF_BATCH}layer0__hidden")
    show(view, altered(trace, **dict.fromkeys(names, values)))
    view.follow(after(coefficient))
    for kind in (INPUTS, BATCH, CLIPPED):
        choose(view, kind)
        low, high = view.plot.box.viewRange()[1]
        assert np.isfinite([low, high]).all()
        assert high > low
        assert not view.plot.grab().isNull()
        assert view.readout(0)


def test_the_axis_holds_the_curve_and_shrinks_slowly(
    view: GradientNorms, traces: dict[str, Trace], altered: Alter
) -> None:
    trace = traces["lstm"]
    tall = altered(trace, **{f"{TOTAL}inputs": np.linspace(-30, 20, trace.length)})
    show(view, tall)
    before = view.plot.box.viewRange()[1]
    choose(view, INPUTS)
    low, high = view.plot.box.viewRange()[1]
    assert low <= -30
    assert high >= 20
    choose(view, NOTHING)
    after_one = view.plot.box.viewRange()[1]
    assert low < after_one[0] < before[0]
    assert high > after_one[1] > before[1]


def test_curves_are_made_once(view: GradientNorms, traces: dict[str, Trace]) -> None:
    items = list(view.plot.getPlotItem().items)
    view.follow(after(0.5))
    for trace in traces.values():
        show(view, trace)
        for kind in (INPUTS, BATCH, CLIPPED, NOTHING):
            choose(view, kind)
            for other in view.extra.lines:
                assert (drawn(view, other)[1].size > 0) == (other == kind)
    assert list(view.plot.getPlotItem().items) == items


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_each_is_told_apart_by_colour_or_by_stroke(view: GradientNorms, palette: Palette) -> None:
    """By its stroke from every other line, and where it is no gradient of the state's own loss by its colour too."""
    strokes = [tuple(line.curve.opts["pen"].dashPattern()) for line in view.curves.values()]
    extra = [tuple(lines[0].curve.opts["pen"].dashPattern()) for lines in view.extra.lines.values()]
    assert len(set(extra)) == 3
    assert not set(extra) & set(strokes)
    for colour in (palette.hue, palette.accent):
        distance, whose = closest({"total": palette.ink, "reach": palette.reach, "extra": colour})
        assert distance >= APART, whose


@pytest.mark.parametrize("width", [480, 504, 900])
def test_nothing_of_the_heading_is_cut_but_the_words(
    view: GradientNorms, traces: dict[str, Trace], altered: Alter, width: int
) -> None:
    """The sentence and the title end in …; the choosers keep their size, inside the track."""
    trace = traces["deep"]
    lags = trace.reach_step - np.arange(trace.length)
    view.widget.resize(width, 200)
    show(view, altered(trace, **{f"{REACH}layer1__hidden": -0.23 * lags + 0.2 * np.sin(12.9898 * lags)}))
    for kind in (NOTHING, INPUTS, BATCH, CLIPPED):
        choose(view, kind)
        view.widget.grab()
        parts: list[QWidget] = [view.heading, view.sentence, view.layer, view.also]
        lefts = [part.geometry().left() for part in parts]
        rights = [part.geometry().right() for part in parts]
        assert all(right < left for right, left in zip(rights, lefts[1:], strict=False))
        assert view.also.width() == view.also.sizeHint().width()
        assert view.layer.width() >= view.layer.sizeHint().width()
        assert rights[-1] < width
        assert view.heading.width() >= view.heading.shortest - 2
        assert 60 < view.sentence.width() <= view.sentence.sizeHint().width() + 2
        assert view.sentence.cut == (width < 900)
        assert view.legend.geometry().right() < width


def test_any_experiment(view: GradientNorms, sample_traces: dict[str, Trace]) -> None:
    """Traces of every kind one after the other, each choice in turn: the arrays that are there are drawn, no more."""
    view.follow(after(0.5))
    for trace in sample_traces.values():
        show(view, trace)
        for kind in (INPUTS, BATCH, CLIPPED):
            choose(view, kind)
            has: Any = trace.length if kind == CLIPPED else 0
            assert drawn(view, kind)[1].size == has
