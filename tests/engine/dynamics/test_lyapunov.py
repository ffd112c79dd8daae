"""Lyapunov exponents against closed forms, determinants, and a spectrum computed the plain way."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from rnnviz.engine.dynamics import lyapunov
from rnnviz.engine.dynamics.jacobians import jacobians
from rnnviz.engine.training.run import Run
from tests.engine.linear_passes import CELLS, linear_pass, run_of


@pytest.mark.parametrize("gain", [0.3, 0.9, 1.0, 1.1])
def test_every_exponent_of_a_linear_orthogonal_network_is_the_log_of_its_gain(gain: float) -> None:
    run = run_of(
        "cell.activation=identity", "cell.recurrent_init=orthogonal", f"cell.recurrent_gain={gain}",
        "cell.hidden_size=12", "task.length=50", "dtype=float64",
    )
    trace = run.probe(("lyapunov/*", "lyapunov_free/*"))
    for name in ("lyapunov", "lyapunov_free"):
        np.testing.assert_allclose(trace[f"{name}/layer0"], math.log(gain), rtol=0, atol=1e-10)
    np.testing.assert_allclose(trace["lyapunov_by_step/layer0"], math.log(gain), rtol=0, atol=1e-10)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell != "relu"])
def test_the_sum_of_all_exponents_is_the_mean_log_determinant(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(*CELLS[cell], "cell.hidden_size=7", "task.length=40", "dtype=float64")
    by_step = run.probe(("lyapunov/*",))["lyapunov_by_step/layer0"]
    passed, _ = linear_pass(run, monkeypatch)
    matrices = jacobians(passed.layers["layer0"]).matrices().numpy()
    logs = np.linalg.slogdet(matrices)[1]
    np.testing.assert_allclose(by_step.sum(1), logs.cumsum() / np.arange(1, 41), rtol=1e-9)


def test_a_diagonal_network_has_its_entries_logs_largest_first() -> None:
    run = run_of("cell.activation=identity", "cell.hidden_size=6", "task.length=400", "dtype=float64")
    entries = torch.tensor([0.3, 1.0, 0.6, 0.02, 0.9, 0.1])
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.weight_hh_l0").copy_(entries.diag())
    trace = run.probe(("lyapunov/*", "lyapunov_free/*"))
    expected = np.log(np.sort(entries.double().numpy())[::-1])
    np.testing.assert_allclose(trace["lyapunov/layer0"], expected, atol=0.02)  # T is short: Q_0 is still felt
    np.testing.assert_allclose(trace["lyapunov_free/layer0"], expected, rtol=1e-4, atol=1e-6)  # past the warm-up


@pytest.mark.parametrize("activation", ["identity", "tanh"])
def test_a_network_that_settles_at_zero_has_the_logs_of_its_eigenvalues_sizes(activation: str) -> None:
    """J = W there, whatever the eigenvectors: far from normal, one eigenvalue negative, so that the mean is exact."""
    values = np.array([0.95, 0.8, -0.6, 0.4, 0.2])
    vectors = np.eye(5) + np.triu(np.full((5, 5), 0.9), 1)
    w = vectors @ np.diag(values) @ np.linalg.inv(vectors)
    run = run_of(f"cell.activation={activation}", "cell.hidden_size=5", "task.length=60", "dtype=float64")
    with torch.no_grad():
        for name, parameter in run.learner.model.named_parameters():
            if name.startswith("layer0"):
                parameter.copy_(torch.from_numpy(w)) if "weight_hh" in name else parameter.zero_()
    trace = run.probe(("lyapunov/*", "lyapunov_free/*"))
    np.testing.assert_allclose(trace["lyapunov_free/layer0"], np.log(np.abs(values)), rtol=0, atol=1e-6)
    along = trace["lyapunov/layer0"]  # from the first step on: something of Q_0 is left, and nothing in the sum
    assert along.sum() == pytest.approx(np.log(np.abs(values)).sum(), abs=1e-9)


def test_a_pair_of_complex_eigenvalues_shares_its_size_between_two_exponents() -> None:
    turn, size = 0.7, 0.9
    w = np.zeros((3, 3))
    w[:2, :2] = size * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    w[2, 2] = 0.5
    vectors = np.array([[1.0, 0.4, 0.2], [0.0, 1.0, 0.6], [0.3, 0.0, 1.0]])
    w = vectors @ w @ np.linalg.inv(vectors)
    run = run_of("cell.activation=identity", "cell.hidden_size=3", "task.length=60", "dtype=float64")
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.weight_hh_l0").copy_(torch.from_numpy(w))
    found = run.probe(("lyapunov_free/*",))["lyapunov_free/layer0"]
    np.testing.assert_allclose(found[:2], np.log(size), rtol=0, atol=1e-3)
    assert found[:2].sum() == pytest.approx(2 * np.log(size), abs=1e-6)
    assert found[2] == pytest.approx(np.log(0.5), abs=1e-6)


def free(gain: float, seed: int) -> Run:
    return run_of(
        "cell.hidden_size=100", "cell.recurrent_init=gaussian", f"cell.recurrent_gain={gain}", f"seed={seed}",
    )


@pytest.mark.parametrize(
    ("gain", "expected"), [(0.5, -0.61), (0.9, -0.096), (1.0, 0.0), (1.5, 0.044), (2.0, 0.122), (3.0, 0.29)]
)
def test_random_networks_turn_chaotic_where_the_gain_passes_one(gain: float, expected: float) -> None:
    """H. Sompolinsky, A. Crisanti, H. Sommers 1988: the change of sign at g = 1 as H grows; figures of one draw."""
    leading = [free(gain, seed).probe(("lyapunov_free/*",))["lyapunov_free/layer0"].max() for seed in (0, 1)]
    assert np.mean(leading) == pytest.approx(expected, abs=0.09)
    if gain <= 0.9:
        assert max(leading) < -0.02
    if gain >= 2:
        assert min(leading) > 0.03


def test_a_free_run_equals_the_plain_way_through_torchs_cell() -> None:
    run = run_of("cell.kind=gru", "cell.hidden_size=5", "task.inputs=3", "task.length=9", "cell.recurrent_gain=4.0")
    trace = run.probe(("lyapunov_free/*",))
    weights = {
        name.removeprefix("layer0.").removesuffix("_l0"): value.double()
        for name, value in run.learner.model.state_dict().items() if name.startswith("layer0.")
    }
    cell = torch.nn.GRUCell(3, 5, dtype=torch.float64)
    cell.load_state_dict(weights)
    h = torch.tensor(trace["layer0.hidden"][-1].tolist(), dtype=torch.float64)
    zero = torch.zeros(3, dtype=torch.float64)
    q, sums, steps = np.eye(5), np.zeros(5), int(trace["lyapunov_free_steps/layer0"])
    assert steps == lyapunov.STEPS
    for t in range(lyapunov.WARM_UP + steps):
        matrix = torch.func.jacrev(lambda s: cell(zero, s))(h).detach()
        h = cell(zero, h).detach()
        q, r = np.linalg.qr(matrix.numpy() @ q)
        if t >= lyapunov.WARM_UP:
            sums += np.log(np.abs(np.diag(r)))
    np.testing.assert_allclose(trace["lyapunov_free/layer0"], sums / steps, rtol=0, atol=2e-3)


def test_the_free_run_goes_on_from_the_last_state_and_each_layer_reads_the_one_below(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_of("cell.kind=lstm", "cell.hidden_size=5", "task.inputs=3", "task.length=9", "model.layers=2")
    passed, trace = linear_pass(run, monkeypatch)
    made = torch.nn.LSTM(3, 5, 2, dtype=torch.float64)
    state_dict = {
        name.replace("_l0", f"_l{layer}").removeprefix(f"layer{layer}."): value.double()
        for layer in (0, 1)
        for name, value in run.learner.model.state_dict().items() if name.startswith(f"layer{layer}.")
    }
    made.load_state_dict(state_dict)
    ends = [
        torch.tensor(np.stack([trace[f"layer{layer}.{name}"][-1] for layer in (0, 1)])).double()
        for name in ("hidden", "cell")
    ]
    with torch.no_grad():
        truth, _ = made(torch.zeros(6, 3, dtype=torch.float64), (ends[0], ends[1]))
        _, lower = lyapunov.free_run(None, passed.layers["layer0"], "layer0", 6)
        steps, upper = lyapunov.free_run(lower, passed.layers["layer1"], "layer1", 6)
    torch.testing.assert_close(upper, truth, rtol=1e-12, atol=1e-15)
    assert steps.gain.dtype == torch.float64
    assert steps.steps == 6


def test_a_higher_layer_runs_free_on_what_the_lower_one_says() -> None:
    run = run_of("cell.kind=lstm", "cell.hidden_size=8", "task.length=9", "model.layers=2", "dtype=float64")
    both = run.probe(("lyapunov_free/*",))
    alone = run.probe(("lyapunov_free/layer1",))
    assert "lyapunov_free/layer0" not in alone
    np.testing.assert_array_equal(alone["lyapunov_free/layer1"], both["lyapunov_free/layer1"])
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.bias_ih_l0").add_(1.0)
    changed = run.probe(("lyapunov_free/layer1",))
    assert np.abs(changed["lyapunov_free/layer1"] - both["lyapunov_free/layer1"]).max() > 1e-3


def test_a_run_does_not_change_what_is_learnt() -> None:
    run = run_of("cell.kind=lstm", "cell.hidden_size=8", "task.length=9")
    before = {name: value.clone() for name, value in run.learner.model.state_dict().items()}
    run.probe(("lyapunov/*", "lyapunov_free/*"))
    after = run.learner.model.state_dict()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert all(value.dtype == torch.float32 for value in after.values())


def test_dear_free_runs_are_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    passed, _ = linear_pass(run_of("cell.kind=lstm", "cell.hidden_size=8", "task.length=3"), monkeypatch)
    layer = passed.layers["layer0"]
    assert lyapunov.free_steps(layer) == lyapunov.STEPS
    monkeypatch.setattr(lyapunov, "WORK", 16 * 32 * 8 * 300)
    assert lyapunov.free_steps(layer) == 300 - lyapunov.WARM_UP
    monkeypatch.setattr(lyapunov, "WORK", 0)
    assert lyapunov.free_steps(layer) == lyapunov.FEWEST


@pytest.mark.parametrize("fields", ["model.residual=true", "model.bidirectional=true"])
def test_free_runs_of_other_stacks_are_the_plain_way_through_torchs_cells(fields: str) -> None:
    """A residual layer reads h + x of the one below; of what reads both ways the lowest runs on, each its own way."""
    sets = ("cell.kind=gru", "cell.hidden_size=4", "task.inputs=3", "task.length=9", "model.layers=3", "dtype=float64")
    run = run_of(*sets, fields)
    both_ways = "bidirectional" in fields
    trace = run.probe(("lyapunov_free/*",))
    scopes = ["layer0", "layer0_reverse"] if both_ways else ["layer0", "layer1", "layer2"]
    assert {name for name in trace if name.startswith("lyapunov_free/")} == {f"lyapunov_free/{s}" for s in scopes}
    state = run.learner.model.state_dict()
    cells, now = [], []
    for scope in scopes:
        layer, suffix = scope.removesuffix("_reverse"), "_l0_reverse" if scope.endswith("_reverse") else "_l0"
        cell = torch.nn.GRUCell(4 if layer != "layer0" else 3, 4, dtype=torch.float64)
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        cell.load_state_dict({name: state[f"{layer}.{name}{suffix}"] for name in names})
        cells.append(cell)
        now.append(torch.tensor(trace[f"{scope}.hidden"][0 if suffix.endswith("reverse") else -1].tolist()).double())
    q, sums, steps = [np.eye(4) for _ in scopes], np.zeros((len(scopes), 4)), int(trace["lyapunov_free_steps/layer0"])
    for t in range(lyapunov.WARM_UP + steps):
        x = torch.zeros(3, dtype=torch.float64)
        for place, cell in enumerate(cells):
            x = torch.zeros(3, dtype=torch.float64) if both_ways else x
            read = x
            after = torch.func.jacrev(lambda s, cell=cell, read=read: cell(read, s))(now[place]).detach()
            now[place] = cell(read, now[place]).detach()
            x = now[place] + read if place and not both_ways else now[place]
            q[place], r = np.linalg.qr(after.numpy() @ q[place])
            if t >= lyapunov.WARM_UP:
                sums[place] += np.log(np.abs(np.diag(r)))
    for place, scope in enumerate(scopes):
        np.testing.assert_allclose(trace[f"lyapunov_free/{scope}"], sums[place] / steps, rtol=0, atol=4e-3)


def test_at_most_so_many_exponents() -> None:
    trace = run_of("cell.kind=lstm", "cell.hidden_size=40", "task.length=12").probe(("lyapunov/*",))
    assert trace["lyapunov/layer0"].shape == (lyapunov.LARGEST,)
    assert trace["lyapunov_by_step/layer0"].shape == (12, lyapunov.LARGEST)
