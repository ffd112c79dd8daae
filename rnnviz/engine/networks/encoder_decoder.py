"""An encoder that reads a source and a decoder that writes a target, with or without attention.

I. Sutskever, O. Vinyals, Q. Le, "Sequence to sequence learning with neural networks", NIPS 2014:
the decoder starts from the encoder's last states. With attention, `rnnviz.engine.networks.attention`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from rnnviz.catalogue import cell_of
from rnnviz.cells.looking import looking
from rnnviz.cells.tape import Silent, Tape
from rnnviz.engine.networks.attention import AdditiveAttention, Attention, Head, LuongAttention, attention_of, context
from rnnviz.engine.networks.entering import Entering, Source
from rnnviz.engine.networks.inputs import Inputs
from rnnviz.engine.networks.stack import Level, Readout
from rnnviz.engine.ways.layers import Layer, State
from rnnviz.experiment import LUONG, Experiment
from rnnviz.tasks import Task

NewTape = Callable[[str, int], Tape]
"""(scope, step of that scope) → the tape to record on."""


def silent(scope: str, t: int) -> Tape:
    """Return a tape that keeps nothing."""
    return Silent()


def visible(encoded: Tensor, lengths: Tensor) -> Tensor:
    """Return (S, B), False where a source of its length (B,) is padding."""
    return torch.arange(len(encoded), device=encoded.device)[:, None] < lengths


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


class Memory(NamedTuple):
    """What a decoder looks back at: encoder states (S, B, H), what is scored of them, where no padding is (S, B)."""

    encoded: Tensor
    keys: Tensor
    visible: Tensor


class Carried(NamedTuple):
    """What a decoder hands on from step to step: its layers' states, and the attentional vector (B, H) that is fed."""

    states: list[State]
    fed: Tensor | None


