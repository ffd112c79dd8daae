"""The smallest character model: four letters, one word.

The example of A. Karpathy, "The unreasonable effectiveness of recurrent neural networks" (2015): a
network with three hidden units reads h, e, l, l and learns to answer e, l, l, o. The second l must be
answered otherwise than the first, so the answer cannot come from the input alone.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Ints, Task

WORD = "hello"


class HelloFields(TaskFields):
    """Fields of the hello task: it has none of its own."""

    kind: Literal["hello"] = setting("hello", label="task", help="What the model learns.")


class Hello(Task):
    """"hell" → "ello", every time; there is nothing that could be held out."""

    key = "hello"
    title = "Spell hello"
    purpose = "Four letters: every number of a pass fits on the screen."
    Fields = HelloFields
    fields: HelloFields
    inputs = ("one_hot", "embedding")
    loss = "cross_entropy"
    asks_ahead = True
    symbols = ("h", "e", "l", "o")
    output_symbols = symbols
    length = len(WORD) - 1
    input_size = output_size = len(symbols)

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return the word, B times."""
        word = np.array([[self.symbols.index(letter)] * size for letter in WORD], np.int64)
        return Batch(inputs=word[:-1].copy(), targets=word[1:].copy(), loss_steps=np.ones((self.length, size), bool))

    def validation(self, size: int) -> Batch:
        """Return the word: there is no other one."""
        return self.batch(size, np.random.default_rng(0))
