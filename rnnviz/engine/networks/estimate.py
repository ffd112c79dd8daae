"""How much memory an experiment will take, said before anything is allocated."""

from __future__ import annotations

import os

from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.models import MODELS, TaskSizes
from rnnviz.models.spec import width
from rnnviz.tasks import Task

LARGEST_SHARE = 0.5
"""Of the memory that is free."""


COPIES = {"sgd": 0, "momentum": 1, "rmsprop": 1, "adam": 2}
"""What an optimizer keeps of each weight, beside the weight and its gradient."""


def needed(experiment: Experiment, task: Task) -> int:
    """Return about how many bytes training takes: weights, gradients, optimizer, and a pass's activations."""
    spec, batch = MODELS[experiment.model.kind], experiment.training.batch_size
    sizes = TaskSizes(task.input_size, task.output_size, len(task.output_symbols), task.length)
    a_step = spec.a_step(experiment, sizes) + width(experiment.model, task.input_size) + 3 * task.output_size
    size = 8 if experiment.dtype == "float64" else 4
    copies = 2 + COPIES[experiment.training.optimizer]
    weights = spec.parameters(experiment, sizes)
    return size * (weights * copies + spec.halves * task.length * batch * a_step)


def check(experiment: Experiment, task: Task) -> None:
    """Refuse an experiment that would take more than half of the free memory.

    Raises
    ------
    BadInput
        Says what it needs and what there is.
    """
    need, free = needed(experiment, task), free_memory()
    if need > LARGEST_SHARE * free:
        raise BadInput(
            "this model and batch need about {needed} GB, and {free} GB of memory are free: "
            "reduce cell.hidden_size, training.batch_size or the task's length",
            needed=f"{need / 1e9:.1f}", free=f"{free / 1e9:.1f}",
        )


def free_memory() -> int:
    """Return the bytes of memory that a program could still take."""
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass  # not Linux
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    return 8 << 30  # Windows without a question asked: assume a laptop
