"""Whoever knows nothing of V symbols pays ln V nats, a perplexity of V; a fresh model is hardly better."""

from __future__ import annotations

import math

import pytest
import torch

from tests.engine.linear_passes import run_of


@pytest.mark.parametrize("experiment", ["hello-rnn", "python-lstm", "copying-gru", "translate-attention"])
def test_equal_outputs_cost_ln_v_and_a_fresh_model_costs_about_as_much(experiment: str) -> None:
    run = run_of(experiment=experiment)
    symbols = run.task.output_size
    assert float(run.probe()["loss"]) == pytest.approx(math.log(symbols), rel=0.15)
    with torch.no_grad():
        run.learner.model.readout.weight.zero_()
        run.learner.model.readout.bias.zero_()
    row = run.update()
    assert row["loss"] == pytest.approx(math.log(symbols), rel=1e-6)
    if "perplexity" in row:
        assert row["perplexity"] == pytest.approx(symbols, rel=1e-5)


def test_a_language_model_is_scored_by_its_perplexity() -> None:
    row = run_of("task.length=20", experiment="python-lstm").update()
    assert row["perplexity"] == pytest.approx(math.exp(row["loss"]), rel=1e-6)
