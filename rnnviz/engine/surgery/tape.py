"""The tape that operates: what a step records is changed before the step goes on with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from rnnviz.engine.attention import OVER_SOURCE
from rnnviz.engine.layers import State
from rnnviz.engine.passes.pairs import Differentiable


@dataclass(frozen=True, kw_only=True)
class Change:
    """What becomes of one recorded tensor.

    Attributes
    ----------
    key : str
        Its name on the tape: forget_gate.
    index : int or None
        The unit, or the source position of an attention; None: all of it.
    value : float
    scale : bool
        Multiply by ``value`` rather than put it in place.
    """

    key: str
    index: int | None
    value: float
    scale: bool

    def on(self, value: Tensor) -> Tensor:
        """Return the changed tensor; no gradient flows through what was put in its place."""
        axis = 0 if self.key in OVER_SOURCE else -1  # attention is recorded (S, C), all else (C, H)
        chosen = torch.zeros_like(value, dtype=torch.bool)
        if self.index is None:
            chosen.fill_(True)
        else:
            chosen.select(axis, self.index).fill_(True)
        new = value * self.value if self.scale else torch.full_like(value, self.value)
        return torch.where(chosen, new, value)  # of all of it too: what is recorded must be in the graph


class Operating(Differentiable):
    """Changes what is recorded under some names, and lets no gradient back into the states before where it is cut."""

    def __init__(self, changes: Sequence[Change], cut: bool) -> None:
        super().__init__()
        self._changes = changes
        self._cut = cut

    def record(self, name: str, value: Tensor) -> Tensor:
        """Keep the changed ``value`` under ``name`` and return it."""
        for change in self._changes:
            if change.key == name:
                value = change.on(value)
        return super().record(name, value)

    def enter(self, state: State) -> State:
        """Return the states, detached where the gradient is cut."""
        return tuple(s.detach() for s in state) if self._cut else state