class EncoderDecoder(nn.Module):
    """Source → encoder → (attention) → decoder → readout.

    State dict: ``encoder.layer0.weight_ih_l0`` …, ``decoder.layer0.weight_ih_l0`` … (its inputs are [embedding,
    context] with additive attention, [embedding, attentional vector] where that is fed), ``attention.query``, ``.key``
    (A, H), ``.score`` (1, A), or ``attention.weight`` (H, H), ``.combine`` (H, 2H); ``readout.weight`` (K, H),
    ``readout.bias`` (K,), and ``….inputs.weight`` where symbols are embedded.
    """

    kind = "encoder_decoder"
    levels: tuple[Level, ...] = ()
    onward = False
    at_once = False

    def __init__(self, experiment: Experiment, task: Task, generator: np.random.Generator) -> None:
        super().__init__()
        hidden, fields = experiment.cell.hidden_size, experiment.model
        self.feeds = fields.attention in LUONG and fields.input_feeding
        beside = hidden if fields.attention == "additive" or self.feeds else 0
        self.encoder = Half(experiment, task.input_size, 0, generator)
        self.decoder = Half(experiment, len(task.output_symbols), beside, generator)
        self.attention = attention_of(fields, hidden, generator)
        self.info = looking(cell_of(experiment).describe(), fields)
        self.readout = Readout(task.output_size, hidden, generator)

    @property
    def by_scope(self) -> dict[str, Layer]:
        """The layers that go through time, the encoder's first."""
        halves = ("encoder", self.encoder), ("decoder", self.decoder)
        return {
            f"{half}.{name}": layer
            for half, part in halves for name, layer in zip(part.names, part.layers, strict=True)
        }

    @property
    def heads(self) -> tuple[Head, ...]:
        """What the decoder looks back with, if it does."""
        return () if self.attention is None else (Head("decoder", 0, slice(None)),)

    def run(self, entering: Entering, truncate: int = 0) -> tuple[Tensor, tuple[State, ...]]:
        """Return outputs (T, B, K) as learning computes them; nothing goes on after them, and nothing is cut."""
        assert entering.source is not None
        return self(entering.source, entering.inputs), ()

    def recorded(self, entering: Entering, tape: NewTape) -> Tensor:
        """Return outputs (T, B, K) step by step, recorded on tapes; see `unrolled`."""
        assert entering.source is not None
        return self.unrolled(entering.source, entering.inputs, tape)

    def forward(self, source: Source, inputs: Tensor) -> Tensor:
        """Return outputs (T, B, K) for decoder inputs (T, B), the target shifted by one (teacher forcing)."""
        looks = self.attention
        if isinstance(looks, AdditiveAttention) or self.feeds:
            return self.unrolled(source, inputs)
        x = self.encoder.inputs(source.symbols, self.readout.weight)
        states = []
        for layer in self.encoder.layers:
            x, state = layer.forward_padded(x, source.lengths)
            states.append(state)
        y = self.decoder.inputs(inputs, self.readout.weight)
        for layer, state in zip(self.decoder.layers, states, strict=True):
            y, _ = layer(y, state)
        if isinstance(looks, LuongAttention):
            y = looks.over_time(y, x, visible(x, source.lengths))
        return self.readout(y)  # type: ignore[no-any-return]

    def unrolled(self, source: Source, inputs: Tensor, tape: NewTape = silent) -> Tensor:
        """Compute the same step by step, as the papers have it, recording what each step computes.

        ``tape("encoder.layer0", j)`` and ``tape("decoder.layer0", t)`` receive the cells' records and the
        layers' inputs; ``tape("decoder", t)`` receives ``attention_scores`` and ``attention`` (S, B), ``context``
        and, of dot and general scores, ``attentional`` (B, H).
        """
        encoded, states = self.encode(source, tape)
        return self.decode(source, encoded, states, inputs, tape)

    def decode(
        self, source: Source, encoded: Tensor, states: list[State], inputs: Tensor, tape: NewTape = silent
    ) -> Tensor:
        """Return outputs (T, B, K) step by step, from all encoder states (S, B, H) and the last of each layer."""
        memory, carried = self.memory(encoded, source.lengths), self.begin(states)
        outputs = []
        for t, x_t in enumerate(self.decoder.inputs(inputs, self.readout.weight).unbind(0)):
            output, carried = self.step(x_t, carried, memory, tape, t)
            outputs.append(output)
        return torch.stack(outputs)

    def memory(self, encoded: Tensor, lengths: Tensor) -> Memory:
        """Return what the decoder looks back at, of encoder states (S, B, H) of sources of some lengths (B,)."""
        keys = self.attention.keys(encoded) if self.attention is not None else encoded
        return Memory(encoded, keys, visible(encoded, lengths))

    def begin(self, states: list[State]) -> Carried:
        """Return what the decoder's first step goes on from, after the last states of the encoder's layers."""
        return Carried(states, torch.zeros_like(states[-1][0]) if self.feeds else None)

    def step(
        self, x: Tensor, carried: Carried, memory: Memory, tape: NewTape = silent, t: int = 0
    ) -> tuple[Tensor, Carried]:
        """Take one step of the decoder: of what it reads (B, E) and what was handed on make outputs (B, K)."""
        states, fed = self._entered(self.decoder, "decoder", t, carried.states, tape), carried.fed
        records, looks = tape("decoder", t), self.attention
        if isinstance(looks, AdditiveAttention):
            x = torch.cat([x, self._look(looks, states[-1][0], memory, records)], -1)
        if fed is not None:
            (fed,) = tape(f"decoder.{self.decoder.names[-1]}", t).enter((fed,))
            x = torch.cat([x, fed], -1)
        y, states = self._through(self.decoder, "decoder", t, x, states, tape)
        if isinstance(looks, LuongAttention):
            found = self._look(looks, y, memory, records)
            y = records.record("attentional", looks.attentional(found, y))
        return self.readout(y), Carried(states, y if self.feeds else None)

    @staticmethod
    def _look(looks: Attention, state: Tensor, memory: Memory, records: Tape) -> Tensor:
        """Return the context c_t (B, H) that a decoder state (B, H) finds."""
        scores = records.record("attention_scores", looks.scores(state, memory.keys))
        weights = records.record("attention", looks.weights(scores, memory.visible, records))
        return records.record("context", context(weights, memory.encoded))

    def encode(self, source: Source, tape: NewTape = silent) -> tuple[Tensor, list[State]]:
        """Return the encoder states (S, B, H), and the last states of each layer at each source's own end."""
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
