"""The copying memory problem: carry ten symbols over many blanks.

S. Hochreiter, J. Schmidhuber (1997), in the form of M. Arjovsky, A. Shah, Y. Bengio, "Unitary
evolution recurrent neural networks" (2016): ten data symbols of eight kinds, blanks - 1 blanks, a
delimiter, ten blanks; the answer is blanks + 10 blanks, then the ten symbols in order. Outputs are the
eight data symbols and the blank (the delimiter is never an answer). Without memory the best is to
answer blanks, then any of the eight: a loss of 10 ln 8 / (blanks + 20).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Floats, Ints, Task

DATA = 10
"""Symbols to be carried."""
BLANK, DELIMITER = 8, 9


class CopyingFields(TaskFields):
    """Fields of the copying memory problem."""

    kind: Literal["copying"] = setting("copying", label="task", help="What the model learns.")
    blanks: int = setting(
        20, low=1, high=10_000, scale="log", unit="steps", label="blanks",
        help="Steps between the end of the ten symbols and the start of the answer; a pass has blanks + 20.",
    )


class Copying(Task):
    """Ten symbols, blanks, a delimiter; then the ten symbols again."""

    key = "copying"
    title = "Copy ten symbols"
    purpose = "Ten symbols must survive a stretch of blanks, to be given back in order."
    Fields = CopyingFields
    fields: CopyingFields
    inputs = ("one_hot", "embedding")
    loss = "cross_entropy"
    symbols = ("A", "B", "C", "D", "E", "F", "G", "H", "·", "|")
    output_symbols = symbols[:DELIMITER]
    input_size = len(symbols)
    output_size = len(output_symbols)

    def __init__(self, fields: CopyingFields) -> None:
        super().__init__(fields)
        self.length = fields.blanks + 2 * DATA

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return symbols to be copied, and their copies."""
        data = generator.integers(0, BLANK, (DATA, size))
        inputs: Ints = np.full((self.length, size), BLANK, np.int64)
        targets = inputs.copy()
        inputs[:DATA] = data
        inputs[-DATA - 1] = DELIMITER
        targets[-DATA:] = data
        return Batch(inputs=inputs, targets=targets, loss_steps=np.ones((self.length, size), bool))

    def validation(self, size: int) -> Batch:
        """Return examples of a seed of their own."""
        return self.batch(size, np.random.default_rng((22, size)))

    def scores(self, predicted: Ints | Floats, batch: Batch, loss: float) -> dict[str, float]:
        """Return the accuracy over all steps, and ``recalled``, that over the ten symbols alone."""
        scores = super().scores(predicted, batch, loss)
        asked = batch.loss_steps[-DATA:]
        if asked.any():
            scores["recalled"] = float((predicted[-DATA:] == batch.targets[-DATA:])[asked].mean())
        return scores
