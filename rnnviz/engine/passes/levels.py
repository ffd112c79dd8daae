"""A pass through the levels of a stack on the fast ways, there and back.

A direction that reads from the end runs on the same ways over inputs turned round in time: what it leaves is turned
back, so that everything is in order of time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from torch import Tensor

from rnnviz.directions import is_reverse
from rnnviz.engine.networks.stack import Level, Stack
from rnnviz.engine.ways.choice import Way
from rnnviz.engine.ways.layers import State


def in_time(scope: str, values: Tensor) -> Tensor:
    """Return values (T, …) turned round in time where the scope reads from the end."""
    return values.flip(0) if is_reverse(scope) else values


Back = Callable[[str, Way, Tensor], None]
"""Runs a scope's way back from (T, C, H), in the order in which it reads."""


def plainly(_scope: str, way: Way, direct: Tensor) -> None:
    """Run a way back, and no more."""
    way.backward(direct)


class Levels:
    """A stack with a way for every scope.

    Attributes
    ----------
    read : dict of str to Tensor (T, B, D)
        What each scope read in the last pass, in order of time.
    """

    def __init__(self, model: Stack, ways: Sequence[Way]) -> None:
        self.levels: tuple[Level, ...] = model.levels
        self.ways = dict(zip(model.names, ways, strict=True))
        self.read: dict[str, Tensor] = {}

    def forward(self, x: Tensor, start: Sequence[State]) -> Tensor:
        """Run over what the first layer reads (T, B, D); return what the readout reads."""
        starts = iter(start)
        for level in self.levels:
            hidden = []
            for scope, layer in zip(level.scopes, level.layers, strict=True):
                self.read[scope] = x
                found = self.ways[scope].forward(layer.cell_parameters, in_time(scope, x), next(starts))
                hidden.append(in_time(scope, found))
            x = level.hand_on(hidden, x)
        return x

    def values(self) -> dict[str, Tensor]:
        """Return states and gates (T, B, H)."""
        return {
            f"{scope}.{name}": in_time(scope, value)
            for scope, way in self.ways.items() for name, value in way.values().items()
        }

    def backward(self, direct: Tensor, back: Back = plainly) -> None:
        """Run back from what the losses send into what the readout reads (T, C, H or 2H); ``back`` runs one way."""
        for place in reversed(range(len(self.levels))):
            level, below = self.levels[place], None
            past = direct.clone() if level.skip else None
            for scope, part in zip(level.scopes, direct.chunk(len(level.scopes), -1), strict=True):
                way = self.ways[scope]
                back(scope, way, in_time(scope, part).contiguous())
                if place:
                    more = in_time(scope, way.input_gradient())
                    below = more if below is None else below + more
            if below is not None:
                direct = below if past is None else below + past


def reading(levels: Sequence[Level], hidden: dict[str, Tensor], x: Tensor) -> tuple[dict[str, Tensor], Tensor]:
    """Return what each scope read and what the readout read, from every scope's h and what the first layer read."""
    read: dict[str, Tensor] = {}
    for level in levels:
        read |= dict.fromkeys(level.scopes, x)
        x = level.hand_on([hidden[scope] for scope in level.scopes], x)
    return read, x
