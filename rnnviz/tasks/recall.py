"""Recall: remember the first of many noisy inputs until the end.

Every input is N(0, 1) noise; the target of every step is the first input's leading numbers. With the
loss on the last step alone nothing but a long path through time can teach it: the setting in which
Y. Bengio, P. Simard and P. Frasconi (1994) showed that gradients vanish.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.experiment import TaskFields
from rnnviz.settings import setting
from rnnviz.tasks.base import Batch, Floats, Ints, Task


class RecallFields(TaskFields):
    """Fields of the recall task."""

    kind: Literal["recall"] = setting("recall", label="task", help="What the model learns.")
    length: int = setting(
        100, low=2, high=10_000, scale="log", symbol="T", unit="steps", label="length",
        help="Steps of a pass: how long the first input must be remembered.",
    )
    inputs: int = setting(8, low=1, high=512, scale="log", symbol="D", unit="numbers", label="inputs",
                          help="Length of each noisy input vector.")
    outputs: int = setting(1, low=1, high=512, scale="log", symbol="K", unit="numbers", label="outputs",
                           help="How many of the first input's numbers are asked for; at most the inputs.")


class Recall(Task):
    """x_t ~ N(0, 1) in R^D; target of every step: the first K numbers of x_0."""

    key = "recall"
    title = "Recall the first input"
    purpose = "Noise all along; only the first input matters, and the loss comes at the end."
    Fields = RecallFields
    fields: RecallFields
    inputs = ("real",)
    loss = "squared_error"

    def __init__(self, fields: RecallFields) -> None:
        super().__init__(fields)
        self.length = fields.length
        self.input_size = fields.inputs
        self.output_size = fields.outputs
        if fields.outputs > fields.inputs:
            raise BadInput(
                "task.outputs must be at most task.inputs, which is {limit}, got {value}",
                limit=fields.inputs, value=fields.outputs,
            )

    def batch(self, size: int, generator: np.random.Generator, cursor: Ints | None = None) -> Batch:
        """Return noise and its first step's numbers."""
        shape = (self.length, size, self.input_size)
        inputs: Floats = generator.standard_normal(shape, dtype=np.float32)
        targets = np.broadcast_to(inputs[:1, :, : self.output_size], (self.length, size, self.output_size))
        return Batch(inputs=inputs, targets=targets.copy(), loss_steps=np.ones((self.length, size), bool))

    def validation(self, size: int) -> Batch:
        """Return noise of a seed of its own."""
        return self.batch(size, np.random.default_rng((20, size)))
