"""The census draws the trace's own gates, chooses units, and says where there is nothing to count."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from rnnviz.cells.block import block_of
from rnnviz.cells.window import WINDOW
from rnnviz.experiment import ModelFields
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.census.dock import Census
from tests.views.census.counting import (
    Alter,
    Stand,
    drawn,
    drawn_rings,
    gate_trace,
    place,
    rnn_trace,
    show,
    spread_trace,
)
from tests.views.choosing import choose


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
