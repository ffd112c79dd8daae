"""A transformer: blocks of self-attention over all steps at once, causal (a decoder) or not (an encoder).

A. Vaswani et al., "Attention is all you need", NIPS 2017. A block is ``torch.nn.TransformerEncoderLayer`` without
dropout, and its parameters have that module's names; positions are the paper's sinusoids, learnt, or absent.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.cells.block import block_of
from rnnviz.cells.tape import Silent, Tape
from rnnviz.engine import initialise
from rnnviz.engine.networks.attention import Head
from rnnviz.engine.networks.entering import Entering
from rnnviz.engine.networks.inputs import Inputs
from rnnviz.engine.networks.stack import Level, Readout
from rnnviz.engine.ways.layers import Layer, State
from rnnviz.experiment import Experiment, ModelFields
from rnnviz.tasks import Task

ScopeTape = Callable[[str], Tape]
"""Scope → the tape to record on: every record holds all steps."""
ENTRANCE = "layer0"
"""The scope under which what enters the model is recorded, as in every other model."""
WAVE = 10_000.0
"""Of the sinusoids: the longest wave, in steps, is 2π times as long."""


def silent(scope: str) -> Tape:
    """Return a tape that keeps nothing."""
    return Silent()


class Weights(nn.Module):
    """A matrix and its bias, or a layer norm's two vectors: named as torch names them, drawn here."""

    def __init__(self, weight: np.ndarray, bias: np.ndarray) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.from_numpy(weight))
        self.bias = nn.Parameter(torch.from_numpy(bias))


class Linear(Weights):
    """W x + b, started as ``torch.nn.Linear``."""

    def __init__(self, outputs: int, inputs: int, generator: np.random.Generator) -> None:
        super().__init__(initialise.linear(outputs, inputs, generator), initialise.bias(outputs, inputs, generator))

    def forward(self, x: Tensor) -> Tensor:
        """Return (…, outputs) from (…, inputs)."""
        return functional.linear(x, self.weight, self.bias)


