"""Blocks of self-attention, as wide as the hidden size."""

from __future__ import annotations

from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment, ModelFields
from rnnviz.models.spec import Spec, TaskSizes, embedding, readout, refuse_weights, width


class OfBlocks(Spec):
    """Inputs → blocks → readout; the cell's equations are left unused."""

    has_cell = False

    def parameters(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return how many numbers are learnt."""
        model, wide = experiment.model, experiment.cell.hidden_size
        enter = (width(model, task.inputs) + 1) * wide + embedding(model, task.inputs)
        attention, norms = 4 * wide * (wide + 1), 4 * wide
        feed = (wide + 1) * model.feedforward + (model.feedforward + 1) * wide
        found = enter + model.layers * (attention + feed + norms)
        found += task.length * wide if model.positions == "learnt" else 0
        return found + (2 * wide if model.layer_norm == "before" else 0) + readout(wide, task)

    def a_step(self, experiment: Experiment, task: TaskSizes) -> int:
        """Return about what a step leaves for the way back, its attention to all steps among it."""
        model = experiment.model
        return model.layers * (
            14 * experiment.cell.hidden_size + 2 * model.feedforward + 4 * model.heads * task.length
        )

    def check(self, experiment: Experiment) -> None:
        """Refuse heads that do not share the width evenly, truncation, and a file of weights."""
        model, wide = experiment.model, experiment.cell.hidden_size
        if wide % model.heads:
            raise BadInput(
                "cell.hidden_size must be a multiple of model.heads ({heads}), got {value}",
                heads=model.heads, value=wide,
            )
        if experiment.training.truncate:
            raise BadInput(
                "training.truncate must be 0 for a transformer, which carries no state from step to step, got {value}",
                value=experiment.training.truncate,
            )
        refuse_weights(experiment)

    def sees_ahead(self, model: ModelFields) -> str:
        """Return that attention without the mask does."""
        return "" if model.causal else "model.causal"

    def attends(self, model: ModelFields) -> bool:
        """Return that every block does."""
        return True

    def multiple(self, model: ModelFields) -> int:
        """Return the heads, which share the hidden size."""
        return model.heads
