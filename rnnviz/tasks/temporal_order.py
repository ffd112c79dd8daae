"""Temporal order: which of two rare symbols came first.

S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997), experiment 6a, in the form of
R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks" (ICML 2013): four
distractors, and A or B once in [T/10, 2T/10) and once in [5T/10, 6T/10); at the end the pair is asked for, AA,
AB, BA or BB. Guessing is right one time in four.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Ints, Task

RELEVANT = 2


class TemporalOrderFields(TaskFields):
    """Fields of the temporal order problem."""

    kind: Literal["temporal_order"] = setting("temporal_order", label="task", help="What the model learns.")
    length: int = setting(
        50, low=10, high=10_000, scale="log", symbol="T", unit="steps", label="length",
        help="Steps of a pass: the two that matter are near a tenth and a half of it.",
    )


class TemporalOrder(Task):
    """Among c, d, e and f an A or B, later another; their pair is the target of the last step."""

    key = "temporal_order"
    title = "Which came first"
    purpose = "Two of many symbols matter, and their order; it is asked for at the end."
    Fields = TemporalOrderFields
    fields: TemporalOrderFields
    inputs = ("one_hot", "embedding")
    loss = "cross_entropy"
    shape = "many_to_one"
    symbols = ("A", "B", "c", "d", "e", "f")
    output_symbols = ("AA", "AB", "BA", "BB")
    input_size = len(symbols)
    output_size = len(output_symbols)

    def __init__(self, fields: TemporalOrderFields) -> None:
        super().__init__(fields)
        self.length = fields.length

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return distractors with two symbols among them, and the class of their pair."""
        tenth, every = self.length / 10, np.arange(size)
        inputs: Ints = generator.integers(RELEVANT, self.input_size, (self.length, size))
        pair = generator.integers(0, RELEVANT, (2, size))
        for which, begin in enumerate((1, 5)):
            at = generator.integers(int(begin * tenth), int((begin + 1) * tenth), size)
            inputs[at, every] = pair[which]
        targets: Ints = np.zeros((self.length, size), np.int64)
        targets[-1] = RELEVANT * pair[0] + pair[1]
        loss_steps = np.zeros((self.length, size), bool)
        loss_steps[-1] = True
        return Batch(inputs=inputs, targets=targets, loss_steps=loss_steps)

    def validation(self, size: int) -> Batch:
        """Return examples of a seed of their own."""
        return self.batch(size, np.random.default_rng((27, size)))
