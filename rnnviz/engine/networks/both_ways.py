"""A layer that reads both ways: one direction from the first step to the last, one from the last to the first.

M. Schuster and K. K. Paliwal, "Bidirectional recurrent neural networks", 1997. Its state dict is that of
``torch.nn.LSTM(bidirectional=True)`` and its like: ``weight_ih_l0`` …, ``weight_ih_l0_reverse`` ….
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from torch import Tensor, nn

from rnnviz.cells import Cell
from rnnviz.directions import REVERSE
from rnnviz.engine.ways.layers import Layer


class BothWays(nn.Module):
    """Two layers on the same inputs, with the names that torch gives their parameters in one module.

    Parameters
    ----------
    cell : Cell
    input_size : int
        D.
    """

    directions: tuple[Layer, Layer]

    def __init__(self, cell: Cell, input_size: int, generator: np.random.Generator) -> None:
        super().__init__()
        directions = Layer(cell, input_size, generator), Layer(cell, input_size, generator, f"_l0{REVERSE}")
        for layer in directions:
            for name, parameter in layer.named_parameters():
                self.register_parameter(name, parameter)
        object.__setattr__(self, "directions", directions)  # not submodules, whose names would come before torch's

    def _apply(self, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> BothWays:
        """Let both directions follow where torch moved the parameters to."""
        super()._apply(fn, recurse)  # type: ignore[no-untyped-call]
        for layer in self.directions:
            for name in layer._parameters:
                layer._parameters[name] = self._parameters[name]
        return self
