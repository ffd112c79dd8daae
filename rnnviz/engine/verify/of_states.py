"""Checks of states, gates, sums, inputs and attention by finite differences: those of a layer are changed at once.

Each at a step of its own, in many copies of the example side by side. Against the gradients of the step-by-step path
in float64, to which the drawn ones are compared elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.attention import OVER_SOURCE
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.patience import go_on, in_parts
from rnnviz.engine.recorded.names import layer_name
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.differences import FLOOR, STEEP, Question, checks, drawn, losses_added, unseen
from rnnviz.engine.verify.subject import REACH, SEED, WHOLE, Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link.checks import Check

MOST = 384
"""Copies in one pass at most."""


class Nudge(NamedTuple):
    """A small change of one recorded array at one step: a row of ``change`` (n, N) for each copy from ``first`` on."""

    scope: str
    t: int
    name: str
    first: int
    change: Tensor

    @property
    def copies(self) -> slice:
        """Which copies it changes."""
        return slice(self.first, self.first + len(self.change))


class Nudged(Tape):
    """A tape that changes what is recorded, a little and otherwise in each copy."""

    def __init__(self, nudges: list[Nudge]) -> None:
        super().__init__()
        self._nudges = nudges

    def record(self, name: str, value: Tensor) -> Tensor:
        """Return the value with its changes."""
        own = [nudge for nudge in self._nudges if nudge.name == name]
        if own:
            value = value.clone()
        for nudge in own:
            self._change(value, nudge)
        return value

    def _change(self, value: Tensor, nudge: Nudge) -> None:
        """Change a value (C, N), or (N, C) of attention."""
        if nudge.name in OVER_SOURCE:
            value[:, nudge.copies] += nudge.change.T
        else:
            value[nudge.copies] += nudge.change


class NudgedSteps(Nudged):
    """The same for a tape of all steps at once: each change at its own step."""

    def _change(self, value: Tensor, nudge: Nudge) -> None:
        """Change a value (T, C, N), or (C, N, T, S) of attention."""
        if nudge.name in OVER_SOURCE:
            value[nudge.copies, :, nudge.t] += nudge.change.reshape(-1, value.shape[1], value.shape[3])
        else:
            value[nudge.t, nudge.copies] += nudge.change


def states(subject: Subject, _trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield the differences of what is recorded of every layer, for the whole loss and for one step's."""
    draw = np.random.default_rng(SEED)
    questions = [] if subject.chaotic else list(_questions(subject, draw))
    asked = {name for question in questions for name in question.direction.change}
    for name in (*subject.names.states, *subject.names.others):
        if name not in asked:
            yield unseen(name, chaotic=subject.chaotic)
    yield from checks(
        questions, lambda some, which: _slopes(subject, some, which), draw,
        lambda question, name: _gradient(subject, name, question.row)[question.steps[name]],
        claims.DifferenceOfStates,
    )


def passes(learner: Learner) -> int:
    """Return how long `states` takes, in passes forward through torch's cells: ten, and more of many layers."""
    return max(10, len(learner.model.by_scope))


def _questions(subject: Subject, draw: np.random.Generator) -> Iterator[Question]:
    """Draw steps and directions of every layer's arrays whose gradients a difference can see."""
    by_layer: dict[str, list[str]] = {}
    for name in (*subject.names.states, *subject.names.others):
        by_layer.setdefault(layer_name(name).rpartition(".")[0], []).append(name)
    for row in (WHOLE, REACH):
        loss = losses_added(subject, row)
        for layer, names in by_layer.items():
            steps: dict[str, int] = {}
            there: dict[str, np.ndarray] = {}
            for name in names:
                gradient = _gradient(subject, name, row)
                sizes = np.linalg.norm(gradient, axis=1)
                sizes = np.where(sizes < STEEP, sizes, 0.0)
                found = np.flatnonzero(sizes > max(FLOOR * loss, 1e-3 * sizes.max()))
                if len(found):
                    steps[name] = int(draw.choice(found))
                    there[name] = gradient[steps[name]]
            if there:
                yield Question(layer, drawn(draw, there), row, loss, steps)


def _gradient(subject: Subject, name: str, row: int) -> np.ndarray:
    """Return the gradient of an array (T, N); of attention over heads (N, T, S) the rows of all, step by step."""
    go_on(0, 1)
    found = subject.precise.gradients[layer_name(name)].values(row)
    return found if found.ndim == 2 else found.swapaxes(0, 1).reshape(found.shape[1], -1)


def _slopes(subject: Subject, questions: list[Question], which: slice) -> np.ndarray:
    """Return the central differences of the loss along each direction, many copies a pass."""
    if not questions:
        return np.zeros((0, 0))
    each = 2 * len(questions[0].sizes[which])
    size = max(1, MOST // each)
    found = []
    for some in in_parts([questions[first : first + size] for first in range(0, len(questions), size)]):
        nudges = []
        for place, question in enumerate(some):
            span = question.sizes[which]
            both = torch.from_numpy(np.concatenate([span, -span]))[:, None]
            for name, change in question.direction.change.items():
                scope, _, short = layer_name(name).rpartition(".")
                moved = both * torch.from_numpy(change)
                nudges.append(Nudge(scope, question.steps[name], short, place * each, moved))
        loss = losses_of(subject, nudges, each * len(some))
        for place, question in enumerate(some):
            own = loss[question.row][place * each : (place + 1) * each]
            found.append((own[: each // 2] - own[each // 2 :]) / (2 * question.sizes[which]))
    return np.array(found)


def losses_of(subject: Subject, nudges: list[Nudge], copies: int) -> np.ndarray:
    """Return the whole loss and that of the step that is followed back, (2, C), of copies with small changes."""
    learner, example = subject.double, subject.example
    by_place: dict[tuple[str, int], list[Nudge]] = {}
    for nudge in nudges:
        by_place.setdefault((nudge.scope, nudge.t), []).append(nudge)

    def tape(scope: str, t: int) -> Tape:
        go_on(t, len(example.loss_steps))
        if learner.model.at_once:
            return NudgedSteps([each for each in nudges if each.scope == scope])
        return Nudged(by_place.get((scope, t), []))

    with torch.no_grad():
        entering = learner.entering(example, subject.start_in_double).widened(copies)
        outputs = learner.model.recorded(entering, tape)
        targets = learner.tensor(example.targets)
        targets = targets.expand(-1, copies, *targets.shape[2:]).contiguous()
        each = losses.by_step(learner.task.loss, outputs, targets).numpy()  # (T, C)
    weights = subject.loss_weights
    return np.stack([np.where(row[:, None] != 0, each * row[:, None], 0).sum(0) for row in weights])
