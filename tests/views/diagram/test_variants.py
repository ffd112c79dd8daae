"""The diagram and the equations of a layer that reads both ways, of residual connections, and of the five shapes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtCore import QRectF

from rnnviz.assembly import from_values
from rnnviz.cells import CELLS
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import View
from rnnviz.views.diagram.dock import CELL, UNROLLED, CellDiagram
from rnnviz.views.diagram.drawing import Drawing, Wire
from rnnviz.views.diagram.magnitude import figures, norm
from rnnviz.views.diagram.shape import shape_of
from rnnviz.views.diagram.step_arrays import step_gradients, step_values
from rnnviz.views.diagram.unrolled_grid import Place, levels
from rnnviz.views.equations.dock import Equations
from rnnviz.views.equations.filled_equation import UnitValues, words
from rnnviz.views.equations.handed_on import handed_on
from rnnviz.views.scopes import layers

Stand = Callable[[type[View]], Any]


@pytest.fixture(scope="module")
def both_ways() -> Trace:
    torch.set_num_threads(1)
    values: dict[str, Any] = {
        "task": {"kind": "neighbours", "length": 9}, "cell": {"kind": "lstm", "hidden_size": 5},
        "model": {"bidirectional": True, "residual": True, "layers": 2},
    }
    return Run(from_values(values)).probe(("gradient/*",))


@pytest.fixture(scope="module")
def residual() -> Trace:
    torch.set_num_threads(1)
    values: dict[str, Any] = {
        "task": {"kind": "hello"}, "cell": {"kind": "gru", "hidden_size": 5}, "model": {"residual": True, "layers": 3}
    }
    return Run(from_values(values)).probe()


def unrolled(dock: CellDiagram, trace: Trace, phase: str, t: int) -> Drawing:
    dock.widget.resize(900, 560)
    dock.shared.axis.set_length(trace.length)
    dock.shared.selection.fit(trace.scopes, 5)
    dock.choose_page(UNROLLED)
    dock.show(trace, Moment(phase, t))
    return dock.canvases[UNROLLED].drawing


def over_time(drawing: Drawing, depth: int) -> list[Wire]:
    """Return the arrows between the states of a row."""
    row = drawing.box(Place(what="h", t=1, depth=depth).key).rect
    return [wire for wire in drawing.wires if wire.tip.startswith("W_hh") and wire.points[0].y() == row.center().y()]


def test_the_rows_of_a_layer_stand_together(both_ways: Trace, residual: Trace) -> None:
    assert levels(layers(both_ways)) == ((0, 1), (2, 3))
    assert levels(layers(residual)) == ((0,), (1,), (2,))


def test_the_arrows_of_the_way_back_point_to_the_left(both_ways: Trace, stand: Stand) -> None:
    drawing = unrolled(stand(CellDiagram), both_ways, "forward", 4)
    for depth, back in ((0, False), (1, True), (2, False), (3, True)):
        arrows = over_time(drawing, depth)
        assert len(arrows) == both_ways.length - 1
        assert all((wire.points[0].x() > wire.points[-1].x()) == back for wire in arrows)
        assert {wire.head for wire in arrows} == {"end"}


def test_what_the_cursor_needs_is_bright_in_both_directions(both_ways: Trace, stand: Stand) -> None:
    dock = stand(CellDiagram)
    for phase, needs_before in (("forward", True), ("backward", False)):
        drawing = unrolled(dock, both_ways, phase, 4)
        for t in range(both_ways.length):
            on, back = (drawing.box(Place(what="h", t=t, depth=depth).key) for depth in (2, 3))
            assert on.faint == ((t > 4) if needs_before else (t < 4))
            assert back.faint == ((t < 4) if needs_before else (t > 4))
            assert not drawing.box(Place(what="x", t=t).key).faint


def test_no_wire_runs_through_a_box(both_ways: Trace, residual: Trace, stand: Stand) -> None:
    dock = stand(CellDiagram)
    for trace in (both_ways, residual):
        drawing = unrolled(dock, trace, "forward", 2)
        for wire in drawing.wires:
            for a, b in itertools.pairwise(wire.points):
                line = QRectF(a, b).normalized().adjusted(-0.1, -0.1, 0.1, 0.1)
                assert not [box.key for box in drawing.boxes if box.rect.adjusted(1, 1, -1, -1).intersects(line)]


def test_a_residual_connection_is_drawn_past_every_layer_but_the_lowest(residual: Trace, stand: Stand) -> None:
    drawing = unrolled(stand(CellDiagram), residual, "forward", 2)
    assert len([wire for wire in drawing.wires if wire.tip.startswith("residual")]) == 2 * residual.length
    plain = Trace(arrays={n: a for n, a in residual.arrays.items() if n != "residual"}, cells=residual.cells)
    drawing = unrolled(stand(CellDiagram), plain, "forward", 2)
    assert not [wire for wire in drawing.wires if wire.tip.startswith("residual")]


def test_the_step_before_of_the_way_back_is_the_one_after(both_ways: Trace, stand: Stand) -> None:
    dock, last = stand(CellDiagram), both_ways.length - 1
    dock.shared.selection.choose(scope="layer1_reverse")
    dock.choose_page(CELL)
    for t in (0, 4, last):
        dock.show(both_ways, Moment("forward", t))
        box = dock.canvases[CELL].drawing.box("hidden@-1")
        assert box.symbol == "h₊₁"
        assert box.figures == figures(norm(both_ways["layer1_reverse.hidden"][t + 1]) if t < last else 0.0)


def test_what_a_layer_reads_is_what_both_directions_below_hand_on(both_ways: Trace) -> None:
    cell = both_ways.cells["layer1_reverse"]
    below = np.concatenate([both_ways["layer0.hidden"][3], both_ways["layer0_reverse.hidden"][3]])
    for scope in ("layer1", "layer1_reverse"):
        read = step_values(both_ways, (scope,), cell, 3)["inputs"]
        np.testing.assert_array_equal(read, below)
        np.testing.assert_array_equal(
            step_gradients(both_ways, (scope,), cell, 3)["inputs"], both_ways["gradient/layer1.inputs"][3]
        )
    for scope in ("layer0", "layer0_reverse"):
        np.testing.assert_array_equal(step_values(both_ways, (scope,), cell, 3)["inputs"], both_ways["inputs"][3])


def test_the_equations_of_the_way_back_name_and_fill_in_the_step_after(both_ways: Trace, stand: Stand) -> None:
    cell, on = both_ways.cells["layer0_reverse"], CELLS["lstm"].info
    assert both_ways.cells["layer0"] == on
    for mine, plain in zip(cell.equations, on.equations, strict=True):
        assert ("t-1" in plain.latex) == ("t+1" in mine.latex)
        assert "t-1" not in mine.latex
        assert "₋₁" not in mine.text
    values = UnitValues(both_ways, ("layer0_reverse",), 3, 2)
    kept = values.value("forget_gate"), values.before("cell")
    written = values.value("input_gate"), values.value("candidate")
    assert None not in (*kept, *written)
    assert kept[0] * kept[1] + written[0] * written[1] == pytest.approx(values.value("cell"), rel=1e-5)  # type: ignore[operator]
    assert UnitValues(both_ways, ("layer0_reverse",), both_ways.length - 1, 2).before("cell") == 0.0
    view = stand(Equations)
    view.shared.selection.choose(scope="layer0_reverse")
    view.show(both_ways, Moment("forward", 3))
    assert "h₊₁" in view.sheet.text
    assert "h₋₁" not in view.sheet.text


@pytest.mark.parametrize(
    ("shape", "words", "losses"),
    [
        ("one_to_one", "one-to-one: a single step", 1),
        ("one_to_many", "one-to-many: one input, a loss at every step", 4),
        ("many_to_one", "many-to-one: one loss, at the end", 1),
        ("many_to_many_delayed", "many-to-many, delayed: losses from t = 5 on", 5),
        ("many_to_many", "many-to-many, synchronous: a loss at every step", 4),
    ],
)
def test_the_shape_redraws_the_graph_and_says_where_losses_attach(
    shape: str, words: str, losses: int, stand: Stand
) -> None:
    values: dict[str, Any] = {"task": {"kind": "hello", "shape": shape}, "cell": {"kind": "rnn", "hidden_size": 3}}
    trace = Run(from_values(values)).probe()
    assert shape_of(trace) == words
    drawing = unrolled(stand(CellDiagram), trace, "loss", 0)
    places = [Place.of(box.key) for box in drawing.boxes]
    assert len([place for place in places if place.what == "loss"]) == losses
    given = [not drawing.box(Place(what="x", t=t).key).faint for t in range(trace.length)]
    assert given == [token != "·" for token in trace["tokens"]]


def test_one_loss_at_the_end_leaves_no_empty_row(stand: Stand) -> None:
    values: dict[str, Any] = {
        "task": {"kind": "hello", "shape": "many_to_one"}, "cell": {"kind": "rnn", "hidden_size": 3},
    }
    trace = Run(from_values(values)).probe()
    drawing = unrolled(stand(CellDiagram), trace, "forward", 0)
    last = trace.length - 1
    out, loss = (drawing.box(Place(what=what, t=last).key) for what in ("y", "loss"))
    assert [Place.of(box.key).t for box in drawing.boxes if Place.of(box.key).what == "y"] == [last]
    assert loss.rect.center().y() == out.rect.center().y()
    assert loss.rect.right() < out.rect.left()
    assert len({round(box.rect.center().y()) for box in drawing.boxes}) == 3  # readout, h, read
    assert "loss" not in [words.text for words in drawing.words]


@pytest.mark.parametrize("scope", ["layer1", "layer1_reverse"])
def test_what_is_handed_on_with_a_residual_connection_is_an_equation_of_its_own(both_ways: Trace, scope: str) -> None:
    (line,) = handed_on(UnitValues(both_ways, (scope,), 3, 2), "#888888")
    below = "layer0_reverse" if scope.endswith("_reverse") else "layer0"
    h, x = (float(both_ways[f"{name}.hidden"][3, 2]) for name in (scope, below))
    added = f"{'−' if x < 0 else '+'} {words(abs(x), signed=False)}"
    assert "".join(span.text for span in line.numbers).startswith(
        f"y = {words(h, signed=True)} {added} = {words(h + x, signed=True)}"
    )
    assert not handed_on(UnitValues(both_ways, ("layer0",), 3, 2), "#888888")
