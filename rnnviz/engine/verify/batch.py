"""Checks of ∂L/∂h over a whole batch, against the cells' own steps in float64 and autograd."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from rnnviz.cells.tape import Tape
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.patience import go_on, heard_on_the_way_back, in_parts
from rnnviz.engine.verify import claims
from rnnviz.engine.verify.checks import compare, sensitivity
from rnnviz.engine.verify.forward import drawn
from rnnviz.engine.verify.subject import Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.engine.ways.slopes import Sharp
from rnnviz.link.checks import Check


def norms(subject: Subject, _: Trajectory | None) -> Iterator[Check]:
    """Yield the norm over all examples and units of each step's gradient."""
    names = [name for name in subject.arrays if name.startswith("batch_gradient_norm/")]
    if not names:
        return
    true, *moved = [_norms(subject, learner) for learner in in_parts([subject.double, *subject.moved])]
    for name in names:
        scope = name.partition("/")[2].removesuffix(".hidden")
        slack = np.max([sensitivity(true[scope], other[scope], forward=False) for other in moved], axis=0)
        routes = (drawn(subject), "step by step, float64")
        yield compare(
            claims.BatchNorm, name, routes, subject.arrays[name], true[scope], subject.long_tolerance, slack
        )


def _norms(subject: Subject, learner: Learner) -> dict[str, np.ndarray]:
    """Return ‖∂L/∂h_t‖ over (B, H) of every scope, in float64."""
    batch, states = subject.run.newest_batch()
    tapes: dict[tuple[str, int], Tape] = {}

    def tape(scope: str, t: int) -> Tape:
        go_on(t / 2, len(batch.loss_steps))
        return tapes.setdefault((scope, t), Sharp())

    if states is not None:
        states = tuple(tuple(s.to(learner.device, learner.dtype) for s in state) for state in states)
    outputs = learner.model.recorded(learner.entering(batch, states), tape)
    targets, here = learner.tensor(batch.targets), learner.tensor(batch.loss_steps)
    loss = losses.total(learner.task.loss, outputs, targets, here)
    places = sorted(place for place, tape in tapes.items() if "hidden" in tape.values)
    kept = [tapes[place].values["hidden"] for place in places]
    with heard_on_the_way_back(kept):
        found = torch.autograd.grad(loss, kept, allow_unused=True)
    by_scope: dict[str, list[float]] = {}
    for (scope, _t), gradient in zip(places, found, strict=True):
        by_scope.setdefault(scope, []).append(0.0 if gradient is None else float(gradient.norm()))
    return {scope: np.array(values) for scope, values in by_scope.items()}
