"""The reach of a loss beside what bounds it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from rnnviz.trace import Trace
from rnnviz.views.spectrum.dock import Spectrum
from tests.views.spectrum.showing import shown

Altered = Callable[..., Trace]


def test_the_way_back_lies_under_its_bounds(dock: Spectrum, trace: Trace) -> None:
    shown(dock, trace, "reach", 2)
    at = trace.reach_step
    drawn = {key: line.curve.getData() for key, line in dock.paths.lines.items()}
    assert drawn["path"][0].tolist() == list(range(at + 1))
    assert np.allclose(drawn["path"][1], trace["path_norm_log10/layer0"][at::-1])
    reach = trace["gradient_reach_log10/layer0.hidden"]
    assert np.allclose(drawn["reach"][1], reach[at::-1] - reach[at])
    norms = trace["jacobian_norm/layer0"]
    product = [np.log10(norms[at - lag + 1 : at + 1]).sum() for lag in range(at + 1)]
    assert np.allclose(drawn["product"][1], product)
    assert (drawn["reach"][1] <= drawn["path"][1] + 1e-5).all()
    assert (drawn["path"][1] <= drawn["product"][1] + 1e-3).all()
    if trace.cells["layer0"].gates:
        assert not len(drawn["power"][0])
        assert "for a gated cell" in dock.paths.said.text()
        return
    norm = trace["recurrent_norm/layer0"][0]
    radius = np.hypot(*trace["recurrent_eigenvalues/layer0"][0].T).max()
    assert np.allclose(drawn["power"][1], np.arange(at + 1) * np.log10(norm))
    assert np.allclose(drawn["linear"][1], np.arange(at + 1) * np.log10(radius))
    assert (drawn["product"][1] <= drawn["power"][1] + 1e-3).all()
    assert f"σₘₐₓ(W_hh) = {norm:.3g} > 1: explosion is possible, not certain" in dock.paths.said.text()


def test_weights_whose_norm_is_below_one_must_vanish(
    dock: Spectrum, traces: dict[str, Trace], altered: Altered
) -> None:
    shown(dock, altered(traces["rnn"], **{"recurrent_norm/layer0": np.array([0.93])}), "reach")
    assert "σₘₐₓ(W_hh) = 0.93 < 1: every gradient must vanish" in dock.paths.said.text()


def test_a_lag_is_read_out_and_goes_to_its_step(
    dock: Spectrum, traces: dict[str, Trace], altered: Altered
) -> None:
    trace = traces["rnn"]
    path = -np.arange(trace.length, dtype=np.float64)[::-1]
    shown(dock, altered(trace, **{"path_norm_log10/layer0": path}), "reach", trace.length - 3)
    assert dock.paths.plot.place_line.value() == 2
    assert dock.paths.captions.text.startswith("lag 2  ‖∂hₜ*/∂hₖ‖ 0.01 ")
    hovered: list[int | None] = []
    dock.shared.axis.hovered.connect(hovered.append)
    dock.paths.plot.hovered.emit(1.3)
    assert dock.paths.captions.text.startswith("lag 1  ‖∂hₜ*/∂hₖ‖ 0.1 ")
    dock.paths.plot.hovered.emit(None)
    assert hovered == [trace.length - 2, None]
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    dock.widget.grab()
    plot = dock.paths.plot
    at = plot.mapFromScene(plot.box.mapViewToScene(QPointF(6, -1.0)))
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert went == [trace.length - 7]


def test_an_encoder_s_way_begins_where_it_hands_over(dock: Spectrum, traces: dict[str, Trace]) -> None:
    trace = traces["pair"]
    shown(dock, trace, "reach")
    decoder = trace["path_norm_log10/decoder.layer0"]
    place = trace.reach_step - trace.start("decoder.layer0")
    assert np.allclose(dock.paths.lines["path"].curve.getData()[1], decoder[place::-1])
    dock.shared.selection.choose(scope="encoder.layer0")
    encoder = trace["path_norm_log10/encoder.layer0"]
    assert np.allclose(dock.paths.lines["path"].curve.getData()[1], encoder[::-1])
