"""What a model says of the next symbol after each symbol that it is given, for several texts at once."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from rnnviz.engine.encoder_decoder import Carried, EncoderDecoder, Memory
from rnnviz.engine.generation.prompt import Prompt
from rnnviz.engine.learner import Learner
from rnnviz.engine.stack import Stack
from rnnviz.tasks import Batch, PairBatch

Ints = npt.NDArray[np.int64]


class Reader(Protocol):
    """Texts that are read on, one symbol each at a time."""

    def begin(self) -> Tensor:
        """Read the prompt; return the outputs (1, K) after it."""

    def read(self, symbols: Ints) -> Tensor:
        """Read one more symbol (B,) of each text; return the outputs (B, K)."""

    def keep(self, parents: Ints) -> None:
        """Go on with these texts (B,), some of them several times."""


class RecurrentReader:
    """A stack: its states are carried from symbol to symbol, nothing is read twice."""

    def __init__(self, learner: Learner, prompt: Prompt) -> None:
        assert isinstance(learner.model, Stack)
        self._learner, self._model, self._prompt = learner, learner.model, prompt
        self._states = self._model.start(1)

    @torch.no_grad()
    def begin(self) -> Tensor:
        """Read the prompt from the zero state."""
        return self._step(self._prompt.codes[:, None])

    @torch.no_grad()
    def read(self, symbols: Ints) -> Tensor:
        """Read one more symbol of each text."""
        return self._step(symbols[None])

    def keep(self, parents: Ints) -> None:
        """Go on from the states of these texts."""
        chosen = self._learner.tensor(parents)
        self._states = tuple(tuple(s[chosen] for s in state) for state in self._states)

    def _step(self, codes: Ints) -> Tensor:
        outputs, self._states = self._model(self._learner.tensor(codes), self._states)
        found: Tensor = outputs[-1]
        return found


class WholeReader:
    """A transformer: each text is read anew as a whole, for every step attends to all before it."""

    def __init__(self, learner: Learner, prompt: Prompt) -> None:
        self._learner, self._prompt = learner, prompt
        self._codes: Ints = np.zeros((0, 1), np.int64)  # (T, B)

    def begin(self) -> Tensor:
        """Read the prompt."""
        self._codes = self._prompt.codes[:, None]
        return self._outputs()

    def read(self, symbols: Ints) -> Tensor:
        """Read one more symbol of each text."""
        self._codes = np.concatenate([self._codes, symbols[None]])
        return self._outputs()

    def keep(self, parents: Ints) -> None:
        """Go on with these texts."""
        self._codes = self._codes[:, parents]

    @torch.no_grad()
    def _outputs(self) -> Tensor:
        return self._learner.run(example(self._prompt, self._codes, np.zeros_like(self._codes))).outputs[-1]


class DecoderReader:
    """An encoder-decoder: the source is read once, and the decoder's states are carried from symbol to symbol."""

    def __init__(self, learner: Learner, prompt: Prompt) -> None:
        assert isinstance(learner.model, EncoderDecoder)
        self._learner, self._model, self._prompt = learner, learner.model, prompt

    @torch.no_grad()
    def begin(self) -> Tensor:
        """Read the source, and what the decoder reads first."""
        batch = example(self._prompt, np.array([[self._prompt.first]], np.int64), np.zeros((1, 1), np.int64))
        assert isinstance(batch, PairBatch)
        source = self._learner.source(batch)
        encoded, states = self._model.encode(source)
        self._memory, self._carried = self._model.memory(encoded, source.lengths), self._model.begin(states)
        return self._step(batch.inputs[0])

    @torch.no_grad()
    def read(self, symbols: Ints) -> Tensor:
        """Read one more symbol of each text."""
        return self._step(symbols)

    def keep(self, parents: Ints) -> None:
        """Go on from the states of these texts."""
        chosen = self._learner.tensor(parents)
        self._memory = Memory(*(part[:, chosen] for part in self._memory))
        states, fed = self._carried
        self._carried = Carried(
            [tuple(s[chosen] for s in state) for state in states], None if fed is None else fed[chosen]
        )

    def _step(self, codes: Ints) -> Tensor:
        x = self._model.decoder.inputs(self._learner.tensor(codes), self._model.readout.weight)
        outputs, self._carried = self._model.step(x, self._carried, self._memory)
        return outputs


def reader(learner: Learner, prompt: Prompt) -> Reader:
    """Return what reads for a model."""
    if isinstance(learner.model, Stack):
        return RecurrentReader(learner, prompt)
    return DecoderReader(learner, prompt) if prompt.pair else WholeReader(learner, prompt)


def example(prompt: Prompt, inputs: Ints, targets: Ints) -> Batch:
    """Return texts (T, B) with their targets as a batch: with the prompt as source where it is one."""
    length, size = inputs.shape
    everywhere = np.ones((length, size), bool)
    if not prompt.pair:
        return Batch(inputs=inputs, targets=targets, loss_steps=everywhere)
    source = np.repeat(prompt.codes[:, None], size, axis=1)
    return PairBatch(
        inputs=inputs, targets=targets, loss_steps=everywhere, source=source,
        source_lengths=np.full(size, len(source)), lengths=np.full(size, length),
        alignment=np.zeros((size, length, len(source)), np.float32),
    )
