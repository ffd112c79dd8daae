"""The weights dock shows the run's own numbers, sorts them, reads them out, and asks for a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.history import History
from rnnviz.operation import Operation
from rnnviz.trace import Moment, Trace
from rnnviz.views.plots.heat_map import BROKEN, indices
from rnnviz.views.weights.dock import Weights
from rnnviz.views.weights.image import BINS, MOST
from rnnviz.views.weights.parts import in_brief, ordered, parts
from rnnviz.views.weights.ratio_plot import RULE, WHOLE
from rnnviz.views.words.figures import number
from tests.views.pointing import leave, point

Stand = Callable[[type[Weights]], Weights]
NORMS = ("weight_norm/*", "weight_gradient_norm/*", "update_ratio/*")
EVERY = (*NORMS, "weight/*", "weight_gradient/*", "weight_update/*")


class Learnt:
    """A run of some updates, watched whole: its last trace, its history, its weights."""

    def __init__(self, cell: str, updates: int = 3, **model: Any) -> None:
        values = {
            "task": {"kind": "copying", "blanks": 4}, "model": model, "cell": {"kind": cell, "hidden_size": 6},
            "training": {"batch_size": 4, "learning_rate": 0.01},
        }
        run = Run(from_values(values))
        run.watch(EVERY)
        rows = [run.update() for _ in range(updates)]
        self.history = History()
        names = dict.fromkeys(name for row in rows for name in row)
        self.history.extend({name: [row.get(name, np.nan) for row in rows] for name in names})
        found = run.probe(EVERY)
        self.trace = Trace(run=1, update=run.updates, arrays=found.arrays, cells=found.cells)
        self.weights = {name: p.detach().numpy().copy() for name, p in run.learner.model.named_parameters()}


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    torch.set_num_threads(1)
    return Learnt("lstm")


@pytest.fixture
def dock(stand: Stand) -> Weights:
    view = stand(Weights)
    view.widget.resize(420, 620)
    return view


def show(dock: Weights, trace: Trace, history: History | None = None) -> None:
    dock.shared.axis.set_length(trace.length)
    dock.show(trace, Moment())
    if history is not None:
        dock.follow(history)


def choose(dock: Weights, quantity: str) -> None:
    dock.quantity.take(quantity)
    assert dock.quantity.key == quantity
    dock.quantity.activated.emit(dock.quantity.currentIndex())


def pick_row(dock: Weights, parameter: str, gate: str) -> None:
    model = dock.table.rows
    row = next(r for r in range(model.rowCount()) if model.part(r)[:2] == (parameter, gate))
    dock.table.setCurrentIndex(model.index(row, 0))


def cells(dock: Weights, column: int) -> list[str]:
    model = dock.table.rows
    return [model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())]


def image(dock: Weights) -> npt.NDArray[np.uint8]:
    return np.asarray(dock.image.heat.item.image)


def test_the_table_holds_every_gate_sorted_by_its_ratio(dock: Weights, learnt: Learnt) -> None:
    show(dock, learnt.trace, learnt.history)
    model = dock.table.rows
    assert model.rowCount() == 4 * 4 + 2
    ratios = [model.part(row).ratio for row in range(model.rowCount())]
    assert ratios == sorted(ratios, reverse=True)
    for row in range(model.rowCount()):
        part = model.part(row)
        weight = learnt.weights[part.parameter]
        rows = slice(*part.rows(len(weight)))
        assert part.norm == pytest.approx(np.linalg.norm(weight[rows]), rel=1e-5)
        gradient = learnt.trace[f"weight_gradient/{part.parameter}"][rows]
        assert part.gradient == pytest.approx(np.linalg.norm(gradient), rel=1e-5)
        assert learnt.history[part.column][-1] == part.ratio
        assert cells(dock, 3)[row] == f"{np.log10(part.ratio):.1f}".replace("-", "−")
    assert {"layer0 · recurrent · f", "layer0 · input bias · g", "readout"} < set(cells(dock, 0))
    dock.by_gate.setChecked(False)
    assert dock.table.rows.rowCount() == 6
    assert "layer0 · recurrent" in cells(dock, 0)


def test_rows_stay_where_they_are_until_they_are_sorted_anew(dock: Weights, learnt: Learnt) -> None:
    show(dock, learnt.trace)
    before = cells(dock, 0)
    arrays = {n: a[::-1].copy() if n.startswith(NORMS[0][:-1]) else a for n, a in learnt.trace.arrays.items()}
    turned = {n: -a if n.startswith("update_ratio/") else a for n, a in arrays.items()}
    show(dock, Trace(run=1, update=5, arrays=turned, cells=learnt.trace.cells))
    assert cells(dock, 0) == before
    header = dock.table.rows.headerData
    assert header(0, Qt.Orientation.Horizontal) == "sorted at update 3"
    dock.table.rows.show_in_brief(True)
    assert header(0, Qt.Orientation.Horizontal) == "sorted at 3", "what a narrow column has room for"
    assert "sorted at update 3" in header(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    dock.table.rows.show_in_brief(False)
    show(dock, Trace(run=1, update=6, arrays=turned, cells=learnt.trace.cells))
    assert cells(dock, 0) == before[::-1], "twice as much has been learnt"
    assert header(0, Qt.Orientation.Horizontal) == "parameter"
    dock.table.sort_asked.emit(1)
    norms = [dock.table.rows.part(row).norm for row in range(dock.table.rows.rowCount())]
    assert norms == sorted(norms, reverse=True)
    dock.table.sort_asked.emit(1)
    assert [dock.table.rows.part(row).norm for row in range(dock.table.rows.rowCount())] == sorted(norms)
    dock.table.sort_asked.emit(0)
    assert cells(dock, 0)[0] == "layer0 · input · i"
    assert "▴" in dock.table.rows.headerData(0, Qt.Orientation.Horizontal)


def test_what_is_not_known_is_sorted_last(learnt: Learnt) -> None:
    found = parts(learnt.trace, by_gate=True)
    some = [part._replace(ratio=value) for part, value in zip(found, (np.nan, 0.0, np.inf, 1.0), strict=False)]
    assert ordered(some, 3, down=True) == (2, 3, 1, 0)
    assert ordered(some, 3, down=False) == (1, 3, 2, 0)


def test_the_mouse_over_the_histogram_says_what_a_bar_counts(
    dock: Weights, learnt: Learnt, qtbot: QtBot
) -> None:
    dock.widget.resize(320, 720)
    show(dock, learnt.trace)
    pick_row(dock, "layer0.weight_hh_l0", "forget_gate")
    before, image = dock.said.text(), dock.image
    qtbot.waitUntil(lambda: image.counts.isVisible() and image.counts.height() > 60)
    dock.widget.grab()
    bar = int(image.numbers.argmax())
    low, high = image.edges[bar : bar + 2]
    at = image.counts.mapFromScene(image.counts_box.mapViewToScene(QPointF((low + high) / 2, 0.5)))
    point(image.counts.viewport(), at)
    own = learnt.trace["weight/layer0.weight_hh_l0"][6:12]
    assert dock.said.text() == (
        f"w from {number(low)} to {number(high)}: {int(image.numbers[bar])} of {own.size} entries"
    )
    leave(image.counts.viewport())
    assert dock.said.text() == before


@pytest.mark.parametrize("family", ["weight", "weight_gradient", "weight_update"])
@pytest.mark.parametrize(
    ("parameter", "gate"),
    [("layer0.weight_hh_l0", "forget_gate"), ("layer0.weight_ih_l0", "output_gate"), ("layer0.bias_ih_l0", "candidate"),
     ("readout.weight", ""), ("readout.bias", "")],
)  # fmt: skip
def test_image_and_histogram_are_the_parts_own_numbers(
    dock: Weights, learnt: Learnt, family: str, parameter: str, gate: str
) -> None:
    show(dock, learnt.trace)
    choose(dock, family)
    pick_row(dock, parameter, gate)
    whole = learnt.trace[f"{family}/{parameter}"]
    block = {"": 0, "forget_gate": 1, "candidate": 2, "output_gate": 3}[gate]
    own = whole[6 * block : 6 * block + 6] if gate else whole
    own = own if own.ndim > 1 else own[None]
    limit = float(dock.image.edges[-1] / (BROKEN // 2 + 0.5) * (BROKEN // 2))
    assert limit >= np.abs(own).max()
    np.testing.assert_array_equal(image(dock), indices(own, limit, signed=True))
    assert dock.image.numbers.sum() == own.size
    counted, _ = np.histogram(own.astype(np.float64), dock.image.edges)
    assert np.abs(counted - dock.image.numbers).sum() <= 2, "but for a number on the edge of two bars"
    assert len(dock.image.numbers) == BINS
    np.testing.assert_array_equal(dock.data()[f"{family}/{parameter}" + (f".{gate}" if gate else "")], own)
    assert dock.watch[:3] == NORMS
    assert set(dock.watch[3:]) == {f"weight/{parameter}*", f"{family}/{parameter}*"}


@pytest.mark.parametrize("gate", ["input_gate", "forget_gate"])
def test_a_clicked_weight_is_read_and_asked_to_be_changed(dock: Weights, learnt: Learnt, gate: str) -> None:
    show(dock, learnt.trace)
    choose(dock, "weight_gradient")
    pick_row(dock, "layer0.weight_hh_l0", gate)
    asked: list[Operation] = []
    dock.shared.requests.operation_asked.connect(asked.append)
    assert not dock.entry.isEnabled()
    dock.image.box.clicked.emit(dock.image.box.mapViewToScene(QPointF(4.2, 2.1)))
    row = 2 if gate == "input_gate" else 8
    value = float(learnt.weights["layer0.weight_hh_l0"][row, 4])
    assert dock.said.text().startswith(f"layer0.weight_hh_l0[{row}, 4]  w ")
    assert "∂L/∂w" in dock.said.text()
    assert dock.entry.value == pytest.approx(value, rel=1e-3)
    dock.entry.setText("−0.25")
    dock.entry.returnPressed.emit()
    target = {"kind": "weight", "target": "layer0.weight_hh_l0", "index": (row, 4)}
    assert asked == [Operation.model_validate({**target, "value": -0.25})]
    zero, turn = dock.offers()
    zero.act()
    turn.act()
    assert asked[1].value == 0.0
    assert asked[2].value == pytest.approx(-value)
    pick_row(dock, "layer0.bias_hh_l0", gate)
    assert not dock.entry.isEnabled(), "another row: nothing is clicked"
    assert not dock.offers()[0].enabled
    dock.image.box.clicked.emit(dock.image.box.mapViewToScene(QPointF(3.0, 0.0)))
    dock.offers()[0].act()
    assert asked[3].index == (3 if gate == "input_gate" else 9,)


def test_ratios_by_update_are_those_of_the_rows(dock: Weights, learnt: Learnt) -> None:
    show(dock, learnt.trace, learnt.history)
    pick_row(dock, "layer0.weight_hh_l0", "candidate")
    choose(dock, "update_ratio")
    for role, column in (("forget", "update_ratio/layer0.weight_hh_l0.forget_gate"),
                         (WHOLE, "update_ratio/layer0.weight_hh_l0")):  # fmt: skip
        x, y = dock.ratios.curves[role].line.getData()
        np.testing.assert_array_equal(x, [1, 2, 3])
        np.testing.assert_allclose(10**y, learnt.history[column], rtol=1e-9)
        assert column in dock.data()
    assert dock.ratios.rule.value() == RULE == -3
    low, high = dock.ratios.plot.box.viewRange()[1]
    assert low < RULE < high
    assert dock.watch == NORMS
    dock.ratios.plot.hovered.emit(1.0)
    whole = dock.ratios.captions.captions[-2]
    assert float(whole.value) == pytest.approx(learnt.history["update_ratio/layer0.weight_hh_l0"][0], rel=0.06)
    pick_row(dock, "readout.bias", "")
    x = dock.ratios.curves["forget"].line.getData()[0]
    assert x is None or not len(x)


def test_before_an_update_there_are_weights_alone(dock: Weights, learnt: Learnt) -> None:
    kept = {n: a for n, a in learnt.trace.arrays.items() if n.partition("/")[0] not in (
        "weight_gradient", "weight_update", "weight_gradient_norm", "update_ratio")}  # fmt: skip
    fresh = Trace(run=2, arrays=kept, cells=learnt.trace.cells)
    show(dock, fresh)
    assert set(cells(dock, 3)) == {"–"}
    choose(dock, "weight_update")
    assert "next update" in dock.image.note.text
    choose(dock, "weight")
    assert dock.image.note.text == ""
    bare = {n: a for n, a in kept.items() if not n.startswith("weight")}
    show(dock, Trace(run=3, arrays=bare, cells=learnt.trace.cells))
    assert "next trace" in dock.sentence
    assert dock.data() == {}


@pytest.mark.parametrize("value", [np.nan, 0.0, np.inf, 1e30])
def test_strange_numbers_are_drawn(dock: Weights, learnt: Learnt, value: float) -> None:
    arrays = {n: np.full_like(a, value) if n.partition("/")[0].startswith(("weight", "update")) else a
              for n, a in learnt.trace.arrays.items()}  # fmt: skip
    history = History()
    ratios = {name for name in learnt.history.names if name.startswith("update_ratio")}
    names = learnt.history.names
    history.extend({name: np.full(3, value) if name in ratios else learnt.history[name] for name in names})
    show(dock, Trace(run=5, arrays=arrays, cells=learnt.trace.cells), history)
    dock.widget.grab()
    assert dock.image.broken == (0 if np.isfinite(value) else 36)
    assert (image(dock) == BROKEN).all() == (not np.isfinite(value))
    choose(dock, "update_ratio")
    dock.widget.grab()
    assert not dock.sentence


def test_one_unit_sixty_four_layers_and_large_matrices(dock: Weights, learnt: Learnt) -> None:
    one = {"weight_norm/layer0.weight_hh_l0": np.ones(1), "weight/layer0.weight_hh_l0": np.ones((1, 1))}
    base: dict[str, Any] = {n: a for n, a in learnt.trace.arrays.items() if not n.startswith(("weight", "update"))}
    tanh = Trace(run=6, arrays={**base, **one}, cells=learnt.trace.cells)
    show(dock, tanh)
    assert image(dock).shape == (1, 1)
    norms = {f"weight_norm/layer{n}.weight_hh_l0": np.arange(1.0, 6.0) for n in range(64)}
    deep = dict.fromkeys((f"layer{n}" for n in range(64)), learnt.trace.cells["layer0"])
    show(dock, Trace(run=7, arrays={**base, **norms}, cells=deep))
    assert dock.table.rows.rowCount() == 256
    dock.widget.grab()
    large = np.arange(4 * 600 * 600, dtype=np.float32).reshape(2400, 600)
    arrays: dict[str, Any] = {"weight_norm/layer0.weight_hh_l0": np.ones(5), "weight/layer0.weight_hh_l0": large}
    show(dock, Trace(run=8, arrays={**base, **arrays}, cells=learnt.trace.cells))
    assert max(image(dock).shape) <= MOST
    place = dock.image.entry_at(dock.image.box.mapViewToScene(QPointF(301.2, 97.4)))
    assert place == (96, 300), "an entry that is drawn"


def test_what_is_chosen_goes_on_in_a_view_made_anew(dock: Weights, learnt: Learnt, stand: Stand) -> None:
    show(dock, learnt.trace)
    pick_row(dock, "layer0.weight_ih_l0", "candidate")
    dock.table.sort_asked.emit(1)
    choose(dock, "weight_update")
    second = stand(Weights)
    second.restore(dock.state())
    show(second, learnt.trace)
    assert second.chosen == ("layer0.weight_ih_l0", "candidate")
    assert cells(second, 0) == cells(dock, 0)
    assert second.watch == dock.watch


def test_peepholes_have_a_row_for_each_gate_that_looks_at_the_cell(dock: Weights) -> None:
    found = Learnt("lstm_peephole")
    name = "layer0.weight_peephole_l0"
    own = {part.gate: part for part in parts(found.trace, by_gate=True) if part.parameter == name}
    rows = dict(zip(("input_gate", "forget_gate", "output_gate"), found.weights[name].reshape(3, 6), strict=True))
    assert own.keys() == rows.keys()
    dock.follow(found.history)
    dock.show(found.trace, Moment())
    for gate, weights in rows.items():
        assert own[gate].norm == pytest.approx(np.linalg.norm(weights))
        assert own[gate].ratio == found.history[own[gate].column][-1]
        dock.table.chosen.emit(own[gate])
        assert np.array_equal(dock.data()[f"weight/{name}.{gate}"], weights[None])
    assert own["forget_gate"].words == "layer0 · peepholes · f"
    assert in_brief(own["forget_gate"]) == "layer0 w_c f"
    dock.quantity.take("update_ratio")
    dock.redraw()
    assert list(dock.ratios.known()) == [*(own[gate].column for gate in rows), f"update_ratio/{name}"]


def test_names_are_whole_in_a_narrow_dock(stand: Stand, learnt: Learnt) -> None:
    view = stand(Weights)
    for width, names, columns in ((700, "layer0 · recurrent · f", 4), (290, "layer0 W_hh f", 3)):
        view.widget.resize(width, 500)
        view.show(learnt.trace, Moment())
        model, table = view.table.rows, view.table
        shown = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert names in shown
        assert max(map(table.fontMetrics().horizontalAdvance, shown)) < table.columnWidth(0)
        assert sum(not table.isColumnHidden(column) for column in range(4)) == columns
