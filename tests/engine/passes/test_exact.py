"""Gradients that carry an exponent equal the readable path's, in range and far outside it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes.exact import through_layer
from rnnviz.engine.passes.fused import exact, fused
from rnnviz.engine.passes.linearised import linearise
from rnnviz.engine.passes.recorded import Gradient
from rnnviz.engine.passes.sweep import sweep
from rnnviz.engine.training.run import Run

KINDS = [
    ("cell.kind=rnn",), ("cell.kind=rnn", "cell.activation=relu", "model.layers=2"), ("cell.kind=gru",),
    ("cell.kind=gru", "model.layers=3"), ("cell.kind=lstm",), ("cell.kind=lstm", "model.layers=2"),
]


@pytest.mark.parametrize("loss_on", ["all", "last"])
@pytest.mark.parametrize(("gain", "dtype"), [("0.02", "float64"), ("0.02", "float32"), ("1.5", "float64")])
@pytest.mark.parametrize("kind", KINDS, ids=" ".join)
def test_log_norms_agree_with_the_readable_path(kind: tuple[str, ...], gain: str, dtype: str, loss_on: str) -> None:
    sets = ["cell.hidden_size=5", "task.length=60", "task.inputs=3", "threads=1", f"dtype={dtype}"]
    sets += [f"cell.recurrent_gain={gain}", f"training.loss_on={loss_on}"]
    run = Run(load("vanishing-rnn", [*sets, *kind]))
    here = run.pinned.loss_steps[:, 0]
    weights = np.stack([here / here.sum(), np.eye(60)[-1]])
    names = run.probe_maker.names.states
    slow = sweep(run.learner, run.pinned, None, weights, names)
    fast = exact(run.learner, run.pinned, None, weights, fused(run.learner, run.pinned, None, weights))
    tolerance = 1e-9 if dtype == "float64" else 3e-3
    for name in names:
        expected = slow.gradients[name].log10_norm()
        np.testing.assert_allclose(fast.gradients[name].log10_norm(), expected, rtol=0, atol=tolerance, err_msg=name)
        if dtype == "float64":
            np.testing.assert_allclose(
                fast.gradients[name].values(0), slow.gradients[name].values(0), rtol=1e-8, atol=1e-300
            )
    assert fast.path == "exact"


def test_gradients_of_gates_keep_the_exponent() -> None:
    run = Run(load("vanishing-rnn", [
        "cell.kind=lstm", "cell.hidden_size=5", "task.length=200", "cell.recurrent_gain=0.02", "threads=1"
    ]))  # fmt: skip
    trace = run.probe(watch=("gradient_norm/layer0.output_gate",))
    assert trace.path == "exact"
    gate = trace["gradient_norm_log10/layer0.output_gate"]
    hidden = trace["gradient_norm_log10/layer0.hidden"]
    assert gate[0] < -31
    # ∂L/∂o_t = ∂L/∂h_t ⊙ tanh c_t
    largest = np.log10(np.abs(np.tanh(trace["layer0.cell"])).max(1))
    assert (gate <= hidden + largest + 1e-6).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("factor", [1e-9, 1e7])
@pytest.mark.parametrize("kind", ["rnn", "gru"])
def test_log_norms_are_right_where_every_step_changes_them_a_millionfold(kind: str, factor: float, dtype: str) -> None:
    run = Run(load("vanishing-rnn", [
        f"cell.kind={kind}", "cell.hidden_size=4", "task.length=40", "threads=1", f"dtype={dtype}"
    ]))  # fmt: skip
    with torch.no_grad():
        for name, parameter in run.learner.model.named_parameters():
            if name.startswith("layer0."):
                parameter.zero_()  # all states are 0
        model = run.learner.model
        model.get_parameter("layer0.weight_hh_l0")[-4:] = factor * torch.eye(4)
        if kind == "gru":
            model.get_parameter("layer0.bias_ih_l0")[4:8] = -100  # z = 0
    logs = run.probe()["gradient_norm_log10/layer0.hidden"]
    step = factor if kind == "rnn" else factor / 2  # r = 1/2
    np.testing.assert_allclose(np.diff(logs), -np.log10(step), rtol=1e-5)


def test_small_losses_after_large_ones_keep_their_own_exponent() -> None:
    """Of a piece of steps that shared one exponent, the last three would be zero."""
    run = Run(load("vanishing-rnn", ["cell.kind=rnn", "cell.hidden_size=4", "task.length=12", "threads=1"]))
    model = run.learner.model
    assert isinstance(model, Stack)
    passed = fused(run.learner, run.pinned, None, np.eye(12)[-1:])
    step = linearise(model.layers[0], "layer0", passed.values, None)
    powers = np.zeros((12, 1))
    powers[9:] = -200
    found = through_layer(step, Gradient(mantissa=torch.ones(12, 1, 4), exponent=powers))["hidden"].log10_norm()[0]
    assert found[11] == pytest.approx(np.log10(2) - 200 * np.log10(2), abs=1e-5)
    assert np.isfinite(found).all()
    assert (np.abs(found[9:] - found[11]) < 2).all()
    assert (np.abs(found[:9]) < 2).all()


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_the_lowest_of_many_layers_keeps_what_float32_could_not_hold_beside_the_highest(cell: str) -> None:
    sets = ["model.layers=64", f"cell.kind={cell}", "cell.hidden_size=6", "task.length=20", "threads=1"]
    found = []
    for dtype in ("float32", "float64"):
        run = Run(load("adding-lstm", [*sets, f"dtype={dtype}"]))
        with torch.no_grad():
            for name, parameter in run.learner.model.named_parameters():
                if ".weight_ih" in name:
                    parameter.mul_(0.2)
        trace = run.probe()
        assert trace.path == "exact"
        found.append({name: trace[name] for name in trace if name.startswith("gradient_reach_log10/")})
    narrow, wide = found
    assert wide["gradient_reach_log10/layer0.hidden"].min() < -46
    for name, expected in wide.items():
        np.testing.assert_allclose(narrow[name], expected, rtol=0, atol=3e-3, err_msg=name)
