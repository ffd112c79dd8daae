"""The cell-state track draws c, or says which cell has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.cell_state import CellState
from rnnviz.views.words.figures import signed

Stand = Callable[[type[CellState]], CellState]


def show(view: CellState, trace: Trace) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment())


def test_the_map_holds_c_within_its_range(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(CellState), sample_traces["lstm"]
    show(view, trace)
    np.testing.assert_array_equal(view.map.values, trace["layer0.cell"])
    assert list(view.data()) == ["layer0.cell"]
    assert view.data()["layer0.cell"] is trace["layer0.cell"]
    assert "fitted" in view.heading.text()
    shown = view.easing.range
    assert shown is not None
    assert shown[0] == -shown[1]
    assert np.abs(trace["layer0.cell"]).max() <= shown[1]


def test_no_range_is_fitted_to_what_is_not_finite(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(CellState), sample_traces["lstm"]
    broken = {**trace.arrays, "layer0.cell": np.full_like(trace["layer0.cell"], np.nan)}
    show(view, replace(trace, arrays=broken))
    assert view.heading.text() in ("cell state c: no value is finite", "cell state c")
    assert view.readout(0).endswith("NaN")
    show(view, trace)
    shown = view.easing.range
    assert shown is not None
    assert np.abs(trace["layer0.cell"]).max() <= shown[1]
    assert "fitted" in view.heading.text()


def test_curves_hold_the_mean_and_the_chosen_unit(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    view, trace = stand(CellState), sample_traces["pair"]
    show(view, trace)
    view.restore({"mode": "curves"})
    shared.selection.choose(unit=5)
    c = np.concatenate([trace["encoder.layer0.cell"], trace["decoder.layer0.cell"]]).astype(np.float64)
    np.testing.assert_allclose(view.mean.curve.getData()[1], c.mean(1), rtol=1e-6)
    np.testing.assert_array_equal(view.one.curve.getData()[1], c[:, 5])
    assert not view.map.item.isVisible()
    view.restore({"mode": "map"})
    assert view.map.item.isVisible()
    assert view.one.empty


def test_cells_without_one_say_which_has(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(CellState)
    show(view, sample_traces["lstm"])
    for kind in ("gru", "rnn"):
        show(view, sample_traces[kind])
        assert "choose LSTM" in view.note.text
        assert not view.map.item.isVisible()
        assert view.mode.isHidden()
        assert view.readout(0) == ""
        assert [offer.title for offer in view.offers()] == ["Open “python-lstm”"]
    show(view, sample_traces["lstm"])
    assert "Open “python-lstm”" not in [offer.title for offer in view.offers()]
    assert view.note.text == ""
    assert not view.mode.isHidden()


def test_readout_gives_the_chosen_units_c(stand: Stand, shared: Shared, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(CellState), sample_traces["lstm"]
    show(view, trace)
    shared.selection.choose(unit=12)
    assert view.readout(9) == f"c₁₂ {signed(trace['layer0.cell'][9, 12])}"
