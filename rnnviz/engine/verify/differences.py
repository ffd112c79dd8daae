"""Checks by finite differences in float64: a small change of a state, a gate or a parameter, and what it does.

The difference is central, (L(+ε) − L(−ε)) / 2ε, along a random direction of length one, with steps ε
from 10⁻² to 10⁻⁷ of what the loss is sensitive to; of these the one counts at which three neighbouring ε
agree best. How well they agree is added to the tolerance, with what the loss's own rounding does there.
Against the gradients of the step-by-step path in float64, to which the drawn ones are compared elsewhere.
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
from rnnviz.engine.verify.checks import LIMIT, checked, skipped
from rnnviz.engine.verify.subject import REACH, SEED, WHOLE, Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link.checks import Check

STEPS = 10.0 ** -np.arange(2, 8)
TOLERANCE = 1e-6
DIRECTIONS = 2
"""Random steps and directions for each array."""
STEEP = 1e10
"""Where a gradient is larger, the loss leaps within the rounding of what would be changed."""
FLOOR = 1e-8
"""Gradients below this share of the loss are lost in its own rounding."""
ROUNDING = 4 * float(np.finfo(np.float64).eps)
"""Of the loss, relative: some units in the last place."""


class Nudge(NamedTuple):
    """A small change: of one recorded array at one step, a row of ``change`` (C, N) for each copy."""

    scope: str
    t: int
    name: str
    change: Tensor


class Nudged(Tape):
    """A tape that changes what is recorded, a little and otherwise in each copy."""

    def __init__(self, nudges: list[Nudge]) -> None:
        super().__init__()
        self._nudges = {nudge.name: nudge.change for nudge in nudges}

    def record(self, name: str, value: Tensor) -> Tensor:
        """Return the value (C, N), or (N, C) of attention, with its change."""
        change = self._nudges.get(name)
        if change is None:
            return value
        return value + (change.T if name in OVER_SOURCE else change)


class NudgedSteps(Tape):
    """The same for a tape of all steps at once: each change at its own step."""

    def __init__(self, nudges: list[Nudge]) -> None:
        super().__init__()
        self._nudges = nudges

    def record(self, name: str, value: Tensor) -> Tensor:
        """Return the value (T, C, N), or (C, N, T, S) of attention, with its changes."""
        for nudge in self._nudges:
            if nudge.name == name:
                at = torch.tensor([nudge.t])
                if name in OVER_SOURCE:
                    row = nudge.change.reshape(-1, value.shape[1], 1, value.shape[3])
                    value = value.index_add(2, at, row)
                else:
                    value = value.index_add(0, at, nudge.change[None])
        return value


class Question(NamedTuple):
    """One direction of one array at one step, and what the gradient says of it."""

    array: str
    row: int
    t: int
    direction: np.ndarray
    slope: float
    size: float


def states(subject: Subject, _trajectory: Trajectory | None) -> Iterator[Check]:
    """Yield the differences of states, gates, sums, inputs and attention, for the whole loss and for one step's."""
    draw = np.random.default_rng(SEED)
    probes = list(_probes(subject, draw))
    nudges: list[Nudge] = []
    spans: list[np.ndarray] = []
    copies = 2 * len(STEPS) * len(probes)
    for place, probe in enumerate(probes):
        span = STEPS / max(1.0, probe.size)
        change = torch.zeros(copies, len(probe.direction), dtype=torch.float64)
        first = place * 2 * len(STEPS)
        both = np.concatenate([span, -span])[:, None] * probe.direction
        change[first : first + len(both)] = torch.from_numpy(both)
        scope, _, name = layer_name(probe.array).rpartition(".")
        nudges.append(Nudge(scope, probe.t, name, change))
        spans.append(span)
    found = losses_of(subject, nudges, copies) if probes else np.zeros((1, 0))
    by_array: dict[str, tuple[float, float]] = {}
    for place, (probe, span) in enumerate(zip(probes, spans, strict=True)):
        first = place * 2 * len(STEPS)
        rows = found[probe.row][first : first + 2 * len(STEPS)]
        slopes = (rows[: len(STEPS)] - rows[len(STEPS) :]) / (2 * span)
        loss = np.max(np.abs(rows), initial=0.0, where=np.isfinite(rows))
        residual, tolerance = judged(slopes, probe.slope, probe.size, ROUNDING * loss / span)
        before = by_array.get(probe.array, (0.0, 1.0))
        if residual / tolerance >= before[0] / before[1]:
            by_array[probe.array] = (residual, tolerance)
    for name in _arrays(subject):
        if name not in by_array:
            yield skipped(claims.Difference, name, claims.Unresolved if subject.chaotic else claims.Zero)
        else:
            yield result(name, *by_array[name])


def _arrays(subject: Subject) -> list[str]:
    """Return what can be changed."""
    return [*subject.names.states, *subject.names.others]


def result(array: str, residual: float, tolerance: float) -> Check:
    """Return the check of an array's differences."""
    if tolerance > LIMIT:
        return skipped(claims.Difference, array, claims.Unresolved)
    return checked(claims.Difference, array, ("autograd, float64", "finite difference"), residual, tolerance)


