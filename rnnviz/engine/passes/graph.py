"""The readable path as one graph over the whole pass: the model's own steps, gradients by autograd.

It serves every kind of model: what looks at other steps (attention, layers that read both ways) leaves none behind.
Where norms leave float32's safe range, the pass is repeated in float64 (10^±308).
"""

from __future__ import annotations

import copy
from collections.abc import Collection

import numpy as np
import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.attention import OVER_SOURCE
from rnnviz.engine.networks.encoder_decoder import NewTape
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.passes.recorded import Gradient, Recorded, of_heads, unscaled
from rnnviz.engine.patience import go_on, hear_on_the_way_back, once_more, part
from rnnviz.engine.ways.layers import State
from rnnviz.engine.ways.slopes import Sharp
from rnnviz.tasks import Batch


class Differentiable(Sharp):
    """A tape whose records can all be asked for their gradient, one-hot inputs too."""

    def record(self, name: str, value: Tensor) -> Tensor:
        """Keep ``value``, made a leaf where it has no gradient yet."""
        if not value.requires_grad:
            value = value.detach().requires_grad_()
        return super().record(name, value)


def differentiable(scope: str, t: int) -> Tape:
    """Return a tape whose records can all be asked for their gradient."""
    return Differentiable()


def unroll(
    learner: Learner, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray, wanted: Collection[str],
    double: bool, new_tape: NewTape = differentiable,
) -> Recorded:
    """Run one example (B = 1, of a pair without padding) forward and backward.

    Parameters
    ----------
    states : tuple of State, or None
        Where it starts, each (1, H); None: zero, or of what has none.
    weights : float array (C, T)
        Loss of copy c: Σ_t weights[c, t] ℓ_t.
    wanted : collection of str
        Names of records whose gradients are wanted.
    double : bool
        Compute in float64 whatever the model's precision.
    new_tape : callable
        Makes the tape of a step, or of a scope's steps at once; one that operates changes the pass.
    """
    model = learner.model
    if double:
        once_more()
        model = copy.deepcopy(model).double()
        states = None if states is None else tuple(tuple(s.double() for s in state) for state in states)
    copies = len(weights)
    tapes: dict[tuple[str, int], Tape] = {}

    def tape(scope: str, t: int) -> Tape:
        if (scope, t) not in tapes:
            go_on(t / 2, len(example.loss_steps))
            tapes[scope, t] = new_tape(scope, t)
        return tapes[scope, t]

    with torch.enable_grad():
        outputs = model.recorded(learner.entering(example, states).widened(copies), tape)
        targets = learner.tensor(example.targets)
        targets = targets.expand(-1, copies, *targets.shape[2:]).contiguous()
        each = losses.by_step(learner.task.loss, outputs, targets)
        scale = torch.from_numpy(weights.T.copy()).to(each)
        total = torch.where(scale != 0, each * scale, 0.0).sum()
        parts = {
            name: [tapes[place].values[key] for place, key in places] for name, places in by_name(tapes).items()
        }
        with part(1, 2):
            gradients = _gradients(total, {name: own for name, own in parts.items() if name in wanted}, model.at_once)
    return Recorded(
        values={name: _values(name, own, model.at_once) for name, own in parts.items()},
        outputs=outputs[:, 0].detach(), losses=each[:, 0].detach(), gradients=gradients,
        path="exact" if double else "readable",
    )


def _gradients(total: Tensor, parts: dict[str, list[Tensor]], at_once: bool) -> dict[str, Gradient]:
    """Return ∂total/∂ of each name's records: one tensor a step, or one of all steps; what is not reached has zeros."""
    records = [record for own in parts.values() for record in own]
    one_a_step = next(iter(parts.values()), [])
    hear_on_the_way_back(records if at_once else one_a_step)
    found = iter(torch.autograd.grad(total, records, allow_unused=True))
    gradients: dict[str, Gradient] = {}
    for name, own in parts.items():
        full = [torch.zeros_like(record) if (g := next(found)) is None else g for record in own]
        if at_once:
            gradients[name] = of_heads(full[0]) if full[0].ndim == 4 else unscaled(full[0])
        else:
            gradients[name] = unscaled(torch.stack([rows_of(g, name) for g in full]))
    return gradients


def _values(name: str, own: list[Tensor], at_once: bool) -> Tensor:
    """Return what a name has recorded of the first copy at all steps: (T, …), of heads (N, T, T)."""
    if at_once:
        return first(own[0].detach())
    return torch.stack([rows_of(record.detach(), name)[0] for record in own])


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


def first(value: Tensor) -> Tensor:
    """Return the first copy of all steps: of (T, C, d) its (T, d), of attention (C, N, T, T) its (N, T, T)."""
    return value[0] if value.ndim == 4 else value[:, 0]
