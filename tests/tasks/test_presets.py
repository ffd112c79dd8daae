"""The experiments that come with the program: what the contract says of them, and what their words claim."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.catalogue import load, presets
from rnnviz.engine.training.run import Run
from rnnviz.tasks import TASKS

pytestmark = pytest.mark.usefixtures("one_thread")

CONTRACT = (
    "adding-lstm", "copying-gru", "exploding-rnn", "hello-rnn",
    "highway-lstm", "python-lstm", "translate-attention", "vanishing-rnn",
)


def test_the_eight_are_there() -> None:
    assert set(CONTRACT) <= set(presets())


@pytest.mark.parametrize("name", presets())
def test_every_preset_loads_and_says_what_it_is_for(name: str) -> None:
    experiment = load(name)
    assert experiment.name == name
    assert experiment.title
    assert experiment.purpose.endswith(".")
    assert len(experiment.purpose) < 120
    TASKS[experiment.task.kind](experiment.task).batch(2, np.random.default_rng(0))


@pytest.mark.parametrize("name", CONTRACT)
def test_the_eight_are_simple(name: str) -> None:
    experiment = load(name)
    assert experiment.model.layers == 1
    assert experiment.training.truncate == 0
    assert experiment.dtype == "float32"


@pytest.mark.parametrize("name", ["vanishing-rnn", "exploding-rnn", "highway-lstm"])
def test_the_three_on_gradients_have_one_loss_a_hundred_steps_on(name: str) -> None:
    experiment = load(name)
    assert TASKS[experiment.task.kind](experiment.task).length == 100
    assert experiment.training.loss_on == "last"
    assert experiment.value("cell.hidden_size") == 64


@pytest.mark.parametrize(
    ("name", "slope", "tolerance"),
    [("vanishing-rnn", -0.25, 0.03), ("exploding-rnn", 0.10, 0.03), ("highway-lstm", 0.0, 0.02)],
)
def test_gradients_shrink_or_grow_as_the_purposes_say(name: str, slope: float, tolerance: float) -> None:
    """In powers of ten a step back, over 10 to 50 steps before the loss."""
    norms = Run(load(name)).probe()["gradient_norm_log10/layer0.hidden"]
    lags = np.arange(10, 51)
    assert np.polyfit(lags, norms[99 - lags], 1)[0] == pytest.approx(slope, abs=tolerance)


def test_hello_is_spelt_within_its_updates() -> None:
    run = Run(load("hello-rnn"))
    rows = [run.update() for _ in range(run.experiment.training.updates)]
    assert rows[-1]["accuracy"] == 1.0
    assert rows[-1]["loss"] < 0.05


def test_attention_finds_the_true_alignment_within_its_updates() -> None:
    run = Run(load("translate-attention"))
    found = {"validation_accuracy": 0.0, "validation_aligned": 0.0}
    while min(found["validation_accuracy"], found["validation_aligned"]) < 0.95:
        assert run.updates < run.experiment.training.updates, found
        for _ in range(25):
            run.update()
        found = run.validate()
    assert found["validation_aligned"] >= 0.95
    assert found["validation_diagonal"] < 0.5
