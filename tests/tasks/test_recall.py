from __future__ import annotations

import numpy as np
import pytest

from rnnviz.errors import BadInput
from rnnviz.tasks.base import last_only
from rnnviz.tasks.recall import Recall, RecallFields


def test_every_step_asks_for_the_first_input() -> None:
    batch = Recall(RecallFields(length=7, inputs=5, outputs=2)).batch(40, np.random.default_rng(0))
    assert batch.inputs.shape == (7, 40, 5)
    for t in range(7):
        assert np.array_equal(batch.targets[t], batch.inputs[0, :, :2])


def test_the_inputs_are_standard_noise() -> None:
    inputs = Recall(RecallFields()).batch(500, np.random.default_rng(0)).inputs
    assert inputs.mean() == pytest.approx(0.0, abs=0.01)
    assert inputs.std() == pytest.approx(1.0, abs=0.01)


def test_the_last_step_can_carry_the_loss_alone() -> None:
    batch = last_only(Recall(RecallFields(length=7)).batch(3, np.random.default_rng(0)))
    assert batch.loss_steps.sum(0).tolist() == [1, 1, 1]
    assert batch.loss_steps[-1].all()


def test_no_more_can_be_asked_for_than_was_shown() -> None:
    with pytest.raises(BadInput) as refused:
        Recall(RecallFields(inputs=3, outputs=4))
    assert str(refused.value) == "task.outputs must be at most task.inputs, which is 3, got 4"
