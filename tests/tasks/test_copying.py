from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.tasks.copying import Copying, CopyingFields


@pytest.mark.parametrize("blanks", [1, 20, 200])
def test_the_layout_is_that_of_the_paper(blanks: int) -> None:
    task = Copying(CopyingFields(blanks=blanks))
    batch = task.batch(50, np.random.default_rng(0))
    assert task.length == blanks + 20
    for b in range(50):
        read = "".join(task.tokens(batch, b))
        data = read[:10]
        assert set(data) <= set("ABCDEFGH")
        assert read == data + "·" * (blanks - 1) + "|" + "·" * 10
        assert "".join(task.output_symbols[i] for i in batch.targets[:, b]) == "·" * (blanks + 10) + data
    assert batch.loss_steps.all()


def test_outputs_are_the_data_and_the_blank() -> None:
    task = Copying(CopyingFields())
    assert (task.input_size, task.output_size) == (10, 9)
    assert task.output_symbols == task.symbols[:9]


@pytest.mark.parametrize(("blanks", "loss"), [(100, 0.1733), (200, 0.0945), (500, 0.0400), (1000, 0.0204)])
def test_the_memoryless_guess_scores_what_the_paper_says(blanks: int, loss: float) -> None:
    """A blank wherever one is due, and any of the eight symbols elsewhere."""
    batch = Copying(CopyingFields(blanks=blanks)).batch(4, np.random.default_rng(0))
    assert np.where(batch.targets == 8, 0.0, math.log(8)).mean() == pytest.approx(loss, abs=5e-5)


def test_recalled_counts_the_ten_symbols_alone() -> None:
    task = Copying(CopyingFields())
    batch = task.batch(8, np.random.default_rng(0))
    blank = np.full_like(batch.targets, 8)
    assert task.scores(blank, batch, 0.0) == {"accuracy": 0.75, "perplexity": 1.0, "recalled": 0.0}
    half = batch.targets.copy()
    half[-5:] = 8
    assert task.scores(half, batch, 0.0)["recalled"] == 0.5
