"""What each head is worth: the loss of a model whose output projection has no columns for it."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from rnnviz.catalogue import from_values, load
from rnnviz.engine.jobs import JOBS
from rnnviz.engine.training.run import VALIDATION_SIZE, Run
from rnnviz.errors import BadInput
from tests.views.engine_jobs import returned

SMALL: dict[str, Any] = {
    "dtype": "float64", "threads": 1, "task": {"kind": "copying", "blanks": 2},
    "model": {"kind": "transformer", "layers": 2, "heads": 2, "feedforward": 12},
    "cell": {"kind": "rnn", "hidden_size": 8},
}  # fmt: skip


def loss_of(run: Run) -> float:
    with torch.no_grad():
        return float(run.learner.run(run.learner.prepare(run.task.validation(VALIDATION_SIZE))).loss)


def test_the_loss_without_a_head_is_that_without_its_columns() -> None:
    run = Run(from_values(SMALL))
    run.update()
    said: list[tuple[int, int]] = []
    found = returned(JOBS["heads"](run, {}), lambda done, total: said.append((done, total)))
    assert said == [(n, 5) for n in range(1, 6)]
    assert found.values["heads"] == [["block0", 0], ["block0", 1], ["block1", 0], ["block1", 1]]
    assert found.values["before"] == pytest.approx(loss_of(run), rel=1e-12)
    whole = {name: value.clone() for name, value in run.learner.model.state_dict().items()}
    for (scope, head), after in zip(found.values["heads"], found.arrays["after"], strict=True):
        edited = {name: value.clone() for name, value in whole.items()}
        edited[f"{scope}.self_attn.out_proj.weight"][:, 4 * head : 4 * head + 4] = 0.0
        run.learner.model.load_state_dict(edited)
        assert after == pytest.approx(loss_of(run), rel=1e-12)


def test_a_decoder_without_its_context_and_a_model_without_attention() -> None:
    run = Run(load("translate-attention", ["threads=1", "cell.hidden_size=8", "model.attention=dot", "dtype=float64"]))
    found = returned(JOBS["heads"](run, {}))
    run.learner.model.get_parameter("attention.combine").data[:, :8] = 0.0  # the columns of the context
    assert found.values["heads"] == [["decoder", 0]]
    assert found.arrays["after"][0] == pytest.approx(loss_of(run), rel=1e-12)
    with pytest.raises(BadInput, match="no attention"):
        returned(JOBS["heads"](Run(load("hello-rnn", ["threads=1"])), {}))
