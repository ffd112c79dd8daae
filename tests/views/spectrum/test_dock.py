from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rnnviz.assembly import from_values
from rnnviz.cells.window import WINDOW
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.spectrum.dock import Spectrum
from rnnviz.views.spectrum.exponent_history import MOST, ExponentHistory
from rnnviz.views.spectrum.exponents import sentence as exponents_said

Floats = npt.NDArray[np.float64]
Stand = Callable[[type[Spectrum]], Spectrum]
Altered = Callable[..., Trace]
FAMILIES = (
    "jacobian_norm", "jacobian_radius", "jacobian_eigenvalues", "recurrent_eigenvalues", "recurrent_norm",
    "path_norm_log10", "lyapunov", "lyapunov_free",
)  # fmt: skip
DRAWINGS = ("eigenvalues", "norms", "reach", "exponents")
EXPERIMENTS: dict[str, dict[str, Any]] = {
    "rnn": {
        "task": {"kind": "recall", "length": 24}, "training": {"loss_on": "last"}, "dtype": "float64",
        "cell": {"kind": "rnn", "hidden_size": 7, "recurrent_init": "gaussian", "recurrent_gain": 1.4},
    },
    "gru": {"task": {"kind": "copying", "blanks": 4}, "cell": {"kind": "gru", "hidden_size": 6}},
    "lstm": {"task": {"kind": "copying", "blanks": 4}, "cell": {"kind": "lstm", "hidden_size": 5}},
    "pair": {
        "task": {"kind": "translate"}, "model": {"attention": "additive"}, "cell": {"kind": "lstm", "hidden_size": 6}
    },
    "both": {
        "task": {"kind": "copying", "blanks": 2}, "model": {"layers": 2, "bidirectional": True},
        "cell": {"kind": "gru", "hidden_size": 4},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def runs() -> dict[str, Run]:
    torch.set_num_threads(1)
    return {kind: Run(from_values(values)) for kind, values in EXPERIMENTS.items()}


@pytest.fixture(scope="module")
def traces(runs: dict[str, Run]) -> dict[str, Trace]:
    """A real trace of each model, with everything that the drawings read."""
    return {kind: run.probe(watch=tuple(f"{family}/*" for family in FAMILIES)) for kind, run in runs.items()}


@pytest.fixture(params=["rnn", "gru", "lstm"])
def trace(request: pytest.FixtureRequest, traces: dict[str, Trace]) -> Trace:
    return traces[request.param]


@pytest.fixture
def dock(stand: Stand) -> Spectrum:
    view = stand(Spectrum)
    view.widget.resize(320, 340)
    return view


def shown(dock: Spectrum, trace: Trace, drawing: str = "", t: int = 0) -> None:
    if drawing:
        dock.chooser.take(drawing)
    dock.shared.axis.set_length(trace.length)
    dock.shared.selection.fit(trace.scopes, 1)
    dock.show(trace, Moment("forward", t))
    dock.redraw()


def points(item: Any) -> Floats:
    return np.stack(item.getData(), -1).astype(np.float64)


def of_update(trace: Trace, update: int, run: int = 0, **arrays: npt.ArrayLike) -> Trace:
    merged = {**trace.arrays, **{name.replace("__", "/"): np.asarray(value) for name, value in arrays.items()}}
    return Trace(run=run, update=update, arrays=merged, cells=trace.cells)


@pytest.mark.parametrize("kind", ["rnn", "gru", "lstm", "pair"])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_drawing_asks_for_what_it_needs_and_for_nothing_else(
    dock: Spectrum, runs: dict[str, Run], kind: str, drawing: str
) -> None:
    plain = runs[kind].probe()
    shown(dock, plain, drawing)
    assert "comes with the next" in dock.sentence
    assert dock.chooser.isEnabled()
    asked = runs[kind].probe(watch=dock.watch)
    dock.show(asked, Moment("forward", 3))
    assert not dock.sentence
    here = {name.partition("/")[0] for name in asked if name not in plain}
    along_with = {
        "jacobian_radius": {"jacobian_eigenvalues", "jacobian_eigenvalues_at"},
        "jacobian_eigenvalues": {"jacobian_radius", "jacobian_eigenvalues_at"},
        "lyapunov": {"lyapunov_by_step"}, "lyapunov_free": {"lyapunov_free_steps"},
    }
    assert here <= set().union(*({family} | along_with.get(family, set()) for family in dock.drawing.families))
    assert set(dock.drawing.families) <= here
    assert not dock.widget.grab().isNull()


def test_a_drawing_asks_for_the_chosen_layer_alone(dock: Spectrum) -> None:
    cell = {"kind": "gru", "hidden_size": 4}
    run = Run(from_values({"task": {"kind": "hello"}, "model": {"layers": 2}, "cell": cell}))
    shown(dock, run.probe(), "norms")
    assert dock.watch == ("jacobian_norm/layer1*", "jacobian_radius/layer1*")
    dock.shared.selection.choose(scope="layer0")
    asked = run.probe(watch=dock.watch)
    assert "jacobian_norm/layer0" in asked
    assert "jacobian_norm/layer1" not in asked


def test_a_model_without_a_recurrence_says_so(dock: Spectrum, traces: dict[str, Trace]) -> None:
    assert "first trace" in dock.sentence
    alone = Trace(arrays=traces["rnn"].arrays)
    dock.show(alone, Moment())
    assert "no recurrence" in dock.sentence
    assert dock.watch
    dock.show(replace(alone, cells=dict.fromkeys(traces["rnn"].cells, WINDOW)), Moment())
    assert "no recurrence" in dock.sentence
    shown(dock, traces["rnn"])
    assert not dock.sentence


def test_points_are_the_eigenvalues_of_the_step_at_the_cursor(
    dock: Spectrum, runs: dict[str, Run], traces: dict[str, Trace]
) -> None:
    trace = traces["rnn"]
    weights = dict(runs["rnn"].learner.model.named_parameters())["layer0.weight_hh_l0"].detach().numpy()
    hidden = trace["layer0.hidden"]
    for t in (5, 17):
        shown(dock, trace, "eigenvalues", t)
        jacobian = (1 - hidden[t] ** 2)[:, None] * weights
        expected = np.sort_complex(np.linalg.eigvals(jacobian))
        drawn = points(dock.plane.plane.groups["step"])
        assert np.allclose(np.sort_complex(drawn[:, 0] + 1j * drawn[:, 1]), expected)
        outer = dock.plane.plane.outer.getData()
        assert np.allclose(np.hypot(*outer), np.linalg.norm(jacobian, 2), rtol=1e-3)
        assert f"J at step {t}: spectral radius {np.abs(expected).max():.3g}" in dock.plane.said.text()
    drawn = points(dock.plane.plane.groups["0"])
    assert np.allclose(np.sort_complex(drawn[:, 0] + 1j * drawn[:, 1]), np.sort_complex(np.linalg.eigvals(weights)))
    assert np.allclose(np.hypot(*dock.plane.plane.unit.getData()), 1)


def test_every_gate_has_its_block_in_its_colour(dock: Spectrum, trace: Trace) -> None:
    shown(dock, trace, "eigenvalues", 2)
    blocks = trace["recurrent_eigenvalues/layer0"]
    gates = trace.cells["layer0"].gates
    palette = dock.shared.palette
    plane = dock.plane.plane
    for n, values in enumerate(blocks):
        assert np.allclose(points(plane.groups[str(n)]), values)
        colour = palette.roles[gates[n].role] if gates else palette.ink
        assert plane.groups[str(n)].opts["brush"].color().name() == colour
    assert not any(len(plane.groups[str(n)].data) for n in range(len(blocks), 4))
    for gate in gates:
        assert f"W_h{gate.symbol} " in dock.plane.captions.text
    (left, right), (low, high) = plane.box.viewRange()
    furthest = np.abs(blocks).max()
    assert min(-left, right, -low, high) >= min(furthest, 1)
    width, height = plane.box.rect().width(), plane.box.rect().height()
    assert math.isclose((right - left) / width, (high - low) / height, rel_tol=1e-3)


@pytest.mark.parametrize("size", [(240, 700), (240, 300), (900, 500)])
def test_the_plane_fills_its_place_and_is_no_higher_than_wide(
    dock: Spectrum, qtbot: QtBot, traces: dict[str, Trace], size: tuple[int, int]
) -> None:
    dock.widget.resize(*size)
    shown(dock, traces["lstm"], "eigenvalues", 2)
    plane = dock.plane.plane
    qtbot.waitUntil(lambda: plane.width() == dock.plane.width() > size[0] - 40)
    assert plane.height() == min(plane.width(), plane.parentWidget().height())
    assert abs(plane.getPlotItem().boundingRect().height() - plane.height()) < 3
    (left, right), (low, high) = plane.box.viewRange()
    assert math.isclose(low, -high)
    assert math.isclose(left, -right)
    assert not plane.grab().isNull()


def test_steps_between_the_computed_ones_show_the_nearest(
    dock: Spectrum, traces: dict[str, Trace], altered: Altered
) -> None:
    trace = traces["rnn"]
    values = trace["jacobian_eigenvalues/layer0"]
    some = altered(trace, **{
        "jacobian_eigenvalues/layer0": values[[0, 10, 20]], "jacobian_eigenvalues_at/layer0": np.array([0, 10, 20])
    })
    shown(dock, some, "eigenvalues", 14)
    assert "J at step 10" in dock.plane.said.text()
    assert "J(10)" in dock.plane.captions.text
    dock.show(some, Moment("forward", 16))
    assert "J at step 20" in dock.plane.said.text()
    assert np.allclose(points(dock.plane.plane.groups["step"]), values[20])


@pytest.mark.parametrize(
    ("radius", "norm", "said"),
    [(0.5, 0.9, "< 1: every gradient shrinks"), (0.5, 1.9, "not normal"), (1.5, 1.9, "with every such step"),
     (0.5, np.nan, "not finite")],
)  # fmt: skip
def test_the_sentence_says_what_the_step_does(
    dock: Spectrum, traces: dict[str, Trace], altered: Altered, radius: float, norm: float, said: str
) -> None:
    trace = traces["rnn"]
    length = trace.length
    made = altered(trace, **{
        "jacobian_eigenvalues/layer0": np.full((length, 3, 2), [0.0, radius]),
        "jacobian_eigenvalues_at/layer0": np.arange(length), "jacobian_norm/layer0": np.full(length, norm),
    })
    shown(dock, made, "eigenvalues", 3)
    assert dock.plane.said.text().endswith(said) or said in dock.plane.said.text()


def test_the_mouse_says_value_and_index_of_an_eigenvalue(dock: Spectrum, traces: dict[str, Trace]) -> None:
    trace = traces["rnn"]
    shown(dock, trace, "eigenvalues", 4)
    dock.widget.grab()
    plane = dock.plane.plane
    values = trace["recurrent_eigenvalues/layer0"][0]
    place = int(np.hypot(*values.T).argmax())
    scene = plane.box.mapViewToScene(QPointF(*values[place]))
    assert plane.point_at(scene) == ("0", place)
    plane.hovered.emit(("0", place))
    size = float(np.hypot(*values[place]))
    assert f"λ {place} of W_hh" in dock.plane.said.text()
    assert f"|λ| {size:#.3g}" in dock.plane.said.text()
    plane.hovered.emit(None)
    assert "J at step 4" in dock.plane.said.text()


def test_norms_are_drawn_by_step(dock: Spectrum, trace: Trace, altered: Altered) -> None:
    radius = trace["jacobian_radius/layer0"].copy()
    radius[1::2] = np.nan
    made = altered(trace, **{"jacobian_radius/layer0": radius})
    shown(dock, made, "norms", 4)
    norms = dock.norms
    assert np.allclose(norms.norm.curve.getData()[1], trace["jacobian_norm/layer0"])
    assert np.allclose(points(norms.radius), np.stack([np.arange(trace.length)[::2], radius[::2]], -1))
    assert norms.plot.cursor_line.value() == 4
    assert norms.one.value() == 1
    dock.log.setChecked(True)
    assert np.allclose(norms.norm.curve.getData()[1], np.log10(trace["jacobian_norm/layer0"]))
    assert norms.one.value() == 0
    low, high = norms.plot.box.viewRange()[1]
    assert low <= min(0, np.log10(radius[::2]).min())
    assert high >= np.log10(trace["jacobian_norm/layer0"]).max()


def test_norms_say_how_many_steps_can_grow(dock: Spectrum, traces: dict[str, Trace], altered: Altered) -> None:
    norms = np.full(traces["rnn"].length, 0.5)
    shown(dock, altered(traces["rnn"], **{"jacobian_norm/layer0": norms}), "norms")
    assert "below 1 at all 24 steps" in dock.norms.said.text()
    norms[[3, 7]] = 1.5
    shown(dock, altered(traces["rnn"], **{"jacobian_norm/layer0": norms}), "norms", 7)
    assert "above 1 at 2 of 24 steps" in dock.norms.said.text()
    assert dock.norms.captions.text.startswith("t 7  σ_max 1.50")
    dock.shared.axis.set_hover(2)
    assert dock.norms.captions.text.startswith("t 2  σ_max 0.500")
    dock.shared.axis.set_hover(None)
    assert dock.norms.captions.text.startswith("t 7  σ_max 1.50")


def test_a_click_into_the_norms_goes_to_the_step(dock: Spectrum, traces: dict[str, Trace]) -> None:
    shown(dock, traces["rnn"], "norms")
    dock.widget.grab()
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    plot = dock.norms.plot
    at = plot.mapFromScene(plot.box.mapViewToScene(QPointF(9, 1.0)))
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert went == [9]


def test_a_pair_is_drawn_over_both_halves(dock: Spectrum, traces: dict[str, Trace]) -> None:
    trace = traces["pair"]
    shown(dock, trace, "norms")
    both = [trace[f"jacobian_norm/{half}.layer0"] for half in ("encoder", "decoder")]
    x, y = dock.norms.norm.curve.getData()
    assert x.tolist() == list(range(trace.length))
    assert np.allclose(y, np.concatenate(both))
    shown(dock, trace, "eigenvalues", 1)
    assert np.allclose(
        points(dock.plane.plane.groups["step"]), trace["jacobian_eigenvalues/encoder.layer0"][1], atol=1e-12
    )
    start = trace.start("decoder.layer0")
    dock.show(trace, Moment("forward", start + 2))
    assert np.allclose(
        points(dock.plane.plane.groups["step"]), trace["jacobian_eigenvalues/decoder.layer0"][2], atol=1e-12
    )
    assert f"J at step {start + 2}" in dock.plane.said.text()


def test_the_way_back_lies_under_its_bounds(dock: Spectrum, trace: Trace) -> None:
    shown(dock, trace, "reach", 2)
    at = trace.reach_step
    drawn = {key: line.curve.getData() for key, line in dock.paths.lines.items()}
    assert drawn["path"][0].tolist() == list(range(at + 1))
    assert np.allclose(drawn["path"][1], trace["path_norm_log10/layer0"][at::-1])
    reach = trace["gradient_reach_log10/layer0.hidden"]
    assert np.allclose(drawn["reach"][1], reach[at::-1] - reach[at])
    norms = trace["jacobian_norm/layer0"]
    product = [np.log10(norms[at - lag + 1 : at + 1]).sum() for lag in range(at + 1)]
    assert np.allclose(drawn["product"][1], product)
    assert (drawn["reach"][1] <= drawn["path"][1] + 1e-5).all()
    assert (drawn["path"][1] <= drawn["product"][1] + 1e-3).all()
    if trace.cells["layer0"].gates:
        assert not len(drawn["power"][0])
        assert "for a gated cell" in dock.paths.said.text()
        return
    norm = trace["recurrent_norm/layer0"][0]
    radius = np.hypot(*trace["recurrent_eigenvalues/layer0"][0].T).max()
    assert np.allclose(drawn["power"][1], np.arange(at + 1) * np.log10(norm))
    assert np.allclose(drawn["linear"][1], np.arange(at + 1) * np.log10(radius))
    assert (drawn["product"][1] <= drawn["power"][1] + 1e-3).all()
    assert f"σ_max(W_hh) = {norm:.3g} > 1: explosion is possible, not certain" in dock.paths.said.text()


def test_weights_whose_norm_is_below_one_must_vanish(
    dock: Spectrum, traces: dict[str, Trace], altered: Altered
) -> None:
    shown(dock, altered(traces["rnn"], **{"recurrent_norm/layer0": np.array([0.93])}), "reach")
    assert "σ_max(W_hh) = 0.93 < 1: every gradient must vanish" in dock.paths.said.text()


def test_a_lag_is_read_out_and_goes_to_its_step(
    dock: Spectrum, traces: dict[str, Trace], altered: Altered
) -> None:
    trace = traces["rnn"]
    path = -np.arange(trace.length, dtype=np.float64)[::-1]
    shown(dock, altered(trace, **{"path_norm_log10/layer0": path}), "reach", trace.length - 3)
    assert dock.paths.plot.place_line.value() == 2
    assert dock.paths.captions.text.startswith("lag 2  ‖∂h_t*/∂h_k‖ 0.01 ")
    hovered: list[int | None] = []
    dock.shared.axis.hovered.connect(hovered.append)
    dock.paths.plot.hovered.emit(1.3)
    assert dock.paths.captions.text.startswith("lag 1  ‖∂h_t*/∂h_k‖ 0.1 ")
    dock.paths.plot.hovered.emit(None)
    assert hovered == [trace.length - 2, None]
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    dock.widget.grab()
    plot = dock.paths.plot
    at = plot.mapFromScene(plot.box.mapViewToScene(QPointF(6, -1.0)))
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert went == [trace.length - 7]


def test_an_encoder_s_way_begins_where_it_hands_over(dock: Spectrum, traces: dict[str, Trace]) -> None:
    trace = traces["pair"]
    shown(dock, trace, "reach")
    decoder = trace["path_norm_log10/decoder.layer0"]
    place = trace.reach_step - trace.start("decoder.layer0")
    assert np.allclose(dock.paths.lines["path"].curve.getData()[1], decoder[place::-1])
    dock.shared.selection.choose(scope="encoder.layer0")
    encoder = trace["path_norm_log10/encoder.layer0"]
    assert np.allclose(dock.paths.lines["path"].curve.getData()[1], encoder[::-1])


def test_exponents_are_drawn_along_the_trace_and_free(dock: Spectrum, trace: Trace) -> None:
    shown(dock, trace, "exponents")
    along, free = trace["lyapunov/layer0"], trace["lyapunov_free/layer0"]
    for family, values in (("lyapunov", along), ("lyapunov_free", free)):
        x, y = dock.exponents.spectra[family].line.curve.getData()
        assert x.tolist() == list(range(1, len(values) + 1))
        assert np.allclose(y, values)
        assert dock.data()[f"{family}/layer0"] is values
    low, high = dock.exponents.plot.box.viewRange()[1]
    assert low <= min(along.min(), free.min())
    assert high >= max(along.max(), free.max(), 0)
    dock.exponents.plot.hovered.emit(3.2)
    assert f"index i 3  trace {along[2]:+.2f}".replace("-", "−") in dock.exponents.captions.text


@pytest.mark.parametrize(
    ("along", "free", "said"),
    [
        (-0.31, 0.12, "λ₁ = −0.31 nats a step: two nearby states are tenfold closer after 7.43 steps; "
         "free-running +0.12: chaotic"),
        (0.2, -0.5, "farther apart after 11.5 steps; free-running −0.50: it settles"),
        (0.001, 0.0, "keep their distance; free-running +0.00: at the edge of chaos"),
        (-math.inf, None, "become one"),
        (math.nan, None, "not finite"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_exponents_mean(along: float, free: float | None, said: str) -> None:
    assert exponents_said(along, free).endswith(said)


@pytest.mark.parametrize("scope", ["layer0", "layer0_reverse", "layer1", "layer1_reverse"])
def test_over_a_layer_that_reads_both_ways_nothing_runs_free_and_the_view_says_so(
    dock: Spectrum, traces: dict[str, Trace], scope: str
) -> None:
    dock.shared.selection.fit(traces["both"].scopes, 1)
    dock.shared.selection.choose(scope=scope)
    shown(dock, traces["both"], "exponents")
    above = scope.startswith("layer1")
    assert ("lyapunov_free" in dock.exponents.values) == (not above)
    assert dock.exponents.said.text().endswith("; nothing runs free over a layer that reads both ways") == above


def test_the_largest_exponent_grows_once_an_update(dock: Spectrum, traces: dict[str, Trace]) -> None:
    trace = traces["rnn"]
    for update in (0, 1, 1, 2, 5):
        shown(dock, of_update(trace, update, lyapunov__layer0=[-0.1 * (update + 1), -1.0]), "exponents")
    x, y = dock.exponents.largest["lyapunov"].line.curve.getData()
    assert x.tolist() == [0, 1, 2, 5]
    assert np.allclose(y, [-0.1, -0.2, -0.3, -0.6])
    free = dock.exponents.largest["lyapunov_free"].line.curve.getData()[1]
    assert np.allclose(free, trace["lyapunov_free/layer0"][0])
    assert "λ₁, update 5  trace −0.60" in dock.exponents.later_captions.text
    dock.exponents.later.hovered.emit(1.2)
    assert "λ₁, update 1  trace −0.20" in dock.exponents.later_captions.text
    shown(dock, of_update(trace, 1), "exponents")
    assert dock.exponents.largest["lyapunov"].line.curve.getData()[0].tolist() == [0, 1]
    shown(dock, of_update(trace, 7, run=1), "exponents")
    assert dock.exponents.history.curves("layer0")[0].tolist() == [7]


def test_nothing_is_kept_of_updates_while_something_else_is_drawn(dock: Spectrum, traces: dict[str, Trace]) -> None:
    shown(dock, of_update(traces["rnn"], 3), "norms")
    assert not len(dock.exponents.history.curves("layer0")[0])


def test_what_was_seen_of_a_long_run_stays_small() -> None:
    history = ExponentHistory()
    for update in range(5 * MOST):
        history.take(0, "layer0", update, -float(update), math.nan)
    updates, along, free = history.curves("layer0")
    assert len(updates) <= MOST
    assert (updates[0], updates[-1]) == (0, 5 * MOST - 1)
    assert np.array_equal(along, -updates)
    assert (np.diff(updates) > 0).all()
    assert np.isnan(free).all()
    assert not len(history.curves("layer1")[0])


def test_a_view_made_anew_goes_on(stand: Stand, traces: dict[str, Trace]) -> None:
    before, after = stand(Spectrum), stand(Spectrum)
    for update in range(4):
        shown(before, of_update(traces["gru"], update), "exponents")
    after.restore(before.state())
    shown(after, of_update(traces["gru"], 4))
    assert after.chooser.key == "exponents"
    assert after.exponents.history.curves("layer0")[0].tolist() == [0, 1, 2, 3, 4]
    assert after.exponents.history.curves("layer0")[1][0] == traces["gru"]["lyapunov/layer0"][0]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e308, 0.0, 1e-320])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_hostile_values_are_survived(
    dock: Spectrum, traces: dict[str, Trace], altered: Altered, drawing: str, value: float
) -> None:
    trace = traces["rnn"]
    filled = {
        name: np.full(trace[name].shape, value) for name in trace
        if name.partition("/")[0] in (*FAMILIES, "gradient_reach_log10")
    }
    made = altered(trace, **filled)
    shown(dock, made, drawing, 3)
    dock.log.setChecked(True)
    for plot in (dock.plane.plane, dock.norms.plot, dock.paths.plot, dock.exponents.plot, dock.exponents.later):
        assert np.isfinite(plot.box.viewRange()).all()
    assert not dock.widget.grab().isNull()


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_nothing_is_made_anew_for_new_data(dock: Spectrum, traces: dict[str, Trace], drawing: str) -> None:
    def items() -> list[int]:
        plots = (dock.plane.plane, dock.norms.plot, dock.paths.plot, dock.exponents.plot, dock.exponents.later)
        return [id(item) for plot in plots for item in plot.getPlotItem().items]

    kinds = ("rnn", "lstm", "gru", "pair")
    for number, kind in enumerate((*kinds, *kinds)):
        if number == len(kinds):
            before = items()  # marks are made with their first point
        shown(dock, of_update(traces[kind], number), drawing, number)
    assert items() == before


@pytest.mark.parametrize("size", [(240, 300), (440, 420), (900, 700)])
@pytest.mark.parametrize("drawing", DRAWINGS)
def test_the_sentence_has_room_and_does_not_shrink(
    dock: Spectrum, qtbot: QtBot, traces: dict[str, Trace], drawing: str, size: tuple[int, int]
) -> None:
    dock.widget.resize(*size)
    shown(dock, traces["rnn"], drawing, 4)
    label = dock.drawing.said
    qtbot.waitUntil(lambda: label.width() > size[0] - 40)
    needed = label.fontMetrics().boundingRect(
        QRect(0, 0, label.width(), 10_000), int(Qt.TextFlag.TextWordWrap), label.text()
    )
    assert label.height() >= needed.height()
    label.setText("short")
    assert label.height() >= needed.height()


def test_a_closed_dock_lets_go_of_what_it_shares(shared: Shared, qtbot: QtBot, traces: dict[str, Trace]) -> None:
    view = Spectrum(shared)
    qtbot.addWidget(view.widget)
    shown(view, traces["rnn"], "norms")
    view.close()
    before = view.norms.plot.box.viewRange()[0]
    shared.axis.set_range(2, 8)
    shared.selection.choose(unit=0)
    assert view.norms.plot.box.viewRange()[0] == before
