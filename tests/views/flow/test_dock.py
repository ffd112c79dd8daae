from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.measures.flow import lag_containing
from rnnviz.trace import Moment, Trace
from rnnviz.views.flow.dock import Flow
from rnnviz.views.palette import PALETTES
from rnnviz.views.plots.colour_bar import FAINTEST, ColourBar, shares
from rnnviz.views.words.figures import number, power

Floats = npt.NDArray[np.float64]
Stand = Callable[[type[Flow]], Flow]
Altered = Callable[..., Trace]

KINDS: dict[str, dict[str, Any]] = {
    "lstm": {"task": {"kind": "copying", "blanks": 12}, "cell": {"kind": "lstm", "hidden_size": 12}},
    "deep": {
        "task": {"kind": "copying", "blanks": 5}, "model": {"layers": 2}, "cell": {"kind": "gru", "hidden_size": 8}
    },
    "pair": {
        "task": {"kind": "translate"}, "model": {"attention": "additive"}, "cell": {"kind": "lstm", "hidden_size": 10}
    },
    "both": {
        "task": {"kind": "copying", "blanks": 2}, "model": {"layers": 2, "bidirectional": True},
        "cell": {"kind": "lstm_peephole", "hidden_size": 6},
    },
    "last": {
        "task": {"kind": "recall", "length": 120}, "training": {"loss_on": "last"},
        "cell": {"kind": "rnn", "hidden_size": 8, "recurrent_gain": 0.5},
    },
    "long": {"task": {"kind": "copying", "blanks": 600}, "cell": {"kind": "rnn", "hidden_size": 4}},
}


@pytest.fixture(scope="module")
def runs() -> dict[str, Run]:
    """Real models after one update."""
    torch.set_num_threads(1)
    found = {kind: Run(from_values(values)) for kind, values in KINDS.items()}
    for run in found.values():
        run.update()
    return found


@pytest.fixture
def dock(stand: Stand) -> Flow:
    view = stand(Flow)
    view.widget.resize(420, 560)
    return view


def shown(dock: Flow, trace: Trace, t: int = 0) -> Trace:
    dock.shared.axis.set_length(trace.length)
    dock.shared.selection.fit(trace.scopes, 1)
    dock.show(trace, Moment("forward", t))
    return trace


def filled(dock: Flow, run: Run, mode: str = "matrix", by: str = "lag") -> Trace:
    """Show a real trace that holds what the drawing asks for once it has seen one."""
    dock.mode.take(mode)
    dock.parts.by.take(by)
    shown(dock, run.probe())
    return shown(dock, run.probe(dock.watch, dock.shared.selection.reach_from))


def asked(dock: Flow) -> tuple[str, ...]:
    return dock.watch


def drawn(dock: Flow, part: str) -> int:
    return len(dock.cut.lines[part].curve.getData()[0])


def at(dock: Flow, plot: Any, x: float, y: float) -> QPoint:
    grid = dock.matrix.grid
    return grid.mapFromScene(plot.vb.mapViewToScene(QPointF(x, y)))  # type: ignore[no-any-return]


