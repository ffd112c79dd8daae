"""The gate track draws means with their bands, one unit, or every unit of a gate."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.gates import Gates
from rnnviz.views.plots.heat_map import indices
from rnnviz.views.words.figures import number

Stand = Callable[[type[Gates]], Gates]


def show(view: Gates, trace: Trace) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment())


@pytest.mark.parametrize("kind", ["lstm", "gru"])
def test_means_and_bands_are_those_of_the_trace(stand: Stand, sample_traces: dict[str, Trace], kind: str) -> None:
    view, trace = stand(Gates), sample_traces[kind]
    show(view, trace)
    for gate in trace.cells["layer0"].gates:
        values = trace[f"layer0.{gate.name}"].astype(np.float64)
        np.testing.assert_allclose(view.lines[gate.role].curve.getData()[1], values.mean(1), rtol=1e-6)
        np.testing.assert_allclose(view.bands[gate.role].low, np.percentile(values, 10, axis=1), rtol=1e-5, atol=1e-7)
        np.testing.assert_allclose(view.bands[gate.role].high, np.percentile(values, 90, axis=1), rtol=1e-5, atol=1e-7)
    low, high = view.plot.box.viewRange()[1]
    assert low < -1 < 1 < high
    data = view.data()
    assert set(data) == {f"layer0.{gate.name}" for gate in trace.cells["layer0"].gates}
    assert all(values is trace[name] for name, values in data.items())


def test_lines_of_another_cells_gates_go(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(Gates)
    show(view, sample_traces["lstm"])
    show(view, sample_traces["gru"])
    assert view.lines["forget"].empty
    assert len(view.bands["forget"].low) == 0
    assert [key.label for key in view.legend.keys] == ["r reset", "z update", "n candidate"]


def test_one_unit_follows_the_selection(stand: Stand, shared: Shared, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Gates), sample_traces["lstm"]
    show(view, trace)
    view.restore({"mode": "unit"})
    for unit in (0, 7):
        shared.selection.choose(unit=unit)
        drawn = view.lines["forget"].curve.getData()[1]
        np.testing.assert_array_equal(drawn, trace["layer0.forget_gate"][:, unit].astype(np.float64))
        assert str(unit) in view.heading.text()
    assert len(view.bands["forget"].low) == 0


def test_every_unit_of_a_gate_is_a_heat_map(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Gates), sample_traces["lstm"]
    show(view, trace)
    view.restore({"mode": "output_gate"})
    np.testing.assert_array_equal(view.map.values, trace["layer0.output_gate"])
    expected = indices(trace["layer0.output_gate"], 1.0, signed=False)
    np.testing.assert_array_equal(view.map.item.image, expected.T)
    assert "fixed" in view.heading.text()
    assert view.lines["output"].empty
    view.restore({"mode": "mean"})
    assert not view.map.item.isVisible()
    assert not view.lines["output"].empty


def test_a_choice_that_a_cell_lacks_falls_back_to_the_mean(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(Gates)
    show(view, sample_traces["lstm"])
    view.restore({"mode": "output_gate"})
    show(view, sample_traces["gru"])
    assert view.mode.key == "mean"
    assert not view.lines["reset"].empty


def test_a_network_without_gates_says_so(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(Gates)
    show(view, sample_traces["rnn"])
    assert view.note.text == "The Elman RNN has no gates; choose LSTM or GRU."
    (offer,) = view.offers()
    asked: list[object] = []
    view.shared.requests.preset_asked.connect(asked.append)
    offer.act()
    assert asked == ["python-lstm"]
    assert view.mode.isHidden()
    assert view.readout(0) == ""
    assert all(line.empty for line in view.lines.values())


def test_gates_run_over_encoder_and_decoder(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Gates), sample_traces["pair"]
    show(view, trace)
    steps, drawn = view.lines["input"].curve.getData()
    np.testing.assert_array_equal(steps, np.arange(trace.length))
    parts = [trace[f"{scope}.input_gate"].mean(1, dtype=np.float64) for scope in ("encoder.layer0", "decoder.layer0")]
    np.testing.assert_allclose(drawn, np.concatenate(parts))


def test_readout_gives_the_mean_or_the_unit(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Gates), sample_traces["lstm"]
    show(view, trace)
    gate = trace["layer0.forget_gate"]
    assert f"f {number(gate[3].mean(dtype=np.float64), 2)}" in view.readout(3)
    view.restore({"mode": "unit"})
    assert f"f {number(gate[3, 0], 2)}" in view.readout(3)
    assert view.readout(trace.length) == ""


def test_what_is_not_finite_is_a_cross(
    stand: Stand, sample_traces: dict[str, Trace], altered: Callable[..., Trace]
) -> None:
    view, trace = stand(Gates), sample_traces["lstm"]
    broken = trace["layer0.forget_gate"].copy()
    broken[4, 1] = np.nan
    show(view, altered(trace, layer0__forget_gate=broken))
    assert view.lines["forget"].crosses.data["x"].tolist() == [4]
    view.restore({"mode": "forget_gate"})
    assert view.map.item.image[1, 4] == 255
    assert (view.map.item.image == 255).sum() == 1
