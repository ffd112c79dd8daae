"""The history draws past traces true to scale, reads them out, and asks to go where it is clicked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from rnnviz.history import History as Figures
from rnnviz.trace import Moment, Trace
from rnnviz.views.history.dock import History
from rnnviz.views.history.gathered import nearest
from rnnviz.views.history.map import MOST_ROWS, Place
from rnnviz.views.plots.colour_bar import shares
from rnnviz.views.plots.heat_map import indices
from rnnviz.views.words.figures import number, power, signed

Stand = Callable[[type[History]], History]
Alter = Callable[..., Trace]
UPDATES = (0, 1, 2, 10, 50)


@pytest.fixture
def dock(stand: Stand) -> History:
    view = stand(History)
    view.widget.resize(360, 420)
    return view


def past_of(trace: Trace, updates: tuple[int, ...] = UPDATES) -> tuple[Figures, list[Trace]]:
    """Return a history of traces whose numbers differ by update."""
    history, made = Figures(), []
    for n, update in enumerate(updates):
        arrays: dict[str, Any] = dict(trace.arrays)
        for scope in trace.scopes:
            for state in ("hidden", "cell"):
                if f"{scope}.{state}" in arrays:
                    arrays[f"{scope}.{state}"] = arrays[f"{scope}.{state}"] * (n + 1) / len(updates)
            for kind in ("reach", "norm"):
                name = f"gradient_{kind}_log10/{scope}.hidden"
                arrays[name] = arrays[name] - n
        arrays["loss_by_time"] = arrays["loss_by_time"] / (n + 1)
        made.append(Trace(run=trace.run, update=update, arrays=arrays, cells=trace.cells))
        history.past.append(made[-1])
    return history, made


def show(dock: History, history: Figures, trace: Trace, t: int = 0) -> None:
    dock.shared.axis.set_length(trace.length)
    dock.show(trace, Moment("forward", t))
    dock.follow(history)


def choose(dock: History, key: str) -> None:
    dock.quantity.take(key)
    assert dock.quantity.key == key
    dock.quantity.activated.emit(dock.quantity.currentIndex())


@pytest.mark.parametrize("quantity", ["reach", "norm", "loss", "hidden", "cell"])
def test_columns_are_the_past_traces_true_to_scale(
    dock: History, sample_traces: dict[str, Trace], quantity: str
) -> None:
    """Each column of pixels holds the trace whose update is nearest, in the colours that the heading says."""
    history, made = past_of(sample_traces["lstm"])
    dock.shared.selection.choose(scope="layer0", unit=3)
    show(dock, history, made[-1])
    choose(dock, quantity)
    drawn = np.asarray(dock.map.heat.item.image)
    names = {"reach": "gradient_reach_log10/layer0.hidden", "norm": "gradient_norm_log10/layer0.hidden",
             "loss": "loss_by_time", "hidden": "layer0.hidden", "cell": "layer0.cell"}  # fmt: skip
    rows = [past.arrays[names[quantity]].astype(np.float64) for past in history.past.traces]
    rows = [row[:, 3] if row.ndim > 1 else row for row in rows]
    rect = dock.map.heat.item.mapRectToParent(dock.map.heat.item.boundingRect())
    assert (rect.left(), rect.right()) == pytest.approx((-0.5, 50.5))
    centres = rect.left() + rect.width() * (np.arange(drawn.shape[1]) + 0.5) / drawn.shape[1]
    expected = np.stack([rows[int(np.abs(np.array(UPDATES) - x).argmin())] for x in centres])
    if quantity in ("reach", "norm"):
        low, high = dock.bar_of_colours.range
        expected, limit = shares(expected, low, high), 1.0
        finite = np.stack(rows)[np.isfinite(np.stack(rows))]
        assert low < high
        assert high >= finite.max()
    else:
        limit = dock.limit
        assert limit == 1.0 if quantity == "hidden" else limit >= np.abs(expected).max()
    np.testing.assert_array_equal(drawn, indices(expected, limit, signed=quantity in ("hidden", "cell")).T)
    data = dock.data()
    np.testing.assert_array_equal(data["update"], UPDATES)
    np.testing.assert_array_equal(data[names[quantity]], np.stack(rows))


def test_nearest_is_the_nearest() -> None:
    updates = np.array([0, 1, 10, 12])
    at = np.linspace(-3, 20, 231)
    assert nearest(updates, at).tolist() == [int(np.abs(updates - x).argmin()) for x in at]


def test_a_click_asks_for_the_update_and_moves_the_cursor(dock: History, sample_traces: dict[str, Trace]) -> None:
    history, made = past_of(sample_traces["gru"])
    show(dock, history, made[-1], 2)
    asked: list[int] = []
    went: list[int] = []
    dock.shared.requests.update_asked.connect(asked.append)
    dock.shared.axis.scrubbed.connect(went.append)
    scene = dock.map.box.mapViewToScene(QPointF(8.0, 4.2))
    dock.map.box.clicked.emit(scene)
    assert (asked, went) == ([10], [4])
    assert type(asked[0]) is int
    dock.map.placed.emit(dock.map.place_at(scene))
    assert dock.said.text().startswith("update 10, t 4")
    assert dock.shared.axis.hover == 4
    (offer,) = dock.offers()
    assert offer.title == "Go to update 10, step 4"
    offer.act()
    assert (asked, went) == ([10, 10], [4, 4])
    dock.map.placed.emit(None)
    assert dock.said.text().startswith("update 50, t 2")
    dock._pick(Place(70.0, 3))
    assert asked == [10, 10], "where nothing is drawn there is nothing to go to"
    assert [line.value() for line in dock.map.cursors] == [50, 2]


def test_it_grows_without_new_items_and_its_range_stays(dock: History, sample_traces: dict[str, Trace]) -> None:
    history, made = past_of(sample_traces["gru"])
    show(dock, history, made[-1])
    items, ends = list(dock.map.getPlotItem().items), dock.map.box.viewRange()[0]
    colours = dock.bar_of_colours.range
    for update in (52, 54):
        history.past.append(replace(made[-1], update=update))
        dock.follow(history)
    assert list(dock.map.getPlotItem().items) == items
    assert dock.map.box.viewRange()[0] == ends
    assert dock.bar_of_colours.range == colours
    history.past.append(replace(made[-1], update=500))
    dock.follow(history)
    assert dock.map.box.viewRange()[0][1] > 500
    history.truncate(10)
    dock.follow(history)
    np.testing.assert_array_equal(dock.data()["update"], [0, 1, 2, 10])


def test_a_pair_runs_over_both_halves(dock: History, sample_traces: dict[str, Trace]) -> None:
    trace = sample_traces["pair"]
    history, made = past_of(trace)
    show(dock, history, made[-1])
    for quantity in ("reach", "loss", "cell"):
        choose(dock, quantity)
        assert dock.map.rows == trace.length
    choose(dock, "loss")
    row = dock.data()["loss_by_time"][0]
    np.testing.assert_allclose(row[trace.loss_start :], trace["loss_by_time"], rtol=1e-6)
    assert not row[: trace.loss_start].any()


@pytest.mark.parametrize("quantity", ["reach", "norm", "loss", "hidden"])
@pytest.mark.parametrize("value", [np.nan, -np.inf, 0.0, np.inf])
def test_strange_numbers_are_drawn(
    dock: History, sample_traces: dict[str, Trace], altered: Alter, quantity: str, value: float
) -> None:
    trace = sample_traces["rnn"]
    names = ("gradient_reach_log10/layer0.hidden", "gradient_norm_log10/layer0.hidden", "loss_by_time", "layer0.hidden")
    strange = Trace(
        run=90, update=1, cells=trace.cells,
        arrays={name: np.full_like(a, value) if name in names else a for name, a in trace.arrays.items()},
    )  # fmt: skip
    history = Figures()
    history.past.append(strange)
    show(dock, history, strange)
    choose(dock, quantity)
    dock.widget.grab()
    assert not dock.sentence
    assert dock.said.text()


def test_one_step_one_unit_many_steps_and_nothing(dock: History, sample_traces: dict[str, Trace]) -> None:
    trace = sample_traces["rnn"]
    assert "Each update that is seen adds a column" in dock.sentence
    short = Trace(run=91, cells=trace.cells, arrays={
        name: a[:1, :1] if a.ndim > 1 else a[:1] if a.ndim else a for name, a in trace.arrays.items()
    })  # fmt: skip
    history = Figures()
    history.past.append(short)
    show(dock, history, short)
    assert dock.map.rows == 1
    long = {name: np.resize(a, (2000, *a.shape[1:])) if a.ndim else a for name, a in trace.arrays.items()}
    history, lengthy = Figures(), Trace(run=92, arrays=long, cells=trace.cells)
    history.past.append(lengthy)
    show(dock, history, lengthy)
    assert dock.map.rows == 2000
    assert np.asarray(dock.map.heat.item.image).shape[0] == MOST_ROWS
    empty = Trace(run=93, arrays={"tokens": np.array(["a"]), "loss_steps": np.array([True])})
    show(dock, history, empty)
    assert "No recurrent layer" in dock.sentence
    assert dock.data() == {}
    assert dock.offers() == ()


@pytest.mark.parametrize(("kind", "said"), [
    ("reach", "‖∂ℓ/∂h‖ {power} nats"), ("norm", "‖∂L/∂h‖ {power} nats"), ("loss", "ℓ/N {number} nats"),
    ("hidden", "h₀ {signed}"),
])  # fmt: skip
def test_what_is_read_out_has_its_unit(
    dock: History, sample_traces: dict[str, Trace], kind: str, said: str
) -> None:
    history, made = past_of(sample_traces["lstm"])
    show(dock, history, made[-1], t=3)
    choose(dock, kind)
    names = {
        "reach": "gradient_reach_log10/layer0.hidden", "norm": "gradient_norm_log10/layer0.hidden",
        "loss": "loss_by_time", "hidden": "layer0.hidden",
    }
    value = made[-1][names[kind]][3]
    value = float(np.float16(value[0]) if kind == "hidden" else value)
    words = said.format(power=power(value), number=number(value), signed=signed(value))
    assert dock.said.text().endswith(f": {words}")
