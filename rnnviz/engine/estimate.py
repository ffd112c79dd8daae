"""How much memory an experiment will take, said before anything is allocated."""

from __future__ import annotations

import itertools
import math
import os

from rnnviz.catalogue import cell_of
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.tasks import Task

LARGEST_SHARE = 0.5
"""Of the memory that is free."""


def needed(experiment: Experiment, task: Task) -> int:
    """Return about how many bytes training takes: weights, gradients, optimizer, and a pass's activations."""
    cell = cell_of(experiment)
    model, batch = experiment.model, experiment.training.batch_size
    width = model.embedding_size if model.input == "embedding" else task.input_size
    size = 8 if experiment.dtype == "float64" else 4
    ways = 2 if model.bidirectional else 1
    layer_inputs = [width] + [ways * cell.hidden_size] * (model.layers - 1)
    weights = ways * sum(math.prod(shape) for each in layer_inputs for shape in cell.shapes(each).values())
    a_step = ways * model.layers * (2 * cell.blocks + 2) * cell.hidden_size
    if model.kind == "transformer":
        weights = (width + 1) * cell.hidden_size + model.layers * (4 * cell.hidden_size + 2 * model.feedforward + 9) * (
            cell.hidden_size
        )
        a_step = model.layers * (14 * cell.hidden_size + 2 * model.feedforward + 4 * model.heads * task.length)
    top = ways * cell.hidden_size
    if model.kind == "window":
        wide = model.window * width
        sizes = [wide] + [cell.hidden_size] * model.hidden_layers
        weights = sum((below + 1) * above for below, above in itertools.pairwise(sizes))
        a_step, top = 2 * sum(sizes), sizes[-1]
    weights += task.output_size * (top + 1)
    if model.input == "embedding":
        weights += task.input_size * model.embedding_size
    halves = 2 if model.kind == "encoder_decoder" else 1
    copies = 2 + {"sgd": 0, "momentum": 1, "rmsprop": 1, "adam": 2}[experiment.training.optimizer]
    a_step += width + 3 * task.output_size
    return size * halves * (weights * copies + task.length * batch * a_step)


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
