from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from rnnviz.assembly import from_values
from rnnviz.cells import CELLS
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.diagram.dock import CELL, UNIT, UNROLLED, CellDiagram
from rnnviz.views.diagram.drawing import THICK, THIN, Drawing
from rnnviz.views.diagram.magnitude import figures, gradient_width, norm, shorter
from rnnviz.views.diagram.shape import shape_of
from rnnviz.views.diagram.unrolled_grid import Place
from rnnviz.views.words.loss_unit import in_unit, loss_unit

Stand = Callable[[type[CellDiagram]], CellDiagram]
Altered = Callable[..., Trace]
SUMS = ("*_preactivation", "*.preactivation", "*_from_input", "*_from_hidden", "gradient/*")
MODELS: dict[str, dict[str, Any]] = {
    "lstm": {"task": {"kind": "hello"}, "cell": {"kind": "lstm", "hidden_size": 5}},
    "gru": {"task": {"kind": "hello"}, "model": {"layers": 2}, "cell": {"kind": "gru", "hidden_size": 5}},
    "relu": {"task": {"kind": "hello"}, "cell": {"kind": "rnn", "hidden_size": 5, "activation": "relu"}},
    "cut": {
        "task": {"kind": "copying", "blanks": 4}, "cell": {"kind": "rnn", "hidden_size": 4},
        "training": {"truncate": 5},
    },
    "one": {"task": {"kind": "adding", "length": 2}, "cell": {"kind": "lstm", "hidden_size": 1}},
    "window": {
        "task": {"kind": "hello"}, "model": {"kind": "window", "window": 2}, "cell": {"kind": "rnn", "hidden_size": 5},
    },
    "tower": {"task": {"kind": "hello"}, "model": {"layers": 64}, "cell": {"kind": "gru", "hidden_size": 2}},
}  # fmt: skip


@pytest.fixture(scope="module")
def traces() -> dict[str, Trace]:
    """Real traces with the gradients of everything."""
    torch.set_num_threads(1)
    return {kind: Run(from_values(values)).probe(SUMS) for kind, values in MODELS.items()}


@pytest.fixture
def dock(stand: Stand) -> CellDiagram:
    view = stand(CellDiagram)
    view.widget.resize(560, 420)
    return view


def shown(dock: CellDiagram, trace: Trace, phase: str, t: int, page: str = CELL) -> Drawing:
    dock.shared.axis.set_length(trace.length)
    dock.shared.selection.fit(trace.scopes, min(trace[f"{s}.hidden"].shape[1] for s in trace.scopes))
    dock.choose_page(page)
    dock.show(trace, Moment(phase, t))
    return dock.canvases[page].drawing


