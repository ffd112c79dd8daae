"""The dynamics of a pass: closed forms, matrices multiplied out, and what must hold between them."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from rnnviz.engine.dynamics import arrays as dynamics
from rnnviz.engine.dynamics import paths
from rnnviz.engine.dynamics.arrays import eigen_steps
from rnnviz.engine.dynamics.jacobians import jacobians
from rnnviz.engine.training.run import Run
from rnnviz.measures import product_bound
from tests.engine.linear_passes import CELLS, linear_pass, run_of

EVERYTHING = (
    "jacobian_norm/*", "jacobian_radius/*", "jacobian_eigenvalues/*", "recurrent_eigenvalues/*", "recurrent_norm/*",
    "path_norm_log10/*", "lyapunov/*", "lyapunov_by_step/*", "lyapunov_free/*",
)
ORTHOGONAL = ("cell.activation=identity", "cell.recurrent_init=orthogonal")


def quiet(run: Run) -> None:
    """Let nothing enter, so that states far outside float32 stay zero."""
    with torch.no_grad():
        for name, value in run.learner.model.named_parameters():
            if "ih" in name or "bias" in name:
                value.zero_()


def longest_path(run: Run, monkeypatch: pytest.MonkeyPatch, end: int) -> np.ndarray:
    """‖∂h_end/∂h_k‖ by k, the Jacobians multiplied out in float64."""
    passed, _ = linear_pass(run, monkeypatch)
    layer = passed.layers["layer0"]
    size = layer.hidden.shape[1]
    matrices = jacobians(layer, torch.float64).matrices().numpy()
    product, norms = np.eye(matrices.shape[1]), []
    for k in range(end, -1, -1):
        norms.append(np.linalg.norm(product[:size, :size], 2))
        product = product @ matrices[k]
    return np.array(norms[::-1])


def test_only_what_is_wanted_is_made() -> None:
    run = run_of("cell.kind=lstm", "cell.hidden_size=6", "task.length=9", "model.layers=2")
    default = set(run.probe().arrays)
    assert set(run.probe(("recurrent_norm/layer1",)).arrays) - default == {"recurrent_norm/layer1"}
    assert set(run.probe(("jacobian_radius/layer0",)).arrays) - default == {
        "jacobian_radius/layer0", "jacobian_eigenvalues/layer0", "jacobian_eigenvalues_at/layer0",
    }
    assert set(run.probe(("lyapunov_free/layer1",)).arrays) - default == {
        "lyapunov_free/layer1", "lyapunov_free_steps/layer1",
    }
    trace = run.probe(EVERYTHING)
    shapes = {name: trace[name].shape for name in trace if name.endswith("/layer1") and "gradient" not in name}
    assert shapes == {
        "jacobian_norm/layer1": (9,), "jacobian_radius/layer1": (9,), "jacobian_eigenvalues/layer1": (9, 12, 2),
        "jacobian_eigenvalues_at/layer1": (9,), "recurrent_eigenvalues/layer1": (4, 6, 2),
        "recurrent_norm/layer1": (4,), "path_norm_log10/layer1": (9,), "lyapunov/layer1": (12,),
        "lyapunov_by_step/layer1": (9, 12), "lyapunov_free/layer1": (12,), "lyapunov_free_steps/layer1": (),
    }
    whole = {"jacobian_eigenvalues_at/layer1", "lyapunov_free_steps/layer1"}
    assert all(trace[name].dtype == (np.int64 if name in whole else np.float64) for name in shapes)


def test_an_encoder_ends_where_it_hands_over() -> None:
    run = run_of("cell.kind=gru", "cell.hidden_size=6", experiment="translate-attention")
    trace = run.probe(EVERYTHING)
    source = len(trace["encoder.inputs"])
    assert trace["path_norm_log10/encoder.layer0"].shape == (source,)
    assert trace["path_norm_log10/encoder.layer0"][-1] == 0
    reach = int(trace["reach_from"])
    assert trace["path_norm_log10/decoder.layer0"][reach] == 0
    assert np.isfinite(trace["jacobian_norm/decoder.layer0"]).all()
    assert trace["lyapunov_free/decoder.layer0"].shape == (6,)


@pytest.mark.parametrize("cell", CELLS)
def test_norm_radius_and_eigenvalues_are_those_of_the_matrices(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(*CELLS[cell], "cell.hidden_size=20", "task.length=30", "dtype=float64")
    trace = run.probe(EVERYTHING)
    passed, _ = linear_pass(run, monkeypatch)
    matrices = jacobians(passed.layers["layer0"]).matrices().numpy()
    np.testing.assert_allclose(
        trace["jacobian_norm/layer0"], np.linalg.norm(matrices, 2, axis=(1, 2)), rtol=1e-4
    )
    at = trace["jacobian_eigenvalues_at/layer0"]
    assert at.tolist() == list(range(30))
    values = np.linalg.eigvals(matrices)
    np.testing.assert_allclose(trace["jacobian_radius/layer0"], np.abs(values).max(1), rtol=1e-9)
    ours = trace["jacobian_eigenvalues/layer0"]
    sizes = np.hypot(ours[..., 0], ours[..., 1])
    assert (np.diff(sizes, axis=1) <= 1e-12).all()
    np.testing.assert_allclose(ours[..., 0].sum(1), np.trace(matrices, axis1=1, axis2=2), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours[..., 1].sum(1), 0, atol=1e-12)
    w = run.learner.model.state_dict()["layer0.weight_hh_l0"].numpy().reshape(-1, 20, 20)
    np.testing.assert_allclose(trace["recurrent_norm/layer0"], np.linalg.norm(w, 2, axis=(1, 2)), rtol=1e-9)
    blocks = trace["recurrent_eigenvalues/layer0"]
    for block, w_g in zip(blocks, w, strict=True):
        theirs = np.sort_complex(np.linalg.eigvals(w_g))
        np.testing.assert_allclose(np.sort_complex(block[:, 0] + 1j * block[:, 1]), theirs, rtol=1e-6, atol=1e-9)


def test_steps_with_eigenvalues_are_few_where_they_are_dear_and_hold_the_one_that_is_followed_back() -> None:
    assert eigen_steps(100, 64, 40).tolist() == list(range(100))
    few = eigen_steps(200, 256, 120)
    assert 2 <= len(few) < 10
    assert 120 in few
    assert few[0] == 0
    assert few[-1] == 199
    assert eigen_steps(200, 1024, 7).tolist() == [7]
    for end in range(50):
        places = eigen_steps(50, 150, end)
        assert end in places
        assert (np.diff(places) > 0).all()


def test_radius_is_nan_at_the_steps_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dynamics, "EIGEN_WORK", 4 * 7**3)
    trace = run_of("cell.hidden_size=7", "task.length=20", "training.loss_on=all").probe(EVERYTHING, 11)
    at = trace["jacobian_eigenvalues_at/layer0"]
    assert len(at) == 4
    assert 11 in at
    assert np.flatnonzero(np.isfinite(trace["jacobian_radius/layer0"])).tolist() == at.tolist()


@pytest.mark.parametrize(("gain", "at_50"), [(0.9, 5.153775207e-3), (1.1, 117.3908529)])
def test_linear_orthogonal_network_stretches_every_path_by_its_gain(gain: float, at_50: float) -> None:
    run = run_of(*ORTHOGONAL, f"cell.recurrent_gain={gain}", "task.length=60", "dtype=float64", "cell.hidden_size=40")
    trace = run.probe(("path_norm_log10/*", "jacobian_norm/*", "jacobian_radius/*"))
    logs = trace["path_norm_log10/layer0"]
    assert 10 ** logs[9] == pytest.approx(at_50, rel=1e-9)
    np.testing.assert_allclose(10 ** (logs[::-1] - np.arange(60) * math.log10(gain)), 1, rtol=1e-10)
    np.testing.assert_allclose(trace["jacobian_norm/layer0"], gain, rtol=1e-10)
    np.testing.assert_allclose(trace["jacobian_radius/layer0"], gain, rtol=1e-10)


@pytest.mark.parametrize(("gain", "dtype"), [(0.01, "float32"), (20.0, "float32"), (20.0, "float64")])
def test_paths_far_outside_float32_keep_their_exponent(gain: float, dtype: str) -> None:
    run = run_of(
        *ORTHOGONAL, f"cell.recurrent_gain={gain}", "task.length=400", f"dtype={dtype}", "cell.hidden_size=30"
    )
    quiet(run)
    logs = run.probe(("path_norm_log10/*",))["path_norm_log10/layer0"]
    np.testing.assert_allclose(logs[::-1], np.arange(400) * math.log10(gain), rtol=0, atol=1e-4)
    assert abs(logs[0]) > 500


@pytest.mark.parametrize("hidden", [7, 40])
@pytest.mark.parametrize("cell", CELLS)
def test_path_norms_equal_the_product_of_jacobians(
    cell: str, hidden: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "BLOCK", 5 * hidden * hidden)  # several blocks
    run = run_of(*CELLS[cell], f"cell.hidden_size={hidden}", "task.length=25", "training.loss_on=all")
    logs = run.probe(("path_norm_log10/*",), 17)["path_norm_log10/layer0"]
    np.testing.assert_allclose(10 ** logs[:18], longest_path(run, monkeypatch, 17), rtol=2e-4)
    assert logs[17] == 0
    assert (logs[18:] == -np.inf).all()


def test_no_path_through_a_dead_layer_and_none_known_through_one_that_is_not_finite() -> None:
    run = run_of("cell.activation=relu", "cell.hidden_size=40", "task.length=12")
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.bias_ih_l0").fill_(-1e3)
    trace = run.probe(EVERYTHING)
    logs = trace["path_norm_log10/layer0"]
    assert logs[-1] == 0
    assert (logs[:-1] == -np.inf).all()
    assert (trace["jacobian_norm/layer0"] == 0).all()
    assert (trace["lyapunov/layer0"] == -np.inf).all()
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.weight_hh_l0")[3, 4] = torch.nan
    trace = run.probe(EVERYTHING)
    for name in ("jacobian_norm", "jacobian_radius", "lyapunov", "lyapunov_free", "recurrent_norm"):
        assert np.isnan(trace[f"{name}/layer0"]).all(), name
    assert np.isnan(trace["path_norm_log10/layer0"][:-1]).all()
    assert np.isnan(trace["recurrent_eigenvalues/layer0"]).all()


@pytest.mark.parametrize("hidden", [20, 50])
@pytest.mark.parametrize("cell", CELLS)
def test_gradients_keep_below_paths_and_paths_below_products_of_norms(cell: str, hidden: int) -> None:
    run = run_of(*CELLS[cell], f"cell.hidden_size={hidden}", "task.length=60", "training.loss_on=all")
    run.update()
    trace = run.probe(("path_norm_log10/*", "jacobian_norm/*"), 50)
    reach, path = (trace[f"{name}/layer0{end}"] for name, end in (
        ("gradient_reach_log10", ".hidden"), ("path_norm_log10", "")
    ))
    bound = product_bound(trace["jacobian_norm/layer0"], 50)
    slack = math.log10(1 + 1e-4) * np.arange(51)[::-1] + 1e-5  # each norm is good to 1e-4
    assert (reach[:51] <= reach[50] + path[:51] + slack + 1e-4).all()
    assert (path[:51] <= bound[:51] + slack).all()
    assert bound[50] == path[50] == 0
    assert path[10] > -30


@pytest.mark.parametrize(("bias", "half_life"), [(0.0, 1.0), (1.0, 2.2), (2.0, 5.5), (3.0, 14.3), (5.0, 103.0)])
def test_a_pure_forget_path_keeps_its_share_every_step(bias: float, half_life: float) -> None:
    run = run_of("cell.kind=lstm", "cell.hidden_size=6", "task.length=30", "dtype=float64", f"cell.forget_bias={bias}")
    with torch.no_grad():
        for name, value in run.learner.model.named_parameters():
            if "weight_ih" in name or "weight_hh" in name:
                value.zero_()
    trace = run.probe(("jacobian_radius/*", "lyapunov/*"))
    kept = 1 / (1 + math.exp(-bias))
    np.testing.assert_allclose(trace["layer0.forget_gate"], kept, rtol=1e-12)
    np.testing.assert_allclose(trace["jacobian_radius/layer0"], kept, rtol=1e-12)
    reach = trace["gradient_reach_log10/layer0.cell"]
    np.testing.assert_allclose(np.diff(reach), -math.log10(kept), rtol=1e-9)
    assert math.log(0.5) / math.log(kept) == pytest.approx(half_life, rel=0.03)  # in steps
    # only the cell state lives on, in H of the 2H directions; what h shows of it may change along the way
    sums = trace["lyapunov_by_step/layer0"] * np.arange(1, 31)[:, None]
    np.testing.assert_allclose((sums[-1, :6] - sums[0, :6]) / 29, math.log(kept), rtol=0, atol=0.35 / 29)
    assert (trace["lyapunov/layer0"][6:] == -np.inf).all()


@pytest.mark.parametrize(("dtype", "value"), [("float32", 1e38), ("float64", 1e200), ("float64", 1e300)])
@pytest.mark.parametrize("hidden", [9, 40])
@pytest.mark.parametrize("cell", CELLS)
def test_weights_near_the_end_of_the_precision_give_arrays_and_no_error(
    cell: str, hidden: int, dtype: str, value: float
) -> None:
    run = run_of(
        *CELLS[cell], f"cell.hidden_size={hidden}", "task.length=12", f"dtype={dtype}", "training.loss_on=all"
    )
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.weight_hh_l0").fill_(value)
    trace = run.probe((*EVERYTHING, "gradient_flow/*", "parameter_gradient_share/*"))
    norms = trace["jacobian_norm/layer0"]
    assert not np.isinf(norms).any()
    if cell == "identity" and hidden == 9 and value < 1e300:
        np.testing.assert_allclose(norms, hidden * value, rtol=1e-5)  # all entries alike
    np.testing.assert_allclose(trace["recurrent_norm/layer0"], hidden * value, rtol=1e-5)


def test_a_gate_that_is_not_finite_leaves_the_others_their_eigenvalues() -> None:
    run = run_of("cell.kind=gru", "cell.hidden_size=5", "task.length=12")
    with torch.no_grad():
        run.learner.model.get_parameter("layer0.weight_hh_l0")[7, 1] = torch.inf
    trace = run.probe(EVERYTHING)
    assert np.isnan(trace["recurrent_eigenvalues/layer0"][1]).all()
    assert np.isfinite(trace["recurrent_eigenvalues/layer0"][[0, 2]]).all()
    np.testing.assert_array_equal(np.isnan(trace["recurrent_norm/layer0"]), [False, True, False])
