from __future__ import annotations

import numpy as np
import pytest

from rnnviz.tasks.base import Shape
from rnnviz.tasks.hello import Hello, HelloFields


def test_hell_asks_for_ello() -> None:
    task = Hello(HelloFields())
    batch = task.batch(3, np.random.default_rng(0))
    assert (task.length, task.input_size, task.output_size) == (4, 4, 4)
    assert task.symbols == ("h", "e", "l", "o")
    for b in range(3):
        assert "".join(task.tokens(batch, b)) == "hell"
        assert "".join(task.output_symbols[i] for i in batch.targets[:, b]) == "ello"
    assert batch.loss_steps.all()
    assert batch.carry is None


@pytest.mark.parametrize(
    ("shape", "reads", "asks"),
    [
        ("one_to_one", "h", "e"),
        ("one_to_many", "h···", "ello"),
        ("many_to_one", "hell", "   o"),
        ("many_to_many_delayed", "hello·····", "     hello"),
        ("many_to_many", "hell", "ello"),
    ],
)
def test_the_shape_decides_what_is_read_and_where_the_losses_attach(shape: Shape, reads: str, asks: str) -> None:
    task = Hello(HelloFields(shape=shape))
    batch = task.batch(2, np.random.default_rng(0))
    assert "".join(task.tokens(batch, 1)) == reads
    assert batch.loss_steps[:, 1].tolist() == [letter != " " for letter in asks]
    said = [task.output_symbols[i] for i in batch.targets[:, 1]]
    assert "".join(a if here else " " for a, here in zip(said, batch.loss_steps[:, 1], strict=True)) == asks
    assert task.length == len(reads)
    assert task.input_size == len(task.symbols) == (5 if "·" in reads else 4)
    assert task.asks_ahead == (shape == "many_to_many")
