"""Reversal: write what was read backwards.

One of the miniatures on which attention shows what it is: the true alignment is the anti-diagonal
(I. Sutskever, O. Vinyals, Q. Le, 2014, reversed their sources to shorten the way from a word to its
translation; here the way of the first symbol is the longest).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Ints, PairBatch
from rnnviz.tasks.pair_task import PairTask

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class ReversalFields(TaskFields):
    """Fields of the reversal task."""

    kind: Literal["reversal"] = setting("reversal", label="task", help="What the model learns.")
    shortest: int = setting(
        4, low=1, high=1000, scale="log", unit="symbols", label="shortest", help="Symbols of the shortest sequence."
    )
    longest: int = setting(
        12, low=1, high=1000, scale="log", unit="symbols", label="longest", help="Symbols of the longest sequence."
    )
    alphabet: int = setting(
        8, low=2, high=len(LETTERS), unit="symbols", label="alphabet", help="How many letters there are."
    )


class Reversal(PairTask):
    """A B C → C B A."""

    key = "reversal"
    title = "Write it backwards"
    purpose = "Letters in, the same letters out in reverse: the first to be read must be kept longest."
    Fields = ReversalFields
    fields: ReversalFields

    def __init__(self, fields: ReversalFields) -> None:
        letters = LETTERS[: fields.alphabet]
        super().__init__(fields, letters, letters)
        if fields.longest < fields.shortest:
            raise BadInput(
                "task.longest must be at least task.shortest, which is {limit}, got {value}",
                limit=fields.shortest, value=fields.longest,
            )
        self.source_length, self.length = fields.longest, fields.longest + 1

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> PairBatch:
        """Return random letters of random lengths, and their reversals."""
        lengths = generator.integers(self.fields.shortest, self.fields.longest + 1, size)
        letters = generator.integers(0, self.input_size, (size, self.source_length))
        pairs = []
        for length, row in zip(lengths.tolist(), letters.tolist(), strict=True):
            read = [self.symbols[i] for i in row[:length]]
            pairs.append(self.pair(read, read[::-1], [(length - 1 - t,) for t in range(length)]))
        return self.packed(pairs)

    def validation(self, size: int) -> PairBatch:
        """Return sequences of a seed of their own."""
        return self.batch(size, np.random.default_rng((24, size)))
