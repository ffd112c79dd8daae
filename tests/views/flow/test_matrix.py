"""The matrix of losses by steps: its image, its sums, what the mouse reads and chooses in it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.flow.dock import Flow
from rnnviz.views.plots.colour_bar import FAINTEST
from rnnviz.views.words.figures import number, power
from rnnviz.views.words.loss_unit import loss_unit
from tests.views.flow.filling import asked, at, filled, hovered, shown

Floats = npt.NDArray[np.float64]
Altered = Callable[..., Trace]


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
    assert loss_unit(trace) in page.value.toolTip()
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
