"""The readable path: each step as in the paper, and a backward sweep that carries its exponent.

Forward, `Cell.step` runs once a step on detached states, so that each step is a small graph of its
own. Backward, the gradient with respect to the states is pulled through one step at a time
(a vector-Jacobian product) and renormalised by a power of two, whose exponent is carried beside it:
norms far outside float32 (10^-45 to 10^38) stay right. Several losses are followed at once, one a copy.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from rnnviz.cells.tape import Tape
from rnnviz.engine.networks import losses
from rnnviz.engine.networks.encoder_decoder import NewTape
from rnnviz.engine.networks.learner import Learner
from rnnviz.engine.networks.stack import Stack, read_of
from rnnviz.engine.passes.recorded import Gradient, Recorded
from rnnviz.engine.patience import ask, go_on, part
from rnnviz.engine.ways import slopes
from rnnviz.engine.ways.layers import State
from rnnviz.engine.ways.slopes import Sharp
from rnnviz.tasks import Batch


def plain(scope: str, t: int) -> Tape:
    """Return a tape that keeps what it is given."""
    return Sharp()


class Quick(Tape):
    """A tape that leaves slopes to autograd, in half the time, and keeps what may be too full for that."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[tuple[Tensor, bool]] = []

    def tanh(self, value: Tensor) -> Tensor:
        """Return tanh of a value."""
        found = value.tanh()
        self.made.append((found, False))
        return found

    def sigmoid(self, value: Tensor) -> Tensor:
        """Return σ of a value."""
        found = value.sigmoid()
        self.made.append((found, True))
        return found


class Step:
    """One step of all layers, as a graph of its own."""

    def __init__(self, model: Stack, t: int, x: Tensor, states: list[State], new_tape: NewTape = plain) -> None:
        self.before = [tuple(s.detach().requires_grad_() for s in state) for state in states]
        self.records: dict[str, Tensor] = {}
        self.after: list[State] = []
        x = x.detach().requires_grad_()
        for place, (level, state) in enumerate(zip(model.levels, self.before, strict=True)):
            name, layer = level.scopes[0], level.layers[0]
            tape = new_tape(name, t)
            x = tape.record("inputs", read_of(x) if place else x)
            frozen = {key: value.detach() for key, value in layer.cell_parameters.items()}
            new = layer.cell.step(frozen, x, tape.enter(state), tape)
            self.records.update({f"{name}.{key}": value for key, value in tape.values.items()})
            self.after.append(new)
            x = level.hand_on(new[:1], x)
        self.top = x
        self.ends = [s for state in self.after for s in state]
        if x is not self.after[-1][0]:
            self.ends.append(x)

    @property
    def entrance(self) -> int:
        """Where among the ends what the readout reads is."""
        return next(place for place, end in enumerate(self.ends) if end is self.top)

    def pull(self, carried: list[Tensor], wanted: Collection[str]) -> tuple[dict[str, Tensor], list[Tensor]]:
        """Return the gradients of what is wanted, and of the states before, given those of the states after."""
        names = [name for name in self.records if name in wanted]
        starts = [s for state in self.before for s in state]
        sources = [*(self.records[name] for name in names), *starts]
        found = torch.autograd.grad(self.ends, sources, carried, allow_unused=True)
        full = [torch.zeros_like(s) if g is None else g for g, s in zip(found, sources, strict=True)]
        return dict(zip(names, full[: len(names)], strict=True)), full[len(names) :]


