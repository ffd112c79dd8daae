"""Where every unit is full: what flows back through slopes that float32, and even float64, rounds to zero."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from rnnviz.catalogue import load
from rnnviz.engine.training.run import Run
from rnnviz.trace import Trace

STEPS = 24


def full_run(kind: str, dtype: str, a: float, loss_on: str = "last") -> Run:
    """Return a network of one unit whose sum is ``a`` at every step once its state is 1, and that reads nothing."""
    run = Run(load("vanishing-rnn", [
        f"cell.kind={kind}", f"dtype={dtype}", "cell.hidden_size=1", f"task.length={STEPS}", "threads=1",
        f"training.loss_on={loss_on}",
    ]))  # fmt: skip
    with torch.no_grad():
        for name, parameter in run.learner.model.named_parameters():
            if name.startswith("layer0."):
                parameter.zero_()
        p = {name.removeprefix("layer0."): value for name, value in run.learner.model.named_parameters()}
        p["weight_hh_l0"][-1], p["bias_ih_l0"][-1] = 3.0, a - 3.0
        if kind.startswith("gru"):  # h is its candidate
            p["bias_ih_l0"][:2] = torch.tensor([40.0, -150.0])
    return run


@pytest.mark.parametrize("a", [6.0, 13.0, 25.0])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("kind", ["rnn", "gru", "gru_before"])
def test_every_decade_is_that_of_the_closed_form(kind: str, dtype: str, a: float) -> None:
    run = full_run(kind, dtype, a)
    trace = run.probe(("gradient_norm/*preactivation", "gradient_flow/layer0.hidden", "path_norm_log10/*"))
    by_step = np.log10(3.0) - 2 * np.log10(np.cosh(a))  # w sech² a
    back = np.arange(STEPS)[::-1]
    own = "" if kind == "rnn" else "candidate_"
    for name, skipped in (
        ("gradient_reach_log10/layer0.hidden", 1), (f"gradient_norm_log10/layer0.{own}preactivation", 1),
        ("path_norm_log10/layer0", 1),
    ):
        found = trace[name]
        expected = found[-1] + back * by_step
        # the first states are on their way to 1
        np.testing.assert_allclose(found[skipped + 3 :], expected[skipped + 3 :], rtol=0, atol=2e-3, err_msg=name)
    row = trace["gradient_flow_log10/layer0.hidden"][-1]
    np.testing.assert_allclose(row[4:], trace["gradient_norm_log10/layer0.hidden"][4:], rtol=0, atol=2e-3)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("kind", ["rnn", "gru"])
def test_what_a_step_lets_through_is_known_where_losses_on_the_way_keep_states_in_range(kind: str, dtype: str) -> None:
    """Slopes of 10⁻⁵¹ are beyond float32, though nothing that a pass carries is."""
    a = 60.0
    run = full_run(kind, dtype, a, "all")
    trace = run.probe(("gradient_flow/layer0.hidden",), reach_from=0)
    assert trace.path == "loops"
    by_step = np.log10(3.0) - 2 * np.log10(np.cosh(a))
    row = trace["gradient_flow_log10/layer0.hidden"][-1]
    back = np.arange(STEPS)[::-1]
    # the first states are on their way to 1
    np.testing.assert_allclose(row[4:], row[-1] + back[4:] * by_step, rtol=0, atol=2e-3)


def logs(trace: Trace) -> dict[str, np.ndarray]:
    kinds = ("gradient_norm_log10/", "gradient_reach_log10/", "batch_gradient_norm_log10/")
    return {name: trace[name] for name in trace if name.startswith(kinds)}


FULL = [("lstm", 20.0, STEPS), ("lstm_1997", 3.0, STEPS), ("lstm_1997", 8.0, 70), ("lstm_peephole", 8.0, STEPS)]


@pytest.mark.parametrize(("kind", "factor", "length"), FULL)
@pytest.mark.parametrize("way", ["", "batch"])
def test_full_lstms_in_float32_are_those_in_float64(kind: str, factor: float, length: int, way: str) -> None:
    found = []
    for dtype in ("float32", "float64"):
        run = Run(load("adding-lstm", [
            f"cell.kind={kind}", f"dtype={dtype}", "cell.hidden_size=1", f"task.length={length}", "threads=1",
            "training.batch_size=3",
        ]))  # fmt: skip
        with torch.no_grad():
            for name, parameter in run.learner.model.named_parameters():
                if name.startswith("layer0."):
                    parameter.mul_(factor)
        trace = run.probe(("gradient_norm/*gate", "gradient_flow/*") if not way else ("batch_gradient_norm/*",))
        found.append(logs(trace))
    narrow, wide = found
    assert narrow
    for name, expected in wide.items():
        np.testing.assert_allclose(narrow[name], expected, rtol=0, atol=5e-3, err_msg=name)
    if not way:
        assert min(values[np.isfinite(values)].min() for values in wide.values()) < -8


def test_gates_of_a_pass_done_anew_share_no_exponent_that_is_not_theirs() -> None:
    """∂L/∂h is next to nothing while ∂L/∂c is not: the gradients of the gates are made of both."""
    found = []
    for dtype in ("float32", "float64"):
        run = Run(load("highway-lstm", [f"dtype={dtype}", "cell.hidden_size=4", f"task.length={STEPS}", "threads=1"]))
        with torch.no_grad():
            bias = run.learner.model.get_parameter("layer0.bias_ih_l0").view(4, 4)
            bias[0], bias[1], bias[2], bias[3] = 1.0, 20.0, 2.0, 22.0
        found.append(run.probe(("gradient/*", "gradient_norm/*")))
    narrow, wide = found
    assert narrow.path == "exact"
    for name in ("input_gate", "forget_gate", "candidate", "candidate_preactivation", "forget_gate_preactivation"):
        true, values = wide[f"gradient/layer0.{name}"], narrow[f"gradient/layer0.{name}"]
        np.testing.assert_allclose(values, true, rtol=2e-3, atol=1e-4 * np.abs(true).max(), err_msg=name)
        logs_of = f"gradient_norm_log10/layer0.{name}"
        np.testing.assert_allclose(narrow[logs_of], wide[logs_of], rtol=0, atol=5e-3, err_msg=name)


OPEN = {"lstm": (1, 4), "lstm_peephole": (1, 4), "gru": (0, 3), "gru_before": (0, 3)}
"""Which of how many gates is held open: what the sum under it hears is e⁻¹²⁰ of what the state does."""
SHUT = [
    ("hello-rnn", "lstm", []), ("hello-rnn", "gru", ["model.layers=2", "model.residual=true"]),
    ("hello-rnn", "lstm_peephole", []), ("neighbours-lstm", "lstm", []), ("neighbours-lstm", "gru_before", []),
    ("reverse-attention", "gru", []), ("reverse-attention", "lstm", ["model.attention=none"]),
]  # fmt: skip


@pytest.mark.parametrize(("bias", "scale"), [(120.0, 1.0), (65.0, 1e-14)])
@pytest.mark.parametrize(("preset", "kind", "sets"), SHUT, ids=lambda value: str(value))
def test_sums_far_below_float32_are_seen_where_states_are_not(
    preset: str, kind: str, sets: list[str], bias: float, scale: float
) -> None:
    """The gate's slope alone is beyond float32, or slope and gradient are within it and their product is not."""
    gate, gates = OPEN[kind]
    found = []
    for dtype in ("float32", "float64"):
        run = Run(load(preset, [
            f"cell.kind={kind}", f"dtype={dtype}", "cell.hidden_size=4", "training.batch_size=2", "threads=1", *sets
        ]))  # fmt: skip
        with torch.no_grad():
            for name, parameter in run.learner.model.named_parameters():
                if "bias_ih" in name:
                    parameter.view(gates, -1)[gate] = bias
            run.learner.model.get_parameter("readout.weight").mul_(scale)
        found.append(run.probe(("gradient_norm/*_gate_preactivation",)))
    narrow, wide = found
    held = "forget_gate" if kind.startswith("lstm") else "reset_gate"
    names = [name for name in wide if name.endswith(f".{held}_preactivation") and "_log10/" in name]
    assert names
    for name, expected in logs(wide).items():
        np.testing.assert_allclose(narrow[name], expected, rtol=0, atol=5e-3, err_msg=name)
        seen = expected[np.isfinite(expected)]
        if name in names:
            assert seen.size
            assert seen.max() < -38
        elif "_preactivation" not in name:
            assert seen.min() > -30


