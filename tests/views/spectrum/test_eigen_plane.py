"""Eigenvalues in the complex plane."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.spectrum.dock import Spectrum
from tests.views.spectrum.showing import points, shown

Altered = Callable[..., Trace]


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
