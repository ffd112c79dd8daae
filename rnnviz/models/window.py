"""The last steps and a network on them, without a memory."""

from __future__ import annotations

import itertools

from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment, ModelFields
from rnnviz.models.spec import Spec, TaskSizes, embedding, readout, refuse_weights, width


class OfWindow(Spec):
    """Inputs → the last p of them → hidden layers, if any → readout; the cell's equations are left unused."""

    has_cell = False

    def parameters(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return how many numbers are learnt."""
        sizes = _sizes(experiment, task)
        layers = sum((below + 1) * above for below, above in itertools.pairwise(sizes))
        return layers + embedding(experiment.model, task.inputs) + readout(sizes[-1], task)

    def a_step(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return about what a step leaves for the way back."""
        return 2 * sum(_sizes(experiment, task))

    def check(self, experiment: Experiment) -> None:
        """Refuse truncation and a file of weights."""
        if experiment.training.truncate:
            raise BadInput(
                "training.truncate must be 0 for a window, whose gradient reaches its own steps alone, got {value}",
                value=experiment.training.truncate,
            )
        refuse_weights(experiment)

    def sees_ahead(self, model: ModelFields) -> str:
        """Return nothing: no step does."""
        return ""

    def attends(self, model: ModelFields) -> bool:
        """Return that there is none."""
        return False

    def multiple(self, model: ModelFields) -> int:
        """Return 1: any size will do."""
        return 1


def _sizes(experiment: Experiment, task: TaskSizes) -> list[int]:
    """Return how many numbers the window has, and each layer above it."""
    model = experiment.model
    return [model.window * width(model, task.inputs)] + [experiment.cell.hidden_size] * model.hidden_layers
