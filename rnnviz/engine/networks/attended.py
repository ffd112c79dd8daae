"""What a model attends to over a whole batch: for scores against a known alignment."""

from __future__ import annotations

import numpy as np
import torch

from rnnviz.cells.tape import Tape
from rnnviz.engine.networks.encoder_decoder import silent
from rnnviz.engine.networks.learner import Learner
from rnnviz.tasks import Batch, PairBatch


def attended(learner: Learner, batch: Batch) -> np.ndarray | None:
    """Return the attention weights (B, T, S) of a batch; None where the model has no attention."""
    model = learner.model
    if not isinstance(batch, PairBatch) or not model.heads:
        return None
    steps = [Tape() for _ in batch.inputs]
    with torch.no_grad():
        model.recorded(
            learner.entering(batch), lambda scope, t: steps[t] if scope == "decoder" else silent(scope, t)
        )
    weights = torch.stack([step.values["attention"] for step in steps])  # (T, S, B)
    return np.asarray(weights.permute(2, 0, 1).cpu().numpy())
