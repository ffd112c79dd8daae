"""The census draws the trace's own gates, says what they mean, and chooses units."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rnnviz.assembly import from_values
from rnnviz.cells.block import block_of
from rnnviz.cells.rnn import Rnn, RnnFields
from rnnviz.cells.window import WINDOW
from rnnviz.engine.training.run import Run
from rnnviz.experiment import ModelFields
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.census.counted import counted
from rnnviz.views.census.dock import Census
from rnnviz.views.census.saturation_past import SaturationPast
from rnnviz.views.census.saturation_plot import SYMBOLS
from rnnviz.views.census.words import summary
from rnnviz.views.plots.dot_plot import DotPlot
from tests.views.choosing import choose

Stand = Callable[[type[Census]], Census]
Alter = Callable[..., Trace]
GATES = {
    "lstm": {"input": "input_gate", "forget": "forget_gate", "output": "output_gate"},
    "gru": {"reset": "reset_gate", "update": "update_gate"},
}
KEEPS = {"lstm": ("forget", "f"), "gru": ("update", "z")}


@pytest.fixture
def dock(stand: Stand) -> Census:
    view = stand(Census)
    view.widget.resize(320, 420)
    return view


def show(dock: Census, trace: Trace) -> None:
    dock.shared.axis.set_length(trace.length)
    dock.show(trace, Moment("forward", 0))


def drawn(plot: DotPlot, group: str) -> npt.NDArray[np.float64]:
    """Return the dots (2, n) of a group."""
    return np.asarray(plot.items[group].getData(), np.float64)


def rnn_trace(activation: str, **fields: Any) -> Trace:
    """A real trace of an Elman network, with the equations of its activation as the window has them."""
    cell = {"kind": "rnn", "hidden_size": 12, "activation": activation, **fields}
    trace = Run(from_values({"task": {"kind": "copying", "blanks": 6}, "cell": cell})).probe()
    told = Rnn(RnnFields(activation=activation)).describe()  # type: ignore[arg-type]
    return replace(trace, cells=dict.fromkeys(trace.cells, told))


def pushed(trace: Trace, alter: Alter, scope: str, kind: str) -> Trace:
    """Return a trace with its gates' preactivations a hundred times as far apart: many gates are saturated."""
    arrays = {}
    for name in GATES[kind].values():
        gate = trace[f"{scope}.{name}"].astype(np.float64)
        before = np.log(gate / (1 - gate))
        steeper = 1 / (1 + np.exp(-np.clip(100 * (before - np.quantile(before, 0.4)), -600, 600)))
        assert (steeper < 0.1).mean() > 0.1
        assert (steeper > 0.9).mean() > (steeper < 0.1).mean()
        arrays[f"{scope}.{name}".replace(".", "__")] = steeper
    return alter(trace, **arrays)


@pytest.mark.parametrize("kind", ["lstm", "gru"])
@pytest.mark.parametrize("far", [False, True])
def test_dots_are_the_shares_of_saturated_steps(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter, kind: str, far: bool
) -> None:
    """Of a model that has learnt for two updates, and of one whose gates are all but shut or open."""
    trace = pushed(sample_traces[kind], altered, "layer0", kind) if far else sample_traces[kind]
    show(dock, trace)
    for role in SYMBOLS:
        x, y = drawn(dock.triangle, role)
        if role not in GATES[kind]:
            assert len(x) == 0
            continue
        gate = trace[f"layer0.{GATES[kind][role]}"]
        units = gate.shape[1]
        assert x.tolist() == [sum(v < 0.1 for v in gate[:, u]) / len(gate) for u in range(units)]
        assert y.tolist() == [sum(v > 0.9 for v in gate[:, u]) / len(gate) for u in range(units)]
        assert dock.data()[f"share_low/layer0.{role}"].tolist() == x.tolist()
        assert dock.data()[f"share_high/layer0.{role}"].tolist() == y.tolist()


