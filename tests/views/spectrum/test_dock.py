"""The spectrum: which drawing asks for what, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from rnnviz.assembly import from_values
from rnnviz.cells.window import WINDOW
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.spectrum.dock import Spectrum
from tests.views.spectrum.showing import DRAWINGS, FAMILIES, of_update, points, shown

Altered = Callable[..., Trace]


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
    assert dock.heading.text() == "Spectrum"
    assert dock.watch
    dock.show(replace(alone, cells=dict.fromkeys(traces["rnn"].cells, WINDOW)), Moment())
    assert "no recurrence" in dock.sentence
    shown(dock, traces["rnn"])
    assert not dock.sentence


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
