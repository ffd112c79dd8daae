from __future__ import annotations

import numpy as np
import pytest

from rnnviz.tasks.neighbours import Neighbours, NeighboursFields


def test_every_step_asks_for_the_letter_before_it_and_the_one_after() -> None:
    task = Neighbours(NeighboursFields(length=12, gap=2.0))
    batch = task.batch(50, np.random.default_rng(0))
    for b in range(50):
        read = "".join(task.tokens(batch, b))
        assert read[0] in "AB"
        assert read[-1] in "AB"
        for t in range(1, 11):
            before, after = read[:t].replace("·", "")[-1], read[t + 1 :].replace("·", "")[0]
            assert task.output_symbols[batch.targets[t, b]] == before + after
    assert not batch.loss_steps[[0, -1]].any()
    assert batch.loss_steps[1:-1].all()


def test_the_past_says_nothing_of_the_letter_after() -> None:
    task = Neighbours(NeighboursFields(length=40))
    batch = task.batch(400, np.random.default_rng(1))
    after = (batch.targets % 2)[batch.loss_steps]
    before = (batch.targets // 2)[batch.loss_steps]
    assert abs(after.mean() - 0.5) < 0.03
    assert abs(np.corrcoef(before, after)[0, 1]) < 0.05


@pytest.mark.parametrize(("gap", "share"), [(0.0, 1.0), (4.0, 0.2)])
def test_the_gap_says_how_many_blanks_there_are(gap: float, share: float) -> None:
    batch = Neighbours(NeighboursFields(length=200, gap=gap)).batch(50, np.random.default_rng(2))
    assert (batch.inputs[1:-1] < 2).mean() == pytest.approx(share, abs=0.02)
