"""What is to be said of an experiment before it learns: that its model sees the answers, or that nothing is cut."""

from __future__ import annotations

from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.models import MODELS
from rnnviz.tasks import Task
from rnnviz.weights import Remark


def of_answers(experiment: Experiment, task: Task) -> tuple[Remark, ...]:
    """Warn of a model that sees later steps where a task asks at every step for what the next one reads.

    The loss on the last step alone is no trick: what is asked for there is not read.
    """
    if not task.asks_ahead or experiment.training.loss_on == "last":
        return ()
    field = MODELS[experiment.model.kind].sees_ahead(experiment.model)
    if not field:
        return ()
    return (Remark(BadInput(
        "{field} lets every step see the later ones, and the task asks for what the next one reads: the answers are "
        "among the inputs, and a loss near 0 says nothing of what was learnt",
        field=field,
    ), warning=True),)  # fmt: skip


def of_truncation(experiment: Experiment, task: Task) -> tuple[Remark, ...]:
    """Say where truncated BPTT truncates nothing: its steps are as many as a pass has, or no stack takes them."""
    steps = experiment.training.truncate
    if experiment.model.kind == "encoder_decoder" and steps:
        return (Remark(BadInput(
            "training.truncate ({steps}) does not act in an encoder and decoder: gradients run through the whole pass",
            steps=steps,
        )),)  # fmt: skip
    if steps < task.length:
        return ()
    return (Remark(BadInput(
        "training.truncate cuts after every {steps} steps, and a pass has {length}: within it nothing is cut",
        steps=steps, length=task.length,
    )),)  # fmt: skip
