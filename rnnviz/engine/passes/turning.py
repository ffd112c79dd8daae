"""Passes of stacks that read both ways: by the cells' own steps, and as linear maps turned round in time.

The readable path is one graph over the whole pass, since no step can be left behind: what the upper layers read of a
step holds what the lower ones read after it. Where norms leave float32's safe range it is repeated in
float64 (10^±308).
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from dataclasses import replace

import numpy as np
import torch

from rnnviz.cells.tape import Tape
from rnnviz.directions import is_reverse
from rnnviz.engine import losses
from rnnviz.engine.encoder_decoder import NewTape
from rnnviz.engine.layers import State
from rnnviz.engine.learner import Learner
from rnnviz.engine.passes.linearised import LinearPass
from rnnviz.engine.passes.pairs import by_name, differentiable
from rnnviz.engine.passes.recorded import Gradient, Recorded, unscaled
from rnnviz.engine.stack import Stack
from rnnviz.tasks import Batch

UNTURNED = (
    "recurrent_eigenvalues", "recurrent_norm", "lyapunov", "lyapunov_free", "lyapunov_free_steps",
    "parameter_gradient_norm",
)
"""Families without an axis of time."""


def unroll(
    learner: Learner, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray, wanted: Collection[str],
    double: bool, new_tape: NewTape = differentiable,
) -> Recorded:
    """Run one example forward and backward; parameters as of `rnnviz.engine.passes.sweep.sweep`.

    ``double``: compute in float64 whatever the model's precision.
    """
    model = learner.model
    assert isinstance(model, Stack)
    if double:
        model = copy.deepcopy(model).double()
    copies, dtype = len(weights), model.readout.weight.dtype
    tapes: dict[tuple[str, int], Tape] = {}

    def tape(scope: str, t: int) -> Tape:
        return tapes.setdefault((scope, t), new_tape(scope, t))

    x = model.inputs(learner.tensor(example.inputs), model.readout.weight).detach().to(dtype)
    start = states if states is not None else model.start(1)
    now = [tuple(s.to(dtype).expand(copies, -1) for s in state) for state in start]
    with torch.enable_grad():
        outputs = model.readout(model.unrolled(x.expand(-1, copies, -1), now, tape))
        targets = learner.tensor(example.targets)
        targets = targets.expand(-1, copies, *targets.shape[2:]).contiguous()
        each = losses.by_step(learner.task.loss, outputs, targets)
        scale = torch.from_numpy(weights.T.copy()).to(each)
        total = torch.where(scale != 0, each * scale, 0.0).sum()
        places = by_name(tapes)
        asked = [name for name in places if name in wanted]
        sources = [tapes[place].values[key] for name in asked for place, key in places[name]]
        found = iter(torch.autograd.grad(total, sources, allow_unused=True))
    gradients: dict[str, Gradient] = {}
    for name in asked:
        parts = [tapes[place].values[key] for place, key in places[name]]
        gradients[name] = unscaled(
            torch.stack([torch.zeros_like(part) if (g := next(found)) is None else g for part in parts])
        )
    return Recorded(
        values={
            name: torch.stack([tapes[place].values[key].detach()[0] for place, key in where])
            for name, where in places.items()
        },
        outputs=outputs[:, 0].detach(), losses=each[:, 0].detach(), gradients=gradients,
        path="exact" if double else "readable",
    )


def directions(passed: LinearPass) -> tuple[LinearPass, LinearPass | None]:
    """Return the scopes that read on, and those that read from the end in a pass whose time runs the other way."""
    back = {scope: layer for scope, layer in passed.layers.items() if is_reverse(scope)}
    if not back:
        return passed, None
    forward = {scope: layer for scope, layer in passed.layers.items() if scope not in back}
    turned = replace(
        passed, layers=back, direct=passed.direct.flip(0), loss_steps=passed.loss_steps[::-1].copy(),
        reach=len(passed.loss_steps) - 1 - passed.reach,
        total={
            name: gradient.turned() for name, gradient in passed.total.items()
            if is_reverse(name.rpartition(".")[0])
        },
    )
    return replace(passed, layers=forward), turned


def of(passed: LinearPass, names: Collection[str]) -> set[str]:
    """Return the names that speak of a pass's own scopes (``jacobian_norm/layer0``, ``…/layer0.weight_hh``)."""
    whats = {name: name.partition("/")[2] for name in names}
    return {name for name, what in whats.items() if what in passed.layers or what.rpartition(".")[0] in passed.layers}


def in_time(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return arrays of a pass whose time ran the other way in order of time."""
    found = {}
    for name, values in arrays.items():
        family, _, scope = name.partition("/")
        if family == "jacobian_eigenvalues_at":
            found[name] = np.ascontiguousarray(len(arrays[f"jacobian_radius/{scope}"]) - 1 - values[::-1])
        else:
            found[name] = values if family in UNTURNED else np.ascontiguousarray(values[::-1])
    return found
