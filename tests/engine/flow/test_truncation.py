"""Kept and lost gradients against autograd through a graph that is really cut."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.engine.stack import Stack
from rnnviz.errors import BadInput
from tests.engine.flow.test_matrix import MODELS, drawn_states, silent, small, traced
from tests.engine.unrolled import unrolled


@pytest.mark.parametrize("steps", [1, 2, 5, 11])
@pytest.mark.parametrize(("cell", "activation", "layers"), MODELS)
def test_kept_and_lost_equal_autograd_with_and_without_the_cuts(
    cell: str, activation: str, layers: int, steps: int
) -> None:
    run = small(cell, activation, layers)
    states = drawn_states(run)
    trace = traced(run, f"gradient_kept@{steps}/*", f"gradient_lost@{steps}/*", states=states)
    whole, cut = unrolled(run, states), unrolled(run, states, truncate=steps)
    for name in whole.states:
        full, kept = whole.of_state(name, range(12)), cut.of_state(name, range(12))
        norms = np.linalg.norm(kept, axis=1)
        np.testing.assert_allclose(trace[f"gradient_kept@{steps}/{name}"], norms, rtol=1e-9, atol=1e-15)
        lost = np.linalg.norm(full - kept, axis=1)
        np.testing.assert_allclose(trace[f"gradient_lost@{steps}/{name}"], lost, rtol=1e-9, atol=1e-15)
        piece = (11 // steps) * steps
        assert (trace[f"gradient_lost@{steps}/{name}"][piece:] == 0).all()
        assert (trace[f"gradient_lost@{steps}/{name}"][:piece] > 0).any()


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_cuts_are_those_of_the_models_own_truncated_pass(cell: str) -> None:
    run = small(cell, "", 2)
    model = run.learner.model
    assert isinstance(model, Stack)
    run.learner.truncate = 5
    run.learner.run(run.pinned).loss.backward()  # type: ignore[no-untyped-call]
    cut = unrolled(run, truncate=5)
    for name, parameter in model.named_parameters():
        if name.startswith("layer"):
            assert parameter.grad is not None
            truth = cut.of_parameter(name.removesuffix("_l0"))
            np.testing.assert_allclose(parameter.grad.numpy(), truth, rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("steps", [12, 1000])
def test_a_window_of_the_whole_pass_loses_exactly_nothing(steps: int, dtype: str) -> None:
    run = small("lstm", "", 2, f"dtype={dtype}")
    trace = run.probe(watch=(f"gradient_kept@{steps}/*", f"gradient_lost@{steps}/*"))
    for name in ("layer0.hidden", "layer0.cell", "layer1.hidden", "layer1.cell"):
        assert (trace[f"gradient_lost@{steps}/{name}"] == 0).all()
        np.testing.assert_allclose(
            trace[f"gradient_kept@{steps}/{name}"], trace[f"gradient_norm/{name}"],
            rtol=1e-5 if dtype == "float32" else 1e-10,
        )


def test_a_loss_on_the_last_step_keeps_its_own_piece_alone() -> None:
    run = small("gru", "", 1, "training.loss_on=last", "dtype=float32")
    trace = run.probe(watch=("gradient_kept@4/*", "gradient_lost@4/*"))
    norm = trace["gradient_norm/layer0.hidden"]
    kept, lost = (trace[f"gradient_{kind}@4/layer0.hidden"] for kind in ("kept", "lost"))
    np.testing.assert_allclose(kept[8:], norm[8:], rtol=1e-5)
    np.testing.assert_allclose(lost[:8], norm[:8], rtol=1e-5)
    assert (kept[:8] == 0).all()
    assert (lost[8:] == 0).all()


@pytest.mark.parametrize("gain", [0.1, 10.0])
def test_norms_far_outside_float32_are_kept(gain: float) -> None:
    run = small(
        "rnn", "identity", 1, "cell.recurrent_init=orthogonal", f"cell.recurrent_gain={gain}", "task.length=200",
        "training.loss_on=last", "dtype=float32",
    )
    silent(run)
    trace = run.probe(watch=("gradient_kept@30/*", "gradient_lost@30/*"))
    lost = trace["gradient_lost@30/layer0.hidden"]
    kept = trace["gradient_kept@30/layer0.hidden"]
    logs = np.log10(np.where(lost > 0, lost, kept))
    np.testing.assert_allclose(logs[::-1] - logs[-1], np.arange(200) * math.log10(gain), rtol=1e-5, atol=1e-3)


def test_nothing_unasked_is_made() -> None:
    run = small("lstm", "", 2)
    plain = set(run.probe().arrays)
    more = set(run.probe(watch=("gradient_lost@3/layer1.hidden",)).arrays) - plain
    assert more == {"gradient_lost@3/layer1.hidden"}


def test_windows_are_whole_numbers_of_steps_and_states_are_the_models() -> None:
    run = small("gru")
    for name in ("gradient_kept@0/layer0.hidden", "gradient_kept@4/layer0.cell", "gradient_kept@x/layer0.hidden"):
        with pytest.raises(BadInput, match=name):
            run.probe(watch=(name,))
