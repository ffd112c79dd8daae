"""The smallest character model: four letters, one word, and all five shapes of a recurrent network's task.

The example of A. Karpathy, "The unreasonable effectiveness of recurrent neural networks" (2015): a
network with three hidden units reads h, e, l, l and learns to answer e, l, l, o. The second l must be
answered otherwise than the first, so the answer cannot come from the input alone. The five shapes are those of the
same article; steps at which nothing is given read a blank, a symbol of its own.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Ints, Shape, Task

WORD = "hello"
BLANK = "·"
LETTERS = ("h", "e", "l", "o")
SHAPES: dict[Shape, tuple[str, str]] = {
    "one_to_one": ("h", "e"),
    "one_to_many": ("h···", "ello"),
    "many_to_one": ("hell", "   o"),
    "many_to_many_delayed": ("hello·····", "     hello"),
    "many_to_many": ("hell", "ello"),
}
"""What is read, and what is asked for at the same step; a space: no loss falls."""


class HelloFields(TaskFields):
    """Fields of the hello task."""

    kind: Literal["hello"] = setting("hello", label="task", help="What the model learns.")
    shape: Shape = setting(
        "many_to_many", label="shape",
        help="Where the losses attach: h→e; h→ello, from the first letter alone; hell→o; hello, and then the same "
        "again; or hell→ello, a letter ahead at every step.",
    )


class Hello(Task):
    """"hell" → "ello", every time, or another shape of it; there is nothing that could be held out."""

    key = "hello"
    title = "Spell hello"
    purpose = "Four letters: every number of a pass fits on the screen."
    Fields = HelloFields
    fields: HelloFields
    inputs = ("one_hot", "embedding")
    loss = "cross_entropy"
    output_symbols = LETTERS
    output_size = len(LETTERS)

    def __init__(self, fields: HelloFields) -> None:
        super().__init__(fields)
        self.shape = fields.shape
        self._reads, self._asks = SHAPES[fields.shape]
        self.length = len(self._reads)
        self.asks_ahead = fields.shape == "many_to_many"
        self.blank = BLANK if BLANK in self._reads else ""
        self.symbols = (*LETTERS, BLANK) if self.blank else LETTERS
        self.input_size = len(self.symbols)

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return the word, B times."""
        inputs = np.array([[self.symbols.index(letter)] * size for letter in self._reads], np.int64)
        targets = np.array([[max("".join(LETTERS).find(letter), 0)] * size for letter in self._asks], np.int64)
        here = np.array([[letter != " "] * size for letter in self._asks])
        return Batch(inputs=inputs, targets=targets, loss_steps=here)

    def validation(self, size: int) -> Batch:
        """Return the word: there is no other one."""
        return self.batch(size, np.random.default_rng(0))