def test_a_pairs_products_of_jacobians_are_followed_beyond_float32() -> None:
    found = []
    for dtype in ("float32", "float64"):
        run = Run(load("reverse-attention", [
            "cell.kind=lstm", f"dtype={dtype}", "cell.hidden_size=2", "training.batch_size=2", "threads=1",
            "model.attention=none",
        ]))  # fmt: skip
        with torch.no_grad():
            for name, parameter in run.learner.model.named_parameters():
                if "bias_ih" in name:
                    parameter.view(4, -1)[:] = torch.tensor([60.0, -40.0, 60.0, 60.0])[:, None]
        found.append(run.probe(("path_norm_log10/*",)))
    for name in ("path_norm_log10/encoder.layer0", "path_norm_log10/decoder.layer0"):
        assert found[1][name].min() < -45
        np.testing.assert_allclose(found[0][name], found[1][name], rtol=0, atol=5e-3, err_msg=name)


def test_ordinary_networks_stay_on_their_fast_path() -> None:
    for preset in ("vanishing-rnn", "highway-lstm", "copying-gru", "python-lstm"):
        assert Run(load(preset, ["threads=1"])).probe().path not in ("exact", "readable"), preset


@pytest.mark.parametrize("kind", ["gru", "gru_before"])
def test_what_the_update_gate_of_a_settled_gru_does_is_no_rounding(kind: str) -> None:
    """It reads the same at every step, so that h comes to rest: h − n goes on falling, float32's rounding does not."""
    sets = [f"cell.kind={kind}", "cell.hidden_size=4", "task.length=40", "threads=1"]
    single, wide = Run(load("adding-lstm", sets)), Run(load("adding-lstm", [*sets, "dtype=float64"]))
    with torch.no_grad():
        for name, parameter in single.learner.model.named_parameters():
            if "weight_ih" in name:
                parameter.zero_()
    wide.learner.model.load_state_dict(single.learner.model.state_dict())
    watch = ("gradient_norm/layer0.update_gate*",)
    found, true = single.probe(watch), wide.probe(watch)
    assert true["gradient_norm_log10/layer0.update_gate"][-1] < -8
    for name in ("gradient_norm_log10/layer0.update_gate", "gradient_norm_log10/layer0.update_gate_preactivation"):
        np.testing.assert_allclose(found[name], true[name], rtol=0, atol=0.005, err_msg=name)
    assert found["layer0.hidden"].dtype == np.float32
    assert single.probe(()).path != "exact" or kind == "gru_before"


