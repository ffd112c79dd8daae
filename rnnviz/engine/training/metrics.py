"""The figures of an update, and of held-out data: the rows of ``metrics.csv``."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch

from rnnviz.engine.networks.attended import attended
from rnnviz.engine.networks.learner import Learner, Pass
from rnnviz.engine.updates.clip import Clipped
from rnnviz.experiment import TrainingFields
from rnnviz.tasks import Batch, PairBatch, Task


class Learnt(NamedTuple):
    """What an update was made of: its batch, the pass over it, parameters with a gradient, clipping, watched ratios."""

    batch: Batch
    done: Pass
    loss: float
    names: list[str]
    clipped: Clipped
    ratios: dict[str, float]


class Metrics:
    """Makes the figures of what a model has learnt from, and of what it has not."""

    def __init__(self, learner: Learner, task: Task) -> None:
        self._learner = learner
        self._task = task
        self._names = tuple(f"gradient_norm/{name}" for name, _ in learner.model.named_parameters())

    def of_update(
        self, learnt: Learnt, training: TrainingFields, update: int, seconds: float, skipped: int
    ) -> dict[str, float]:
        """Return the row of an update, but for what was watched and held out; see `Run.update`.

        What clipping did: clip_cosine, clipped_share, skipped (so far), and the `gradient_norm/…` of each parameter.
        """
        clipped = learnt.clipped
        each = dict.fromkeys(self._names, 0.0)
        each.update((f"gradient_norm/{name}", norm) for name, norm in zip(learnt.names, clipped.norms, strict=True))
        return {
            "update": float(update),
            "loss": learnt.loss,
            "gradient_norm": clipped.norm,
            "clip_coefficient": clipped.coefficient,
            "learning_rate": training.learning_rate,
            "seconds": seconds,
            "clip_threshold": training.clip.max_norm if training.clip.mode == "norm" else math.nan,
            **self._task.scores(self._learner.predicted(learnt.done.outputs), learnt.batch, learnt.loss),
            "clip_cosine": clipped.cosine,
            "clipped_share": clipped.share,
            "skipped": float(skipped),
            **each,
        }

    def of_held_out(self, size: int) -> dict[str, float]:
        """Return `validation_loss` and the task's scores, each behind `validation_`, of so many examples."""
        learner, task = self._learner, self._task
        batch = learner.scored(task.validation(size))
        with torch.no_grad():
            done = learner.run(batch)
        loss = float(done.loss)
        predicted = learner.predicted(done.outputs)
        scores = {"loss": loss, **task.scores(predicted, batch, loss), **task.held_out_scores(predicted, batch)}
        attention = attended(learner, batch)
        if attention is not None and isinstance(batch, PairBatch):
            scores.update(task.attention_scores(attention, batch))
        return {f"validation_{name}": value for name, value in scores.items()}
