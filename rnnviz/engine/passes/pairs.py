"""The readable path of an encoder-decoder: unrolled by its cells' steps, gradients by autograd.

Where norms leave float32's safe range, the pass is repeated in float64 (10^±308).
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.engine import losses
from rnnviz.engine.attention import OVER_SOURCE
from rnnviz.engine.encoder_decoder import EncoderDecoder, NewTape
from rnnviz.engine.learner import Learner
from rnnviz.engine.passes.recorded import Gradient, Recorded, unscaled
from rnnviz.tasks import PairBatch


class Differentiable(Tape):
    """A tape whose records can all be asked for their gradient, one-hot inputs too."""

    def record(self, name: str, value: Tensor) -> Tensor:
        """Keep ``value``, made a leaf where it has no gradient yet."""
        if not value.requires_grad:
            value = value.detach().requires_grad_()
        return super().record(name, value)


def differentiable(scope: str, t: int) -> Tape:
    """Return a tape whose records can all be asked for their gradient."""
    return Differentiable()


def cropped(example: PairBatch) -> PairBatch:
    """Return an example (B = 1) without its padding."""
    steps, source = int(example.lengths[0]), int(example.source_lengths[0])
    return replace(
        example, inputs=example.inputs[:steps], targets=example.targets[:steps],
        loss_steps=example.loss_steps[:steps], source=example.source[:source],
        alignment=example.alignment[:, :steps, :source],
    )


def unroll(
    learner: Learner, example: PairBatch, weights: np.ndarray, wanted: Collection[str], double: bool,
    new_tape: NewTape = differentiable,
) -> Recorded:
    """Run one cropped example (B = 1) forward and backward.

    Parameters
    ----------
    weights : float array (C, T)
        Loss of copy c: Σ_t weights[c, t] ℓ_t.
    wanted : collection of str
        Names whose gradients are wanted.
    double : bool
        Compute in float64 whatever the model's precision.
    new_tape : callable
        Makes the tape of a step; one that operates changes the pass.
    """
    model = learner.model
    assert isinstance(model, EncoderDecoder)
    if double:
        model = copy.deepcopy(model).double()
    copies = len(weights)
    tapes: dict[tuple[str, int], Tape] = {}

    def tape(scope: str, t: int) -> Tape:
        if (scope, t) not in tapes:
            tapes[scope, t] = new_tape(scope, t)
        return tapes[scope, t]

    source = learner.source(example)
    wide = source._replace(symbols=source.symbols.expand(-1, copies), lengths=source.lengths.expand(copies))
    outputs = model.unrolled(wide, learner.tensor(example.inputs).expand(-1, copies), tape)
    targets = learner.tensor(example.targets).expand(-1, copies)
    each = losses.by_step(learner.task.loss, outputs, targets.contiguous())
    scale = torch.from_numpy(weights.T.copy()).to(each)
    total = torch.where(scale != 0, each * scale, 0.0).sum()

    names = by_name(tapes)
    asked = [name for name in names if name in wanted]
    sources = [tapes[place].values[key] for name in asked for place, key in names[name]]
    found = iter(torch.autograd.grad(total, sources, allow_unused=True))
    gradients: dict[str, Gradient] = {}
    for name in asked:
        parts = [tapes[place].values[key] for place, key in names[name]]
        full = [torch.zeros_like(p) if (g := next(found)) is None else g for p in parts]
        gradients[name] = unscaled(torch.stack([rows_of(g, name) for g in full]))
    values = {
        name: torch.stack([rows_of(tapes[place].values[key].detach(), name)[0] for place, key in places])
        for name, places in names.items()
    }
    return Recorded(
        values=values, outputs=outputs[:, 0].detach(), losses=each[:, 0].detach(), gradients=gradients,
        path="exact" if double else "readable",
    )


def by_name(tapes: dict[tuple[str, int], Tape]) -> dict[str, list[tuple[tuple[str, int], str]]]:
    """Return for each recorded name the places of its steps, in order of time."""
    found: dict[str, list[tuple[tuple[str, int], str]]] = {}
    for scope, t in sorted(tapes, key=lambda place: place[1]):
        for key in tapes[scope, t].values:
            found.setdefault(f"{scope}.{key}", []).append(((scope, t), key))
    return found


def rows_of(value: Tensor, name: str) -> Tensor:
    """Return (C, …): attention is recorded (S, C)."""
    return value.T if name.rpartition(".")[2] in OVER_SOURCE else value
