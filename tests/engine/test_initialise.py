"""How parameters start, and the gradient profile that each start is known for."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from rnnviz.catalogue import cell_of, load
from rnnviz.engine.initialise import recurrent_layer
from rnnviz.engine.training.run import Run


def layer(*sets: str, size: int = 64, inputs: int = 8) -> dict[str, np.ndarray]:
    experiment = load("vanishing-rnn", [f"cell.hidden_size={size}", *sets])
    return recurrent_layer(cell_of(experiment), inputs, np.random.default_rng(0))


@pytest.mark.parametrize("kind", ["rnn", "gru", "lstm"])
def test_names_and_shapes_are_torchs(kind: str) -> None:
    ours = {f"{name}_l0": value.shape for name, value in layer(f"cell.kind={kind}").items()}
    theirs = {name: tuple(value.shape) for name, value in getattr(torch.nn, kind.upper())(8, 64).state_dict().items()}
    assert ours == theirs


def test_torchs_start_is_uniform_within_one_over_root_h() -> None:
    for value in layer("cell.kind=gru").values():
        assert np.abs(value).max() <= 1 / 8
        assert np.std(value) == pytest.approx(1 / 8 / math.sqrt(3), rel=0.15)


def test_each_block_is_orthogonal_times_the_gain() -> None:
    w = layer("cell.kind=lstm", "cell.recurrent_init=orthogonal", "cell.recurrent_gain=1.5")["weight_hh"]
    for block in np.split(w, 4):
        np.testing.assert_allclose(block @ block.T, 1.5**2 * np.eye(64), atol=1e-12)
    assert not np.allclose(w[:64], w[64:128])


def test_gaussian_has_circular_law_radius_and_the_larger_singular_value() -> None:
    w = layer("cell.recurrent_init=gaussian", size=512)["weight_hh"]
    assert np.abs(np.linalg.eigvals(w)).max() == pytest.approx(1.0, abs=0.06)
    assert np.linalg.norm(w, 2) == pytest.approx(2.0, abs=0.06)


def test_identity_and_gain() -> None:
    w = layer("cell.recurrent_init=identity", "cell.recurrent_gain=0.5")["weight_hh"]
    np.testing.assert_array_equal(w, 0.5 * np.eye(64))


def test_the_forget_bias_is_the_sum_of_both_biases() -> None:
    found = layer("cell.kind=lstm", "cell.forget_bias=3.0")
    total = found["bias_ih"] + found["bias_hh"]
    np.testing.assert_array_equal(total[64:128], 3.0)
    assert (total[:64] != 0).all()


PROFILE = [
    (-0.226, "cell.kind=rnn"),
    (-0.184, "cell.kind=gru"),
    (-0.071, "cell.kind=lstm", "cell.forget_bias=1.0"),
    (0.000, "cell.kind=lstm", "cell.forget_bias=3.0"),
    (-0.058, "cell.kind=rnn", "cell.recurrent_init=orthogonal"),
    (0.018, "cell.kind=rnn", "cell.recurrent_init=orthogonal", "cell.recurrent_gain=1.5"),
    (0.093, "cell.kind=rnn", "cell.recurrent_init=gaussian", "cell.recurrent_gain=2.5"),
]


@pytest.mark.parametrize("case", PROFILE, ids=lambda case: " ".join(map(str, case[1:])))
def test_gradient_profile_at_the_start(case: tuple[float | str, ...]) -> None:
    """Slope in decades per step back over lags 10 to 50: H 64, eight N(0, 1) inputs, T 100, loss on the last step."""
    expected, *sets = case
    slopes = []
    for seed in range(8):
        run = Run(load("vanishing-rnn", [f"seed={seed}", "threads=1", *map(str, sets)]))
        logs = run.probe()["gradient_reach_log10/layer0.hidden"][::-1]
        slopes.append(np.polyfit(np.arange(10, 51), logs[10:51], 1)[0])
    assert np.mean(slopes) == pytest.approx(expected, abs=0.025)
