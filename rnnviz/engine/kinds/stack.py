"""Stacks: what all of them share, and those whose layers all read from the first step to the last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.kinds.kind import Asked, Ints, Kind
from rnnviz.engine.kinds.recurrent import names_of_cells, units_of_layer
from rnnviz.engine.networks.entering import Entering
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes import fused, gates, spoilt
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.passes.recorded import Recorded
from rnnviz.engine.passes.sums import full, shut
from rnnviz.engine.passes.sweep import plain, sweep
from rnnviz.engine.patience import once_more
from rnnviz.engine.recorded.names import Names
from rnnviz.engine.ways.choice import Ways
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput

S = TypeVar("S", bound=Stack)


class Stacked(Kind[S]):
    """What stacks share, whichever way they read."""

    def units(self, model: S, scope: str, key: str, seen: int) -> int:
        """Return the size of what a layer reads, or else of its state."""
        return units_of_layer(model.by_scope[scope], key)

    def reader(self, learner: Learner, beginning: Entering) -> RecurrentReader:
        """Return what carries the states on."""
        return RecurrentReader(learner, beginning)


class OfCells(Stacked[Stack]):
    """What stacks of cells share."""

    def names(self, model: Stack) -> Names:
        """Return what can be recorded.

        Over a layer that reads both ways nothing can run on by itself: what such a layer hands on at a step comes
        from both ends of the text, and a free run has but one.
        """
        info = model.layers[0].cell.describe()
        inputs: tuple[str, ...] = ("inputs",)
        if not model.chain:  # what an upper layer reads is no other array
            inputs += tuple(f"{level.scopes[0]}.inputs" for level in model.levels[1:])
        free = model.levels[0].scopes if model.both_ways else model.names
        return names_of_cells(model, info, dict.fromkeys(model.names, info), inputs, free, one_way=model.onward)

    def linearised(
        self, model: Stack, values: Mapping[str, Tensor], states: tuple[State, ...] | None
    ) -> Mapping[str, Linearised]:
        """Return the layers as linear maps, each in the order in which it reads."""
        return fused.linearised(model, values, states)

    def on_ways(self, asked: Asked) -> Recorded:
        """Return the pass on the layers' fast ways, with what lies inside their steps where it is wanted."""
        learner, example, states, weights = asked.learner, asked.example, asked.states, asked.weights
        model = learner.model
        assert isinstance(model, Stack)
        found = fused.fused(learner, example, states, weights, asked.ways)
        if self.settled(asked, found):
            once_more()
            learner, states = asked.in_float64, doubled(states)
            found = fused.fused(learner, example, states, weights, Ways())
        anew = self.beyond(asked, found) or self._spoilt(asked, found)
        if anew:
            once_more()
            if any(shut(cell, scope, found.values) for scope, cell in asked.names.cells.items()):
                learner, states, found = asked.in_float64, doubled(states), fused.widened(model, found, states)
            found = fused.exact(learner, example, states, weights, found)
        if asked.gradients or asked.extras:
            gates.add(learner, example, states, weights, found, backward=bool(asked.gradients))
            if self.faint(asked, found):
                found = fused.widened(model, found, states)
                gates.add(asked.in_float64, example, doubled(states), weights, found, backward=True)
        return found if found.outputs.dtype == asked.learner.dtype else fused.to(found, asked.learner.dtype)

    def _spoilt(self, asked: Asked, found: Recorded) -> bool:
        """Tell whether slopes of full gates may have spoilt what flows back; see `rnnviz.engine.passes.spoilt`."""
        model = asked.learner.model
        assert isinstance(model, Stack)
        cells = asked.names.cells
        scopes = [
            scope for scope in model.names
            if spoilt.falls(scope, found.gradients) and full(cells[scope], scope, found.values)
        ]
        steps = self.linearised(model, found.values, asked.states) if scopes else {}
        return any(spoilt.loses(scope, steps[scope], found.gradients) for scope in scopes)


class OneWay(OfCells):
    """Its states are carried from step to step: it reads as long as there is something, and can write."""

    def readable(self, asked: Asked) -> Recorded:
        """Return the pass step by step; its gradients carry their exponents."""
        return swept(asked)

    def record(self, asked: Asked) -> Recorded:
        """Return the pass on its fast path where every layer has one."""
        if asked.new_tape is None and fused.possible(asked.learner.model):
            return self.on_ways(asked)
        found = self.readable(asked)
        if asked.new_tape is not None or asked.learner.dtype == torch.float64:
            return found
        if self.settled(asked, found):
            once_more()
            return sweep(asked.in_float64, asked.example, doubled(asked.states), asked.weights, asked.wanted)
        lost = self.beyond(asked, found) or self.faint(asked, found)
        return swept_again(asked, found) if lost else found  # slopes of full units lie below float32 as well

    def reached(self, asked: Asked, name: str, logs: np.ndarray, begin: int, end: int) -> np.ndarray:
        """Return the steps up to the last that bears a loss."""
        return logs[: end + 1]

    def why_unread(self, model: Stack) -> BadInput | None:
        """Return nothing: it reads."""
        return None

    def why_silent(self, model: Stack) -> BadInput | None:
        """Return nothing: it writes."""
        return None


class RecurrentReader:
    """A stack that reads on: its states are carried from symbol to symbol, nothing is read twice."""

    def __init__(self, learner: Learner, beginning: Entering) -> None:
        assert isinstance(learner.model, Stack)
        self._learner, self._model, self._beginning = learner, learner.model, beginning.inputs
        self._states = self._model.start(1)

    @torch.no_grad()
    def begin(self) -> Tensor:
        """Read the prompt from the zero state."""
        return self._step(self._beginning)

    @torch.no_grad()
    def read(self, symbols: Ints) -> Tensor:
        """Read one more symbol of each text."""
        return self._step(self._learner.tensor(symbols[None]))

    def keep(self, parents: Ints) -> None:
        """Go on from the states of these texts."""
        chosen = self._learner.tensor(parents)
        self._states = tuple(tuple(s[chosen] for s in state) for state in self._states)

    def _step(self, codes: Tensor) -> Tensor:
        outputs, self._states = self._model(codes, self._states)
        found: Tensor = outputs[-1]
        return found


def swept(asked: Asked, also: frozenset[str] = frozenset()) -> Recorded:
    """Return the readable pass of layers that read on, with the gradients of more than is asked for."""
    return sweep(
        asked.learner, asked.example, asked.states, asked.weights, asked.wanted | also, asked.new_tape or plain
    )


def swept_again(asked: Asked, found: Recorded, also: frozenset[str] = frozenset()) -> Recorded:
    """Return a pass with its gradients computed anew in float64 on the readable path, along the states that it has."""
    once_more()
    learner, starts = asked.in_float64, doubled(asked.states)
    return sweep(learner, asked.example, starts, asked.weights, asked.wanted | also, along=found)


def doubled(states: tuple[State, ...] | None) -> tuple[State, ...] | None:
    """Return states in float64."""
    return None if states is None else tuple(tuple(s.double() for s in state) for state in states)
