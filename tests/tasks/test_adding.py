from __future__ import annotations

import numpy as np
import pytest

from rnnviz.tasks.adding import Adding, AddingFields


@pytest.mark.parametrize("length", [2, 3, 50, 51])
def test_the_target_is_the_sum_of_the_marked_numbers(length: int) -> None:
    batch = Adding(AddingFields(length=length)).batch(200, np.random.default_rng(0))
    numbers, marks = batch.inputs[..., 0], batch.inputs[..., 1]
    assert set(np.unique(marks)) <= {0.0, 1.0}
    assert (marks[: length // 2].sum(0) == 1).all()
    assert (marks[length // 2 :].sum(0) == 1).all()
    assert numbers.min() >= 0.0
    assert numbers.max() <= 1.0
    assert batch.targets[-1, :, 0] == pytest.approx(np.einsum("tb,tb->b", numbers, marks), abs=1e-6)
    assert batch.loss_steps[-1].all()
    assert not batch.loss_steps[:-1].any()
    assert not batch.targets[:-1].any()


def test_every_step_is_marked_at_some_time() -> None:
    batch = Adding(AddingFields(length=10)).batch(2000, np.random.default_rng(0))
    share = batch.inputs[..., 1].mean(1)
    assert share == pytest.approx(np.full(10, 1 / 5), abs=0.04)


def test_guessing_one_scores_a_sixth() -> None:
    batch = Adding(AddingFields()).batch(50_000, np.random.default_rng(0))
    assert np.square(batch.targets[-1] - 1.0).mean() == pytest.approx(1 / 6, rel=0.02)


def test_a_sum_within_four_hundredths_is_right() -> None:
    task = Adding(AddingFields(length=4))
    batch = task.batch(4, np.random.default_rng(0))
    off = np.zeros_like(batch.targets)
    off[-1, :, 0] = (0.0, 0.039, -0.039, 0.041)
    off[0] = 9.0  # carries no loss
    assert task.scores(batch.targets + off, batch, 0.0) == {"accuracy": 0.75}


def test_marked_numbers_wear_a_plus_sign() -> None:
    task = Adding(AddingFields(length=6))
    batch = task.batch(2, np.random.default_rng(0))
    tokens = task.tokens(batch, 1)
    marked = batch.inputs[:, 1, 1] == 1.0
    assert [token.startswith("+") for token in tokens] == marked.tolist()
    assert [float(token) for token in tokens] == pytest.approx(batch.inputs[:, 1, 0].tolist(), abs=0.0051)
