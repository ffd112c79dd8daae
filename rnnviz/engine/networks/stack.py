"""A stack of recurrent layers with a linear readout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rnnviz.catalogue import cell_of
from rnnviz.cells.tape import Tape
from rnnviz.directions import REVERSE, is_reverse
from rnnviz.engine import initialise
from rnnviz.engine.networks.attention import Head
from rnnviz.engine.networks.both_ways import BothWays
from rnnviz.engine.networks.entering import Entering
from rnnviz.engine.networks.inputs import Inputs
from rnnviz.engine.patience import go_on, hear_on_the_way_back, part
from rnnviz.engine.ways.layers import Layer, State
from rnnviz.experiment import Experiment
from rnnviz.tasks import Task


class Readout(nn.Module):
    """outputs = W h + b, W (K, H)."""

    def __init__(self, outputs: int, hidden: int, generator: np.random.Generator) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.from_numpy(initialise.linear(outputs, hidden, generator)))
        self.bias = nn.Parameter(torch.from_numpy(initialise.bias(outputs, hidden, generator)))

    def forward(self, hidden: Tensor) -> Tensor:
        """Return (…, K) from (…, H)."""
        return functional.linear(hidden, self.weight, self.bias)


class Level(NamedTuple):
    """One layer of the stack: its directions by scope, and whether what it reads is added to what it hands on."""

    scopes: tuple[str, ...]
    layers: tuple[Layer, ...]
    skip: bool

    def hand_on(self, hidden: Sequence[Tensor], read: Tensor) -> Tensor:
        """Return what the level above reads, from the h of every direction and what this one read."""
        joined = hidden[0] if len(hidden) == 1 else torch.cat(tuple(hidden), -1)
        return joined + read if self.skip else joined


class Stack(nn.Module):
    """Inputs → layer0 → layer1 → … → readout.

    A layer that reads both ways hands on [h of the way on, h of the way back], 2H numbers; with residual
    connections every layer but the lowest adds what it reads to what it hands on (Wu et al. 2016, section 3.1;
    He et al. 2015): the sum is what the layer above or the readout reads, and h itself stays the cell's own.

    State dict: ``layer0.weight_ih_l0`` …, ``layer0.weight_ih_l0_reverse`` … where it reads both ways,
    ``readout.weight`` (K, H or 2H), ``readout.bias`` (K,), and ``inputs.weight`` (V, E) where symbols are embedded.
    """

    at_once = False
    heads: tuple[Head, ...] = ()

    def __init__(self, experiment: Experiment, task: Task, generator: np.random.Generator) -> None:
        super().__init__()
        cell, fields = cell_of(experiment), experiment.model
        width = cell.hidden_size * (2 if fields.bidirectional else 1)
        make = BothWays if fields.bidirectional else Layer
        self.both_ways, self.residual = fields.bidirectional, fields.residual
        self.inputs = Inputs(fields, task.input_size, generator)
        self._levels = tuple(f"layer{i}" for i in range(fields.layers))
        for place, name in enumerate(self._levels):
            self.add_module(name, make(cell, width if place else self.inputs.size, generator))
        self.levels = self._with_directions()
        """The layers with their directions, lowest first."""
        self.names = tuple(scope for level in self.levels for scope in level.scopes)
        self.readout = Readout(task.output_size, width, generator)

    def _with_directions(self) -> tuple[Level, ...]:
        found = []
        for place, name in enumerate(self._levels):
            module, skip = self._modules[name], self.residual and place > 0
            if isinstance(module, BothWays):
                found.append(Level((name, name + REVERSE), module.directions, skip))
            else:
                found.append(Level((name,), (module,), skip))  # type: ignore[arg-type]
        return tuple(found)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The recurrent layers by scope, as `names` has them: lowest first, the way back after the way on."""
        return tuple(layer for level in self.levels for layer in level.layers)

    @property
    def kind(self) -> str:
        """Its key in `rnnviz.engine.kinds.KINDS`."""
        return "bidirectional" if self.both_ways else "stack"

    @property
    def by_scope(self) -> dict[str, Layer]:
        """The layers that go through time."""
        return dict(zip(self.names, self.layers, strict=True))

    @property
    def onward(self) -> bool:
        """Whether each step hangs on earlier ones alone, on one axis of time."""
        return not self.both_ways

    @property
    def chain(self) -> bool:
        """Whether each layer reads the h of the one below, and nothing else."""
        return not self.both_ways and not (self.residual and len(self._levels) > 1)

    def start(self, batch: int) -> tuple[State, ...]:
        """Return zero states of every scope."""
        return tuple(layer.start(batch) for layer in self.layers)

    def run(self, entering: Entering, truncate: int = 0) -> tuple[Tensor, tuple[State, ...]]:
        """Return outputs (T, B, K) and the states after them, as learning computes them."""
        found: tuple[Tensor, tuple[State, ...]] = self(entering.inputs, self._begun(entering), truncate)
        return found

    def recorded(self, entering: Entering, tape: Callable[[str, int], Tape]) -> Tensor:
        """Return outputs (T, B, K) by the cells' own steps, recorded on tapes; see `unrolled`."""
        x = self.inputs(entering.inputs, self.readout.weight)
        found: Tensor = self.readout(self.unrolled(x, self._begun(entering), tape))
        return found

    def _begun(self, entering: Entering) -> tuple[State, ...]:
        return entering.states if entering.states is not None else self.start(entering.inputs.shape[1])

    def forward(
        self, inputs: Tensor, states: tuple[State, ...], truncate: int = 0
    ) -> tuple[Tensor, tuple[State, ...]]:
        """Run a pass.

        Parameters
        ----------
        inputs : Tensor (T, B) or (T, B, D)
        states : for each scope, a tuple of Tensor (B, H)
        truncate : int
            Truncated BPTT (Williams & Peng 1990): the graph is cut before steps k, 2k, …, in both directions of
            time; 0 does not cut.

        Returns
        -------
        Tensor (T, B, K), the states that a pass which goes on begins with: zero for what reads from the end
        """
        top, ends = self.through(self.inputs(inputs, self.readout.weight), states, truncate)
        return self.readout(top), ends

    def through(self, x: Tensor, states: tuple[State, ...], truncate: int = 0) -> tuple[Tensor, tuple[State, ...]]:
        """Return what the readout reads (T, B, H or 2H), and the states at the end; x is what `inputs` gives."""
        ends: list[State] = []
        handed_on = []
        for place, level in enumerate(self.levels):
            hidden = []
            go_on(place, len(self.levels))
            for scope, layer in zip(level.scopes, level.layers, strict=True):
                with part(place, len(self.levels)):
                    found, end = _over_time(layer, x, states[len(ends)], truncate, is_reverse(scope))
                hidden.append(found)
                ends.append(end)
            x = level.hand_on(hidden, x)
            handed_on.append(x)
        hear_on_the_way_back(handed_on)
        return x, tuple(ends)

    def unrolled(self, x: Tensor, states: Sequence[State], new_tape: Callable[[str, int], Tape]) -> Tensor:
        """Compute `through` by the cells' own steps, recording what each computes and what each layer reads.

        ``new_tape(scope, t)`` receives the records of a step; the ``inputs`` of a layer that reads both ways are
        recorded once, on the tapes of its way on.
        """
        if self.both_ways:
            return self._by_level(x, states, new_tape)
        now, found = list(states), []
        levels = self.levels
        for t, x_t in enumerate(x.unbind(0)):
            for place, level in enumerate(levels):
                tape = new_tape(level.scopes[0], t)
                x_t = tape.record("inputs", read_of(x_t))
                layer = level.layers[0]
                now[place] = layer.cell.step(layer.cell_parameters, x_t, tape.enter(now[place]), tape)
                x_t = level.hand_on(now[place][:1], x_t)
            found.append(x_t)
        return torch.stack(found)

    def _by_level(self, x: Tensor, states: Sequence[State], new_tape: Callable[[str, int], Tape]) -> Tensor:
        read, starts = list(x.unbind(0)), iter(states)
        for level in self.levels:
            hidden: list[list[Tensor]] = [[] for _ in read]
            for scope, layer in zip(level.scopes, level.layers, strict=True):
                back, state, parameters = is_reverse(scope), next(starts), layer.cell_parameters
                for t in reversed(range(len(read))) if back else range(len(read)):
                    tape = new_tape(scope, t)
                    if not back:
                        read[t] = tape.record("inputs", read_of(read[t]))
                    state = layer.cell.step(parameters, read[t], tape.enter(state), tape)
                    hidden[t].append(state[0])
            read = [level.hand_on(own, below) for own, below in zip(hidden, read, strict=True)]
        return torch.stack(read)


def read_of(value: Tensor) -> Tensor:
    """Return what a layer reads as a tensor of its own: its gradient is not that of the h which it may be."""
    return value.view_as(value)


def _over_time(layer: Layer, x: Tensor, state: State, truncate: int, back: bool) -> tuple[Tensor, State]:
    """Run a layer over (T, B, D), cut every so many steps, in its own direction; return h in order of time."""
    pieces = list(torch.split(x, truncate)) if 0 < truncate < len(x) else [x]
    if back:
        pieces = [piece.flip(0) for piece in reversed(pieces)]
    found = []
    for place, piece in enumerate(pieces):
        if len(pieces) > 1:
            go_on(place, len(pieces))
            state = tuple(s.detach() for s in state)
        y, state = layer(piece, state)
        found.append(y)
    hidden = found[0] if len(found) == 1 else torch.cat(found)
    return (hidden.flip(0), layer.start(x.shape[1])) if back else (hidden, state)
