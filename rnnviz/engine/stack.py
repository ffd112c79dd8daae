"""A stack of recurrent layers with a linear readout."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.catalogue import cell_of
from rnnviz.engine import initialise
from rnnviz.engine.inputs import Inputs
from rnnviz.engine.layers import Layer, State
from rnnviz.experiment import Experiment
from rnnviz.tasks import Task


class Readout(nn.Module):
    """outputs = W h + b, W (K, H)."""

    def __init__(self, outputs: int, hidden: int, generator: np.random.Generator) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.from_numpy(initialise.linear(outputs, hidden, generator)))
        self.bias = nn.Parameter(torch.from_numpy(initialise.bias(outputs, hidden, generator)))

    def forward(self, hidden: Tensor) -> Tensor:
        """Return (…, K) from (…, H)."""
        return functional.linear(hidden, self.weight, self.bias)


class Stack(nn.Module):
    """Inputs → layer0 → layer1 → … → readout.

    State dict: ``layer0.weight_ih_l0`` …, ``readout.weight`` (K, H), ``readout.bias`` (K,), and
    ``inputs.weight`` (V, E) where symbols are embedded.
    """

    def __init__(self, experiment: Experiment, task: Task, generator: np.random.Generator) -> None:
        super().__init__()
        cell = cell_of(experiment)
        self.inputs = Inputs(experiment.model, task.input_size, generator)
        sizes = [self.inputs.size] + [cell.hidden_size] * (experiment.model.layers - 1)
        self.names = tuple(f"layer{i}" for i in range(len(sizes)))
        for name, size in zip(self.names, sizes, strict=True):
            self.add_module(name, Layer(cell, size, generator))
        self.readout = Readout(task.output_size, cell.hidden_size, generator)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The recurrent layers, lowest first."""
        return tuple(self._modules[name] for name in self.names)  # type: ignore[misc]

    def start(self, batch: int) -> tuple[State, ...]:
        """Return zero states of every layer."""
        return tuple(layer.start(batch) for layer in self.layers)

    def forward(
        self, inputs: Tensor, states: tuple[State, ...], truncate: int = 0
    ) -> tuple[Tensor, tuple[State, ...]]:
        """Run a pass.

        Parameters
        ----------
        inputs : Tensor (T, B) or (T, B, D)
        states : for each layer, a tuple of Tensor (B, H)
        truncate : int
            Truncated BPTT (Williams & Peng 1990): the graph is cut before steps k, 2k, …; 0 does not cut.

        Returns
        -------
        Tensor (T, B, K), the states after the last step
        """
        x = self.inputs(inputs, self.readout.weight)
        if truncate <= 0 or truncate >= len(x):
            y, states = self._through(x, states)
            return self.readout(y), states
        parts = []
        for piece in x.split(truncate):
            states = tuple(tuple(s.detach() for s in state) for state in states)
            y, states = self._through(piece, states)
            parts.append(y)
        return self.readout(torch.cat(parts)), states

    def _through(self, x: Tensor, states: tuple[State, ...]) -> tuple[Tensor, tuple[State, ...]]:
        ends = []
        for layer, state in zip(self.layers, states, strict=True):
            x, end = layer(x, state)
            ends.append(end)
        return x, tuple(ends)
