"""Whether the checks of a picture fit into memory: torch's cells leave a graph over all steps and layers behind."""

from __future__ import annotations

from rnnviz.engine.networks import estimate
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput

GRAPHS = 3
"""So many passes are held at once."""
A_STEP, A_UNIT = 50_000, 1_300
"""Bytes that a layer's step leaves, and each unit of it: measured on LSTMs of 16 and of 128 units."""


def check(run: Run) -> None:
    """Refuse checks that would take more than half of the free memory.

    Raises
    ------
    BadInput
        Says what they need and what there is.
    """
    layers, steps = run.learner.model.by_scope, len(run.pinned.loss_steps)
    need = GRAPHS * steps * sum(A_STEP + A_UNIT * layer.cell.hidden_size for layer in layers.values())
    limit = estimate.LARGEST_SHARE * estimate.free_memory()
    if need > limit:
        raise BadInput(
            "verifying {layers} layers over {steps} steps needs about {needed} GB, and {limit} GB may be taken: "
            "reduce model.layers or the task's length",
            layers=len(layers), steps=steps, needed=f"{need / 1e9:.1f}", limit=f"{limit / 1e9:.1f}",
        )
