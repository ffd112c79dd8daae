"""What a network is compared with: models without a state, fitted to the training data in one go.

They see of a held-out example what a network has seen of it by then, and nothing before its first step.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from rnnviz.comparison import Case
from rnnviz.engine.networks.losses import total
from rnnviz.errors import BadInput
from rnnviz.measures import autoregression, ngram
from rnnviz.tasks import TASKS, Task
from rnnviz.tasks.base import Batch, Floats
from rnnviz.tasks.char_lm import CharLm
from rnnviz.tasks.series import Series

Scores = dict[str, float]
Doubles = npt.NDArray[np.float64]


def reference(case: Case, size: int) -> tuple[int, Scores]:
    """Return the parameters of a case's reference, and its scores on so many held-out examples, named as a run's.

    The parameters of n-grams are their counts that are not zero, those of AR(p) its coefficients.
    """
    task = TASKS[case.experiment.task.kind](case.experiment.task)
    batch = task.validation(size)
    if isinstance(task, CharLm):
        parameters, scores = _counted(task, batch, case.order)
    elif isinstance(task, Series):
        parameters, scores = _regressed(task, batch, case.reference, case.order)
    else:
        raise BadInput("{value} has no reference", value=task.title)
    return parameters, {f"validation_{name}": value for name, value in scores.items()}


def _counted(task: CharLm, batch: Batch, order: int) -> tuple[int, Scores]:
    model = ngram.count(task.training_codes, task.output_size, order)
    inputs, targets = np.asarray(batch.inputs, np.int64), np.asarray(batch.targets, np.int64)
    seen = ngram.histories(inputs, order)
    loss = float(-np.log(ngram.probability(model, seen, targets.ravel())).mean())
    different, which = np.unique(seen, axis=0, return_inverse=True)
    chunks = np.array_split(different, max(1, len(different) * task.output_size >> 20))
    likeliest = np.concatenate([ngram.distribution(model, chunk).argmax(axis=1) for chunk in chunks])
    predicted = likeliest[which.ravel()].reshape(targets.shape)
    return model.parameters, {"loss": loss, **task.scores(predicted, batch, loss)}


def _regressed(task: Series, batch: Batch, kind: str, order: int) -> tuple[int, Scores]:
    """Score AR(p), the mean, or the last numbers again; each column on its own.

    At the first steps of an example, where fewer than p numbers have been seen, the AR of as many is taken.
    """
    inputs = np.asarray(batch.inputs, np.float64)  # (T, B, D)
    columns = inputs.shape[2]
    training = np.asarray(task.values[: task.training_size], np.float64)
    predicted = inputs.astype(np.float32)
    parameters = 0
    if kind == "mean":
        parameters = columns
        predicted[:] = training.mean(axis=0)
    elif kind == "ar":
        parameters = (order + 1) * columns
        for column in range(columns):
            fits = [autoregression.fit(training[:, column], p) for p in range(1, min(order, len(inputs)) + 1)]
            for example in range(inputs.shape[1]):
                predicted[:, example, column] = _told(fits, inputs[:, example, column])
    loss = _loss(task, predicted, batch)
    return parameters, {"loss": loss, **task.scores(predicted, batch, loss)}


def _told(fits: list[autoregression.Autoregression], values: Doubles) -> Floats:
    early = [fit.predict(values[: fit.order])[0] for fit in fits[:-1]]
    return np.concatenate([early, fits[-1].predict(values)]).astype(np.float32)


def _loss(task: Task, predicted: Floats, batch: Batch) -> float:
    outputs, targets, steps = map(torch.from_numpy, (predicted, np.asarray(batch.targets), batch.loss_steps))
    return float(total(task.loss, outputs, targets, steps))
