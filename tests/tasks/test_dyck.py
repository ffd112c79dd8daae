from __future__ import annotations

import numpy as np
import pytest

from rnnviz.tasks.dyck import Dyck, DyckFields


@pytest.mark.parametrize(("kinds", "depth"), [(1, 1), (2, 6), (4, 3)])
def test_words_are_well_nested_and_no_deeper_than_allowed(kinds: int, depth: int) -> None:
    task = Dyck(DyckFields(length=60, kinds=kinds, depth=depth))
    batch = task.batch(50, np.random.default_rng(0))
    deepest = 0
    for b in range(batch.size):
        word = [*batch.inputs[:, b].tolist(), int(batch.targets[-1, b])]
        assert word[1:] == batch.targets[:, b].tolist()
        stack: list[int] = []
        for symbol in word:
            if symbol < kinds:
                stack.append(symbol)
            else:
                assert stack.pop() == symbol - kinds
            deepest = max(deepest, len(stack))
    assert deepest == depth


def test_closing_scores_the_steps_that_close() -> None:
    task = Dyck(DyckFields(length=30, kinds=2))
    batch = task.batch(400, np.random.default_rng(0))
    assert task.scores(batch.targets, batch, 0.0)["closing"] == 1.0
    guess = np.random.default_rng(1).integers(2, 4, batch.targets.shape)
    assert task.scores(guess, batch, 1.0)["closing"] == pytest.approx(0.5, abs=0.02)
    assert task.scores(np.zeros_like(batch.targets), batch, 1.0)["closing"] == 0.0
