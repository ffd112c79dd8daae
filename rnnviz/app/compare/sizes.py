"""How many parameters a model has, without making it, and which hidden size comes nearest to a number of them."""

from __future__ import annotations

import itertools
import math

from rnnviz.catalogue import cell_of
from rnnviz.experiment import LUONG, Experiment
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
    ways = 2 if model.bidirectional else 1
    readout = (ways * hidden + 1) * outputs
    if model.kind == "stack":
        return _half(experiment, inputs, 0) + readout
    if model.kind == "window":
        embedded = model.input == "embedding"
        sizes = [model.window * (model.embedding_size if embedded else inputs)] + [hidden] * model.hidden_layers
        layers = sum((below + 1) * above for below, above in itertools.pairwise(sizes))
        return layers + (inputs * model.embedding_size if embedded else 0) + (sizes[-1] + 1) * outputs
    if model.kind == "transformer":
        return _blocks(experiment, inputs, int(task["length"])) + readout
    beside = hidden if model.attention == "additive" or (model.attention in LUONG and model.input_feeding) else 0
    both = _half(experiment, inputs, 0) + _half(experiment, len(task["output_symbols"]), beside)
    scores = {
        "none": 0, "additive": model.attention_size * (2 * hidden + 1), "dot": 2 * hidden**2, "general": 3 * hidden**2,
    }  # fmt: skip
    return both + scores[model.attention] + readout


def _blocks(experiment: Experiment, inputs: int, length: int) -> int:
    """Return the parameters of a transformer below its readout."""
    model, width = experiment.model, experiment.cell.hidden_size
    embedded = model.input == "embedding"
    enter = ((model.embedding_size if embedded else inputs) + 1) * width
    attention, norms = 4 * width * (width + 1), 4 * width
    feed = (width + 1) * model.feedforward + (model.feedforward + 1) * width
    found = enter + model.layers * (attention + feed + norms) + (inputs * model.embedding_size if embedded else 0)
    found += length * width if model.positions == "learnt" else 0
    return found + (2 * width if model.layer_norm == "before" else 0)


def _half(experiment: Experiment, count: int, extra: int) -> int:
    """Return the parameters of some layers and of the embedding that they read, if there is one."""
    model, cell = experiment.model, cell_of(experiment)
    embedded = model.input == "embedding"
    first = (model.embedding_size if embedded else count) + extra
    ways = 2 if model.bidirectional else 1
    sizes = [first] + [ways * cell.hidden_size] * (model.layers - 1)
    layers = ways * sum(math.prod(shape) for size in sizes for shape in cell.shapes(size).values())
    return layers + (count * model.embedding_size if embedded else 0)


def with_hidden(experiment: Experiment, hidden: int) -> Experiment:
    """Return the experiment with another hidden size."""
    return experiment.model_copy(update={"cell": experiment.cell.model_copy(update={"hidden_size": hidden})})


def matched(experiment: Experiment, task: Header, wanted: int) -> Experiment:
    """Return the experiment with the hidden size whose number of parameters is nearest to the wanted one."""
    step = experiment.model.heads if experiment.model.kind == "transformer" else 1  # the heads share the hidden size
    low, high = 1, LARGEST // step
    while low < high:  # the smallest that has at least as many
        middle = (low + high) // 2
        if parameters(with_hidden(experiment, middle * step), task) < wanted:
            low = middle + 1
        else:
            high = middle
    near = (with_hidden(experiment, size * step) for size in (max(low - 1, 1), low))
    return min(near, key=lambda one: abs(parameters(one, task) - wanted))
