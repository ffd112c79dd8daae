"""What enters a network in a pass over a batch."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor

from rnnviz.engine.ways.layers import State


class Source(NamedTuple):
    """Padded source sequences: symbols (S, B) and lengths (B,)."""

    symbols: Tensor
    lengths: Tensor


class Entering(NamedTuple):
    """What is read: inputs (T, B) or (T, B, D), where the states start (None: zero), and of a pair the source."""

    inputs: Tensor
    states: tuple[State, ...] | None = None
    source: Source | None = None

    def widened(self, copies: int) -> Entering:
        """Return the same for so many copies of one example (B = 1)."""
        states, source = self.states, self.source
        if states is not None:
            states = tuple(tuple(s.expand(copies, -1) for s in state) for state in states)
        if source is not None:
            source = Source(source.symbols.expand(-1, copies), source.lengths.expand(copies))
        return Entering(self.inputs.expand(-1, copies, *self.inputs.shape[2:]), states, source)
