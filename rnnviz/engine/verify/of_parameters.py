"""Checks of ∂L/∂θ by finite differences: all parameters of a layer are changed at once.

The loss is that of the pass that learns, on the model in float64: whole layers at a time, and a route that has
nothing in common with torch's cells, whose gradients are checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import torch

from rnnviz.engine.networks import losses
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.patience import in_parts
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import SLACK
from rnnviz.engine.verify.differences import Question, checks, drawn, losses_added, seen, unseen
from rnnviz.engine.verify.subject import SEED, WHOLE, Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link.checks import Check

HALVES = ("encoder", "decoder")
"""Have layers of their own."""


def parameters(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the differences of the parameters of every layer, against torch's cells."""
    draw = np.random.default_rng(SEED + 1)
    gradients = subject.cells.gradients(WHOLE)
    loss = losses_added(subject, WHOLE)
    questions = []
    for layer, names in by_layer(dict(subject.double.model.named_parameters())).items():
        norms = {name: float(np.linalg.norm(gradients[name])) for name in names}
        there = {name: gradients[name] for name in names if not subject.chaotic and seen(norms[name], loss)}
        for name in norms.keys() - there.keys():
            yield unseen(name, chaotic=subject.chaotic or norms[name] > loss)
        if there:
            direction = drawn(draw, there)
            slack = [
                subject.parameter_spread(name) * float(np.linalg.norm(direction.change[name]))
                for name in there
            ]
            grown = SLACK * float(np.linalg.norm(slack)) / direction.size  # signs are drawn: errors add up as squares
            questions.append(Question(layer, direction, WHOLE, loss, {}, grown))
    yield from checks(
        questions, lambda asked, which: _slopes(subject, asked, which), draw, lambda _, name: gradients[name],
        claims.DifferenceOfParameters,
    )


def by_layer(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of parameters by the layer that they are of, or what else they belong to."""
    found: dict[str, list[str]] = {}
    for name in names:
        parts = name.split(".")
        layer = ".".join(parts[: 2 if parts[0] in HALVES and len(parts) > 2 else 1])
        found.setdefault(layer, []).append(name)
    return found


def passes(learner: Learner) -> int:
    """Return how long `parameters` takes, in passes forward through torch's cells: measured, three a layer."""
    return 3 * len(by_layer(dict(learner.model.named_parameters())))


def _slopes(subject: Subject, questions: list[Question], which: slice) -> np.ndarray:
    """Return the central differences of the loss along directions of the float64 model."""
    return np.array([
        [_slope(subject, each, step) for step in each.sizes[which].tolist()] for each in in_parts(questions)
    ])  # fmt: skip


def _slope(subject: Subject, question: Question, step: float) -> float:
    change = question.direction.change
    named = {name: value for name, value in subject.double.model.named_parameters() if name in change}
    kept = {name: value.data for name, value in named.items()}
    ends = []
    try:
        for sign in (step, -step):
            for name, value in kept.items():
                named[name].data = value + sign * torch.from_numpy(change[name])
            ends.append(_loss(subject))
    finally:
        for name, value in kept.items():
            named[name].data = value
    return (ends[0] - ends[1]) / (2 * step)


def _loss(subject: Subject) -> float:
    """Return the loss of the pass that learns, in float64."""
    learner, example = subject.double, subject.example
    with torch.no_grad():
        outputs, _ = learner.model.run(learner.entering(example, subject.start_in_double))
        each = losses.by_step(learner.task.loss, outputs, learner.tensor(example.targets)).numpy()[:, 0]
    weights = subject.loss_weights[WHOLE]
    return float(np.where(weights != 0, each * weights, 0).sum())
