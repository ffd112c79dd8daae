"""How a task's inputs enter a model: real numbers as they are, symbols one-hot or embedded."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.experiment import ModelFields


class Inputs(nn.Module):
    """Turns (T, B) symbols, or (T, B, D) numbers, into what the first layer reads.

    Attributes
    ----------
    size : int
        D of the result.
    """

    def __init__(self, fields: ModelFields, count: int, generator: np.random.Generator) -> None:
        super().__init__()
        self.kind = fields.input
        self.count = count
        self.size = count
        if self.kind == "embedding":
            self.size = fields.embedding_size
            values = generator.standard_normal((count, self.size))
            self.weight = nn.Parameter(torch.from_numpy(values))

    def forward(self, inputs: Tensor, like: Tensor) -> Tensor:
        """Return (T, B, D) numbers of the type and device of ``like``."""
        match self.kind:
            case "real":
                return inputs.to(like)
            case "one_hot":
                return functional.one_hot(inputs, self.count).to(like.dtype)
        return functional.embedding(inputs, self.weight)