def judged(slopes: np.ndarray, slope: float, size: float, rounding: np.ndarray) -> tuple[float, float]:
    """Return how far a gradient is from the difference that is to be trusted most, and how far it may be.

    Parameters
    ----------
    slopes : float array
        Differences for each ε, largest first.
    slope, size : float
        What the gradient says along the direction, and its norm.
    rounding : float array
        By how much the loss's rounding may move each difference.
    """
    pairs = np.abs(np.diff(slopes))
    # three in a row: two may agree by chance, and even three where the loss moves by a few units in its last place
    apart = np.maximum(pairs[:-1], pairs[1:]) + rounding[1:-1] / 4
    best = int(np.argmin(np.where(np.isfinite(apart), apart, np.inf)))
    return abs(slopes[best + 1] - slope) / size, TOLERANCE + 4 * apart[best] / size


def _probes(subject: Subject, draw: np.random.Generator) -> Iterator[Question]:
    """Draw steps and directions of every array whose gradient a difference can see."""
    weights = subject.loss_weights
    loss = {
        row: float(np.abs(np.where(weights[row] != 0, subject.precise.losses.numpy() * weights[row], 0)).sum())
        for row in (WHOLE, REACH)
    }
    for array in () if subject.chaotic else _arrays(subject):
        for turn in range(DIRECTIONS):
            row = (WHOLE, REACH)[turn % 2]
            gradient = subject.precise.gradients[layer_name(array)].values(row)
            if gradient.ndim == 3:  # of attention over N heads (N, T, S): of a step the rows of all
                gradient = gradient.swapaxes(0, 1).reshape(gradient.shape[1], -1)
            sizes = np.linalg.norm(gradient, axis=1)
            sizes = np.where(sizes < STEEP, sizes, 0.0)
            seen = np.flatnonzero(sizes > max(FLOOR * loss[row], 1e-3 * sizes.max()))
            if not len(seen):
                continue
            t = int(draw.choice(seen))
            direction = _unit(draw, gradient.shape[1:])
            yield Question(array, row, t, direction, float(gradient[t] @ direction), float(sizes[t]))


def _unit(draw: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Return a random direction of length one."""
    found = draw.standard_normal(shape)
    return np.asarray(found / np.linalg.norm(found))


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
        return Nudged(_joined(by_place.get((scope, t), [])))

    with torch.no_grad():
        entering = learner.entering(example, subject.start_in_double).widened(copies)
        outputs = learner.model.recorded(entering, tape)
        targets = learner.tensor(example.targets)
        targets = targets.expand(-1, copies, *targets.shape[2:]).contiguous()
        each = losses.by_step(learner.task.loss, outputs, targets).numpy()  # (T, C)
    weights = subject.loss_weights
    return np.stack([np.where(row[:, None] != 0, each * row[:, None], 0).sum(0) for row in weights])


def _joined(nudges: list[Nudge]) -> list[Nudge]:
    """Return one nudge for each name: different copies may be changed at the same place."""
    found: dict[str, Nudge] = {}
    for nudge in nudges:
        before = found.get(nudge.name)
        found[nudge.name] = nudge if before is None else nudge._replace(change=before.change + nudge.change)
    return list(found.values())


def parameters(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the differences of every parameter, against torch's cells."""
    draw = np.random.default_rng(SEED + 1)
    gradients = subject.cells.gradients(WHOLE)
    weights = subject.loss_weights[WHOLE]
    loss = float(np.abs(np.where(weights != 0, subject.precise.losses.numpy() * weights, 0)).sum())
    for name, parameter in in_parts([*subject.double.model.named_parameters()]):
        gradient = gradients[name]
        size = float(np.linalg.norm(gradient))
        if subject.chaotic or not FLOOR * loss < size < STEEP:
            yield skipped(claims.Difference, name, claims.Zero if size <= FLOOR * loss else claims.Unresolved)
            continue
        direction = _unit(draw, gradient.shape)
        sizes = STEPS / max(1.0, size)
        along = torch.from_numpy(direction)
        slopes = np.array([_slope(subject, parameter, along, step) for step in in_parts(sizes.tolist())])
        rounding = ROUNDING * loss / sizes
        yield result(name, *judged(slopes, float((gradient * direction).sum()), size, rounding))


def passes(learner: Learner) -> int:
    """Return how many passes forward `parameters` takes."""
    return 2 * len(STEPS) * len(list(learner.model.parameters()))


def _slope(subject: Subject, parameter: torch.nn.Parameter, direction: Tensor, step: float) -> float:
    """Return the central difference of the loss along a direction of a parameter of the float64 model."""
    kept = parameter.data
    ends = []
    try:
        for sign in (step, -step):
            parameter.data = kept + sign * direction
            ends.append(float(losses_of(subject, [], 1)[WHOLE, 0]))
    finally:
        parameter.data = kept
    return (ends[0] - ends[1]) / (2 * step)
