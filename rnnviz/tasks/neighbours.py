"""Letters on both sides: at every step the last one before it and the next one after it are asked for.

Letters A and B stand among blanks, and the answer is a pair: AA, AB, BA or BB. What comes next is random, so a network
that reads forward alone cannot be right more than half the time, and its loss cannot fall below ln 2 ≈ 0.69 nats; one
that reads both ways can know both letters. It is the smallest case of what M. Schuster and K. K. Paliwal (1997) made
bidirectional networks for: labels of every step that depend on what comes after it too.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Ints, Task

LETTERS = 2
BLANK = LETTERS


class NeighboursFields(TaskFields):
    """Fields of the letters on both sides."""

    kind: Literal["neighbours"] = setting("neighbours", label="task", help="What the model learns.")
    length: int = setting(
        30, low=3, high=10_000, scale="log", symbol="T", unit="steps", label="length",
        help="Steps of a pass; the first and the last are letters.",
    )
    gap: float = setting(
        4.0, low=0.0, high=1000.0, unit="blanks", label="gap",
        help="Blanks between two letters on average: how far the answer may lie on either side.",
    )


class Neighbours(Task):
    """Letters among blanks; target of every step: the letter before it and the one after it."""

    key = "neighbours"
    title = "Letters on both sides"
    purpose = "Each step is asked for the letter before it and the one after: half the answer lies in the future."
    Fields = NeighboursFields
    fields: NeighboursFields
    inputs = ("one_hot", "embedding")
    loss = "cross_entropy"
    symbols = ("A", "B", "·")
    output_symbols = ("AA", "AB", "BA", "BB")
    input_size = len(symbols)
    output_size = len(output_symbols)

    def __init__(self, fields: NeighboursFields) -> None:
        super().__init__(fields)
        self.length = fields.length

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return letters among blanks; the first and the last step carry no loss: nothing stands beside them."""
        letters = generator.integers(0, LETTERS, (self.length, size))
        here = generator.random((self.length, size)) < 1 / (1 + self.fields.gap)
        here[[0, -1]] = True
        inputs: Ints = np.where(here, letters, BLANK).astype(np.int64)
        before, after = np.zeros_like(inputs), np.zeros_like(inputs)
        for t in range(1, self.length):
            before[t] = np.where(here[t - 1], letters[t - 1], before[t - 1])
            after[-1 - t] = np.where(here[-t], letters[-t], after[-t])
        loss_steps = np.ones((self.length, size), bool)
        loss_steps[[0, -1]] = False
        return Batch(
            inputs=inputs, targets=np.where(loss_steps, LETTERS * before + after, 0), loss_steps=loss_steps
        )

    def validation(self, size: int) -> Batch:
        """Return letters of a seed of their own."""
        return self.batch(size, np.random.default_rng((31, size)))
