"""A loss that is NaN or infinite: where it began."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch

from rnnviz.cells.tape import Tape
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.ways.layers import State
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch


class Place(NamedTuple):
    """The first array that is not finite, and its step (-1: before any)."""

    array: str
    step: int


class Diverged(BadInput):
    """The loss of an update is NaN or infinite; its sentence names the update, the array and the step."""

    def __init__(self, update: int, loss: float, place: Place) -> None:
        self.update, self.array, self.step = update, place.array, place.step
        said = "NaN" if math.isnan(loss) else "∞" if loss > 0 else "−∞"
        if place.step < 0:
            super().__init__(
                "the loss of update {update} is {loss}: the parameter {array} is not finite any more",
                update=update, loss=said, array=place.array,
            )
        else:
            super().__init__(
                "the loss of update {update} is {loss}: {array} is the first that is not finite, at step {step}",
                update=update, loss=said, array=place.array, step=place.step,
            )


class _Watching(Tape):
    """A tape that remembers the first value that is not finite, and its first step.

    Parameters
    ----------
    at_once : bool
        What it is given holds all steps.
    """

    def __init__(self, at_once: bool) -> None:
        super().__init__()
        self.first: Place | None = None
        self._at_once = at_once

    def at(self, scope: str, t: int) -> _Watching:
        """Say where the next records come from."""
        self._scope, self._t = scope, t
        return self

    def record(self, name: str, value: torch.Tensor) -> torch.Tensor:
        if self.first is None and not bool(value.isfinite().all()):
            if self._at_once:
                array = "inputs" if name == "inputs" else f"{self._scope}.{name}"
                self.first = Place(array, _bad_steps(value.transpose(0, 2) if value.ndim == 4 else value)[0])
            else:
                self.first = Place(f"{self._scope}.{name}", self._t)
        return value


def first_not_finite(learner: Learner, batch: Batch, states: tuple[State, ...] | None) -> Place:
    """Run a batch on the readable path and return the first parameter or recorded array that is not finite."""
    model = learner.model
    for name, parameter in model.named_parameters():
        if not bool(parameter.isfinite().all()):
            return Place(name, -1)
    tape = _Watching(model.at_once)
    with torch.no_grad():
        outputs = model.recorded(learner.entering(batch, states), tape.at)
    bad = _bad_steps(outputs)
    if bad and (tape.first is None or (bad[0] < tape.first.step and model.onward)):
        return Place("readout.outputs", bad[0])
    return tape.first or Place("outputs", len(batch.loss_steps) - 1)


def _bad_steps(value: torch.Tensor) -> list[int]:
    """Return the steps at which something of (T, …) is not finite; attention is (T, N, B, T) here."""
    found: list[int] = (~value.isfinite()).flatten(1).any(1).nonzero()[:, 0].tolist()
    return found
