"""The trace against a graph unrolled with torch's own cells, closed forms, and path against path."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.machine import devices
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.training.run import Run
from rnnviz.engine.ways import swap
from rnnviz.errors import BadInput
from tests.engine.reference import gradients_of_states


def small(*sets: str) -> Run:
    chosen = {"threads": "1", "cell.hidden_size": "7", "task.length": "12", "task.inputs": "3"}
    chosen |= dict(text.split("=") for text in sets)
    return Run(load("vanishing-rnn", [f"{key}={value}" for key, value in chosen.items()]))


MODELS = [
    ("cell.kind=rnn",),
    ("cell.kind=rnn", "cell.activation=relu"),
    ("cell.kind=gru", "model.layers=2"),
    ("cell.kind=lstm",),
    ("cell.kind=lstm", "model.layers=3"),
]


@pytest.mark.parametrize("loss_on", ["all", "last"])
@pytest.mark.parametrize("sets", MODELS, ids=" ".join)
def test_gradients_equal_torchs_unrolled_graph(sets: tuple[str, ...], loss_on: str) -> None:
    run = small(*sets, f"training.loss_on={loss_on}", "dtype=float64")
    trace = run.probe()
    here = torch.from_numpy(run.pinned.loss_steps[:, 0]).double()
    truth = gradients_of_states(run, here / here.sum())
    assert truth
    for name, gradient in truth.items():
        np.testing.assert_allclose(trace[f"gradient/{name}"], gradient, rtol=1e-9, atol=1e-15)
        norms = np.linalg.norm(gradient, axis=1)
        np.testing.assert_allclose(trace[f"gradient_norm/{name}"], norms, rtol=1e-9, atol=1e-15)
        with np.errstate(divide="ignore"):
            np.testing.assert_allclose(trace[f"gradient_norm_log10/{name}"], np.log10(norms), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("sets", MODELS, ids=" ".join)
def test_reach_is_the_gradient_of_one_steps_own_loss(sets: tuple[str, ...]) -> None:
    run = small(*sets, "training.loss_on=all", "dtype=float64")
    trace = run.probe(reach_from=5)
    one = torch.zeros(12, dtype=torch.float64)
    one[5] = 1
    for name, gradient in gradients_of_states(run, one).items():
        np.testing.assert_allclose(
            trace[f"gradient_reach/{name}"], np.linalg.norm(gradient, axis=1), rtol=1e-9, atol=1e-15
        )
        assert (trace[f"gradient_reach_log10/{name}"][6:] == -np.inf).all()
    assert trace["reach_from"] == 5


def test_flow_rows_are_each_steps_share_and_nothing_flows_backwards_in_time() -> None:
    run = small("cell.kind=lstm", "training.loss_on=all", "dtype=float64")
    trace = run.probe(watch=("gradient_flow/layer0.*",))
    for t in (0, 7):
        one = torch.zeros(12, dtype=torch.float64)
        one[t] = 1 / 12
        for name, gradient in gradients_of_states(run, one).items():
            flow = trace[f"gradient_flow/{name}"]
            np.testing.assert_allclose(flow[t], np.linalg.norm(gradient, axis=1), rtol=1e-9, atol=1e-15)
            assert (np.triu(flow, 1) == 0).all()


@pytest.mark.parametrize("gain", [0.9, 1.1])
def test_linear_network_with_an_orthogonal_matrix_scales_by_its_gain(gain: float) -> None:
    run = small(
        "cell.activation=identity", "cell.recurrent_init=orthogonal", f"cell.recurrent_gain={gain}", "task.length=60",
        "dtype=float64",
    )
    logs = run.probe()["gradient_reach_log10/layer0.hidden"]
    np.testing.assert_allclose(logs[::-1] - logs[-1], np.arange(60) * math.log10(gain), atol=1e-10)


@pytest.mark.parametrize(("gain", "dtype"), [(0.01, "float32"), (20.0, "float32"), (20.0, "float64")])
def test_norms_far_outside_float32_keep_their_exponent(gain: float, dtype: str) -> None:
    run = small(
        "cell.activation=identity", "cell.recurrent_init=orthogonal", f"cell.recurrent_gain={gain}", "task.length=400",
        f"dtype={dtype}",
    )
    # what enters must stay small, or the states themselves overflow
    model = run.learner.model
    with torch.no_grad():
        for name, value in model.named_parameters():
            if "ih" in name or "bias" in name:
                value.zero_()
    logs = run.probe()["gradient_reach_log10/layer0.hidden"]
    np.testing.assert_allclose(logs[::-1] - logs[-1], np.arange(400) * math.log10(gain), rtol=0, atol=2e-3)
    assert abs(logs[0]) > 500


def test_the_exact_path_takes_over_and_says_so() -> None:
    assert small().probe().path == "loops"
    assert small("cell.kind=lstm").probe().path == ("workspace" if swap.works() else "echo")
    assert small("cell.recurrent_gain=0.01", "task.length=60").probe().path == "exact"
    assert small("cell.activation=identity").probe().path == "loops"


def test_losses_sum_and_steps_without_a_loss_are_zero() -> None:
    run = small("training.loss_on=last", "cell.kind=gru")
    trace = run.probe()
    assert trace["loss_steps"].tolist() == [False] * 11 + [True]
    assert float(trace["loss"]) == pytest.approx(float(trace["loss_by_time"].sum()))
    assert (trace["loss_by_time"][:-1] == 0).all()
    assert (trace["targets"][:-1] == 0).all()
    assert trace.length == 12
    assert not trace["outputs"].flags.writeable


def test_watched_arrays_come_and_unknown_ones_are_named() -> None:
    run = small("cell.kind=lstm", "dtype=float64")
    trace = run.probe(watch=("*_preactivation", "gradient/layer0.forget_gate", "gradient/inputs"))
    sums = trace["layer0.forget_gate_preactivation"]
    np.testing.assert_allclose(1 / (1 + np.exp(-sums)), trace["layer0.forget_gate"], rtol=1e-12)
    assert trace["gradient/inputs"].shape == trace["inputs"].shape
    # ∂L/∂f_t = ∂L/∂c_t ⊙ c_{t-1}
    before = np.concatenate([np.zeros((1, 7)), trace["layer0.cell"][:-1]])
    np.testing.assert_allclose(
        trace["gradient/layer0.forget_gate"], trace["gradient/layer0.cell"] * before, rtol=1e-9, atol=1e-15
    )
    with pytest.raises(BadInput, match=r"no array layer0\.forgot: it has .*layer0\.forget_gate"):
        run.probe(watch=("layer0.forgot",))


def test_a_step_without_a_loss_cannot_be_followed() -> None:
    with pytest.raises(BadInput, match="step 3 carries no loss: choose one of 11"):
        small("training.loss_on=last").probe(reach_from=3)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_inputs_targets_and_outputs_are_in_the_models_precision(dtype: str) -> None:
    trace = small(f"dtype={dtype}").probe()
    for name in ("inputs", "targets", "outputs", "loss", "loss_by_time"):
        assert trace[name].dtype == dtype, name


@pytest.mark.parametrize("sets", [
    ("cell.kind=lstm", "model.layers=2", "probe=current"), ("cell.kind=gru",), ("cell.activation=identity",)
])  # fmt: skip
def test_where_the_device_has_no_float64_a_copy_on_the_cpu_is_looked_at(
    sets: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = ("gradient_flow/*", "batch_gradient_norm/*", "jacobian_norm/*")
    plain = small(*sets)
    monkeypatch.setattr(devices, "WITHOUT_FLOAT64", ("cpu",))
    run = small(*sets)
    assert run.probe_maker.learner.model is not run.learner.model
    for _ in range(2):
        here, there = plain.probe(watch), run.probe(watch)
        assert set(here) == set(there)
        for name in here:
            np.testing.assert_array_equal(here[name], there[name], err_msg=name)
        assert plain.update()["loss"] == run.update()["loss"]


def test_a_trace_takes_one_copy_of_the_model_in_float64_however_many_passes_need_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, plain = [], Learner.doubled

    def doubled(learner: Learner) -> Learner:
        made.append(learner)
        return plain(learner)

    monkeypatch.setattr(Learner, "doubled", doubled)
    sets = ["threads=1", "cell.hidden_size=4", "training.batch_size=2", "task.length=200", "cell.kind=gru_before"]
    run = Run(load("vanishing-rnn", sets))
    trace = run.probe(("gradient/*", "jacobian_norm/*"))
    assert trace.path == "exact"
    assert len(made) == 1
    run.update()
    assert run.probe(("jacobian_norm/*",))["loss"] != trace["loss"]  # the copy follows the weights
    assert len(made) == 2
