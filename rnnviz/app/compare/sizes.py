"""How many parameters a model has, without making it, and which hidden size comes nearest to a number of them."""

from __future__ import annotations

from rnnviz.experiment import Experiment
from rnnviz.link.frames import Header
from rnnviz.models import MODELS, TaskSizes

LARGEST = 4096
"""Hidden units, as the experiment allows."""


def parameters(experiment: Experiment, task: Header) -> int:
    """Return how many numbers a model learns.

    Parameters
    ----------
    experiment : Experiment
    task : dict
        The task's sizes, as the engine says them when a run has started.
    """
    sizes = TaskSizes(
        int(task["input_size"]), int(task["output_size"]), len(task["output_symbols"]), int(task["length"])
    )
    return MODELS[experiment.model.kind].parameters(experiment, sizes)


def with_hidden(experiment: Experiment, hidden: int) -> Experiment:
    """Return the experiment with another hidden size."""
    return experiment.model_copy(update={"cell": experiment.cell.model_copy(update={"hidden_size": hidden})})


def matched(experiment: Experiment, task: Header, wanted: int) -> Experiment:
    """Return the experiment with the hidden size whose number of parameters is nearest to the wanted one."""
    step = MODELS[experiment.model.kind].multiple(experiment.model)
    low, high = 1, LARGEST // step
    while low < high:  # the smallest that has at least as many
        middle = (low + high) // 2
        if parameters(with_hidden(experiment, middle * step), task) < wanted:
            low = middle + 1
        else:
            high = middle
    near = (with_hidden(experiment, size * step) for size in (max(low - 1, 1), low))
    return min(near, key=lambda one: abs(parameters(one, task) - wanted))
