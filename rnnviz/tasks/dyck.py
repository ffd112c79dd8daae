"""Dyck words: brackets of several kinds, well nested, the next one to be predicted.

N. Chomsky, M. P. Schützenberger (1963). What comes next is random, but a bracket that closes must be of the kind
that was opened last: ``closing`` scores those steps alone.
A word that is not yet closed when the pass ends goes on beyond it.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Bools, Floats, Ints, Task

OPENING, CLOSING = "([{<", ")]}>"


class DyckFields(TaskFields):
    """Fields of the bracket task."""

    kind: Literal["dyck"] = setting("dyck", label="task", help="What the model learns.")
    length: int = setting(
        40, low=2, high=10_000, scale="log", symbol="T", unit="steps", label="length", help="Steps of a pass."
    )
    kinds: int = setting(2, low=1, high=len(OPENING), unit="kinds", label="kinds", help="Kinds of brackets.")
    depth: int = setting(
        6, low=1, high=100, unit="brackets", label="depth", help="Brackets that may be open at once, at most."
    )


class Dyck(Task):
    """Well-nested brackets; target: the next one."""

    key = "dyck"
    title = "Well-nested brackets"
    purpose = "Which bracket closes next is known only to who remembers which was opened last, a stack in a network."
    Fields = DyckFields
    fields: DyckFields
    inputs = ("one_hot", "embedding")
    loss = "cross_entropy"
    asks_ahead = True

    def __init__(self, fields: DyckFields) -> None:
        super().__init__(fields)
        self.length = fields.length
        self.symbols = self.output_symbols = (*OPENING[: fields.kinds], *CLOSING[: fields.kinds])
        self.input_size = self.output_size = len(self.symbols)

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return brackets, each followed by its target; one opens with probability ½ where both may be."""
        steps, kinds, limit = self.length + 1, self.fields.kinds, self.fields.depth
        opens, which = generator.random((steps, size)) < 0.5, generator.integers(0, kinds, (steps, size))
        word: Ints = np.zeros((steps, size), np.int64)
        stack = np.zeros((limit + 1, size), np.int64)  # the kinds that are open; row 0 is unused
        depth, every = np.zeros(size, np.int64), np.arange(size)
        for t in range(steps):
            opening = (opens[t] | (depth == 0)) & (depth < limit)
            word[t] = np.where(opening, which[t], kinds + stack[depth, every])
            depth += np.where(opening, 1, -1)
            stack[depth, every] = np.where(opening, which[t], stack[depth, every])
        return Batch(inputs=word[:-1].copy(), targets=word[1:].copy(), loss_steps=np.ones((self.length, size), bool))

    def validation(self, size: int) -> Batch:
        """Return words of a seed of their own."""
        return self.batch(size, np.random.default_rng((29, size)))

    def closes(self, batch: Batch) -> Bools:
        """Return where the next bracket closes one (T, B)."""
        return (batch.targets >= self.fields.kinds) & batch.loss_steps

    def scores(self, predicted: Ints | Floats, batch: Batch, loss: float) -> dict[str, float]:
        """Return accuracy and perplexity, and ``closing``: the accuracy where the next bracket closes one.

        There the right kind has a probability of at least ½, and an opening one of at most ½ over the kinds: who
        knows what is open is always right.
        """
        scores = super().scores(predicted, batch, loss)
        asked = self.closes(batch)
        if asked.any():
            scores["closing"] = float((predicted == batch.targets)[asked].mean())
        return scores
