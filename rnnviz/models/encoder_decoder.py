"""An encoder of a source and a decoder of a target, with attention or without."""

from __future__ import annotations

from rnnviz.experiment import LUONG, Experiment, ModelFields
from rnnviz.models.spec import Spec, TaskSizes, a_step_of_cells, layers_of_cells, readout


class OfPair(Spec):
    """Source → layers of cells → (attention) → layers of cells → readout."""

    learns = "encoder_decoder"
    has_cell = True
    halves = 2

    def parameters(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return how many numbers are learnt."""
        model, hidden = experiment.model, experiment.cell.hidden_size
        beside = hidden if model.attention == "additive" or (model.attention in LUONG and model.input_feeding) else 0
        both = layers_of_cells(experiment, task.inputs) + layers_of_cells(experiment, task.output_symbols, beside)
        scores = {
            "none": 0, "additive": model.attention_size * (2 * hidden + 1), "dot": 2 * hidden**2,
            "general": 3 * hidden**2,
        }  # fmt: skip
        return both + scores[model.attention] + readout(hidden, task)

    def a_step(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return about what a step of one half leaves for the way back."""
        return a_step_of_cells(experiment)

    def check(self, experiment: Experiment) -> None:
        """Refuse nothing."""

    def sees_ahead(self, model: ModelFields) -> str:
        """Return nothing: no step does."""
        return ""

    def attends(self, model: ModelFields) -> bool:
        """Tell whether the decoder does."""
        return model.attention != "none"

    def multiple(self, model: ModelFields) -> int:
        """Return 1: any size will do."""
        return 1