@pytest.mark.parametrize("kind", ["gru", "lstm"])
def test_gates_that_float32_rounds_to_zero_still_let_through_what_they_do(kind: str) -> None:
    sets = [f"cell.kind={kind}", "cell.hidden_size=3", "task.length=12", "threads=1"]
    single, wide = Run(load("adding-lstm", sets)), Run(load("adding-lstm", [*sets, "dtype=float64"]))
    with torch.no_grad():
        for name, parameter in single.learner.model.named_parameters():
            if "bias_hh" in name:  # r, z and the candidate of the GRU, the output gate of the LSTM
                (parameter if kind == "gru" else parameter[-3:]).fill_(-300.0)
    wide.learner.model.load_state_dict(single.learner.model.state_dict())
    found, true = logs(single.probe(("gradient_norm/*",))), logs(wide.probe(("gradient_norm/*",)))
    assert min(float(values.min(initial=0, where=np.isfinite(values))) for values in true.values()) < -100
    for name, values in true.items():
        if not name.startswith("batch_"):
            np.testing.assert_allclose(found[name], values, rtol=0, atol=0.005, err_msg=name)


def test_a_cell_beyond_forty_still_sends_back_what_float32_would_lose() -> None:
    sets = ["cell.hidden_size=1", "task.length=60", "threads=1", "training.loss_on=last"]
    single = Run(load("vanishing-rnn", ["cell.kind=lstm", *sets]))
    wide = Run(load("vanishing-rnn", ["cell.kind=lstm", *sets, "dtype=float64"]))
    with torch.no_grad():
        for name, parameter in single.learner.model.named_parameters():
            if name.startswith("layer0."):
                parameter.zero_()
        p = {name.removeprefix("layer0."): value for name, value in single.learner.model.named_parameters()}
        p["bias_ih_l0"].copy_(torch.tensor([3.0, 8.0, 3.0, -1.0]))  # c grows by 0.95 a step; no gate is quite full
    wide.learner.model.load_state_dict(single.learner.model.state_dict())
    found, true = single.probe(()), wide.probe(())
    assert true["layer0.cell"].max() > 50
    for name, values in logs(true).items():
        np.testing.assert_allclose(found[name], values, rtol=0, atol=0.02, err_msg=name)
