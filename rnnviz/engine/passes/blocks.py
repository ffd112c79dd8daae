"""The readable path of a transformer: all steps at once, gradients by autograd.

Where norms leave float32's safe range, the pass is repeated in float64 (10^±308).
"""

from __future__ import annotations

import copy
from collections.abc import Collection

import numpy as np
import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.engine import losses
from rnnviz.engine.learner import Learner
from rnnviz.engine.passes.pairs import Differentiable
from rnnviz.engine.passes.recorded import Gradient, Recorded, of_heads, unscaled
from rnnviz.engine.transformer import ScopeTape, Transformer
from rnnviz.tasks import Batch


def differentiable_steps(scope: str) -> Tape:
    """Return a tape of all steps whose records can all be asked for their gradient."""
    return Differentiable()


def at_once(
    learner: Learner, example: Batch, weights: np.ndarray, wanted: Collection[str], double: bool,
    new_tape: ScopeTape = differentiable_steps,
) -> Recorded:
    """Run one example (B = 1) forward and backward; the arguments are those of `rnnviz.engine.passes.pairs.unroll`."""
    model = learner.model
    assert isinstance(model, Transformer)
    if double:
        model = copy.deepcopy(model).double()
    copies = len(weights)
    tapes: dict[str, Tape] = {}

    def tape(scope: str) -> Tape:
        return tapes.setdefault(scope, new_tape(scope))

    outputs = model(widened(learner.tensor(example.inputs), copies), tape)
    targets = widened(learner.tensor(example.targets), copies).contiguous()
    each = losses.by_step(learner.task.loss, outputs, targets)
    scale = torch.from_numpy(weights.T.copy()).to(each)
    total = torch.where(scale != 0, each * scale, 0.0).sum()

    records = {f"{scope}.{key}": value for scope, tape in tapes.items() for key, value in tape.values.items()}
    asked = [name for name in records if name in wanted]
    found = torch.autograd.grad(total, [records[name] for name in asked], allow_unused=True)
    gradients: dict[str, Gradient] = {}
    for name, gradient in zip(asked, found, strict=True):
        full = torch.zeros_like(records[name]) if gradient is None else gradient
        gradients[name] = of_heads(full) if full.ndim == 4 else unscaled(full)
    return Recorded(
        values={name: first(value.detach()) for name, value in records.items()},
        outputs=outputs[:, 0].detach(), losses=each[:, 0].detach(), gradients=gradients,
        path="exact" if double else "readable",
    )


def widened(values: Tensor, copies: int) -> Tensor:
    """Return (T, C, …) of one example (T, 1, …)."""
    return values.expand(-1, copies, *values.shape[2:])


def first(value: Tensor) -> Tensor:
    """Return the first copy: of (T, C, d) its (T, d), of attention (C, N, T, T) its (N, T, T)."""
    return value[0] if value.ndim == 4 else value[:, 0]
