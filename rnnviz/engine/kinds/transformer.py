"""A transformer: all steps at once, nothing carried from one to the next."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.kinds.kind import Asked, Ints, Kind
from rnnviz.engine.networks.attention import OVER_SOURCE
from rnnviz.engine.networks.entering import Entering
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.transformer import Transformer
from rnnviz.engine.passes import graph
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.recorded.names import Names
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput

NARROW = 2
"""A width of which a layer norm leaves one direction, or none."""


class Blocks(Kind[Transformer]):
    """It reads a passage at once; a causal one writes."""

    longest_written = 256  # T² weights

    def names(self, model: Transformer) -> Names:
        """Return what can be recorded."""
        scopes = model.names
        states = tuple(f"{scope}.hidden" for scope in scopes)
        vectors = tuple(f"{scope}.{name}" for scope in scopes for name in ("query", "key", "value", "context"))
        attention = tuple(f"{scope}.{name}" for scope in scopes for name in OVER_SOURCE)
        known = {*states, *vectors, *attention}
        between = tuple(f"{scope}.{stage.name}" for scope in scopes for stage in model.info.others)
        between = tuple(name for name in between if name not in known)
        return Names(
            cells=dict.fromkeys(scopes, model.info),
            values=("inputs", *states, *vectors, *attention),
            extras=(*(f"{scope}.attention_products" for scope in scopes), *between),
            states=states,
            others=("inputs", *vectors, *attention, *between),
            parameters=tuple(name for name, _ in model.named_parameters()),
        )

    def readable(self, asked: Asked) -> Recorded:
        """Return the pass as one graph."""
        return self._unrolled(asked, double=False)

    def record(self, asked: Asked) -> Recorded:
        """Return the pass; there is no other path, but for float64 where norms need it.

        A layer norm of two numbers makes ±1 of them, nearly: float32 keeps no digit of what tells steps apart.
        """
        found = self.readable(asked)
        narrow = asked.learner.model.readout.weight.shape[1] <= NARROW and asked.learner.dtype != torch.float64
        lost = narrow or self.beyond(asked, found) or self.faint(asked, found)
        return self._unrolled(asked, double=True) if lost else found

    @staticmethod
    def _unrolled(asked: Asked, double: bool) -> Recorded:
        return graph.unroll(asked.learner, asked.example, None, asked.weights, asked.wanted, double, asked.tape)

    def reached(self, asked: Asked, name: str, logs: np.ndarray, begin: int, end: int) -> np.ndarray:
        """Return the steps up to the last that bears a loss; above the last block only those that bear one."""
        part = logs[: end + 1]
        return part[~np.isneginf(part)] if name in asked.names.states[-1:] else part

    def units(self, model: Transformer, scope: str, key: str, seen: int) -> int:
        """Return the steps that attention looks at, the size of what enters, and else the width."""
        if key == "inputs":
            return model.inputs.size
        return seen if key.startswith("attention") else model.readout.weight.shape[1]

    def linearised(
        self, model: Transformer, values: Mapping[str, Tensor], states: tuple[State, ...] | None
    ) -> Mapping[str, Linearised]:
        """Return nothing: no step's map leads to the next."""
        return {}

    def why_unread(self, model: Transformer) -> BadInput | None:
        """Return that it reads all at once."""
        return BadInput("a transformer reads one passage at once, no running text: its example is shown")

    def why_silent(self, model: Transformer) -> BadInput | None:
        """Return that it would have to see what it has not written, where it is not causal."""
        if model.causal:
            return None
        return BadInput(
            "every step of this transformer sees those after it, so it cannot write: switch model.causal on"
        )

    def reader(self, learner: Learner, beginning: Entering) -> WholeReader:
        """Return what reads the whole text for each symbol."""
        return WholeReader(learner, beginning)


class WholeReader:
    """A transformer that reads on: each text anew as a whole, for every step attends to all before it."""

    def __init__(self, learner: Learner, beginning: Entering) -> None:
        self._learner, self._codes = learner, beginning.inputs  # (T, B)

    def begin(self) -> Tensor:
        """Read the prompt."""
        return self._outputs()

    def read(self, symbols: Ints) -> Tensor:
        """Read one more symbol of each text."""
        self._codes = torch.cat([self._codes, self._learner.tensor(symbols[None])])
        return self._outputs()

    def keep(self, parents: Ints) -> None:
        """Go on with these texts."""
        self._codes = self._codes[:, self._learner.tensor(parents)]

    @torch.no_grad()
    def _outputs(self) -> Tensor:
        outputs, _ends = self._learner.model.run(Entering(self._codes))
        return outputs[-1]