def hovered(dock: Flow, place: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    grid = dock.matrix.grid
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(place), QPointF(grid.mapToGlobal(place)), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(grid.viewport(), move)


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


def test_the_image_is_the_array(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["lstm"])
    flow = trace["gradient_flow/layer0.hidden"]
    data = dock.data()
    assert data["gradient_flow/layer0.hidden"] is flow
    assert all(values is trace[name] for name, values in data.items())
    low, high = dock.matrix.bar.range
    logs = trace["gradient_flow_log10/layer0.hidden"]
    assert high >= logs.max()
    assert high - low <= 8 * 1.05
    share = np.clip((logs - low) / (high - low), 0, 1)
    expected = np.where(flow > 0, FAINTEST + (1 - FAINTEST) * share, 0)
    image = dock.matrix.grid.heat.item.image
    assert np.abs(image / 254 - expected).max() <= 0.5 / 254 + 1e-6
    assert (image[flow > 0] > 0).all()  # what is not zero is not the paper
    assert not image[np.triu_indices(len(flow), 1)].any()
    place = dock.matrix.grid.heat.item.mapRectToParent(dock.matrix.grid.heat.item.boundingRect())
    assert (place.left(), place.top(), place.width(), place.height()) == (-0.5, -0.5, 32, 32)


def test_sums_are_those_of_the_norms(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["lstm"])
    norms = 10.0 ** trace["gradient_flow_log10/layer0.hidden"]
    page = dock.matrix
    assert np.allclose(page.arriving, np.log10(norms.sum(axis=0)), atol=1e-12)
    assert np.allclose(page.bound.curve.getData()[1], page.arriving, equal_nan=True)
    assert np.allclose(page.grid.by_row[0].getData()[0], np.log10(norms.sum(axis=1)), atol=1e-12)
    assert np.allclose(page.grid.by_row[0].getData()[1], np.arange(32))
    total = trace["gradient_norm_log10/layer0.hidden"]
    assert np.allclose(page.total.curve.getData()[1], total)
    assert (page.arriving >= total - 1e-6).all()  # the triangle inequality
    assert np.allclose(page.profile.curve.getData()[1], trace["gradient_flow_log10/layer0.hidden"][31])
    residual = float(trace["gradient_flow_residual/layer0.hidden"].max())
    assert residual < 1e-5
    assert f"Sum of rows = ∂L/∂h to {number(residual, 2)}." in page.said.text()


def test_a_click_chooses_a_loss_and_a_step(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["lstm"])
    dock.widget.grab()
    chosen: list[int] = []
    went: list[int] = []
    dock.shared.selection.reach_asked.connect(chosen.append)
    dock.shared.axis.scrubbed.connect(went.append)
    grid, page = dock.matrix.grid, dock.matrix
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(grid.viewport(), left, pos=at(dock, grid.matrix, 9, 20))
    assert (chosen, went) == ([20], [9])
    logs = trace["gradient_flow_log10/layer0.hidden"]
    assert np.allclose(page.profile.curve.getData()[1], logs[20, :21])
    assert np.array_equal(page.profile.curve.getData()[0], np.arange(21))
    assert grid.row_mark.row == 20
    dock.show(trace, Moment("forward", 9))
    reaching = grid.by_row[1].getData()[0]
    assert np.allclose(reaching[9:], logs[9:, 9])
    assert np.isnan(reaching[:9]).all()
    QTest.mouseClick(grid.viewport(), left, pos=at(dock, grid.below, 12, np.mean(grid.below.vb.viewRange()[1])))
    assert (chosen, went) == ([20], [9, 12])
    QTest.mouseClick(grid.viewport(), left, pos=at(dock, grid.side, np.mean(grid.side.vb.viewRange()[0]), 5))
    assert (chosen, went) == ([20, 5], [9, 12])


def test_the_mouse_reads_out_a_cell_and_its_sums(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["lstm"])
    dock.widget.grab()
    grid, page = dock.matrix.grid, dock.matrix
    hovered(dock, at(dock, grid.matrix, 3, 7))
    assert page.value.text() == f"∂L₇/∂h₃ {power(trace['gradient_flow_log10/layer0.hidden'][7, 3])}"
    assert dock.shared.axis.hover == 3
    hovered(dock, at(dock, grid.matrix, 20, 7))
    assert page.value.text() == "∂L₇/∂h₂₀ 0"
    hovered(dock, at(dock, grid.below, 3, np.mean(grid.below.vb.viewRange()[1])))
    assert page.value.text().startswith("h₃: Σₜ‖∂Lₜ‖ ")
    hovered(dock, at(dock, grid.side, np.mean(grid.side.vb.viewRange()[0]), 30))
    assert page.value.text().startswith("Σₖ‖∂L₃₀/∂hₖ‖ ")
    QApplication.sendEvent(grid.viewport(), QEvent(QEvent.Type.Leave))
    assert page.value.text() == dock.readout(0)


def constant_rate(rate: float, steps: int) -> dict[str, Floats]:
    """The flow of a scalar linear RNN: ∂L_t/∂h_k = rate^(t − k) / T."""
    lags = np.subtract.outer(np.arange(steps), np.arange(steps))
    logs = np.where(lags >= 0, lags * np.log10(rate) - np.log10(steps), -np.inf)
    return {
        "gradient_flow_log10/layer0.hidden": logs,
        "gradient_flow/layer0.hidden": 10.0**logs,
        "gradient_norm_log10/layer0.hidden": np.log10((10.0**logs).sum(0)),
        "gradient_flow_residual/layer0.hidden": np.full(steps, 2e-7),
    }


@pytest.mark.parametrize(
    ("rate", "sentence"),
    [(0.5, "has fallen tenfold by step 27, 4 back"), (0.999, "keeps more than a tenth of its gradient back to step 0")],
)
def test_the_sentence_says_how_far_a_loss_reaches(
    dock: Flow, sample_traces: dict[str, Trace], altered: Altered, rate: float, sentence: str
) -> None:
    trace = altered(sample_traces["gru"])
    trace = Trace(arrays={**trace.arrays, **constant_rate(rate, trace.length)}, cells=trace.cells)
    shown(dock, trace)
    assert sentence in dock.matrix.said.text()
    assert "Sum of rows = ∂L/∂h to 2·10⁻⁷." in dock.matrix.said.text()


def test_a_loss_on_the_last_step_alone_is_one_row(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["last"])
    matrix = dock.matrix.matrix
    assert matrix is not None
    assert matrix.shape == (1, 120)
    assert (matrix.first_loss, matrix.last_loss) == (119, 119)
    assert np.array_equal(matrix.logs[0], trace["gradient_flow_log10/layer0.hidden"][119])
    assert sorted(dock.matrix.grid.matrix.vb.viewRange()[1]) == [118.5, 119.5]
    dock.widget.grab()
    assert not dock.matrix.grid.heat.item.qimage.isNull()


def test_a_long_pass_asks_for_the_coarse_matrix(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["long"])
    assert asked(dock) == ("gradient_flow_coarse/layer0.hidden*",)
    matrix, stride = dock.matrix.matrix, int(trace["gradient_flow_step"])
    assert matrix is not None
    assert (matrix.stride, stride) == (stride, 3)
    assert f"a row sums {stride} losses" in dock.matrix.said.text()
    assert dock.matrix.grid.heat.item.image.shape == trace["gradient_flow_coarse/layer0.hidden"].shape
    assert (matrix.step_at(5), matrix.column_of(17), matrix.row_of(17)) == (15, 5, 5)
    assert matrix.loss_at(matrix.shape[0] - 1) == trace.length - 1
    assert np.array_equal(matrix.total, trace["gradient_norm_log10/layer0.hidden"][::3])
    assert (dock.matrix.arriving >= matrix.total - 1e-4)[np.isfinite(matrix.total)].all()


def test_what_is_exported_holds_the_logarithms_that_are_drawn(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["last"])
    data = dock.data()
    assert dock.matrix.matrix is not None
    np.testing.assert_array_equal(data["gradient_flow_log10/layer0.hidden"][119], dock.matrix.matrix.logs[0])
    assert {"gradient_flow/layer0.hidden", "gradient_flow_residual/layer0.hidden", "loss_steps"} <= set(data)
    trace = filled(dock, runs["long"])
    data = dock.data()
    assert data["gradient_flow_step"] == trace["gradient_flow_step"]
    logs = trace["gradient_flow_coarse_log10/layer0.hidden"]
    np.testing.assert_array_equal(data["gradient_flow_coarse_log10/layer0.hidden"], logs)


def test_an_encoder_is_reached_from_beyond_its_end(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["pair"])
    assert dock.matrix.matrix is not None
    start = trace.start("decoder.layer0")
    assert (dock.matrix.matrix.first_loss, dock.matrix.matrix.first_step) == (start, start)
    dock.shared.selection.choose(scope="encoder.layer0")
    assert asked(dock) == ("gradient_flow/encoder.layer0.hidden*",)
    trace = shown(dock, runs["pair"].probe(dock.watch))
    matrix = dock.matrix.matrix
    assert (matrix.first_loss, matrix.first_step) == (start, 0)
    assert matrix.shape == (len(trace["loss_steps"]), start)
    assert (dock.matrix.arriving >= matrix.total - 1e-6).all()


def test_layer_and_state_are_chosen(dock: Flow, runs: dict[str, Run]) -> None:
    filled(dock, runs["lstm"])
    dock.array.setCurrentIndex(dock.array.findData("layer0.cell"))
    dock.array.activated.emit(dock.array.currentIndex())
    assert asked(dock) == ("gradient_flow/layer0.cell*",)
    assert "next trace" in dock.sentence
    trace = shown(dock, runs["lstm"].probe(dock.watch))
    assert not dock.sentence
    assert np.array_equal(dock.matrix.matrix.logs, trace["gradient_flow_log10/layer0.cell"])  # type: ignore[union-attr]
    filled(dock, runs["deep"])
    dock.shared.selection.choose(scope="layer1")
    assert asked(dock) == ("gradient_flow/layer1.hidden*",)
    dock.array.setCurrentIndex(dock.array.findData("layer0.hidden"))
    dock.array.activated.emit(dock.array.currentIndex())
    assert dock.shared.selection.scope == "layer0"
    assert asked(dock) == ("gradient_flow/layer0.hidden*",)


@pytest.mark.parametrize("kind", ["lstm", "deep", "last"])
def test_bars_by_lag_sum_to_the_gradient(dock: Flow, runs: dict[str, Run], kind: str) -> None:
    trace = filled(dock, runs[kind], "parts")
    page, scope = dock.parts, trace.scopes[-1]
    norm = float(trace[f"parameter_gradient_norm/{scope}.weight_hh"])
    assert page.parts.sum() == pytest.approx(norm, rel=1e-5)
    flow = trace[f"parameter_gradient_flow/{scope}.weight_hh"]
    assert np.allclose(page.parts[:, 0], [np.trace(flow, -lag) for lag in range(len(flow))], atol=1e-6 * norm)
    assert np.allclose(page.bars.items[0].opts["height"], page.parts[:, 0])
    assert np.allclose(page.share.curve.getData()[1], page.parts[:, 0].cumsum() / page.parts.sum())
    reach = trace[f"gradient_reach_log10/{scope}.hidden"]
    assert np.array_equal(page.reach.curve.getData()[1], reach[: int(trace["reach_from"]) + 1][::-1])
    assert "90\u00a0% of it comes from lags ≤" in page.said.text()


@pytest.mark.parametrize(
    ("kind", "scope"),
    [("pair", "encoder.layer0"), ("pair", "decoder.layer0"), ("both", "layer0"), ("both", "layer0_reverse"),
     ("both", "layer1_reverse")],
)  # fmt: skip
def test_bars_by_lag_are_counted_on_the_time_axis_in_the_order_in_which_a_layer_reads(
    dock: Flow, runs: dict[str, Run], kind: str, scope: str
) -> None:
    trace = filled(dock, runs[kind], "parts")
    dock.shared.selection.choose(scope=scope)
    trace = shown(dock, runs[kind].probe(dock.watch))
    page = dock.parts
    assert not dock.sentence
    flow = trace[f"parameter_gradient_flow/{scope}.weight_hh"]
    norm = float(trace[f"parameter_gradient_norm/{scope}.weight_hh"])
    assert page.parts.sum() == pytest.approx(norm, rel=1e-5)
    t, k = np.indices(flow.shape)
    lags = trace.loss_start + t - trace.start(scope) - k
    lags = -lags if scope.endswith("_reverse") else lags
    assert (page.first < 0) == (scope in ("layer0", "layer0_reverse"))  # over them a layer reads both ways
    truth = [flow[lags == lag].sum() for lag in range(page.first, page.first + len(page.parts))]
    assert np.allclose(page.parts[:, 0], truth, atol=1e-6 * norm)
    assert not flow[lags < page.first].any()
    reach = trace[f"gradient_reach_log10/{scope}.hidden"]
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    lag = max((int(lag) for lag in np.flatnonzero(page.known) + page.first), key=abs)
    page.parts_plot.picked.emit(float(lag))
    assert page.reached[lag - page.first] == reach[went[0] - trace.start(scope)]
    assert page._place(went[0]) == lag
    assert ("k − t" in page.title[0]) == scope.endswith("_reverse")
    assert ("on either side" in page.said.text()) == (page.first < 0)


def test_peepholes_are_offered_where_the_cell_has_some(dock: Flow, runs: dict[str, Run]) -> None:
    offered = dock.parts.parameter
    filled(dock, runs["lstm"], "parts", "step")
    assert offered.findData("weight_peephole") < 0
    filled(dock, runs["both"], "parts", "step")
    offered.take("weight_peephole")
    trace = shown(dock, runs["both"].probe(dock.watch))
    assert not dock.sentence
    shares_by_gate = trace[f"parameter_gradient_share/{dock.parts.state.scope}.weight_peephole"]
    assert shares_by_gate.shape[1] == 3
    heights = np.stack([item.opts["height"] for item in dock.parts.bars.items[:3]], axis=1)
    assert np.allclose(heights, shares_by_gate)
    roles = dock.shared.palette.roles
    colours = [item.opts["brush"] for item in dock.parts.bars.items[:3]]
    assert colours == [roles[name] for name in ("input", "forget", "output")]
    filled(dock, runs["lstm"], "parts", "step")
    assert offered.key == "weight_hh"


def test_peepholes_that_were_chosen_are_chosen_again_once_a_trace_offers_them(
    dock: Flow, stand: Stand, runs: dict[str, Run]
) -> None:
    filled(dock, runs["both"], "parts", "step")
    dock.parts.parameter.take("weight_peephole")
    kept, later = stand(Flow), stand(Flow)
    kept.restore(dock.state())
    later.restore(kept.state())  # made anew twice, without a trace between
    filled(later, runs["lstm"], "parts", "step")
    assert later.parts.parameter.key == "weight_hh"
    filled(later, runs["both"], "parts", "step")
    assert later.parts.parameter.key == "weight_peephole"


def test_a_dead_path_hides_behind_a_healthy_gradient(dock: Flow, runs: dict[str, Run]) -> None:
    filled(dock, runs["last"], "parts")
    assert lag_containing(dock.parts.parts[:, 0], 0.9) in (0, 1)
    assert "although the pass has 120 steps" in dock.parts.said.text()
    assert dock.parts.reached[100] < dock.parts.reached[0] - 20  # the path is dead


def test_bars_by_step_and_gate_sum_to_the_gradient(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["lstm"], "parts", "step")
    page = dock.parts
    shares_by_gate = trace["parameter_gradient_share/layer0.weight_hh"]
    heights = np.stack([item.opts["height"] for item in page.bars.items], axis=1)
    assert np.allclose(heights, shares_by_gate)
    assert heights.sum() == pytest.approx(float(trace["parameter_gradient_norm/layer0.weight_hh"]), rel=1e-5)
    colours = [item.opts["brush"] for item in page.bars.items]
    roles = dock.shared.palette.roles
    assert colours == [roles[name] for name in ("input", "forget", "candidate", "output")]
    ends = np.stack([item.opts["y0"] + item.opts["height"] for item in page.bars.items], axis=1)
    assert np.allclose(ends.max(axis=1).clip(0), np.maximum(shares_by_gate, 0).sum(axis=1))
    assert np.allclose(ends.min(axis=1).clip(None, 0), np.minimum(shares_by_gate, 0).sum(axis=1))
    assert "The bars sum to ‖∂L/∂W_hh‖ = " in page.said.text()
    filled(dock, runs["last"], "parts", "step")
    assert [item.isVisible() for item in page.bars.items] == [True, False, False, False]
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    page.parts_plot.picked.emit(11.2)
    assert went == [11]


def test_truncation_draws_what_is_kept_and_lost(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["lstm"], "cut")
    page = dock.cut
    assert page.spin.value() == trace.length // 4 == 8
    kept, lost = (trace[f"gradient_{part}@8/layer0.hidden"] for part in ("kept", "lost"))
    assert np.allclose(10 ** page.lines["kept"].curve.getData()[1], kept)
    found = 10 ** page.lines["lost"].curve.getData()[1]
    assert np.allclose(found[lost > 0], lost[lost > 0])
    assert not lost[24:].any()  # nothing lies behind the last cut
    assert np.isnan(found[24:]).all()
    assert set(page.lines["lost"].zeros.getData()[0]) <= set(range(24, 32))
    assert np.unique(page.cuts.getData()[0]).tolist() == [7.5, 15.5, 23.5]
    full = 10 ** trace["gradient_norm_log10/layer0.hidden"]
    assert f"{np.median(lost / full):.0%}".replace("%", "\u00a0%") in page.said.text()
    assert "Reach of every loss, in steps: 7 at most" in page.said.text()


def test_another_window_asks_for_its_arrays_and_keeps_the_curve(dock: Flow, runs: dict[str, Run]) -> None:
    filled(dock, runs["lstm"], "cut")
    dock.cut.spin.setValue(5)
    assert asked(dock) == ("gradient_kept@5/layer0.hidden*", "gradient_lost@5/layer0.hidden*")
    assert not dock.sentence
    assert "next trace" in dock.cut.said.text()
    assert (drawn(dock, "whole"), drawn(dock, "kept")) == (32, 0)
    shown(dock, runs["lstm"].probe(dock.watch))
    assert "Cut every 5 steps" in dock.cut.said.text()
    assert (drawn(dock, "whole"), drawn(dock, "kept")) == (32, 32)
    dock.cut.spin.setValue(32)
    shown(dock, runs["lstm"].probe(dock.watch))
    assert "nothing is lost" in dock.cut.said.text()


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


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, -5000.0, 4000.0])
def test_hostile_matrices_are_survived(
    dock: Flow, sample_traces: dict[str, Trace], altered: Altered, value: float
) -> None:
    trace = sample_traces["lstm"]
    logs = np.full((trace.length, trace.length), value)
    broken = altered(
        trace, **{
            "gradient_flow_log10/layer0.hidden": logs, "gradient_flow/layer0.hidden": None,
            "parameter_gradient_flow/layer0.weight_hh": logs,
            "parameter_gradient_share/layer0.weight_hh": logs[:, :4],
            "gradient_kept@8/layer0.hidden": logs[0], "gradient_lost@8/layer0.hidden": logs[0],
            "gradient_reach_log10/layer0.hidden": logs[0], "gradient_norm_log10/layer0.hidden": logs[0],
        },
    )  # fmt: skip
    for mode in ("matrix", "parts", "cut"):
        for by in ("lag", "step"):
            dock.mode.take(mode)
            dock.parts.by.take(by)
            shown(dock, broken, trace.length - 1)
            dock.redraw()
            assert not dock.sentence
            assert not dock.widget.grab().isNull()


@pytest.mark.parametrize("size", [(240, 200), (260, 340), (900, 700), (60, 60)])
def test_every_size_can_be_drawn(dock: Flow, runs: dict[str, Run], size: tuple[int, int]) -> None:
    dock.widget.resize(*size)
    for mode in ("matrix", "parts", "cut"):
        filled(dock, runs["lstm"], mode)
        assert not dock.widget.grab().isNull()


def test_ranges_do_not_jump(dock: Flow, sample_traces: dict[str, Trace], altered: Altered) -> None:
    """A matrix that becomes smaller leaves the colours where they were."""
    trace = sample_traces["gru"]
    arrays = constant_rate(0.2, trace.length)
    shown(dock, altered(trace, **arrays))
    before = dock.matrix.bar.range
    arrays["gradient_flow_log10/layer0.hidden"] = arrays["gradient_flow_log10/layer0.hidden"] - 0.3
    shown(dock, altered(trace, **arrays))
    assert dock.matrix.bar.range == before


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