@pytest.mark.parametrize("kind", ["lstm", "gru"])
def test_the_strip_holds_every_units_half_life(dock: Census, sample_traces: dict[str, Trace], kind: str) -> None:
    """What is left of a unit after the pass is the product of its gate: half of it every half-life."""
    trace, (role, symbol) = sample_traces[kind], KEEPS[kind]
    show(dock, trace)
    kept = trace[f"layer0.{GATES[kind][role]}"].astype(np.float64)
    x, y = drawn(dock.strip, role)
    np.testing.assert_allclose(np.sort(0.5 ** (len(kept) / 10**x)), np.sort(kept.prod(axis=0)), rtol=1e-9)
    assert np.all(np.diff(x) >= 0)
    np.testing.assert_allclose(y, np.arange(1, kept.shape[1] + 1) / kept.shape[1])
    low, high = dock.strip.box.viewRange()[0]
    assert low < x.min()
    assert x.max() < high
    assert high > 2
    assert f"half-life of {symbol}, in steps" in dock.strip.getPlotItem().getAxis("bottom").labelText


def gate_trace(forget: npt.NDArray[np.float64], sample: Trace, alter: Alter, **others: Any) -> Trace:
    """A trace whose forget gate is given; the hidden units move."""
    steps, units = forget.shape
    moving = np.tanh(np.random.default_rng(0).standard_normal((steps, units)))
    names = {f"layer0__{name}": np.full((steps, units), 0.5) + 0.1 * moving for name in ("input_gate", "output_gate")}
    return alter(sample, **{"layer0__hidden": moving, **names, "layer0__forget_gate": forget, **others})


