"""The fast path of the probe: a stack's pass, whole, without a graph over time.

Layer by layer on the fastest way there is (`rnnviz.engine.ways.choice`); the losses go through the readout as
one product. Exactness is tested against the readable path for every cell, way and type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from rnnviz.directions import is_reverse
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes.exact import by_level
from rnnviz.engine.passes.levels import Levels, in_time, reading
from rnnviz.engine.passes.linearised import Linearised, Reading, linearise, read_by
from rnnviz.engine.passes.recorded import Gradient, Recorded, side_by_side, unscaled
from rnnviz.engine.passes.sums import sums
from rnnviz.engine.patience import ask, part
from rnnviz.engine.ways.choice import Way, Ways, has_one
from rnnviz.engine.ways.layers import Layer, State
from rnnviz.engine.ways.saturated import first_lost
from rnnviz.tasks import Batch

T = TypeVar("T")
FAINT = 1e-37
"""Where float32 ends: a gate below may have been rounded to 0."""


def possible(model: nn.Module) -> bool:
    """Tell whether every layer of a model has a fast way."""
    return isinstance(model, Stack) and all(has_one(layer) for layer in model.layers)


@contextmanager
def flushed() -> Iterator[None]:
    """Let what lies below float32's normal range (1e-38) be zero: such numbers take a processor many times longer.

    A gradient that gets there is computed anew by `exact`.
    """
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(False)


@torch.no_grad()
def fused(
    learner: Learner, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray, ways: Ways | None = None
) -> Recorded:
    """Run one example forward and backward; parameters and result as in `rnnviz.engine.passes.sweep.sweep`.

    Parameters
    ----------
    ways : Ways, optional
        Whose buffers are used: then what is returned is overwritten by the next pass on them.
    """
    model = learner.model
    assert isinstance(model, Stack)
    own = ways or Ways()
    steps, copies = len(example.loss_steps), len(weights)
    x = model.inputs(learner.tensor(example.inputs), model.readout.weight).detach()  # (T, 1, D)
    start = states if states is not None else model.start(1)
    scopes = zip(model.names, model.layers, strict=True)
    levels = Levels(model, [own.of(name, layer, steps, 1, copies) for name, layer in scopes])
    with part(0, 2):
        top = levels.forward(x, start)
    values = {f"{scope}.inputs": read[:, 0] for scope, read in levels.read.items()}
    values |= {name: value[:, 0] for name, value in levels.values().items()}
    outputs, each, into = through_readout(learner, top, example, weights)
    gradients: dict[str, Gradient] = {}

    def back(scope: str, way: Way, direct: Tensor) -> None:
        for name, gradient in backward(way, direct).items():
            turned = unscaled(in_time(scope, gradient.mantissa)) if is_reverse(scope) else gradient
            gradients[f"{scope}.{name}"] = turned

    with part(1, 2):
        levels.backward(into, back)
    return Recorded(
        values=values, outputs=outputs, losses=each, direct=into, path=levels.ways[model.names[0]].name,
        gradients=gradients,
    )


def backward(way: Way, direct: Tensor, end: State | None = None) -> dict[str, Gradient]:
    """Run a way back; return ∂L/∂ of its states, sharpened where full cells may have cost digits."""
    with flushed():
        way.backward(direct, end)
        if way.side_by_side is not None:
            return dict(zip(way.gradients, side_by_side(way.side_by_side), strict=True))
        found = {name: unscaled(value) for name, value in way.gradients.items()}
        if not way.loses_digits:
            return found
        logs = (found[name].log10_norm() for name in ("hidden", "cell"))
        last = first_lost(way.values(), found["hidden"].mantissa, *logs)
        if last < 0:
            return found
        way.sharpen(last)
        return {name: unscaled(value) for name, value in way.gradients.items()}


@torch.no_grad()
def exact(
    learner: Learner, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray, found: Recorded
) -> Recorded:
    """Return a pass with its gradients computed anew, right far outside float32; see `rnnviz.engine.passes.exact`.

    Along the states that were computed. ``learner`` may be `Learner.doubled`, of a pass that is brought `to` float64:
    the slope of a full unit can lie below float32 as well.
    """
    model = learner.model
    assert isinstance(model, Stack)
    into = direct(learner, example, weights, found)
    layers = linearised(model, found.values, states)
    return replace(found, gradients=by_level(model.levels, layers, into), path="exact")


def to(found: Recorded, dtype: torch.dtype) -> Recorded:
    """Return a pass in another precision; what that cannot hold of gradients moves into their exponents."""
    ask()
    return replace(
        found, values={name: value.to(dtype) for name, value in found.values.items()},
        outputs=found.outputs.to(dtype), losses=found.losses.to(dtype),
        gradients={name: gradient.to(dtype) for name, gradient in found.gradients.items()},
        direct=None if found.direct is None else found.direct.to(dtype),
    )


@torch.no_grad()
def widened(model: Stack, found: Recorded, states: tuple[State, ...] | None) -> Recorded:
    """Return a pass in float64, with those gates that float32 had to round to 0 as their sums have them."""
    wide = to(found, torch.float64)
    wider = None if states is None else tuple(tuple(s.double() for s in state) for state in states)
    for scope, step in readings(model, wide.values, wider).items():
        info = step.layer.cell.info
        gates = {gate.name: in_time(scope, wide.values[f"{scope}.{gate.name}"]) for gate in info.gates}
        shut = [gate.name for gate in info.gates if gate.low == 0 and not bool((gates[gate.name] > FAINT).all())]
        if shut and "weight_peephole" not in step.layer.cell_parameters:
            under = sums(step.layer, step.read, step.before, gates)
            for name in shut:
                value = torch.where(gates[name] > FAINT, gates[name], under[name].sigmoid())
                wide.values[f"{scope}.{name}"] = in_time(scope, value)
    return wide


@torch.no_grad()
def direct(learner: Learner, example: Batch, weights: np.ndarray, found: Recorded) -> Tensor:
    """Return what each copy's loss sends into what the readout reads (T, C, H or 2H), of a pass that was made."""
    if found.direct is not None:
        return found.direct
    model = learner.model
    assert isinstance(model, Stack)
    hidden = {scope: found.values[f"{scope}.hidden"] for scope in model.names}
    _read, top = reading(model.levels, hidden, found.values[f"{model.names[0]}.inputs"])
    return through_readout(learner, top.unsqueeze(1), example, weights)[2]


