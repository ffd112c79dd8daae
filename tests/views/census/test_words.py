"""What the census says of a layer and of a unit."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from rnnviz.trace import Trace
from rnnviz.views.census.counted import counted
from rnnviz.views.census.dock import Census
from rnnviz.views.census.words import summary
from tests.views.census.counting import Alter, gate_trace, place, show, spread_trace


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