def sweep(
    learner: Learner, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray, wanted: Collection[str],
    new_tape: NewTape = plain, along: Recorded | None = None,
) -> Recorded:
    """Run one example forward and backward on the readable path.

    Parameters
    ----------
    learner : Learner
        Of a `Stack`.
    example : Batch
        B = 1, prepared.
    states : tuple of State, or None
        Where it starts, each (1, H); None: zero.
    weights : float array (C, T)
        Loss of copy c: Σ_t weights[c, t] ℓ_t.
    wanted : collection of str
        Names whose gradients are wanted; ``layer0.inputs`` among them.
    new_tape : callable
        Makes the tape of a layer's step; one that operates changes the pass.
    along : Recorded, optional
        A pass whose states every step begins with and whose values are returned: with `Learner.doubled` its gradients
        are computed anew in float64.
    """
    model = learner.model
    assert isinstance(model, Stack)
    copies = len(weights)
    x = model.inputs(learner.tensor(example.inputs), model.readout.weight).detach()  # (T, 1, D)
    start = states if states is not None else model.start(1)
    now: list[State] = [tuple(s.expand(copies, -1) for s in state) for state in start]
    steps: list[Step] = []
    wide = x.expand(-1, copies, -1).unbind(0)
    tapes: dict[str, list[Quick]] = {}

    def quick(scope: str, t: int) -> Tape:
        tape = Quick()
        tapes.setdefault(scope, []).append(tape)
        return tape

    first_tape = quick if new_tape is plain and along is None else new_tape
    for t, x_t in enumerate(wide):
        go_on(t / 2, len(x))
        step = Step(model, t, x_t, now, first_tape)
        now = step.after if along is None else _reached(model, along, t, x_t)
        steps.append(step)

    go_on(1, 2)
    top = torch.stack([step.top.detach() for step in steps]).requires_grad_()  # (T, C, H)
    outputs = model.readout(top)
    targets = learner.tensor(example.targets)
    each = losses.by_step(
        learner.task.loss, outputs, targets.expand(-1, copies, *targets.shape[2:]).contiguous()
    )  # (T, C)
    scale = learner.tensor(weights.T)
    (direct,) = torch.autograd.grad(torch.where(scale != 0, each * scale, 0.0).sum(), top)
    values = {}
    for name in steps[0].records:
        go_on(1, 2)
        values[name] = torch.stack([step.records[name][0].detach() for step in steps])
    if tapes:
        for place in np.flatnonzero(_full(tapes, len(steps))).tolist():
            ask()
            steps[place] = Step(model, place, wide[place], steps[place].before, plain)
    with part(1, 2):
        gradients = _backward(steps, direct, wanted)
    if along is not None:
        narrow = {name: gradient.to(along.outputs.dtype) for name, gradient in gradients.items()}
        return replace(along, gradients=narrow, path="exact")
    return Recorded(
        values=values, outputs=outputs[:, 0].detach(), losses=each[:, 0].detach(), gradients=gradients, path="readable"
    )


def _full(tapes: Mapping[str, Sequence[Quick]], length: int) -> np.ndarray:
    """Return bool (T,): the steps where a gate, a unit or a cell state is so full that its slope loses digits."""
    found = np.zeros(length, bool)
    for own in tapes.values():
        for place, (_, gate) in enumerate(own[0].made):
            ask()
            values = torch.stack([tape.made[place][0].detach()[0] for tape in own])  # the same in every copy
            sizes = (2 * values - 1 if gate else values).abs().amax(-1).cpu().numpy()
            found |= ~(sizes <= slopes.FULL)
    return found


def _reached(model: Stack, along: Recorded, t: int, like: Tensor) -> list[State]:
    """Return the states after step t of a pass, a row a copy, in another precision."""
    return [
        tuple(along.values[f"{scope}.{q.name}"][t].to(like).expand(len(like), -1) for q in layer.cell.info.states)
        for scope, layer in model.by_scope.items()
    ]


def _backward(steps: list[Step], direct: Tensor, wanted: Collection[str]) -> dict[str, Gradient]:
    entrance = steps[-1].entrance
    carried = [torch.zeros_like(s) for state in steps[-1].after for s in state]
    exponent = np.zeros(direct.shape[1])
    mantissas: dict[str, list[Tensor]] = {}
    exponents: list[np.ndarray] = []
    for step, here in zip(reversed(steps), direct.flip(0).unbind(0), strict=True):
        go_on(len(exponents), len(steps))
        carried += [torch.zeros_like(here)] * (len(step.ends) - len(carried))
        carried, exponent = _join(carried, exponent, entrance, here)
        found, carried = step.pull(carried, wanted)
        for name, value in found.items():
            mantissas.setdefault(name, []).append(value)
        exponents.append(exponent)
    stacked = np.stack(exponents[::-1])  # (T, C)
    made = {}
    for name, values in mantissas.items():
        ask()
        made[name] = Gradient(mantissa=torch.stack(values[::-1]), exponent=stacked)
    return made


def _join(carried: list[Tensor], exponent: np.ndarray, top: int, direct: Tensor) -> tuple[list[Tensor], np.ndarray]:
    """Add a step's own loss to what is carried from later steps, and bring both near 1."""
    size = torch.stack([c.abs().amax(-1) for c in carried]).amax(0)  # (C,)
    own = direct.abs().amax(-1)
    common = np.maximum(_exponent(size) + exponent, _exponent(own))
    common = np.where(np.isfinite(common), common, 0.0)
    down = _power(exponent - common, direct)
    joined = [(c.double() * down).to(c.dtype) for c in carried]
    joined[top] = joined[top] + (direct.double() * _power(-common, direct)).to(direct.dtype)
    return joined, common


def _exponent(size: Tensor) -> np.ndarray:
    """Return the power of two just above each size; −inf for zero and what is not finite."""
    found = size.double().cpu().numpy()
    powers = np.frexp(found)[1].astype(np.float64)
    return np.where((found > 0) & np.isfinite(found), powers, -np.inf)


def _power(exponent: np.ndarray, like: Tensor) -> Tensor:
    """Return 2^exponent as float64 (C, 1), within float64's range."""
    with np.errstate(under="ignore"):
        factor = np.exp2(np.clip(exponent, -1070.0, 1020.0))
    return torch.from_numpy(factor)[:, None].to(like.device, torch.float64)
