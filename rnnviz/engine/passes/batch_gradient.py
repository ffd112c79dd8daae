"""∂L/∂h over a whole batch: one norm a step over all examples and units together.

The loss is the batch's, and the gradient the full one: truncation cuts what is learnt from, not this.
Where a norm leaves float32's safe range, the pass is repeated in float64 (10^±308).
"""

from __future__ import annotations

from contextlib import nullcontext

import numpy as np
import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.directions import as_read
from rnnviz.engine.networks import estimate, losses
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.stack import Stack
from rnnviz.engine.passes.fused import flushed, possible
from rnnviz.engine.passes.levels import Levels, in_time
from rnnviz.engine.passes.recorded import log10_norms
from rnnviz.engine.patience import go_on, hear_on_the_way_back, once_more, part
from rnnviz.engine.ways.choice import Ways, name_of
from rnnviz.engine.ways.layers import State
from rnnviz.engine.ways.saturated import FALL
from rnnviz.engine.ways.slopes import Sharp
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch

SAFE = 30.0

SMALL = 256 << 20
"""Bytes that need no question, and that buffers may hold until the next pass."""


def arrays(
    learner: Learner, batch: Batch, states: tuple[State, ...] | None, scopes: list[str], ways: Ways
) -> dict[str, np.ndarray]:
    """Return `batch_gradient_norm/{scope}.hidden` (T,) and `…_log10/…` of some scopes.

    Parameters
    ----------
    batch : Batch
        Prepared.
    states : tuple of State, or None
        Where it starts, each (B, H); None: zero.

    Raises
    ------
    BadInput
        The pass would not fit into memory.
    """
    if _large(learner, batch, scopes[0]):
        ways = Ways()  # so large buffers do not wait for the next pass
    logs = {scope: log10_norm(value) for scope, value in _gradients(learner, batch, states, ways).items()}
    rounds = any(name_of(layer, batch.size) in ("swap", "echo") for layer in learner.model.by_scope.values())
    if learner.dtype != torch.float64 and any(_lossy(as_read(scope, found), rounds) for scope, found in logs.items()):
        once_more()
        wide = learner.doubled()
        wider = None if states is None else tuple(tuple(s.double() for s in state) for state in states)
        logs = {scope: log10_norm(value) for scope, value in _gradients(wide, batch, wider, Ways()).items()}
    made: dict[str, np.ndarray] = {}
    for scope in scopes:
        with np.errstate(over="ignore", under="ignore"):
            made[f"batch_gradient_norm/{scope}.hidden"] = np.power(10.0, logs[scope]).astype(learner.precision)
        made[f"batch_gradient_norm_log10/{scope}.hidden"] = logs[scope]
    return made


def _large(learner: Learner, batch: Batch, scope: str) -> bool:
    """Tell whether a pass takes much memory; refuse one that takes too much."""
    numbers = 0
    for layer in learner.model.by_scope.values():
        numbers += (4 * layer.cell.blocks + 8) * layer.cell.hidden_size + 2 * layer.input_size
    need = numbers * batch.loss_steps.size * 8  # float64, where it is done again
    limit = int(estimate.LARGEST_SHARE * estimate.free_memory()) if need > SMALL else need
    if need > limit:
        raise BadInput(
            "batch_gradient_norm/{scope}.hidden over {steps} steps of {batch} examples needs about {needed} GB, and "
            "{limit} GB may be taken: reduce training.batch_size or the task's length",
            scope=scope, steps=len(batch.loss_steps), batch=batch.size, needed=f"{need / 1e9:.1f}",
            limit=f"{limit / 1e9:.1f}",
        )
    return need > SMALL


def log10_norm(gradient: Tensor) -> np.ndarray:
    """Return log10 of the norm over (B, H) of each step, float64 (T,); −inf: exactly zero; NaN: not finite."""
    return log10_norms(gradient.flatten(1))


