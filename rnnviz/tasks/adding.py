"""The adding problem: remember two marked numbers among many, and add them.

S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997), in the form of
Q. Le, N. Jaitly, G. Hinton, "A simple way to initialize recurrent networks of rectified linear units"
(2015): numbers from 0 to 1, one mark in each half of the sequence, the sum asked for at the last step.
Guessing 1 always has a squared error of 1/6, the variance of the sum of two uniform numbers.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Floats, Ints, Task

CLOSE = 0.04
"""A sum this near counts as right, as in Hochreiter and Schmidhuber 1997."""


class AddingFields(TaskFields):
    """Fields of the adding problem."""

    kind: Literal["adding"] = setting("adding", label="task", help="What the model learns.")
    length: int = setting(
        50, low=2, high=10_000, scale="log", symbol="T", unit="steps", label="length",
        help="Steps of a pass: one marked number is in its first half, one in its second.",
    )


class Adding(Task):
    """x_t = (number, mark); target at the last step: the sum of the two marked numbers."""

    key = "adding"
    title = "Add two marked numbers"
    purpose = "Two numbers are marked among many; their sum is asked for at the end."
    Fields = AddingFields
    fields: AddingFields
    inputs = ("real",)
    loss = "squared_error"
    shape = "many_to_one"
    input_size = 2
    output_size = 1

    def __init__(self, fields: AddingFields) -> None:
        super().__init__(fields)
        self.length = fields.length

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return numbers, marks and sums."""
        half, every = self.length // 2, np.arange(size)
        inputs: Floats = np.zeros((self.length, size, 2), np.float32)
        inputs[..., 0] = generator.random((self.length, size), dtype=np.float32)
        targets: Floats = np.zeros((self.length, size, 1), np.float32)
        for low, high in ((0, half), (half, self.length)):
            marked = generator.integers(low, high, size)
            inputs[marked, every, 1] = 1.0
            targets[-1, :, 0] += inputs[marked, every, 0]
        loss_steps = np.zeros((self.length, size), bool)
        loss_steps[-1] = True
        return Batch(inputs=inputs, targets=targets, loss_steps=loss_steps)

    def validation(self, size: int) -> Batch:
        """Return examples of a seed of their own."""
        return self.batch(size, np.random.default_rng((21, size)))

    def scores(self, predicted: Ints | Floats, batch: Batch, loss: float) -> dict[str, float]:
        """Return ``accuracy``, the share of sums within 0.04 of the true one."""
        near = (np.abs(predicted - batch.targets) < CLOSE).all(-1)
        return {"accuracy": float(near[batch.loss_steps].mean())} if batch.loss_steps.any() else {}

    def tokens(self, batch: Batch, index: int = 0) -> npt.NDArray[np.str_]:
        """Return the number of each step (T,), with a plus sign where it is marked."""
        return np.array([f"{'+' if mark else ''}{number:.2f}" for number, mark in batch.inputs[:, index]])
