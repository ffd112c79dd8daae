"""How parameters start: drawn in float64 from a numpy generator, so that every device starts alike."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rnnviz.cells import Cell
from rnnviz.experiment import RecurrentFields

Values = npt.NDArray[np.float64]


def recurrent_layer(cell: Cell, input_size: int, generator: np.random.Generator) -> dict[str, Values]:
    """Return the parameters of one recurrent layer.

    All are torch's U(-1/√H, 1/√H), except the recurrent matrix, which follows ``recurrent_init``
    block by block and is multiplied by ``recurrent_gain``, and the biases that the cell gives.
    """
    fields = cell.fields
    size = cell.hidden_size
    bound = 1 / math.sqrt(size)
    found = {name: generator.uniform(-bound, bound, shape) for name, shape in cell.shapes(input_size).items()}
    if isinstance(fields, RecurrentFields):
        if fields.recurrent_init != "torch":
            blocks = [_square(fields.recurrent_init, size, generator) for _ in range(cell.blocks)]
            found["weight_hh"] = np.concatenate(blocks)
        found["weight_hh"] = found["weight_hh"] * fields.recurrent_gain
    for name, blocks_of in cell.biases().items():
        for block, value in blocks_of.items():
            found[name][block * size : (block + 1) * size] = value
    return found


def _square(kind: str, size: int, generator: np.random.Generator) -> Values:
    if kind == "identity":
        return np.eye(size)
    gaussian = generator.standard_normal((size, size))
    if kind == "gaussian":
        return gaussian / math.sqrt(size)
    q, r = np.linalg.qr(gaussian)
    return np.asarray(q * np.sign(np.diag(r)))  # the signs make it uniform over the orthogonal group (Mezzadri 2007)


def linear(outputs: int, inputs: int, generator: np.random.Generator) -> Values:
    """Return a matrix (outputs, inputs) as torch.nn.Linear starts it: U(-1/√inputs, 1/√inputs)."""
    bound = 1 / math.sqrt(inputs)
    return generator.uniform(-bound, bound, (outputs, inputs))


def bias(outputs: int, inputs: int, generator: np.random.Generator) -> Values:
    """Return a bias (outputs,) as torch.nn.Linear starts it."""
    bound = 1 / math.sqrt(inputs)
    return generator.uniform(-bound, bound, (outputs,))