def test_the_summary_says_who_remembers_and_who_is_dead(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    wobble = 1e-3 * np.sin(np.arange(32.0))[:, None]
    forget = np.array([0.5, 0.999, 0.9, 0.998, 0.8]) + wobble
    trace = gate_trace(forget, sample_traces["lstm"], altered)
    hidden = trace["layer0.hidden"].copy()
    hidden[:, 3] = 0.25
    hidden[:, 1] = 0.0
    show(dock, altered(trace, layer0__hidden=hidden))
    assert dock.summary.text() == (
        f"2 of 5 units remember more than 100 steps; median half-life {math.log(0.5) / math.log(0.9):.1f} steps; "
        "dead units: 1, 3"
    )
    show(dock, trace)
    assert dock.summary.text().endswith("; no dead unit")
    stuck = gate_trace(np.broadcast_to(forget[0], (32, 5)).copy(), sample_traces["lstm"], altered)
    show(dock, stuck)
    assert dock.summary.text().endswith("; gates that never move: f 5")


def test_many_dead_units_are_counted(sample_traces: dict[str, Trace], altered: Alter) -> None:
    trace = altered(sample_traces["lstm"], layer0__hidden=np.ones((32, 24)))
    census = counted(trace, "layer0")
    assert census is not None
    assert summary(census).endswith("dead units: 0, 1, 2, 3, 4, … (24 in all)")


def test_units_that_are_not_finite_are_counted_apart_and_not_drawn(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    forget = np.random.default_rng(1).random((32, 6))
    forget[4, 2], forget[5, 3] = np.nan, np.inf
    show(dock, gate_trace(forget, sample_traces["lstm"], altered))
    assert len(drawn(dock.triangle, "forget")[0]) == 4
    assert len(drawn(dock.triangle, "input")[0]) == 6
    assert len(drawn(dock.strip, "forget")[0]) == 4
    assert "units that are not finite: 2" in dock.summary.text()
    dock.shared.selection.choose(unit=2)
    assert "not finite" in dock.said.text() or "–" in dock.said.text()
    assert drawn_rings(dock.strip) == []


def drawn_rings(plot: DotPlot) -> list[tuple[float, float]]:
    x, y = plot.ring.getData()
    return list(zip(x.tolist(), y.tolist(), strict=True))


def test_endless_and_empty_half_lives_lie_at_the_edges(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    forget = np.full((32, 4), 0.5)
    forget[:, 1], forget[3, 2] = 1.0, 0.0
    show(dock, gate_trace(forget, sample_traces["lstm"], altered))
    low, high = dock.strip.box.viewRange()[0]
    assert low < drawn(dock.strip, "forget 0")[0][0] < low + 0.1 * (high - low)
    assert high - 0.1 * (high - low) < drawn(dock.strip, "forget ∞")[0][0] < high
    np.testing.assert_allclose(drawn(dock.strip, "forget")[0], [0.0, 0.0], atol=1e-12)
    assert drawn(dock.strip, "forget 0")[1].tolist() == [0.25]
    assert drawn(dock.strip, "forget ∞")[1].tolist() == [1.0]


def test_one_gate_can_be_chosen(dock: Census, sample_traces: dict[str, Trace]) -> None:
    show(dock, sample_traces["lstm"])
    choose(dock, "gate", "forget")
    assert len(drawn(dock.triangle, "forget")[0]) == 24
    assert len(drawn(dock.triangle, "input")[0]) == len(drawn(dock.triangle, "output")[0]) == 0
    assert dock.said.text().startswith("unit 0: forget gate shut ")
    choose(dock, "gate", "all")
    assert len(drawn(dock.triangle, "input")[0]) == 24


def test_a_gate_that_was_chosen_is_chosen_again_with_the_first_trace(
    dock: Census, stand: Stand, sample_traces: dict[str, Trace]
) -> None:
    show(dock, sample_traces["lstm"])
    choose(dock, "gate", "forget")
    anew = stand(Census)
    anew.restore(dock.state())
    show(anew, sample_traces["lstm"])
    assert anew.gate.key == "forget"
    choose(anew, "gate", "all")
    show(anew, sample_traces["gru"])
    show(anew, sample_traces["lstm"])
    assert anew.gate.key == "all"


def test_the_chosen_unit_wears_a_ring_in_both_plots(dock: Census, sample_traces: dict[str, Trace]) -> None:
    show(dock, sample_traces["gru"])
    dock.shared.selection.choose(unit=7)
    for role in ("reset", "update"):
        x, y = drawn(dock.triangle, role)
        assert (x[7], y[7]) in drawn_rings(dock.triangle)
    assert len(drawn_rings(dock.triangle)) == 2
    points = dock.strip.points["update"]
    place = int(np.flatnonzero(points.units == 7)[0])
    assert drawn_rings(dock.strip) == [(points.x[place], points.y[place])]
    dock.shared.selection.choose(unit=99)
    assert (drawn(dock.triangle, "reset")[0][15], drawn(dock.triangle, "reset")[1][15]) in drawn_rings(dock.triangle)


def place(plot: DotPlot, x: float, y: float) -> QPoint:
    return plot.mapFromScene(plot.box.mapViewToScene(QPointF(x, y)))  # type: ignore[no-any-return]


def spread_trace(sample: Trace, alter: Alter) -> Trace:
    """Forget gates: unit u is shut on u of 32 steps and open on 4; units 8 and 9 lie where unit 4 does."""
    forget = np.full((32, 10), 0.5)
    for unit in range(10):
        forget[: unit if unit < 8 else 4, unit] = 0.05
        forget[28:, unit] = 0.95
    return gate_trace(forget, sample, alter)


def test_a_click_chooses_the_nearest_unit_everywhere(
    dock: Census, shared: Shared, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    show(dock, spread_trace(sample_traces["lstm"], altered))
    choose(dock, "gate", "forget")
    dock.widget.grab()
    QTest.mouseClick(
        dock.triangle.viewport(), Qt.MouseButton.LeftButton, pos=place(dock.triangle, 7 / 32 + 0.01, 4 / 32)
    )
    assert (shared.selection.scope, shared.selection.unit) == ("layer0", 7)
    points = dock.strip.points["forget"]
    at = float(points.x[0]), float(points.y[0])
    QTest.mouseClick(dock.strip.viewport(), Qt.MouseButton.LeftButton, pos=place(dock.strip, *at))
    assert shared.selection.unit == points.units[0]


def test_units_in_one_place_are_chosen_in_turn(
    dock: Census, shared: Shared, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    dock.widget.resize(900, 600)
    show(dock, spread_trace(sample_traces["lstm"], altered))
    choose(dock, "gate", "forget")
    dock.widget.grab()
    scene = dock.triangle.box.mapViewToScene(QPointF(4 / 32, 4 / 32))
    chosen = []
    for _ in range(4):
        dock.triangle.box.clicked.emit(scene)
        chosen.append(shared.selection.unit)
    assert chosen == [4, 8, 9, 4]


def test_the_mouse_names_a_unit_its_gate_and_its_half_life(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    trace = spread_trace(sample_traces["lstm"], altered)
    dock.widget.resize(900, 600)
    show(dock, trace)
    dock.widget.grab()
    kept = np.exp(np.log(trace["layer0.forget_gate"]).mean(axis=0))
    before = dock.said.text()
    for unit, more in ((6, ""), (4, " (and 2 more here)")):
        at = place(dock.triangle, unit / 32, 4 / 32)
        none = Qt.MouseButton.NoButton
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), QPointF(dock.triangle.mapToGlobal(at)), none, none,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(dock.triangle.viewport(), move)
        steps = math.log(0.5) / math.log(kept[unit])
        assert dock.said.text() == (
            f"unit {unit}{more}: forget gate shut {100 * unit / 32:.0f}\u00a0% · open 12\u00a0%, "
            f"half-life {steps:.2g} steps"
        )
    QApplication.sendEvent(dock.triangle.viewport(), QEvent(QEvent.Type.Leave))
    assert dock.said.text() == before


def test_a_tanh_network_shows_its_state(dock: Census) -> None:
    trace = rnn_trace("tanh", recurrent_gain=6.0, recurrent_init="gaussian")
    show(dock, trace)
    hidden = trace["layer0.hidden"]
    x, y = drawn(dock.triangle, "hidden")
    np.testing.assert_allclose(x, (hidden < -0.9).mean(axis=0))
    np.testing.assert_allclose(y, (hidden > 0.9).mean(axis=0))
    assert x.max() > 0
    assert not dock.strip.isVisible()
    assert dock.gate.isHidden()
    count = int(((np.abs(hidden) > 0.9).mean(axis=0) > 0.5).sum())
    assert dock.summary.text().startswith(f"{count} of 12 units are saturated (|h| > 0.9)")
    assert "−0.9" in dock.captions.text


def test_a_relu_network_shows_its_dead_units(dock: Census) -> None:
    trace = rnn_trace("relu")
    hidden = np.array(trace["layer0.hidden"])
    hidden[:, 5] = 0.0
    show(dock, replace(trace, arrays={**trace.arrays, "layer0.hidden": hidden}))
    x, y = drawn(dock.triangle, "hidden")
    np.testing.assert_allclose(x, (hidden == 0).mean(axis=0))
    assert not y.any()
    assert x[5] == 1
    dead = ", ".join(str(unit) for unit in np.flatnonzero((hidden == 0).all(axis=0)))
    assert f"dead units: {dead}" in dock.summary.text()


def test_what_has_nothing_to_count_says_so(dock: Census, sample_traces: dict[str, Trace]) -> None:
    show(dock, rnn_trace("identity"))
    assert "linear network" in dock.sentence
    show(dock, replace(rnn_trace("identity"), cells={"layer0": block_of(ModelFields(kind="transformer"))}))
    assert "transformer's block has no gates" in dock.sentence
    show(dock, replace(rnn_trace("identity"), cells={"layer0": WINDOW}))
    assert "holds what was read" in dock.sentence
    show(dock, Trace(arrays={"tokens": np.array(["a"])}))
    assert "No recurrent layer" in dock.sentence
    show(dock, sample_traces["gru"])
    assert not dock.sentence


def test_an_encoder_and_a_decoder_are_counted_apart(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    trace = sample_traces["pair"]
    for scope in ("encoder.layer0", "decoder.layer0"):
        trace = pushed(trace, altered, scope, "lstm")
    for scope in ("encoder.layer0", "decoder.layer0"):
        dock.shared.selection.choose(scope=scope)
        show(dock, trace)
        gate = trace[f"{scope}.forget_gate"]
        np.testing.assert_allclose(drawn(dock.triangle, "forget")[1], (gate > 0.9).mean(axis=0))
        assert scope in dock.heading.text()
        assert f"the {len(gate)} steps" in dock.heading.text()


def test_the_medians_are_drawn_by_update(dock: Census, sample_traces: dict[str, Trace], altered: Alter) -> None:
    rng = np.random.default_rng(4)
    sample = sample_traces["lstm"]
    expected = []
    for update in (0, 3, 4, 9):
        trace = gate_trace(np.clip(rng.normal(0.1 * update, 0.3, (32, 7)), 0, 1), sample, altered)
        show(dock, replace(trace, update=update))
        shares = [(trace["layer0.forget_gate"] < 0.1).mean(0), (trace["layer0.forget_gate"] > 0.9).mean(0)]
        expected.append([update, *(np.median(share) for share in shares)])
    choose(dock, "when", "past")
    assert dock.forms.currentWidget() is dock.shares
    x, shut = dock.shares.shut["forget"].curve.getData()
    np.testing.assert_allclose(np.stack([x, shut, dock.shares.opened["forget"].curve.getData()[1]], axis=1), expected)
    low, high = dock.shares.box.viewRange()[0]
    assert low <= 0
    assert high >= 9
    choose(dock, "when", "now")
    assert dock.forms.currentWidget() is dock.triangle


def test_what_was_seen_outlives_the_view(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    """The window makes its views anew for another theme or language."""
    before = stand(Census)
    for update in (1, 2, 5):
        show(before, replace(sample_traces["gru"], update=update))
    choose(before, "when", "past")
    after = stand(Census)
    after.restore(before.state())
    show(after, replace(sample_traces["gru"], update=6))
    assert after.when.key == "past"
    assert [update for update, _ in after.past.rows] == [1, 2, 5, 6]
    show(after, altered(sample_traces["gru"], run=77))
    assert len(after.past.rows) == 1, "another run begins anew"


def test_the_past_is_bounded_and_goes_back_with_the_model() -> None:
    past = SaturationPast(most=10)
    for update in range(100):
        past.note(1, update, {"layer0/forget": (0.0, update / 100)})
        assert len(past.rows) <= 10
    updates, left, right = past.columns("layer0/forget")
    assert updates[-1] == 99
    assert np.all(np.diff(updates) > 0)
    np.testing.assert_allclose(right, updates / 100)
    assert not left.any()
    for _ in range(2):
        past.note(1, 50, {"layer0/forget": (0.5, 0.5)})
    assert past.columns("layer0/forget")[0][-1] == 50
    assert past.columns("layer0/forget")[0][-2] < 50
    assert np.isnan(past.columns("layer1/forget")[1]).all()


def test_nothing_is_rebuilt_for_a_new_trace(dock: Census, sample_traces: dict[str, Trace]) -> None:
    show(dock, sample_traces["lstm"])
    before = [set(plot.scene().items()) for plot in (dock.triangle, dock.strip)]
    for update in range(3, 6):
        show(dock, replace(sample_traces["lstm"], update=update))
    assert [set(plot.scene().items()) for plot in (dock.triangle, dock.strip)] == before


@pytest.mark.parametrize("value", [0.0, 1.0, np.nan, np.inf, 1e30])
@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (40, 1)])
def test_hostile_gates_are_survived(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter, value: float, shape: tuple[int, int]
) -> None:
    names = ("input_gate", "forget_gate", "output_gate", "hidden")
    trace = altered(sample_traces["lstm"], **{f"layer0__{name}": np.full(shape, value) for name in names})
    for when in ("now", "past"):
        choose(dock, "when", when)
        show(dock, trace)
        dock.triangle.hovered.emit(dock.triangle.near(dock.triangle.box.mapViewToScene(QPointF(0.5, 0.5))))
        assert not dock.widget.grab().isNull()
    for plot in (dock.triangle, dock.strip):
        assert np.isfinite(plot.box.viewRange()).all()
        for item in plot.items.values():
            assert np.isfinite(np.asarray(item.getData(), np.float64)).all()
