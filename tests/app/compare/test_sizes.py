"""The number of parameters, counted beforehand, is the engine's own."""

from __future__ import annotations

from typing import Any

import pytest

from rnnviz.app.compare.sizes import matched, parameters, with_hidden
from rnnviz.assembly import from_values
from rnnviz.engine.serving.beginning import told_task
from rnnviz.engine.training.run import Run
from rnnviz.experiment import Experiment

MODELS: dict[str, dict[str, Any]] = {
    "one-hot": {"task": {"kind": "hello"}, "cell": {"kind": "gru", "hidden_size": 5}},
    "numbers": {"task": {"kind": "adding", "length": 10}, "cell": {"kind": "rnn", "hidden_size": 6}},
    "embedded": {
        "task": {"kind": "copying", "blanks": 5}, "cell": {"kind": "lstm", "hidden_size": 7},
        "model": {"input": "embedding", "embedding_size": 3, "layers": 2},
    },
    "window": {
        "task": {"kind": "copying", "blanks": 5}, "cell": {"kind": "rnn", "hidden_size": 7},
        "model": {"kind": "window", "input": "embedding", "embedding_size": 3, "window": 4, "hidden_layers": 2},
    },
    "AR": {
        "task": {"kind": "series"}, "cell": {"kind": "rnn"},
        "model": {"kind": "window", "window": 5, "hidden_layers": 0},
    },
    "both ways": {
        "task": {"kind": "hello"}, "cell": {"kind": "lstm", "hidden_size": 5},
        "model": {"bidirectional": True, "residual": True, "layers": 3},
    },
    "attention": {
        "task": {"kind": "translate"}, "cell": {"kind": "lstm", "hidden_size": 8},
        "model": {"attention": "additive", "attention_size": 5},
    },
    "dot": {
        "task": {"kind": "translate"}, "cell": {"kind": "gru", "hidden_size": 6},
        "model": {"attention": "dot", "layers": 2},
    },
    "general, fed": {
        "task": {"kind": "translate"}, "cell": {"kind": "gru", "hidden_size": 6},
        "model": {"attention": "general", "input_feeding": True},
    },
    "transformer": {
        "task": {"kind": "copying", "blanks": 5}, "cell": {"kind": "rnn", "hidden_size": 8},
        "model": {"kind": "transformer", "layers": 2, "positions": "learnt", "feedforward": 11},
    },
    "transformer, norms after": {
        "task": {"kind": "copying", "blanks": 5}, "cell": {"kind": "rnn", "hidden_size": 8},
        "model": {"kind": "transformer", "layer_norm": "after", "input": "embedding", "embedding_size": 3},
    },
    "pair": {"task": {"kind": "translate"}, "cell": {"kind": "gru", "hidden_size": 4}, "model": {"layers": 2}},
}


@pytest.mark.parametrize("name", MODELS)
def test_the_count_is_that_of_the_model_that_is_made(name: str) -> None:
    experiment = from_values(MODELS[name])
    run = Run(experiment)
    assert parameters(experiment, told_task(run)) == run.parameters


def test_a_matched_transformer_can_be_made() -> None:
    experiment = from_values({**MODELS["transformer"], "model": {"kind": "transformer", "heads": 4}})
    task = told_task(Run(experiment))
    found = matched(experiment, task, 3000)
    assert found.cell.hidden_size % 4 == 0
    assert abs(parameters(found, task) - 3000) < 1000


def test_the_matched_size_is_the_nearest_of_all() -> None:
    experiment = from_values(MODELS["embedded"])
    task = told_task(Run(experiment))

    def apart(one: Experiment, wanted: int) -> int:
        return abs(parameters(one, task) - wanted)

    for wanted in (1, 300, 1234, 5000):
        best = min(range(1, 60), key=lambda hidden: apart(with_hidden(experiment, hidden), wanted))
        found = matched(experiment, task, wanted)
        assert apart(found, wanted) == apart(with_hidden(experiment, best), wanted)
