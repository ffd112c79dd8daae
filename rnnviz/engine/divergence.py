"""A loss that is NaN or infinite: where it began."""

from __future__ import annotations

from typing import NamedTuple

import torch

from rnnviz.cells.tape import Tape
from rnnviz.engine.encoder_decoder import EncoderDecoder
from rnnviz.engine.layers import State
from rnnviz.engine.learner import Learner
from rnnviz.engine.stack import Stack
from rnnviz.engine.transformer import Transformer
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch, PairBatch


class Place(NamedTuple):
    """The first array that is not finite, and its step (-1: before any)."""

    array: str
    step: int


class Diverged(BadInput):
    """The loss of an update is NaN or infinite; its sentence names the update, the array and the step."""

    def __init__(self, update: int, loss: float, place: Place) -> None:
        self.update, self.array, self.step = update, place.array, place.step
        if place.step < 0:
            super().__init__(
                "the loss of update {update} is {loss}: the parameter {array} is not finite any more",
                update=update, loss=loss, array=place.array,
            )
        else:
            super().__init__(
                "the loss of update {update} is {loss}: {array} is the first that is not finite, at step {step}",
                update=update, loss=loss, array=place.array, step=place.step,
            )


class _Watching(Tape):
    """A tape that remembers the first value that is not finite."""

    first: Place | None = None

    def at(self, scope: str, t: int) -> _Watching:
        """Say where the next records come from."""
        self._scope, self._t = scope, t
        return self

    def record(self, name: str, value: torch.Tensor) -> torch.Tensor:
        if self.first is None and not bool(value.isfinite().all()):
            self.first = Place(f"{self._scope}.{name}", self._t)
        return value


def first_not_finite(learner: Learner, batch: Batch, states: tuple[State, ...] | None) -> Place:
    """Run a batch on the readable path and return the first parameter or recorded array that is not finite."""
    model = learner.model
    for name, parameter in model.named_parameters():
        if not bool(parameter.isfinite().all()):
            return Place(name, -1)
    if isinstance(model, Transformer):
        return _first_of_blocks(model, learner, batch)
    tape = _Watching()
    with torch.no_grad():
        if isinstance(model, EncoderDecoder):
            assert isinstance(batch, PairBatch)
            model.unrolled(learner.source(batch), learner.tensor(batch.inputs), tape.at)
        else:
            _watch_stack(model, learner, batch, states, tape)
    return tape.first or Place("outputs", len(batch.loss_steps) - 1)


class _WatchingAll(Tape):
    """A tape of all steps at once that remembers the first value that is not finite, and its first step."""

    def __init__(self, found: list[Place]) -> None:
        super().__init__()
        self._found, self.scope = found, ""

    def at(self, scope: str) -> _WatchingAll:
        """Say where the next records come from."""
        self.scope = scope
        return self

    def record(self, name: str, value: torch.Tensor) -> torch.Tensor:
        if not self._found and not bool(value.isfinite().all()):
            rows = value.transpose(0, 2) if value.ndim == 4 else value  # attention is (B, N, T, T)
            bad = (~rows.isfinite()).flatten(1).any(1)
            array = "inputs" if name == "inputs" else f"{self.scope}.{name}"
            self._found.append(Place(array, int(bad.nonzero()[0, 0])))
        return value


def _first_of_blocks(model: Transformer, learner: Learner, batch: Batch) -> Place:
    found: list[Place] = []
    with torch.no_grad():
        model(learner.tensor(batch.inputs), _WatchingAll(found).at)
    return found[0] if found else Place("outputs", len(batch.loss_steps) - 1)


def _watch_stack(
    model: Stack, learner: Learner, batch: Batch, states: tuple[State, ...] | None, tape: _Watching
) -> None:
    x = model.inputs(learner.tensor(batch.inputs), model.readout.weight)
    top = model.unrolled(x, states if states is not None else model.start(batch.size), tape.at)
    bad = (~model.readout(top).isfinite()).flatten(1).any(1).nonzero()
    if len(bad) and (tape.first is None or (int(bad[0]) < tape.first.step and not model.both_ways)):
        tape.first = Place("readout.outputs", int(bad[0]))
