"""What is known of a kind of model before it is made."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import ClassVar, Literal, NamedTuple

from rnnviz.cells import CELLS
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment, ModelFields


class TaskSizes(NamedTuple):
    """Numbers or symbols of a step that are read and made, symbols that a decoder reads, and steps of a pass."""

    inputs: int
    outputs: int
    output_symbols: int
    length: int


class Spec(ABC):
    """A kind of model as an experiment names it; nothing is kept in it."""

    learns: ClassVar[Literal["stack", "encoder_decoder"]] = "stack"
    """Which tasks: those of one sequence, or those of a source and a target."""
    has_cell: ClassVar[bool]
    """Whether the cell's equations act."""
    halves: ClassVar[int] = 1
    """How many networks a step's activations are counted of."""

    @abstractmethod
    def parameters(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return how many numbers are learnt."""

    @abstractmethod
    def a_step(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return about how many numbers one step of one example leaves in the layers for the way back."""

    @abstractmethod
    def check(self, experiment: Experiment) -> None:
        """Refuse fields that do not go together.

        Raises
        ------
        BadInput
            Names the field, the rule and the value.
        """

    @abstractmethod
    def sees_ahead(self, model: ModelFields) -> str:
        """Return the field that lets every step see later ones; "" where none does."""

    @abstractmethod
    def attends(self, model: ModelFields) -> bool:
        """Tell whether there is attention to look at."""

    @abstractmethod
    def multiple(self, model: ModelFields) -> int:
        """Return what the hidden size is a multiple of."""


def width(model: ModelFields, count: int) -> int:
    """Return how many numbers a step enters with, of so many numbers or symbols."""
    return model.embedding_size if model.input == "embedding" else count


def embedding(model: ModelFields, count: int) -> int:
    """Return how many numbers a table of vectors for so many symbols has, if there is one."""
    return count * model.embedding_size if model.input == "embedding" else 0


def readout(size: int, task: TaskSizes) -> int:
    """Return how many numbers the readout of so many units has."""
    return (size + 1) * task.outputs


def layers_of_cells(experiment: Experiment, count: int, beside: int = 0) -> int:
    """Return the parameters of layers of cells, and of the embedding that they read, if there is one.

    The lowest reads so many numbers ``beside`` a step's own.
    """
    model, cell = experiment.model, CELLS[experiment.cell.kind](experiment.cell)
    ways = 2 if model.bidirectional else 1
    sizes = [width(model, count) + beside] + [ways * cell.hidden_size] * (model.layers - 1)
    layers = ways * sum(math.prod(shape) for size in sizes for shape in cell.shapes(size).values())
    return layers + embedding(model, count)


def a_step_of_cells(experiment: Experiment) -> int:
    """Return about what a step of layers of cells leaves for the way back."""
    model, cell = experiment.model, CELLS[experiment.cell.kind](experiment.cell)
    ways = 2 if model.bidirectional else 1
    return ways * model.layers * (2 * cell.blocks + 2) * cell.hidden_size


def refuse_weights(experiment: Experiment) -> None:
    """Refuse a file of weights, which only a stack can begin with."""
    if experiment.model.weights:
        raise BadInput('model.weights needs model.kind = "stack", got "{value}"', value=experiment.model.kind)
