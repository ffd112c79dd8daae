"""The gradient track draws the trace's exponents, and says what they mean."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rnnviz.measures import FLOAT32_SMALLEST, decay
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.gate import visible
from rnnviz.views.gradient_norms import CURVES, REACH, TOTAL, GradientNorms
from rnnviz.views.words.figures import lowered, power
from rnnviz.views.words.gradient_words import brief

Stand = Callable[[type[GradientNorms]], GradientNorms]
Alter = Callable[..., Trace]


def show(view: GradientNorms, trace: Trace, t: int = 0) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment("forward", t))


def test_curves_hold_the_traces_exponents(stand: Stand, sample_trace: Trace) -> None:
    view = stand(GradientNorms)
    show(view, sample_trace)
    for kind, name in CURVES:
        drawn = view.curves[kind, name].curve.getData()[1]
        expected = sample_trace.get(f"{kind}layer0.{name}")
        if expected is None:
            assert drawn is None or len(drawn) == 0
        else:
            np.testing.assert_array_equal(drawn, np.where(np.isfinite(expected), expected, np.nan))
            assert view.data()[f"{kind}layer0.{name}"] is expected


def test_curves_run_over_encoder_and_decoder(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(GradientNorms), sample_traces["pair"]
    show(view, trace)
    steps, drawn = view.curves[TOTAL, "hidden"].curve.getData()
    np.testing.assert_array_equal(steps, np.arange(trace.length))
    both = [trace[f"{TOTAL}{scope}.hidden"] for scope in ("encoder.layer0", "decoder.layer0")]
    expected = np.concatenate(both)
    np.testing.assert_array_equal(drawn, np.where(np.isfinite(expected), expected, np.nan))
    assert view.plot.boundary_line.isVisible()
    assert view.plot.boundary_line.value() == trace.start("decoder.layer0") - 0.5


def test_the_sentence_is_fitted_on_the_reach(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    """A linear network of 0.8 times a rotation: the gradient shrinks by exactly 0.8 a step."""
    view = stand(GradientNorms)
    show(view, sample_traces["linear"])
    assert view.sentence.text() == f"falls tenfold every {-1 / math.log10(0.8):.1f} steps: vanishing"


@pytest.mark.parametrize(
    ("slope", "said"),
    [
        (0.1, "grows tenfold every 10 steps: exploding"),
        (-0.5, "falls tenfold every 2.0 steps: vanishing"),
        (0.0, "keeps its size: no vanishing"),
    ],
)
def test_the_sentence_names_what_happens(
    stand: Stand, sample_traces: dict[str, Trace], altered: Alter, slope: float, said: str
) -> None:
    view, trace = stand(GradientNorms), sample_traces["lstm"]
    lags = trace.reach_step - np.arange(trace.length)
    show(view, altered(trace, **{f"{REACH}layer0__hidden": slope * lags}))
    assert view.sentence.text() == said
    figure = re.search(r"[\d.]+", said)
    short = brief(decay(slope * lags, trace.reach_step), np.asarray(slope * lags, np.float64))
    assert short == (f"{'×' if slope > 0 else '÷'}10 every {figure[0]} steps" if figure else "keeps its size")
    assert view.sentence.shortest < QFontMetrics(view.sentence.font()).horizontalAdvance(said)


def test_the_sentence_gives_the_interval_where_it_says_more(
    stand: Stand, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    view, trace = stand(GradientNorms), sample_traces["lstm"]
    lags = trace.reach_step - np.arange(trace.length)
    ripple = 0.2 * np.sin(12.9898 * np.arange(trace.length))
    name = f"{REACH}layer0__hidden"
    show(view, altered(trace, **{name: -0.23 * lags + ripple}))
    fit = decay(-0.23 * lags + ripple, trace.reach_step)
    assert fit is not None
    assert fit.low < -0.23 < fit.high < 0
    least, most = -1 / fit.low, -1 / fit.high
    assert view.sentence.text() == f"falls tenfold every {fit.tenfold:.1f} steps ({least:.1f} to {most:.1f}): vanishing"
    assert "95 % confidence interval" in view.sentence.toolTip()
    show(view, altered(trace, **{name: 0.11 * lags + 40 * ripple}))
    said = view.sentence.text()
    assert said.startswith("grows tenfold every ")
    assert said.endswith(" to ∞): exploding"), "the interval holds a level line"


def test_the_tooltip_gives_the_effective_memory(
    stand: Stand, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    """Half of a geometric series of ratio ½ lies in its first term, and 90 % in the first four."""
    view = stand(GradientNorms)
    for kind, ratio, half, most, effective in (("lstm", 0.5, 0, 3, "3.0"), ("gru", 0.8, 3, 10, "9.0")):
        trace = sample_traces[kind]
        lags = trace.reach_step - np.arange(trace.length)
        show(view, altered(trace, **{f"{REACH}layer0__hidden": math.log10(ratio) * lags}))
        words = f"within {half} steps of the loss, 90 % within {most}; as much as {effective} steps"
        assert words in view.sentence.toolTip()


def test_exact_zeros_lie_on_the_floor_and_broken_values_at_the_top(
    stand: Stand, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    view, trace = stand(GradientNorms), sample_traces["lstm"]
    values = np.linspace(-8, 0, trace.length)
    values[:4] = -np.inf
    values[6] = np.nan
    show(view, altered(trace, **{f"{REACH}layer0__hidden": values}))
    low, high = view.plot.box.viewRange()[1]
    line = view.curves[REACH, "hidden"]
    assert line.zeros.data["x"].tolist() == [0, 1, 2, 3]
    assert np.all((line.zeros.data["y"] > low) & (line.zeros.data["y"] < low + 0.1 * (high - low)))
    assert line.crosses.data["x"].tolist() == [6]
    assert high - 0.1 * (high - low) < line.crosses.data["y"][0] < high
    assert line.dots.data["x"].tolist() == []
    assert "values not finite: 1; exactly 0 up to step 3" in view.sentence.text()


def test_nothing_finite_is_said_and_marked(stand: Stand, sample_traces: dict[str, Trace], altered: Alter) -> None:
    view, trace = stand(GradientNorms), sample_traces["rnn"]
    nan = np.full(trace.length, np.nan)
    show(view, altered(trace, **{f"{kind}layer0__hidden": nan for kind in (TOTAL, REACH)}))
    assert view.sentence.text() == "not finite: exploded"
    assert len(view.curves[TOTAL, "hidden"].crosses.data) == trace.length


def test_a_single_loss_is_named_once(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(GradientNorms)
    show(view, sample_traces["vanishing"])
    assert [key.label for key in view.legend.keys] == ["‖∂L/∂h‖ = ‖∂ℓ₁₉₉/∂h‖"]
    show(view, sample_traces["lstm"])
    last = sample_traces["lstm"].reach_step
    assert last == 31
    assert [key.label for key in view.legend.keys] == ["‖∂L/∂h‖", "‖∂L/∂c‖", "‖∂ℓ₃₁/∂h‖", "‖∂ℓ₃₁/∂c‖"]


def test_the_floor_of_float32_comes_into_view(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(GradientNorms)
    show(view, sample_traces["vanishing"])
    assert view.plot.box.viewRange()[1][0] < FLOAT32_SMALLEST
    assert sample_traces["vanishing"][f"{TOTAL}layer0.hidden"].min() < FLOAT32_SMALLEST
    row = round((view.limits.pixel_y(FLOAT32_SMALLEST) + view.limits.box.rect().height()) / 2)
    area = view.plot.grab(view.plot.mapFromScene(view.limits.mapRectToScene(200, row, 300, 4)).boundingRect())
    image = area.toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(seen) > 1, "the band below float32 is hatched"


def test_a_click_chooses_the_nearest_loss(
    qtbot: QtBot, stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(GradientNorms), sample_traces["pair"]
    show(view, trace)
    start = trace.loss_start
    with qtbot.waitSignal(shared.selection.reach_asked) as asked:
        click(qtbot, view, start + 2)
    assert asked.args == [2]
    with qtbot.waitSignal(shared.selection.reach_asked) as asked:
        click(qtbot, view, 1)
    assert asked.args == [0], "a click on the encoder chooses the decoder's first loss"


def click(qtbot: QtBot, view: GradientNorms, t: int) -> None:
    middle = float(np.mean(view.plot.box.viewRange()[1]))
    at = view.plot.mapFromScene(view.plot.box.mapViewToScene(QPointF(t, middle)))
    QTest.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_chosen_loss_is_marked(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(GradientNorms)
    for kind in ("pair", "lstm"):
        show(view, sample_traces[kind])
        assert view.source.isVisible()
        assert view.source.value() == sample_traces[kind].reach_step


def test_layers_are_offered_where_there_are_several(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    view, deep = stand(GradientNorms), sample_traces["deep"]
    show(view, sample_traces["lstm"])
    assert view.layer.isHidden()
    show(view, deep)
    assert not view.layer.isHidden()
    assert view.layer.key == "layer1"
    view.layer.take("layer0")
    view.layer.activated.emit(view.layer.currentIndex())
    assert shared.selection.scope == "layer0"
    np.testing.assert_array_equal(view.curves[TOTAL, "hidden"].curve.getData()[1], deep[f"{TOTAL}layer0.hidden"])


def test_readout_gives_the_norms(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(GradientNorms), sample_traces["vanishing"]
    show(view, trace)
    exponent = float(trace[f"{TOTAL}layer0.hidden"][150])
    assert f"∂L/∂h {10 ** (exponent - math.floor(exponent)):.1f}·10" in view.readout(150)
    assert view.readout(-1) == view.readout(trace.length) == ""


def test_the_tool_tip_of_a_step_names_every_norm_with_its_unit(
    stand: Stand, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(GradientNorms), sample_traces["lstm"]
    show(view, trace)
    source = trace.reach_step
    expected = [
        f"‖∂{loss}/∂{symbol}‖ = {power(float(trace[f'{kind}layer0.{name}'][3]))} nats"
        for kind, loss in ((TOTAL, "L"), (REACH, f"ℓ{lowered(source)}"))
        for name, symbol in (("hidden", "h"), ("cell", "c"))
    ]
    assert view.plot.tell is not None
    said = view.plot.tell(3, 0.0)
    assert said.startswith(f"step 3 “{visible(str(trace['tokens'][3]))}”")
    for line in expected:
        assert line in said
    assert view.plot.tell(trace.length, 0.0) == ""
    bare = {name: array for name, array in trace.arrays.items() if not name.startswith("gradient")}
    view.show(Trace(run=9, update=0, arrays=bare, cells=trace.cells), Moment())
    assert view.plot.tell(3, 0.0) == ""


def test_a_trace_without_gradients_says_what_would_fill_the_plot(
    stand: Stand, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(GradientNorms), sample_traces["lstm"]
    bare = {name: array for name, array in trace.arrays.items() if not name.startswith("gradient")}
    show(view, Trace(arrays=bare, cells=trace.cells))
    assert "backward" in view.note.text
    assert view.note.isVisible()
    assert view.sentence.text() == ""
    show(view, trace)
    assert not view.note.isVisible()
