"""The tapes that operate: what a step, or a block, records is changed before it goes on with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from rnnviz.engine.networks.attention import OVER_SOURCE
from rnnviz.engine.passes.graph import Differentiable
from rnnviz.engine.ways.layers import State


@dataclass(frozen=True, kw_only=True)
class Change:
    """What becomes of one recorded tensor.

    Attributes
    ----------
    key : str
        Its name on the tape: forget_gate.
    units : range or None
        The units, or the places that an attention looks at; None: all of it.
    value : float
    scale : bool
        Multiply by ``value`` rather than put it in place.
    """

    key: str
    units: range | None
    value: float
    scale: bool

    def on(self, value: Tensor, axis: int, along: int = 0, steps: range | None = None) -> Tensor:
        """Return the changed tensor; no gradient flows through what was put in its place.

        Parameters
        ----------
        axis : int
            Where the units lie.
        along, steps : int, range
            Where time lies, and the steps that are changed; None: there is no time in it.
        """
        chosen = torch.zeros_like(value, dtype=torch.bool)
        part = chosen if steps is None else chosen.narrow(along, steps.start, len(steps))
        (part if self.units is None else part.narrow(axis, self.units.start, len(self.units))).fill_(True)
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
                value = change.on(value, 0 if name in OVER_SOURCE else -1)  # recorded (S, C), all else (C, H)
        return super().record(name, value)

    def enter(self, state: State) -> State:
        """Return the states, detached where the gradient is cut."""
        return tuple(s.detach() for s in state) if self._cut else state


class OperatingSteps(Differentiable):
    """The same for a tape of all steps at once: each change at its own steps."""

    def __init__(self, changes: Sequence[tuple[Change, range]]) -> None:
        super().__init__()
        self._changes = changes

    def record(self, name: str, value: Tensor) -> Tensor:
        """Keep the changed ``value``, (T, C, d) or of attention (C, N, T, S), under ``name`` and return it."""
        for change, steps in self._changes:
            if change.key == name:
                value = change.on(value, -1, 2 if value.ndim == 4 else 0, steps)
        return super().record(name, value)