def _lossy(logs: np.ndarray, rounds: bool) -> bool:
    """Tell whether a norm lies outside 10^±30, is zero behind others that are not, or has fallen far.

    What has fallen by more than `FALL` decades may be what slopes of full cells let in that torch's kernels have made
    from rounded values (``rounds``), and not what is left: `rnnviz.engine.ways.saturated`.
    """
    zeros = np.isneginf(logs)
    first_zero = int(np.argmax(zeros)) if zeros.any() else len(logs)
    trailing = zeros[first_zero:].all()  # after the last loss nothing arrives
    there = logs[:first_zero]
    if np.isnan(logs).any() or not trailing or (np.abs(there) > SAFE).any():
        return True
    return rounds and len(there) > 0 and bool((np.maximum.accumulate(there[::-1])[::-1] - there > FALL).any())


def _gradients(
    learner: Learner, batch: Batch, states: tuple[State, ...] | None, ways: Ways
) -> dict[str, Tensor]:
    """Return ∂L/∂h_t (T, B, H) of every scope."""
    if possible(learner.model):
        return _through_layers(learner, batch, states, ways)
    return _unrolled(learner, batch, states)


@torch.no_grad()
def _through_layers(
    learner: Learner, batch: Batch, states: tuple[State, ...] | None, ways: Ways
) -> dict[str, Tensor]:
    model = learner.model
    assert isinstance(model, Stack)
    steps, size = batch.loss_steps.shape
    start = states if states is not None else model.start(size)
    made = []
    for name, layer in zip(model.names, model.layers, strict=True):
        go_on(0, 1)
        made.append(ways.of(f"batch {name}", layer, steps, size, size))
    levels = Levels(model, made)
    with part(0, 2):
        top = levels.forward(model.inputs(learner.tensor(batch.inputs), model.readout.weight), start)
    outputs, targets = model.readout(top), learner.tensor(batch.targets)
    scale = (losses.weights(learner.tensor(batch.loss_steps), outputs) / size).unsqueeze(-1)
    to_outputs = losses.gradient_by_step(learner.task.loss, outputs, targets)
    direct = torch.where(scale != 0, to_outputs * scale, 0.0) @ model.readout.weight
    narrow = learner.dtype == torch.float32
    with part(1, 2), flushed() if narrow else nullcontext():  # where it matters, float64 follows
        levels.backward(direct)
    return {name: in_time(name, way.hidden_gradient) for name, way in levels.ways.items()}


def _unrolled(learner: Learner, batch: Batch, states: tuple[State, ...] | None) -> dict[str, Tensor]:
    """By the cells' own steps and autograd; where a source is padding nothing arrives."""
    tapes: dict[tuple[str, int], Tape] = {}

    def tape(scope: str, t: int) -> Tape:
        go_on(t / 2, len(batch.loss_steps))
        return tapes.setdefault((scope, t), Sharp())

    with torch.enable_grad():
        outputs = learner.model.recorded(learner.entering(batch, states), tape)
        targets, here = learner.tensor(batch.targets), learner.tensor(batch.loss_steps)
        each = losses.by_step(learner.task.loss, outputs, targets)  # torch's own cross-entropy rounds p − 1
        loss = torch.where(here, each * losses.weights(here, each), 0.0).sum(0).mean()
        places = [place for place in tapes if "hidden" in tapes[place].values]
        hear_on_the_way_back([tapes[place].values["hidden"] for place in places])
        found = torch.autograd.grad(loss, [tapes[place].values["hidden"] for place in places], allow_unused=True)
    by_scope: dict[str, dict[int, Tensor]] = {}
    for (scope, t), gradient in zip(places, found, strict=True):
        like = tapes[scope, t].values["hidden"]
        by_scope.setdefault(scope, {})[t] = torch.zeros_like(like) if gradient is None else gradient
    return {scope: torch.stack([rows[t] for t in sorted(rows)]) for scope, rows in by_scope.items()}
