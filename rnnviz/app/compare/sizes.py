"""How many parameters a model has, without making it, and which hidden size comes nearest to a number of them."""

from __future__ import annotations

import itertools
import math

from rnnviz.catalogue import cell_of
from rnnviz.experiment import Experiment
from rnnviz.link.frames import Header

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
    model, hidden = experiment.model, experiment.cell.hidden_size
    inputs, outputs = int(task["input_size"]), int(task["output_size"])
    readout = (hidden + 1) * outputs
    if model.kind == "stack":
        return _half(experiment, inputs, 0) + readout
    if model.kind == "window":
        embedded = model.input == "embedding"
        sizes = [model.window * (model.embedding_size if embedded else inputs)] + [hidden] * model.hidden_layers
        layers = sum((below + 1) * above for below, above in itertools.pairwise(sizes))
        return layers + (inputs * model.embedding_size if embedded else 0) + (sizes[-1] + 1) * outputs
    looks = model.attention != "none"
    both = _half(experiment, inputs, 0)
    both += _half(experiment, len(task["output_symbols"]), hidden if looks else 0)
    return both + (model.attention_size * (2 * hidden + 1) if looks else 0) + readout


def _half(experiment: Experiment, count: int, extra: int) -> int:
    """Return the parameters of some layers and of the embedding that they read, if there is one."""
    model, cell = experiment.model, cell_of(experiment)
    embedded = model.input == "embedding"
    first = (model.embedding_size if embedded else count) + extra
    sizes = [first] + [cell.hidden_size] * (model.layers - 1)
    layers = sum(math.prod(shape) for size in sizes for shape in cell.shapes(size).values())
    return layers + (count * model.embedding_size if embedded else 0)


def with_hidden(experiment: Experiment, hidden: int) -> Experiment:
    """Return the experiment with another hidden size."""
    return experiment.model_copy(update={"cell": experiment.cell.model_copy(update={"hidden_size": hidden})})


def matched(experiment: Experiment, task: Header, wanted: int) -> Experiment:
    """Return the experiment with the hidden size whose number of parameters is nearest to the wanted one."""
    low, high = 1, LARGEST
    while low < high:  # the smallest that has at least as many
        middle = (low + high) // 2
        if parameters(with_hidden(experiment, middle), task) < wanted:
            low = middle + 1
        else:
            high = middle
    near = (with_hidden(experiment, hidden) for hidden in (max(low - 1, 1), low))
    return min(near, key=lambda one: abs(parameters(one, task) - wanted))
