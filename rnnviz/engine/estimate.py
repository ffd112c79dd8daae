"""How much memory an experiment will take, said before anything is allocated."""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Callable
from typing import NamedTuple

from rnnviz.catalogue import cell_of
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.tasks import Task

LARGEST_SHARE = 0.5
"""Of the memory that is free."""


class Sizes(NamedTuple):
    """What a model is made of below its readout.

    Attributes
    ----------
    weights : int
        Numbers that are learnt.
    a_step : int
        Numbers that one step of one example leaves for the way back.
    top : int
        Numbers of a step that the readout reads.
    """

    weights: int
    a_step: int
    top: int


def _of_layers(experiment: Experiment, task: Task, width: int) -> Sizes:
    """Return the sizes of recurrent layers, of one half where there are two."""
    cell, model = cell_of(experiment), experiment.model
    ways = 2 if model.bidirectional else 1
    top = ways * cell.hidden_size
    read = [width] + [top] * (model.layers - 1)
    weights = ways * sum(math.prod(shape) for each in read for shape in cell.shapes(each).values())
    return Sizes(weights, ways * model.layers * (2 * cell.blocks + 2) * cell.hidden_size, top)


def _of_blocks(experiment: Experiment, task: Task, width: int) -> Sizes:
    model, size = experiment.model, experiment.cell.hidden_size
    weights = (width + 1) * size + model.layers * (4 * size + 2 * model.feedforward + 9) * size
    a_step = model.layers * (14 * size + 2 * model.feedforward + 4 * model.heads * task.length)
    return Sizes(weights, a_step, (2 if model.bidirectional else 1) * size)


def _of_window(experiment: Experiment, task: Task, width: int) -> Sizes:
    model = experiment.model
    sizes = [model.window * width] + [experiment.cell.hidden_size] * model.hidden_layers
    weights = sum((below + 1) * above for below, above in itertools.pairwise(sizes))
    return Sizes(weights, 2 * sum(sizes), sizes[-1])


SIZES: dict[str, Callable[[Experiment, Task, int], Sizes]] = {
    "stack": _of_layers, "encoder_decoder": _of_layers, "transformer": _of_blocks, "window": _of_window,
}
"""By the kind of model; the last argument is how many numbers a step reads."""
HALVES = {"encoder_decoder": 2}
"""How many times such layers are there, where not once."""
COPIES = {"sgd": 0, "momentum": 1, "rmsprop": 1, "adam": 2}
"""What an optimizer keeps of each weight, beside the weight and its gradient."""


def needed(experiment: Experiment, task: Task) -> int:
    """Return about how many bytes training takes: weights, gradients, optimizer, and a pass's activations."""
    model, batch = experiment.model, experiment.training.batch_size
    width = model.embedding_size if model.input == "embedding" else task.input_size
    weights, a_step, top = SIZES[model.kind](experiment, task, width)
    weights += task.output_size * (top + 1)
    if model.input == "embedding":
        weights += task.input_size * model.embedding_size
    a_step += width + 3 * task.output_size
    size = 8 if experiment.dtype == "float64" else 4
    copies = 2 + COPIES[experiment.training.optimizer]
    return size * HALVES.get(model.kind, 1) * (weights * copies + task.length * batch * a_step)


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