def linearised(
    model: Stack, values: Mapping[str, Tensor], states: tuple[State, ...] | None
) -> dict[str, Linearised]:
    """Return the layers' coefficients by scope, each in the order in which it reads."""
    return _by_scope(linearise, model, values, states)


def readings(
    model: Stack, values: Mapping[str, Tensor], states: tuple[State, ...] | None
) -> dict[str, Reading]:
    """Return what the layers read by scope, each in its order: all that the sums under their gates need."""
    return _by_scope(read_by, model, values, states)


def _by_scope(
    make: Callable[[Layer, str, Mapping[str, Tensor], State | None], T], model: Stack, values: Mapping[str, Tensor],
    states: tuple[State, ...] | None,
) -> dict[str, T]:
    starts: tuple[State | None, ...] = states if states is not None else (None,) * len(model.names)
    read = {scope: values[f"{level.scopes[0]}.inputs"] for level in model.levels for scope in level.scopes}
    found = {}
    for scope, layer, start in zip(model.names, model.layers, starts, strict=True):
        ask()
        own = {name: in_time(scope, value) for name, value in values.items() if name.startswith(f"{scope}.")}
        own[f"{scope}.inputs"] = in_time(scope, read[scope])
        found[scope] = make(layer, scope, own, start)
    return found


def through_readout(
    learner: Learner, hidden: Tensor, example: Batch, weights: np.ndarray
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the outputs (T, K), ℓ_t (T,), and what each copy's loss sends into h_t directly, (T, C, H).

    Since ℓ_t reads the outputs of its own step alone, ∂/∂h_t of Σ_t weights[c, t] ℓ_t is that of ℓ_t
    times its weight: one pass serves all copies.
    """
    readout, kind = learner.model.readout, learner.task.loss
    outputs, targets = readout(hidden), learner.tensor(example.targets)
    scale = learner.tensor(weights.T).unsqueeze(-1)  # (T, C, 1)
    each, to_outputs = losses.with_gradient(kind, outputs, targets)
    # where, not a product alone: a step without a loss may hold anything, and 0 · inf is NaN
    to_outputs = torch.where(scale != 0, to_outputs * scale, 0.0)
    direct = torch.mm(to_outputs.flatten(0, 1), readout.weight).view(*to_outputs.shape[:2], -1)
    return outputs[:, 0], each[:, 0], direct
