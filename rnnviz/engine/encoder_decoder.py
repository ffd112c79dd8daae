"""An encoder that reads a source and a decoder that writes a target, with or without attention.

I. Sutskever, O. Vinyals, Q. Le, "Sequence to sequence learning with neural networks", NIPS 2014:
the decoder starts from the encoder's last states. With attention, `rnnviz.engine.attention`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from rnnviz.catalogue import cell_of
from rnnviz.cells.tape import Silent, Tape
from rnnviz.engine.attention import AdditiveAttention, context
from rnnviz.engine.inputs import Inputs
from rnnviz.engine.layers import Layer, State
from rnnviz.engine.stack import Readout
from rnnviz.experiment import Experiment
from rnnviz.tasks import Task

NewTape = Callable[[str, int], Tape]
"""(scope, step of that scope) → the tape to record on."""


def silent(scope: str, t: int) -> Tape:
    """Return a tape that keeps nothing."""
    return Silent()


class Source(NamedTuple):
    """Padded source sequences: symbols (S, B) and lengths (B,)."""

    symbols: Tensor
    lengths: Tensor


class Half(nn.Module):
    """Inputs and recurrent layers of the encoder, or of the decoder."""

    def __init__(self, experiment: Experiment, count: int, extra: int, generator: np.random.Generator) -> None:
        super().__init__()
        cell = cell_of(experiment)
        self.inputs = Inputs(experiment.model, count, generator)
        sizes = [self.inputs.size + extra] + [cell.hidden_size] * (experiment.model.layers - 1)
        self.names = tuple(f"layer{i}" for i in range(len(sizes)))
        for name, size in zip(self.names, sizes, strict=True):
            self.add_module(name, Layer(cell, size, generator))

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The recurrent layers, lowest first."""
        return tuple(self.get_submodule(name) for name in self.names)  # type: ignore[misc]


class EncoderDecoder(nn.Module):
    """Source → encoder → (attention) → decoder → readout.

    State dict: ``encoder.layer0.weight_ih_l0`` …, ``decoder.layer0.weight_ih_l0`` … (its inputs are
    [embedding, context] with attention), ``attention.query``, ``.key`` (A, H), ``.score`` (1, A),
    ``readout.weight`` (K, H), ``readout.bias`` (K,), and ``….inputs.weight`` where symbols are embedded.
    """

    def __init__(self, experiment: Experiment, task: Task, generator: np.random.Generator) -> None:
        super().__init__()
        hidden = experiment.cell.hidden_size
        looks = experiment.model.attention == "additive"
        self.encoder = Half(experiment, task.input_size, 0, generator)
        self.decoder = Half(experiment, len(task.output_symbols), hidden if looks else 0, generator)
        self.attention = AdditiveAttention(hidden, experiment.model.attention_size, generator) if looks else None
        self.readout = Readout(task.output_size, hidden, generator)

    def forward(self, source: Source, inputs: Tensor) -> Tensor:
        """Return outputs (T, B, K) for decoder inputs (T, B), the target shifted by one (teacher forcing)."""
        if self.attention is not None:
            return self.unrolled(source, inputs)
        x = self.encoder.inputs(source.symbols, self.readout.weight)
        states = []
        for layer in self.encoder.layers:
            x, state = layer.forward_padded(x, source.lengths)
            states.append(state)
        y = self.decoder.inputs(inputs, self.readout.weight)
        for layer, state in zip(self.decoder.layers, states, strict=True):
            y, _ = layer(y, state)
        return self.readout(y)  # type: ignore[no-any-return]

    def unrolled(self, source: Source, inputs: Tensor, tape: NewTape = silent) -> Tensor:
        """Compute the same step by step, as the paper has it, recording what each step computes.

        ``tape("encoder.layer0", j)`` and ``tape("decoder.layer0", t)`` receive the cells' records and the
        layers' inputs; ``tape("decoder", t)`` receives ``attention_scores`` and ``attention`` (S, B).
        """
        encoded, states = self._encode(source, tape)
        return self.decode(source, encoded, states, inputs, tape)

    def decode(
        self, source: Source, encoded: Tensor, states: list[State], inputs: Tensor, tape: NewTape = silent
    ) -> Tensor:
        """Return outputs (T, B, K) step by step, from all encoder states (S, B, H) and the last of each layer."""
        visible = torch.arange(len(encoded), device=encoded.device)[:, None] < source.lengths
        keys = self.attention.keys(encoded) if self.attention is not None else encoded
        x = self.decoder.inputs(inputs, self.readout.weight)
        outputs = []
        for t, x_t in enumerate(x.unbind(0)):
            states = self._entered(self.decoder, "decoder", t, states, tape)
            if self.attention is not None:
                records = tape("decoder", t)
                scores = records.record("attention_scores", self.attention.scores(states[-1][0], keys))
                c = context(records.record("attention", self.attention.weights(scores, visible)), encoded)
                x_t = torch.cat([x_t, c], -1)
            y, states = self._through(self.decoder, "decoder", t, x_t, states, tape)
            outputs.append(self.readout(y))
        return torch.stack(outputs)

    def _encode(self, source: Source, tape: NewTape) -> tuple[Tensor, list[State]]:
        x = self.encoder.inputs(source.symbols, self.readout.weight)
        states: list[State] = [layer.start(x.shape[1]) for layer in self.encoder.layers]
        encoded = []
        for j, x_j in enumerate(x.unbind(0)):
            states = self._entered(self.encoder, "encoder", j, states, tape)
            y, new = self._through(self.encoder, "encoder", j, x_j, states, tape)
            alive = (j < source.lengths).unsqueeze(1)
            states = [
                tuple(torch.where(alive, n, s) for n, s in zip(after, before, strict=True))
                for after, before in zip(new, states, strict=True)
            ]
            encoded.append(y)
        return torch.stack(encoded), states

    @staticmethod
    def _entered(half: Half, scope: str, t: int, states: list[State], tape: NewTape) -> list[State]:
        """Return the states that a step goes on from."""
        return [tape(f"{scope}.{name}", t).enter(state) for name, state in zip(half.names, states, strict=True)]

    def _through(
        self, half: Half, scope: str, t: int, x: Tensor, states: list[State], tape: NewTape
    ) -> tuple[Tensor, list[State]]:
        ends = []
        for name, layer, state in zip(half.names, half.layers, states, strict=True):
            records = tape(f"{scope}.{name}", t)
            x = records.record("inputs", x)
            state = layer.cell.step(layer.cell_parameters, x, state, records)
            x = state[0]
            ends.append(state)
        return x, ends