@pytest.mark.parametrize("kind", ["lstm", "gru", "relu"])
def test_the_boxes_hold_the_trace(kind: str, traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces[kind]
    scope = trace.scopes[-1]
    for t in range(trace.length):
        drawing = shown(dock, trace, "forward", t)
        recorded = [box for box in drawing.boxes if f"{scope}.{box.key}" in trace]
        assert len(recorded) >= 2
        for box in recorded:
            assert box.figures == figures(norm(trace[f"{scope}.{box.key}"][t]))
        before = drawing.box("hidden@-1")
        assert before.figures == figures(norm(trace[f"{scope}.hidden"][t - 1]) if t else 0.0)
        back = shown(dock, trace, "backward", t)
        for box in back.boxes:
            name = f"gradient/{scope}.{box.key}"
            if name in trace:
                assert box.figures == figures(norm(trace[name][t])), name


def test_gradients_are_said_with_the_unit_of_the_loss(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["lstm"]
    unit = loss_unit(trace)
    for page, numbers in ((CELL, ("carries back", "enters the transposed")), (UNROLLED, ("‖∂L/∂h‖", "‖∂L/∂y‖"))):
        drawing = shown(dock, trace, "backward", trace.length // 2, page)
        tips = "\n".join([wire.tip for wire in drawing.wires] + [box.tip for box in drawing.boxes]).splitlines()
        for words in numbers:
            said = [line for line in tips if words in line]
            assert said
            assert all(unit in line for line in said), said[:3]
        dock.choose_page(CELL)
    assert in_unit("not finite", unit) == "not finite"


def test_one_unit_is_shown_by_its_own_numbers(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["lstm"]
    dock.of.take(UNIT)
    shown(dock, trace, "forward", 2)
    dock.unit.setValue(3)
    assert dock.shared.selection.unit == 3
    drawing = dock.canvases[CELL].drawing
    for name in ("forget_gate", "candidate", "cell", "hidden"):
        assert drawing.box(name).figures == figures(float(trace[f"layer0.{name}"][2, 3]))
    kept = trace["layer0.forget_gate"][2, 3].astype(float) * trace["layer0.cell"][1, 3]
    assert drawing.box("kept").figures == figures(float(kept))


def test_the_highway_carries_the_gradient_times_the_forget_gate(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["lstm"]
    shown(dock, trace, "backward", 2)
    found = dock.data()["gradient_along/layer0.cell@-1/kept"]
    expected = trace["gradient/layer0.cell"][2].astype(float) * trace["layer0.forget_gate"][2]
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    for gate in ("input_gate", "forget_gate", "candidate", "output_gate"):
        alone = Trace(
            arrays={k: v for k, v in trace.arrays.items() if k != f"gradient/layer0.{gate}"}, cells=trace.cells
        )
        shown(dock, alone, "backward", 2)
        np.testing.assert_allclose(
            dock.data()[f"gradient/layer0.{gate}"], trace[f"gradient/layer0.{gate}"][2], rtol=2e-5, atol=1e-9
        )


def test_a_gru_s_gates_get_their_gradients_along_the_arrows(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["gru"]
    gates = [f"gradient/layer1.{gate.name}" for gate in CELLS["gru"].info.gates]
    alone = Trace(arrays={name: array for name, array in trace.arrays.items() if name not in gates}, cells=trace.cells)
    shown(dock, alone, "backward", 2)
    for name in gates:
        np.testing.assert_allclose(dock.data()[name], trace[name][2], rtol=1e-4, atol=1e-8)


def test_arrows_turn_round_and_grow_with_what_they_carry(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["lstm"]
    forward = shown(dock, trace, "forward", 2)
    assert {wire.head for wire in forward.wires} == {"end"}
    assert len(forward.wires) == sum(1 for _ in CELLS["lstm"].info.diagram.edges) + 2
    backward = shown(dock, trace, "backward", 2)
    assert {wire.head for wire in backward.wires} == {"start"}
    assert max(wire.width for wire in backward.wires) == pytest.approx(THICK)
    assert gradient_width(1e-2, 1.0) == pytest.approx(THIN + (THICK - THIN) / 2)
    assert gradient_width(0.0, 1.0) == gradient_width(math.nan, 1.0) == gradient_width(1e-9, 1.0) == THIN


def overlapping(rects: list[QRectF]) -> list[tuple[QRectF, QRectF]]:
    return [pair for pair in itertools.combinations(rects, 2) if pair[0].intersects(pair[1])]


@pytest.mark.parametrize("size", [(240, 190), (330, 300), (900, 200), (1400, 1000)])
@pytest.mark.parametrize("page", [CELL, UNROLLED])
@pytest.mark.parametrize("kind", ["lstm", "gru", "relu", "cut", "tower"])
def test_nothing_collides_or_is_cut(
    kind: str, page: str, size: tuple[int, int], traces: dict[str, Trace], dock: CellDiagram
) -> None:
    dock.widget.resize(*size)
    trace = traces[kind]
    for t in {0, trace.length // 2, trace.length - 1}:
        drawing = shown(dock, trace, "backward", t, page)
        canvas = dock.canvases[page]
        room = QRectF(canvas.rect()).adjusted(-0.5, -0.5, 0.5, 0.5)
        rects = [box.rect for box in drawing.boxes]
        assert rects
        assert not overlapping(rects)
        assert all(room.contains(rect) for rect in rects)
        for wire in drawing.wires:
            ends = (wire.points[0], wire.points[-1])
            assert not any(rect.adjusted(1, 1, -1, -1).contains(end) for rect in rects for end in ends)
    dock.widget.grab()


@pytest.mark.parametrize("kind", CELLS)
def test_no_wire_runs_through_a_box(kind: str, dock: CellDiagram, sample_traces: dict[str, Trace]) -> None:
    drawing = shown(dock, sample_traces[kind], "forward", 1)
    for wire in drawing.wires:
        for a, b in itertools.pairwise(wire.points):
            line = QRectF(a, b).normalized().adjusted(-0.1, -0.1, 0.1, 0.1)
            assert not [box.key for box in drawing.boxes if box.rect.adjusted(1, 1, -1, -1).intersects(line)]


def test_the_graph_is_unrolled_with_a_loss_where_one_falls(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["lstm"]
    drawing = shown(dock, trace, "forward", 1, UNROLLED)
    places = [Place.of(box.key) for box in drawing.boxes]
    assert {place.t for place in places if place.what == "h"} == set(range(trace.length))
    assert [place.t for place in places if place.what == "loss"] == np.flatnonzero(trace["loss_steps"]).tolist()
    for t in range(trace.length):
        box = drawing.box(Place(what="h", t=t).key)
        assert box.figures == figures(norm(trace["layer0.hidden"][t]))
        assert box.faint == (t > 1)
        assert box.marked == (t == 1)
        assert drawing.box(Place(what="loss", t=t).key).figures == figures(float(trace["loss_by_time"][t]))
    colours = {w.colour for w in drawing.wires if w.tip.startswith("W_hh")}
    assert len(colours) == 1  # one colour, one matrix


def test_a_window_moves_on_and_its_hidden_layer_carries_nothing(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["window"]
    drawing = shown(dock, trace, "forward", 2, UNROLLED)
    level = [wire for wire in drawing.wires if wire.points[0].y() == wire.points[-1].y()]
    assert level
    rows = {box.rect.center().y(): Place.of(box.key).depth for box in drawing.boxes if Place.of(box.key).what == "h"}
    assert {rows[wire.points[0].y()] for wire in level} == {0}  # the register's steps hang together, no other's
    assert all("nothing here is learnt" in wire.tip for wire in level)
    cell = shown(dock, trace, "forward", 2)
    assert [box.key for box in cell.boxes] == ["inputs", "preactivation", "hidden"]


def test_gradients_flow_back_as_far_as_the_cursor(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["gru"]
    drawing = shown(dock, trace, "backward", 2, UNROLLED)
    logs = trace["gradient_norm_log10/layer1.hidden"]
    for t in range(trace.length):
        box = drawing.box(Place(what="h", t=t, depth=1).key)
        assert box.faint == (t < 2)
        assert float(box.figures[0].split("·")[0]) > 0 or logs[t] == -np.inf
        assert f"‖∂L/∂h‖ = {box.figures[0]}" in box.tip
    assert {wire.head for wire in drawing.wires} <= {"start", ""}


def test_the_cut_of_truncated_training_is_drawn(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["cut"]
    assert int(trace["truncate"]) == 5
    dock.widget.resize(1900, 420)
    drawing = shown(dock, trace, "forward", 0, UNROLLED)
    assert len(drawing.cuts) == (trace.length - 1) // 5
    for n, cut in enumerate(drawing.cuts, 1):
        left = drawing.box(Place(what="h", t=5 * n - 1).key).rect
        right = drawing.box(Place(what="h", t=5 * n).key).rect
        assert left.right() < cut.x < right.left()
        assert "every 5 steps" in cut.tip
    assert "truncate" not in traces["lstm"]
    assert not shown(dock, traces["lstm"], "forward", 0, UNROLLED).cuts


def test_attention_reaches_back_from_the_word_that_is_written(
    sample_traces: dict[str, Trace], dock: CellDiagram
) -> None:
    trace = sample_traces["pair"]
    dock.widget.resize(1900, 420)
    start = trace.loss_start
    drawing = shown(dock, trace, "forward", start + 2, UNROLLED)
    looks = [wire for wire in drawing.wires if wire.colour == dock.shared.palette.hue]
    weights = trace["decoder.attention"][2]
    assert len(looks) == (weights >= 0.01).sum()
    assert [wire.width for wire in looks] == pytest.approx(
        [THIN + (THICK - THIN) * float(w) for w in weights if w >= 0.01]
    )
    assert not [w for w in shown(dock, trace, "forward", 1, UNROLLED).wires if w.colour == dock.shared.palette.hue]
    assert not [box for box in drawing.boxes if Place.of(box.key).what == "loss" and Place.of(box.key).t < start]


def test_where_losses_attach_is_said(sample_traces: dict[str, Trace], altered: Altered) -> None:
    assert shape_of(sample_traces["rnn"]).startswith("many-to-many, synchronous")
    assert shape_of(sample_traces["vanishing"]).startswith("many-to-one")
    assert shape_of(sample_traces["pair"]).startswith("encoder-decoder")
    trace = sample_traces["rnn"]
    steps = np.ones(trace.length, bool)
    steps[:2] = False
    assert shape_of(altered(trace, loss_steps=steps)) == "many-to-many, delayed: losses from t = 2 on"
    steps[-1] = False
    assert shape_of(altered(trace, loss_steps=steps)) == f"losses at {steps.sum()} of {trace.length} steps"
    assert shape_of(altered(trace, loss_steps=np.ones(1, bool))).startswith("one-to-one")
    assert shape_of(altered(trace, loss_steps=None)) == "no loss"


def click(dock: CellDiagram, page: str, key: str) -> None:
    canvas = dock.canvases[page]
    place = canvas.drawing.box(key).rect.center().toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)


def test_a_click_goes_there(traces: dict[str, Trace], dock: CellDiagram) -> None:
    gone: list[object] = []
    reached: list[object] = []
    dock.shared.axis.scrubbed.connect(gone.append)
    dock.shared.selection.reach_asked.connect(reached.append)
    trace = traces["gru"]
    shown(dock, trace, "forward", 2, UNROLLED)
    click(dock, UNROLLED, Place(what="h", t=1, depth=0).key)
    assert (gone, dock.shared.selection.scope) == ([1], "layer0")
    click(dock, UNROLLED, Place(what="loss", t=2).key)
    assert (gone, reached) == ([1, 2], [2])
    shown(dock, trace, "forward", 2)
    click(dock, CELL, "hidden@-1")
    assert gone == [1, 2, 1]


def test_every_place_says_what_it_is(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["lstm"]
    drawing = shown(dock, trace, "backward", 2)
    canvas = dock.canvases[CELL]
    tip = canvas.tip_at(drawing.box("forget_gate").rect.center())
    assert "f = σ(W_if x + W_hf h₋₁ + b_f)" in tip
    assert re.search(r"‖∂L/∂f‖ = \S+ nats$", tip)
    sums = [drawing.box(node.name).tip for node in trace.cells[trace.scopes[-1]].diagram.nodes if node.op == "affine"]
    assert sums
    assert all(re.search(r"‖∂L/∂\(W [^)]* \+ b\)‖ = \S+ nats$", said) for said in sums if "∂L" in said)
    assert canvas.tip_at(QPointF(-50, -50)) == ""
    for wire in drawing.wires:
        a, b = wire.points[0], wire.points[1]
        assert canvas.tip_at(QPointF((a.x() + b.x()) / 2, (a.y() + b.y()) / 2))
    dock._hover(drawing.box("kept"))
    assert "f · c₋₁" in dock.said.text() or "c₋₁ · f" in dock.said.text()


@pytest.mark.parametrize("page", [CELL, UNROLLED])
@pytest.mark.parametrize("kind", ["lstm", "gru", "pair", "deep", "vanishing"])
def test_what_is_missing_or_broken_is_borne(
    page: str, kind: str, sample_traces: dict[str, Trace], dock: CellDiagram
) -> None:
    trace = sample_traces[kind]
    broken = {
        name: np.full_like(array, np.nan) if array.dtype.kind == "f" else array for name, array in trace.arrays.items()
    }
    needed = ("tokens", *(f"{scope}.{end}" for scope in trace.scopes for end in ("hidden", "start")))
    bare = {name: array for name, array in trace.arrays.items() if name in needed}
    for arrays in (broken, bare):
        for phase in ("forward", "loss", "backward", "update"):
            for t in (0, trace.length - 1):
                drawing = shown(dock, Trace(arrays=arrays, cells=trace.cells), phase, t, page)
                assert drawing.boxes
                dock.widget.grab()
                assert dock.data()


def test_one_unit_and_one_step(traces: dict[str, Trace], dock: CellDiagram) -> None:
    trace = traces["one"]
    short = {name: array[:1] if array.ndim and len(array) == 2 else array for name, array in trace.arrays.items()}
    for page in (CELL, UNROLLED):
        drawing = shown(dock, Trace(arrays=short, cells=trace.cells), "backward", 0, page)
        assert drawing.boxes
        dock.widget.grab()


def test_an_empty_dock_says_what_would_fill_it(dock: CellDiagram) -> None:
    assert "first pass" in dock.sentence
    dock.show(Trace(arrays={"tokens": np.array(["a"])}), Moment())
    assert "first pass" in dock.sentence
    assert dock.data() == {}


def test_the_menu_turns_the_page(traces: dict[str, Trace], dock: CellDiagram) -> None:
    shown(dock, traces["lstm"], "forward", 1)
    dock.offers()[0].act()
    assert dock.page.key == UNROLLED
    assert dock.forms.currentWidget() is dock.canvases[UNROLLED]
    assert "layer0.hidden" in dock.data()


def test_a_number_that_is_read_is_written_in_fewer_digits_before_it_is_cut() -> None:
    assert shorter("−0.70314") == ("−0.70314", "−0.703", "−0.70", "−0.7")
    assert shorter("0.031") == ("0.031", "0.03")
    assert shorter("enjoys") == ("enjoys",)
