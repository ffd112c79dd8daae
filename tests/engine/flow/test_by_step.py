"""What each step adds to a parameter's gradient, against autograd through torch's own cells."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.catalogue import from_values
from rnnviz.engine.recorded.names import PARAMETERS
from rnnviz.engine.training.run import Run
from tests.engine.flow.test_matrix import MODELS, drawn_states, small, traced
from tests.engine.unrolled import unrolled

GATES = {"rnn": 1, "gru": 3, "lstm": 4, "gru_before": 3, "lstm_1997": 3, "lstm_peephole": 4}
SEEING = 3
"""The gates that look at the cell state."""
FAMILIES = ("parameter_gradient_by_step/*", "parameter_gradient_share/*")


def parameters_of(cell: str, layers: int) -> list[tuple[str, int]]:
    """Return what is learnt, and of how many gates' rows it is made."""
    own = [(name, GATES[cell]) for name in PARAMETERS]
    own += [("weight_peephole", SEEING)] if cell == "lstm_peephole" else []
    return [(f"layer{layer}.{name}", gates) for layer in range(layers) for name, gates in own]


@pytest.mark.parametrize("loss_on", ["all", "last"])
@pytest.mark.parametrize(("cell", "activation", "layers"), MODELS)
def test_shares_add_up_to_the_norm_of_autograds_gradient(
    cell: str, activation: str, layers: int, loss_on: str
) -> None:
    run = small(cell, activation, layers, f"training.loss_on={loss_on}")
    states = drawn_states(run)
    trace = traced(run, *FAMILIES, states=states)
    truth = unrolled(run, states)
    for name, gates in parameters_of(cell, layers):
        whole = truth.of_parameter(name)
        size = float(np.linalg.norm(whole))
        assert trace[f"parameter_gradient_share/{name}"].shape == (12, gates)
        assert float(trace[f"parameter_gradient_norm/{name}"]) == pytest.approx(size, rel=1e-10)
        assert trace[f"parameter_gradient_share/{name}"].sum() == pytest.approx(size, rel=1e-10)
        by_gate = np.square(whole.reshape(gates, -1)).sum(1) / size
        np.testing.assert_allclose(
            trace[f"parameter_gradient_share/{name}"].sum(0), by_gate, rtol=1e-9, atol=1e-13 * size
        )


@pytest.mark.parametrize(("cell", "activation", "layers"), MODELS)
def test_a_steps_norm_and_share_are_those_of_a_parameter_used_at_that_step_alone(
    cell: str, activation: str, layers: int
) -> None:
    run = small(cell, activation, layers)
    states = drawn_states(run)
    trace = traced(run, *FAMILIES, states=states)
    truth = unrolled(run, states, own_parameters=True)
    for name, gates in parameters_of(cell, layers):
        added = truth.of_used(name).reshape(12, gates, -1)  # a copy of the parameter for every step
        norms = np.linalg.norm(added, axis=2)
        np.testing.assert_allclose(
            trace[f"parameter_gradient_by_step/{name}"], norms, rtol=1e-9, atol=1e-14 * norms.max()
        )
        whole = added.sum(0)
        along = (added * whole).sum(2) / np.linalg.norm(whole)
        np.testing.assert_allclose(
            trace[f"parameter_gradient_share/{name}"], along, rtol=1e-8, atol=1e-13 * norms.max()
        )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_norm_is_that_of_the_models_own_gradient(dtype: str) -> None:
    run = small("lstm", "", 2, f"dtype={dtype}")
    trace = run.probe(watch=FAMILIES)
    run.learner.run(run.pinned).loss.backward()  # type: ignore[no-untyped-call]
    for name, parameter in run.learner.model.named_parameters():
        if not name.startswith("layer"):
            continue
        assert parameter.grad is not None
        size = float(parameter.grad.double().norm())
        key = name.removesuffix("_l0")
        within = 2e-6 if dtype == "float32" else 1e-12
        assert float(trace[f"parameter_gradient_norm/{key}"]) == pytest.approx(size, rel=within)
        assert trace[f"parameter_gradient_share/{key}"].sum() == pytest.approx(size, rel=within)


@pytest.mark.parametrize("attention", ["none", "additive"])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_an_encoder_decoders_shares_add_up_too(cell: str, attention: str) -> None:
    run = Run(
        from_values(
            {
                "task": {"kind": "translate"}, "threads": 1, "dtype": "float64",
                "cell": {"kind": cell, "hidden_size": 6},
                "model": {"attention": attention, "input": "embedding", "embedding_size": 5, "layers": 2},
                "training": {"batch_size": 9},
            }
        )
    )
    trace = run.probe(watch=FAMILIES)
    run.learner.run(run.pinned).loss.backward()  # type: ignore[no-untyped-call]
    seen = 0
    for name, parameter in run.learner.model.named_parameters():
        if ".layer" not in name:
            continue
        assert parameter.grad is not None
        share = trace[f"parameter_gradient_share/{name.removesuffix('_l0')}"]
        assert share.sum() == pytest.approx(float(parameter.grad.norm()), rel=1e-9), name
        seen += 1
    assert seen == 16


def test_far_outside_float32_the_sums_still_hold() -> None:
    run = small("rnn", "tanh", 1, "cell.recurrent_gain=0.01", "cell.recurrent_init=orthogonal", "task.length=60",
                "training.loss_on=last", "dtype=float32")
    trace = run.probe(watch=FAMILIES)
    assert trace.path == "exact"
    norms = trace["parameter_gradient_by_step/layer0.weight_ih"][:, 0]
    assert (norms > 0).all()
    slope = np.polyfit(np.arange(59), np.log10(norms[:-1]), 1)[0]
    assert slope == pytest.approx(2, abs=0.2)
    total = float(trace["parameter_gradient_norm/layer0.weight_ih"])
    assert trace["parameter_gradient_share/layer0.weight_ih"].sum() == pytest.approx(total, rel=1e-6)


def test_nothing_unasked_is_made() -> None:
    run = small("gru")
    plain = set(run.probe().arrays)
    more = set(run.probe(watch=("parameter_gradient_share/layer0.bias_hh",)).arrays) - plain
    assert more == {"parameter_gradient_share/layer0.bias_hh", "parameter_gradient_norm/layer0.bias_hh"}