class Norm(Weights):
    """Layer norm over the width, with a gain and a bias."""

    def __init__(self, width: int) -> None:
        super().__init__(np.ones(width), np.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        """Return x (…, N) − its mean, over its standard deviation, times the gain, plus the bias."""
        return functional.layer_norm(x, (x.shape[-1],), self.weight, self.bias)


class SelfAttention(nn.Module):
    """N heads of softmax(q kᵀ / √d) v, with the names of ``torch.nn.MultiheadAttention``."""

    def __init__(self, fields: ModelFields, width: int, generator: np.random.Generator) -> None:
        super().__init__()
        self.heads, self.scaled, self.causal = fields.heads, fields.scaled, fields.causal
        bound = math.sqrt(6 / (4 * width))  # Xavier's, of the three matrices as one, as torch has it
        self.in_proj_weight = nn.Parameter(torch.from_numpy(generator.uniform(-bound, bound, (3 * width, width))))
        self.in_proj_bias = nn.Parameter(torch.from_numpy(np.zeros(3 * width)))
        self.out_proj = Linear(width, width, generator)
        nn.init.zeros_(self.out_proj.bias)

    def forward(self, x: Tensor, tape: Tape) -> Tensor:
        """Return (T, B, d) from (T, B, d).

        Records ``query``, ``key``, ``value`` (T, B, d), heads side by side; ``attention_products`` q·k,
        ``attention_scores`` (over √(d/N) where the switch is on, before the mask) and ``attention`` (after mask and
        softmax), each (B, N, T, T); and ``context``, the weighted sums, (T, B, d).
        """
        sums = functional.linear(x, self.in_proj_weight, self.in_proj_bias).chunk(3, -1)
        q, k, v = (
            self.split(tape.record(name, part)) for name, part in zip(("query", "key", "value"), sums, strict=True)
        )
        scores = tape.record("attention_products", q @ k.transpose(-1, -2))
        if self.scaled:
            scores = scores / math.sqrt(q.shape[-1])
        scores = tape.record("attention_scores", scores)
        if self.causal:
            later = torch.ones(len(x), len(x), dtype=torch.bool, device=x.device).triu(1)
            scores = scores.masked_fill(later, -math.inf)
        weights = tape.record("attention", tape.softmax(scores, -1))
        context = (weights @ v).permute(2, 0, 1, 3).flatten(2)
        found: Tensor = self.out_proj(tape.record("context", context))
        return found

    def split(self, x: Tensor) -> Tensor:
        """Return (B, N, T, d/N) from (T, B, d)."""
        steps, batch, width = x.shape
        return x.reshape(steps, batch, self.heads, width // self.heads).permute(1, 2, 0, 3)


class Block(nn.Module):
    """Attention and a feed-forward network, each added to what it read; layer norms before them or after."""

    def __init__(self, fields: ModelFields, width: int, generator: np.random.Generator) -> None:
        super().__init__()
        self.norm_first = fields.layer_norm == "before"
        self.self_attn = SelfAttention(fields, width, generator)
        self.linear1 = Linear(fields.feedforward, width, generator)
        self.linear2 = Linear(width, fields.feedforward, generator)
        self.norm1, self.norm2 = Norm(width), Norm(width)

    def forward(self, x: Tensor, tape: Tape) -> Tensor:
        """Return ``hidden`` (T, B, d); its stages are recorded under the names of `rnnviz.cells.block`."""
        x = tape.record("entering", x)
        if self.norm_first:
            y = x + self._attend(tape.record("normed", tape.norm(self.norm1, x)), tape)
            y = tape.record("attended", y)
            x = y + self._feed(tape.record("renormed", tape.norm(self.norm2, y)), tape)
        else:
            y = tape.record("attended", tape.norm(self.norm1, x + self._attend(x, tape)))
            x = tape.norm(self.norm2, y + self._feed(y, tape))
        return tape.record("hidden", x)

    def _attend(self, x: Tensor, tape: Tape) -> Tensor:
        return tape.record("projected", self.self_attn(x, tape))

    def _feed(self, x: Tensor, tape: Tape) -> Tensor:
        return tape.record("feed", self.linear2(functional.relu(self.linear1(x))))


class Transformer(nn.Module):
    """Inputs → a linear layer to the width, plus positions → block0 → block1 → … → readout.

    State dict: ``enter.weight`` (d, D), ``enter.bias``; ``positions`` (T, d) where they are learnt;
    ``block0.self_attn.in_proj_weight`` … as ``torch.nn.TransformerEncoderLayer`` has them; ``norm.weight``,
    ``norm.bias`` where layer norms stand before; ``readout.weight`` (K, d), ``readout.bias``; and ``inputs.weight``
    where symbols are embedded.
    """

    kind = "transformer"
    levels: tuple[Level, ...] = ()
    onward = False
    at_once = True
    """What a scope records holds all steps."""

    def __init__(self, experiment: Experiment, task: Task, generator: np.random.Generator) -> None:
        super().__init__()
        fields, width = experiment.model, experiment.cell.hidden_size
        self.inputs = Inputs(fields, task.input_size, generator)
        self.enter = Linear(width, self.inputs.size, generator)
        self.sinusoids = fields.positions == "sinusoidal"
        self.positions = None
        if fields.positions == "learnt":
            self.positions = nn.Parameter(torch.from_numpy(0.02 * generator.standard_normal((task.length, width))))
        self.info = block_of(fields)
        self.names = tuple(f"block{i}" for i in range(fields.layers))
        for name in self.names:
            self.add_module(name, Block(fields, width, generator))
        self.norm = Norm(width) if fields.layer_norm == "before" else None
        self.readout = Readout(task.output_size, width, generator)

    @property
    def causal(self) -> bool:
        """Whether no step sees those after it."""
        return self.blocks[0].self_attn.causal

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks, lowest first."""
        return tuple(self._modules[name] for name in self.names)  # type: ignore[misc]

    @property
    def by_scope(self) -> dict[str, Layer]:
        """The layers that go through time: none."""
        return {}

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads of every block."""
        found = []
        for name, block in zip(self.names, self.blocks, strict=True):
            count = block.self_attn.heads
            wide = len(block.norm1.bias) // count
            found += [Head(name, n, slice(n * wide, (n + 1) * wide)) for n in range(count)]
        return tuple(found)

    def run(self, entering: Entering, truncate: int = 0) -> tuple[Tensor, tuple[State, ...]]:
        """Return outputs (T, B, K) as learning computes them; nothing goes on after them, and nothing is cut."""
        return self(entering.inputs), ()

    def recorded(self, entering: Entering, tape: Callable[[str, int], Tape]) -> Tensor:
        """Return outputs (T, B, K); ``tape(scope, 0)`` receives what a scope records, of all steps."""
        found: Tensor = self(entering.inputs, lambda scope: tape(scope, 0))
        return found

    def forward(self, inputs: Tensor, tape: ScopeTape = silent) -> Tensor:
        """Return outputs (T, B, K) of inputs (T, B) or (T, B, D)."""
        x = tape(ENTRANCE).record("inputs", self.inputs(inputs, self.readout.weight))
        x = self.enter(x)
        if self.sinusoids:
            x = x + sinusoids(len(x), x.shape[-1]).to(x)[:, None]
        elif self.positions is not None:
            x = x + self.positions[: len(x), None]
        for name, block in zip(self.names, self.blocks, strict=True):
            last = tape(name)
            x = block(x, last)
        if self.norm is not None:
            x = last.norm(self.norm, x)
        found: Tensor = self.readout(x)
        return found


def sinusoids(length: int, width: int) -> Tensor:
    """Return the position codes (T, d), float64: sine and cosine in turn, waves from 2π to 2π · 10000 steps.

    On the CPU: Apple's GPU has no such numbers.
    """
    rates = WAVE ** (-torch.arange(0, width, 2, dtype=torch.float64, device="cpu") / width)
    angles = torch.arange(length, dtype=torch.float64, device="cpu")[:, None] * rates
    return torch.stack([angles.sin(), angles.cos()], -1).flatten(1)[:, :width]
