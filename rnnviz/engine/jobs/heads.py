"""What each attention head is worth: the loss on held-out examples with one head silenced at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor

from rnnviz.cells.tape import Silent, Tape
from rnnviz.engine.jobs.found import Found
from rnnviz.engine.jobs.parts import JobParts
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.attention import Head
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.training.run import VALIDATION_SIZE, Run
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch


class Silenced(Silent):
    """A tape on which what some head found becomes 0."""

    def __init__(self, units: slice) -> None:
        super().__init__()
        self._units = units

    def record(self, name: str, value: Tensor) -> Tensor:
        """Return the value; of the context (…, d) without the head's part."""
        if name != "context":
            return value
        value = value.clone()
        value[..., self._units] = 0.0
        return value


def heads(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Silence each head in turn, at every step, with the weights as they are now.

    Found: ``examples``; ``before``, their mean loss; ``heads``, [scope, number] of each; ``after`` (n,), the mean
    loss without it.
    """
    learner = run.learner.frozen()
    places = learner.model.heads
    if not places:
        raise BadInput("this model has no attention: there is no head to silence")
    batch = learner.prepare(run.task.validation(VALIDATION_SIZE))
    total = len(places) + 1
    before = _loss(learner, batch, None)
    yield 1, total
    after = []
    for place in places:
        after.append(_loss(learner, batch, place))
        yield 1 + len(after), total
    return Found(
        values={
            "examples": batch.size, "before": before, "heads": [[place.scope, place.number] for place in places],
        },
        arrays={"after": np.array(after)},
    )


@torch.no_grad()
def _loss(learner: Learner, batch: Batch, head: Head | None) -> float:
    """Return the mean loss of a batch, with a head silenced or with all."""

    def tape(scope: str, t: int) -> Tape:
        return Silenced(head.units) if head is not None and scope == head.scope else Silent()

    outputs = learner.model.recorded(learner.entering(batch), tape)
    targets, here = learner.tensor(batch.targets), learner.tensor(batch.loss_steps)
    return float(losses.total(learner.task.loss, outputs, targets, here))
