from __future__ import annotations

import numpy as np

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
