"""A stack of layers of cells, which read one way or both."""

from __future__ import annotations

from rnnviz.experiment import Experiment, ModelFields
from rnnviz.models.spec import Spec, TaskSizes, a_step_of_cells, layers_of_cells, readout


class OfStack(Spec):
    """Inputs → layers of cells → readout."""

    has_cell = True

    def parameters(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return how many numbers are learnt."""
        ways = 2 if experiment.model.bidirectional else 1
        return layers_of_cells(experiment, task.inputs) + readout(ways * experiment.cell.hidden_size, task)

    def a_step(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return about what a step leaves for the way back."""
        return a_step_of_cells(experiment)

    def check(self, experiment: Experiment) -> None:
        """Refuse nothing."""

    def sees_ahead(self, model: ModelFields) -> str:
        """Return that reading both ways does."""
        return "model.bidirectional" if model.bidirectional else ""

    def attends(self, model: ModelFields) -> bool:
        """Return that there is none."""
        return False

    def multiple(self, model: ModelFields) -> int:
        """Return 1: any size will do."""
        return 1
