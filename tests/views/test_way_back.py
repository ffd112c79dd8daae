"""What views say of a layer that reads from the end: its gradients go on to later steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import View
from rnnviz.views.equations.back_lines import back_lines
from rnnviz.views.equations.back_terms import path_at, terms_of
from rnnviz.views.flow.arrays import State, flow_matrix
from rnnviz.views.flow.words import reach
from rnnviz.views.gradient_norms import GradientNorms
from rnnviz.views.palette import PALETTES
from rnnviz.views.scopes import layer_name, layer_of
from rnnviz.views.shared import Selection
from rnnviz.views.spectrum.path_curves import paths
from rnnviz.views.weights.parts import kernel, parts

REACH = 3
ARRAYS = (
    "gradient_flow/*", "parameter_gradient_*/*", "jacobian_norm/*", "path_norm_log10/*", "recurrent_*/*",
    "weight_norm/*",
)


@pytest.fixture(scope="module")
def trace() -> Trace:
    """A linear network whose W_hh is half of an orthogonal matrix: every step back halves a gradient, exactly."""
    torch.set_num_threads(1)
    values: dict[str, Any] = {
        "task": {"kind": "recall", "length": 20}, "dtype": "float64", "model": {"bidirectional": True},
        "cell": {
            "kind": "rnn", "hidden_size": 4, "activation": "identity", "recurrent_init": "orthogonal",
            "recurrent_gain": 0.5,
        },
    }
    return Run(from_values(values)).probe(ARRAYS, reach_from=REACH)


def test_the_chosen_layer_is_the_way_on_until_another_is_chosen(trace: Trace) -> None:
    selection = Selection()
    selection.fit(trace.scopes, 4)
    assert selection.scope == "layer0"
    assert layer_of(trace, "") == ("layer0",)
    assert layer_of(trace, "layer0_reverse") == ("layer0_reverse",)
    assert layer_name(("layer0_reverse",)) == "layer0 ←"


def test_the_sentence_on_the_reach_is_of_later_steps(trace: Trace, stand: Callable[[type[View]], Any]) -> None:
    view = stand(GradientNorms)
    for scope in trace.scopes:
        view.shared.selection.choose(scope=scope)
        view.show(trace, Moment("backward", 0))
        assert "falls tenfold every 3.3 steps" in view.sentence.text()  # log 10 / log 2
    alone = Trace(arrays={**trace.arrays, "reach_from": np.array(19)}, cells=trace.cells)
    view.show(alone, Moment("backward", 0))
    assert "after this loss" in view.sentence.text()


def test_the_path_of_a_loss_leads_to_later_steps_by_the_gain_a_step(trace: Trace) -> None:
    found = path_at(trace, "layer0_reverse", REACH + 5)
    assert found is not None
    assert found.product == pytest.approx(5 * np.log10(0.5), abs=1e-4)
    assert found.last - found.first == pytest.approx(5 * np.log10(0.5), abs=1e-9)
    assert found.factors is not None
    np.testing.assert_allclose(found.factors, np.full(5, 0.5), rtol=2e-4)
    assert path_at(trace, "layer0_reverse", REACH - 1) is None
    curves = paths(trace, ("layer0_reverse",))
    assert curves is not None
    assert (curves.step(5), curves.lag(REACH + 5)) == (REACH + 5, 5)
    np.testing.assert_allclose(curves.curves["path"], np.arange(20 - REACH) * np.log10(0.5), atol=1e-4)
    np.testing.assert_allclose(curves.curves["reach"], np.arange(20 - REACH) * np.log10(0.5), atol=1e-9)


def test_the_lines_of_back_propagation_name_the_step_after(trace: Trace) -> None:
    def written(scope: str) -> str:
        lines = back_lines(trace, scope, REACH + 2, "W_hh", "h_{k-1}", PALETTES["dark"])
        return " ".join(line.latex + "".join(span.text for span in (*line.text, *line.numbers)) for line in lines)

    back, on = written("layer0_reverse"), written("layer0")
    assert "h_{j+1}" in back
    assert "h_{k+1}" in back
    assert "j-1" not in back
    assert "k-1" not in back.replace("^{k-1}", "")
    assert "h_{j-1}" in on
    assert "h_{k-1}" in on


def test_what_each_step_adds_is_in_order_of_time(trace: Trace) -> None:
    """δ_k h_{k+1}ᵀ: nothing stands after the last step."""
    terms = terms_of(trace, "layer0_reverse", "weight_hh")
    assert terms is not None
    assert terms.norms[-1] == 0
    assert (terms.norms[:-1] > 0).all()
    assert terms.residual < 1e-12
    delta = trace["gradient/layer0_reverse.hidden"]  # of a linear network
    norms = np.linalg.norm(delta[:-1], axis=1) * np.linalg.norm(trace["layer0_reverse.hidden"][1:], axis=1)
    np.testing.assert_allclose(terms.norms[:-1], norms, rtol=1e-12)


def test_the_flow_of_the_way_back_is_above_the_diagonal_and_said_to_go_on(trace: Trace) -> None:
    matrix = flow_matrix(trace, State("layer0_reverse", "hidden"))
    assert matrix is not None
    assert "has fallen tenfold by step 7, 4 on" in reach(matrix, REACH)
    on = flow_matrix(trace, State("layer0", "hidden"))
    assert on is not None
    assert "has fallen tenfold by step 15, 4 back" in reach(on, 19)


def test_the_weights_of_both_directions_have_names(trace: Trace) -> None:
    name = "layer0.weight_hh_l0_reverse"
    assert kernel(name, trace.cells) == "layer0 ← · recurrent"
    assert [part.words for part in parts(trace, by_gate=True) if part.parameter == name] == ["layer0 ← · recurrent"]
