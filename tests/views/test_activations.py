"""The hidden-unit track draws h in a chosen order; a click chooses a unit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.measures import ORDERS, order_units
from rnnviz.trace import Moment, Trace
from rnnviz.views.activations import Activations
from rnnviz.views.base import Shared
from rnnviz.views.words.figures import number, signed

Stand = Callable[[type[Activations]], Activations]


def show(view: Activations, trace: Trace) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment())


def click(qtbot: QtBot, view: Activations, t: int, row: int) -> None:
    at = view.plot.mapFromScene(view.plot.box.mapViewToScene(QPointF(t, row)))
    QTest.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_rows_are_units_by_number(stand: Stand, sample_trace: Trace) -> None:
    view = stand(Activations)
    show(view, sample_trace)
    np.testing.assert_array_equal(view.map.values, sample_trace["layer0.hidden"])
    assert f"{sample_trace['layer0.hidden'].shape[1]} units" in view.heading.text()


def test_a_bounded_state_has_a_fixed_range(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(Activations)
    show(view, sample_traces["lstm"])
    assert "−1 blue · 0 paper · +1 orange, fixed" in view.heading.text()
    show(view, sample_traces["linear"])
    assert "fitted" in view.heading.text()


@pytest.mark.parametrize("by", ORDERS)
def test_rows_follow_the_order(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace], by: str
) -> None:
    view, trace = stand(Activations), sample_traces["lstm"]
    shared.selection.choose(unit=3)
    show(view, trace)
    view.restore({"order": by})
    hidden = trace["layer0.hidden"]
    order = order_units(hidden, next(one for one in ORDERS if one == by), 3)
    np.testing.assert_array_equal(view.map.order, order)
    np.testing.assert_array_equal(view.map.values, hidden[:, order])
    assert view.map.mark.row == order.tolist().index(3)
    assert view.axis.tickStrings([0.0, 5.0], 1.0, 5.0) == [str(order[0]), str(order[5])]


def test_rows_stay_in_place_while_the_model_learns(
    stand: Stand, sample_traces: dict[str, Trace], altered: Callable[..., Trace]
) -> None:
    view, trace = stand(Activations), sample_traces["lstm"]
    show(view, trace)
    view.restore({"order": "mean"})
    before = view.map.order.copy()
    later = altered(trace, layer0__hidden=-trace["layer0.hidden"])
    show(view, later)
    np.testing.assert_array_equal(view.map.order, before)
    view.order.activated.emit(view.order.currentIndex())
    np.testing.assert_array_equal(view.map.order, order_units(-trace["layer0.hidden"], "mean"))
    show(view, altered(trace, run=99))
    np.testing.assert_array_equal(view.map.order, before)


def test_an_old_order_says_when_it_was_made(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Activations), sample_traces["lstm"]
    show(view, trace)
    view.restore({"order": "peak"})
    assert "sorted" not in view.heading.text()
    show(view, Trace(run=trace.run, update=trace.update + 5, arrays=trace.arrays, cells=trace.cells))
    assert f"sorted at update {trace.update}" in view.heading.text()


def test_a_click_chooses_the_unit_of_the_row(
    qtbot: QtBot, stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(Activations), sample_traces["lstm"]
    show(view, trace)
    view.restore({"order": "mean"})
    with qtbot.waitSignal(shared.selection.changed):
        click(qtbot, view, 4, 10)
    assert shared.selection.unit == view.map.order[10]
    assert shared.selection.scope == "layer0"
    assert view.map.mark.row == 10


def test_a_click_on_the_encoder_chooses_its_scope(
    qtbot: QtBot, stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(Activations), sample_traces["pair"]
    show(view, trace)
    click(qtbot, view, 1, 2)
    assert (shared.selection.scope, shared.selection.unit) == ("encoder.layer0", 2)
    np.testing.assert_array_equal(
        view.map.values, np.concatenate([trace["encoder.layer0.hidden"], trace["decoder.layer0.hidden"]])
    )
    click(qtbot, view, trace.length - 1, 4)
    assert (shared.selection.scope, shared.selection.unit) == ("decoder.layer0", 4)


def test_a_unit_that_the_layer_lacks_is_kept_inside(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(Activations), sample_traces["rnn"]
    shared.selection.choose(unit=200)
    show(view, trace)
    assert view.map.mark.row == 2
    assert view.readout(1) == f"h₂ {signed(trace['layer0.hidden'][1, 2])}"


def point(view: Activations, t: int, row: int) -> None:
    at = view.plot.mapFromScene(view.plot.box.mapViewToScene(QPointF(t, row)))
    under, none = view.plot.viewport(), Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(under.mapToGlobal(at)), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(under, moved)  # the pointer itself is shared by all tests


def test_every_cell_says_its_unit_step_token_and_value(qtbot: QtBot, stand: Stand, sample_trace: Trace) -> None:
    view = stand(Activations)
    view.widget.resize(600, 300)
    show(view, sample_trace)
    hidden = sample_trace["layer0.hidden"]
    view.order.take("peak")
    view.redraw()
    row, t = 1, 2
    unit = view.map.unit_at(row)
    assert unit is not None
    said = view.told(t, row + 0.3)
    assert f"unit {unit} of layer0 at step {t}" in said
    assert f"h = {number(float(hidden[t, unit]), 4)}" in said
    assert view.told(t, -3.0) == ""
    assert view.told(len(hidden) + 5, row) == ""
    point(view, 0, 0)
    point(view, t, row)
    qtbot.waitUntil(lambda: view.shared.axis.over == (view.key, unit))
    assert view.readout(t).endswith(signed(hidden[t, unit]))
    view.plot.pointed.emit(None)
    assert view.shared.axis.over is None
    assert view.readout(t).endswith(signed(hidden[t, view.unit(sample_trace)]))
