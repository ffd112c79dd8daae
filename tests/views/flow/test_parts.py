"""What adds up to a weight's gradient, by lag and by step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.engine.training.run import Run
from rnnviz.measures.flow import lag_containing
from rnnviz.views.flow.dock import Flow
from tests.views.flow.filling import filled, shown

Stand = Callable[[type[Flow]], Flow]


@pytest.mark.parametrize("kind", ["lstm", "deep", "last"])
def test_bars_by_lag_sum_to_the_gradient(dock: Flow, runs: dict[str, Run], kind: str) -> None:
    trace = filled(dock, runs[kind], "parts")
    page, scope = dock.parts, trace.scopes[-1]
    norm = float(trace[f"parameter_gradient_norm/{scope}.weight_hh"])
    assert page.parts.sum() == pytest.approx(norm, rel=1e-5)
    flow = trace[f"parameter_gradient_flow/{scope}.weight_hh"]
    assert np.allclose(page.parts[:, 0], [np.trace(flow, -lag) for lag in range(len(flow))], atol=1e-6 * norm)
    assert np.allclose(page.bars.items[0].opts["height"], page.parts[:, 0])
    assert np.allclose(page.share.curve.getData()[1], page.parts[:, 0].cumsum() / page.parts.sum())
    reach = trace[f"gradient_reach_log10/{scope}.hidden"]
    assert np.array_equal(page.reach.curve.getData()[1], reach[: int(trace["reach_from"]) + 1][::-1])
    assert "90\u00a0% of it comes from lags ≤" in page.said.text()


@pytest.mark.parametrize(
    ("kind", "scope"),
    [("pair", "encoder.layer0"), ("pair", "decoder.layer0"), ("both", "layer0"), ("both", "layer0_reverse"),
     ("both", "layer1_reverse")],
)  # fmt: skip
def test_bars_by_lag_are_counted_on_the_time_axis_in_the_order_in_which_a_layer_reads(
    dock: Flow, runs: dict[str, Run], kind: str, scope: str
) -> None:
    trace = filled(dock, runs[kind], "parts")
    dock.shared.selection.choose(scope=scope)
    trace = shown(dock, runs[kind].probe(dock.watch))
    page = dock.parts
    assert not dock.sentence
    flow = trace[f"parameter_gradient_flow/{scope}.weight_hh"]
    norm = float(trace[f"parameter_gradient_norm/{scope}.weight_hh"])
    assert page.parts.sum() == pytest.approx(norm, rel=1e-5)
    t, k = np.indices(flow.shape)
    lags = trace.loss_start + t - trace.start(scope) - k
    lags = -lags if scope.endswith("_reverse") else lags
    assert (page.first < 0) == (scope in ("layer0", "layer0_reverse"))  # over them a layer reads both ways
    truth = [flow[lags == lag].sum() for lag in range(page.first, page.first + len(page.parts))]
    assert np.allclose(page.parts[:, 0], truth, atol=1e-6 * norm)
    assert not flow[lags < page.first].any()
    reach = trace[f"gradient_reach_log10/{scope}.hidden"]
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    lag = max((int(lag) for lag in np.flatnonzero(page.known) + page.first), key=abs)
    page.parts_plot.picked.emit(float(lag))
    assert page.reached[lag - page.first] == reach[went[0] - trace.start(scope)]
    assert page._place(went[0]) == lag
    assert ("k − t" in page.title[0]) == scope.endswith("_reverse")
    assert ("on either side" in page.said.text()) == (page.first < 0)


def test_peepholes_are_offered_where_the_cell_has_some(dock: Flow, runs: dict[str, Run]) -> None:
    offered = dock.parts.parameter
    filled(dock, runs["lstm"], "parts", "step")
    assert offered.findData("weight_peephole") < 0
    filled(dock, runs["both"], "parts", "step")
    offered.take("weight_peephole")
    trace = shown(dock, runs["both"].probe(dock.watch))
    assert not dock.sentence
    shares_by_gate = trace[f"parameter_gradient_share/{dock.parts.state.scope}.weight_peephole"]
    assert shares_by_gate.shape[1] == 3
    heights = np.stack([item.opts["height"] for item in dock.parts.bars.items[:3]], axis=1)
    assert np.allclose(heights, shares_by_gate)
    roles = dock.shared.palette.roles
    colours = [item.opts["brush"] for item in dock.parts.bars.items[:3]]
    assert colours == [roles[name] for name in ("input", "forget", "output")]
    filled(dock, runs["lstm"], "parts", "step")
    assert offered.key == "weight_hh"


def test_a_dead_path_hides_behind_a_healthy_gradient(dock: Flow, runs: dict[str, Run]) -> None:
    filled(dock, runs["last"], "parts")
    assert lag_containing(dock.parts.parts[:, 0], 0.9) in (0, 1)
    assert "although the pass has 120 steps" in dock.parts.said.text()
    assert dock.parts.reached[100] < dock.parts.reached[0] - 20  # the path is dead


def test_bars_by_step_and_gate_sum_to_the_gradient(dock: Flow, runs: dict[str, Run]) -> None:
    trace = filled(dock, runs["lstm"], "parts", "step")
    page = dock.parts
    shares_by_gate = trace["parameter_gradient_share/layer0.weight_hh"]
    heights = np.stack([item.opts["height"] for item in page.bars.items], axis=1)
    assert np.allclose(heights, shares_by_gate)
    assert heights.sum() == pytest.approx(float(trace["parameter_gradient_norm/layer0.weight_hh"]), rel=1e-5)
    colours = [item.opts["brush"] for item in page.bars.items]
    roles = dock.shared.palette.roles
    assert colours == [roles[name] for name in ("input", "forget", "candidate", "output")]
    ends = np.stack([item.opts["y0"] + item.opts["height"] for item in page.bars.items], axis=1)
    assert np.allclose(ends.max(axis=1).clip(0), np.maximum(shares_by_gate, 0).sum(axis=1))
    assert np.allclose(ends.min(axis=1).clip(None, 0), np.minimum(shares_by_gate, 0).sum(axis=1))
    assert "The bars sum to ‖∂L/∂W_hh‖ = " in page.said.text()
    filled(dock, runs["last"], "parts", "step")
    assert [item.isVisible() for item in page.bars.items] == [True, False, False, False]
    went: list[int] = []
    dock.shared.axis.scrubbed.connect(went.append)
    page.parts_plot.picked.emit(11.2)
    assert went == [11]


def test_peepholes_that_were_chosen_are_chosen_again_once_a_trace_offers_them(
    dock: Flow, stand: Stand, runs: dict[str, Run]
) -> None:
    filled(dock, runs["both"], "parts", "step")
    dock.parts.parameter.take("weight_peephole")
    kept, later = stand(Flow), stand(Flow)
    kept.restore(dock.state())
    later.restore(kept.state())  # made anew twice, without a trace between
    filled(later, runs["lstm"], "parts", "step")
    assert later.parts.parameter.key == "weight_hh"
    filled(later, runs["both"], "parts", "step")
    assert later.parts.parameter.key == "weight_peephole"
