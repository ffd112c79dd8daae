"""Operated passes by hand: torch's equations written out step by step in float64, and autograd."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from rnnviz.engine.training.run import Run
from rnnviz.tasks import PairBatch

Act = Callable[[str, int, Tensor], Tensor]
"""(name, step of the time axis, value) → what the step goes on with."""
Weights = dict[str, Tensor]


def nothing(name: str, t: int, value: Tensor) -> Tensor:
    return value


@dataclass
class ByHand:
    """A pass: every array by name, the loss of each step, and their gradients on demand."""

    kept: dict[str, list[Tensor]] = field(default_factory=dict)
    losses: list[Tensor] = field(default_factory=list)
    outputs: list[Tensor] = field(default_factory=list)

    def keep(self, name: str, value: Tensor) -> Tensor:
        """Keep a value; it can be asked for its gradient."""
        if not value.requires_grad:
            value = value.detach().requires_grad_()
        self.kept.setdefault(name, []).append(value)
        return value

    def values(self, name: str) -> np.ndarray:
        return torch.cat([v.detach() for v in self.kept[name]]).numpy()

    def gradient(self, name: str, steps: list[int] | None = None, each: bool = False) -> np.ndarray:
        """Return ∂L/∂ of an array (T, ·), or of some steps' share of L; with ``each``, of their own losses."""
        count = 1 if each else len(self.losses)
        chosen = self.losses if steps is None else [self.losses[t] for t in steps]
        loss = torch.stack(chosen).sum() / count
        found = torch.autograd.grad(loss, self.kept[name], retain_graph=True, allow_unused=True)
        return torch.cat(
            [torch.zeros_like(v) if g is None else g for v, g in zip(self.kept[name], found, strict=True)]
        ).numpy()


def step(
    kind: str, w: Weights, scope: str, x: Tensor, state: list[Tensor], act: Act, t: int, found: ByHand
) -> list[Tensor]:
    """Return the states after one step of torch's LSTM, GRU or tanh RNN, each quantity passed through ``act``."""

    def do(name: str, value: Tensor) -> Tensor:
        return found.keep(f"{scope}.{name}", act(f"{scope}.{name}", t, value))

    a = x @ w[f"{scope}.weight_ih_l0"].T + w[f"{scope}.bias_ih_l0"]
    b = state[0] @ w[f"{scope}.weight_hh_l0"].T + w[f"{scope}.bias_hh_l0"]
    if kind == "lstm":
        i, f, g, o = (a + b).chunk(4, -1)
        i, f = do("input_gate", torch.sigmoid(i)), do("forget_gate", torch.sigmoid(f))
        g, o = do("candidate", torch.tanh(g)), do("output_gate", torch.sigmoid(o))
        c = do("cell", f * state[1] + i * g)
        return [do("hidden", o * torch.tanh(c)), c]
    if kind == "gru":
        (ar, az, an), (br, bz, bn) = a.chunk(3, -1), b.chunk(3, -1)
        r, z = do("reset_gate", torch.sigmoid(ar + br)), do("update_gate", torch.sigmoid(az + bz))
        n = do("candidate", torch.tanh(an + r * bn))
        return [do("hidden", (1 - z) * n + z * state[0])]
    return [do("hidden", torch.tanh(a + b))]


def _cut(state: list[Tensor], scope: str, t: int, cuts: set[tuple[str, int]]) -> list[Tensor]:
    return [s.detach() for s in state] if (scope, t) in cuts else state


def of_stack(
    run: Run, act: Act = nothing, cuts: set[tuple[str, int]] | None = None, weights: Weights | None = None,
    inputs: np.ndarray | None = None,
) -> ByHand:
    """Run the pinned example of a stack."""
    w = weights or {name: p.detach().double() for name, p in run.learner.model.state_dict().items()}
    kind, example, found = run.experiment.cell.kind, run.pinned, ByHand()
    scopes = [f"layer{i}" for i in range(run.experiment.model.layers)]
    size = w["layer0.weight_hh_l0"].shape[1]
    states = {scope: [torch.zeros(1, size).double()] * (2 if kind == "lstm" else 1) for scope in scopes}
    read = torch.from_numpy(example.inputs if inputs is None else inputs)
    x = functional.one_hot(read, run.task.input_size).double() if read.dtype == torch.int64 else read.double()
    targets = torch.from_numpy(example.targets)
    for t in range(len(x)):
        y = found.keep("inputs", act("inputs", t, x[t]))
        for scope in scopes:
            states[scope] = step(kind, w, scope, y, _cut(states[scope], scope, t, cuts or set()), act, t, found)
            y = states[scope][0]
        y = y @ w["readout.weight"].T + w["readout.bias"]
        found.outputs.append(y)
        if example.loss_steps[t, 0]:
            found.losses.append(_loss(y, targets[t]))
    return found


def of_pair(run: Run, example: PairBatch, act: Act = nothing, cuts: set[tuple[str, int]] | None = None) -> ByHand:
    """Run one example without padding through an encoder-decoder with additive attention."""
    w = {name: p.detach().double() for name, p in run.learner.model.state_dict().items()}
    kind, found = run.experiment.cell.kind, ByHand()
    names = [f"layer{i}" for i in range(run.experiment.model.layers)]
    size = w["readout.weight"].shape[1]
    states = [[torch.zeros(1, size).double()] * (2 if kind == "lstm" else 1) for _ in names]
    encoded = []
    source = len(example.source)
    for t, symbol in enumerate(example.source[:, 0]):
        y = found.keep("encoder.inputs", act("encoder.inputs", t, w["encoder.inputs.weight"][int(symbol)][None]))
        for i, name in enumerate(names):
            scope = f"encoder.{name}"
            states[i] = step(kind, w, scope, y, _cut(states[i], scope, t, cuts or set()), act, t, found)
            y = states[i][0]
        encoded.append(y)
    h = torch.cat(encoded)  # (S, H)
    for k, symbol in enumerate(example.inputs[:, 0]):
        t = source + k
        states = [_cut(state, f"decoder.{name}", t, cuts or set()) for name, state in zip(names, states, strict=True)]
        query = states[-1][0] @ w["attention.query"].T + h @ w["attention.key"].T
        scores = (torch.tanh(query) @ w["attention.score"].T).T  # (1, S)
        scores = found.keep("decoder.attention_scores", act("decoder.attention_scores", t, scores))
        alpha = found.keep("decoder.attention", act("decoder.attention", t, scores.softmax(-1)))
        y = torch.cat([w["decoder.inputs.weight"][int(symbol)][None], alpha @ h], -1)
        y = found.keep("decoder.inputs", act("decoder.inputs", t, y))
        for i, name in enumerate(names):
            states[i] = step(kind, w, f"decoder.{name}", y, states[i], act, t, found)
            y = states[i][0]
        y = y @ w["readout.weight"].T + w["readout.bias"]
        found.outputs.append(y)
        if example.loss_steps[k, 0]:
            found.losses.append(_loss(y, torch.from_numpy(example.targets)[k]))
    return found


def _loss(y: Tensor, target: Tensor) -> Tensor:
    if target.dtype == torch.int64:
        return functional.cross_entropy(y, target.view(1))
    return (y - target.double()).square().mean()
