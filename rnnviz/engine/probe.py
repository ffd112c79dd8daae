"""The probe: one example's pass on frozen weights, whole, beside the training."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import torch

from rnnviz.engine import fused, losses, pairs
from rnnviz.engine.layers import State
from rnnviz.engine.learner import Learner
from rnnviz.engine.linearised import LinearPass, linearise
from rnnviz.engine.names import names_of
from rnnviz.engine.recorded import Recorded
from rnnviz.engine.stack import Stack
from rnnviz.engine.sweep import sweep
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch, PairBatch
from rnnviz.trace import Trace

SAFE = 30.0
"""Norms within 10^±30 are right in float32; beyond, the probe takes the exact path."""

WHOLE, REACH = 0, 1
"""The copies of every pass: the example's own loss, and one step's."""


EXTRAS: tuple[Callable[[LinearPass, set[str]], dict[str, np.ndarray]], ...] = ()
"""What follows from a pass as linear maps: each makes those of the wanted arrays that it knows."""


class Probe:
    """Makes traces of a learner's model; it changes nothing and draws from no generator."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.names = names_of(learner.model)

    def trace(
        self, example: Batch, states: tuple[State, ...] | None, watch: Iterable[str], reach_from: int | None
    ) -> Trace:
        """Return the trace of a prepared example (B = 1); see `Run.probe`."""
        if isinstance(example, PairBatch):
            example = pairs.cropped(example)
        here = np.flatnonzero(example.loss_steps[:, 0])
        reach = int(here[-1]) if reach_from is None else reach_from
        if reach not in here:
            raise BadInput("step {step} carries no loss: choose one of {steps}", step=reach, steps=_spans(here))
        extra = self.names.watched(watch)
        flows = sorted(name for name in extra if name.startswith("gradient_flow/"))
        weights = self._weights(here, len(example.loss_steps), reach, bool(flows))
        one = None if states is None else tuple(tuple(s[:1] for s in state) for state in states)
        recorded = self._record(example, one, weights, extra, reach)
        arrays = self._arrays(example, recorded, extra, reach)
        for name in flows:
            arrays[name] = _flow(recorded, name.removeprefix("gradient_flow/"), here, len(example.loss_steps))
        if extra and self.names.linear:
            passed = self._linear(example, one, recorded, reach)
            for make in EXTRAS:
                arrays |= make(passed, extra)
        if one is not None:
            for scope, state in zip(self.names.cells, one, strict=True):
                for quantity, value in zip(self.names.cells[scope].states, state, strict=True):
                    if bool(value.any()):
                        arrays[f"{scope}.initial_{quantity.name}"] = value[0].detach().cpu().numpy()
        return Trace(path=recorded.path, arrays=arrays, cells=self.names.cells)

    def _weights(self, here: np.ndarray, length: int, reach: int, flows: bool) -> np.ndarray:
        rows = np.zeros((2 + (len(here) if flows else 0), length))
        rows[WHOLE, here] = 1 / len(here)
        rows[REACH, reach] = 1
        if flows:
            rows[2 + np.arange(len(here)), here] = 1 / len(here)
        return rows

    def _record(
        self, example: Batch, states: tuple[State, ...] | None, weights: np.ndarray, extra: set[str], reach: int
    ) -> Recorded:
        needs = {_source(name) for name in extra if not name.startswith("gradient_flow/") and "gradient" in name}
        asked = {_layer_name(name) for name in (*self.names.states, *needs)}
        if isinstance(example, PairBatch):
            found = pairs.unroll(self.learner, example, weights, asked, double=False)
            if self._out_of_range(found, reach, example):
                found = pairs.unroll(self.learner, example, weights, asked, double=True)
            return found
        if fused.possible(self.learner.model) and not needs and len(weights) == 2:
            found = fused.fused(self.learner, example, states, weights)
            if not self._out_of_range(found, reach, example):
                return found
            found = sweep(self.learner, example, states, weights, asked)
            found.path = "exact"
            return found
        return sweep(self.learner, example, states, weights, asked)

    def _linear(
        self, example: Batch, states: tuple[State, ...] | None, found: Recorded, reach: int
    ) -> LinearPass:
        """Return the pass as linear maps, layer by layer."""
        model = self.learner.model
        halves = (model,) if isinstance(model, Stack) else (model.encoder, model.decoder)
        layers = dict(zip(self.names.cells, (layer for half in halves for layer in half.layers), strict=True))
        starts: dict[str, State | None] = dict.fromkeys(layers)
        if states is not None:
            starts.update(zip(layers, states, strict=True))
        for scope in (scope for scope in layers if scope.startswith("decoder.")):  # begins where the encoder ended
            ends = [q.name for q in self.names.cells[scope].states]
            source = scope.replace("decoder.", "encoder.", 1)
            starts[scope] = tuple(found.values[f"{source}.{name}"][-1:] for name in ends)
        return LinearPass(
            layers={scope: linearise(layer, scope, found.values, starts[scope]) for scope, layer in layers.items()},
            direct=self._direct(example, found),
            loss_steps=example.loss_steps[:, 0],
            reach=reach,
            total={name: found.gradients[name] for name in self.names.states},
        )

    def _direct(self, example: Batch, found: Recorded) -> torch.Tensor:
        """Return (T, H): what each step's loss sends into the top layer's h of that step."""
        outputs = found.outputs.detach()[:, None].requires_grad_()
        targets = self.learner.tensor(example.targets)
        with torch.enable_grad():
            each = losses.by_step(self.learner.task.loss, outputs, targets)[:, 0]
            here = self.learner.tensor(example.loss_steps[:, 0])
            scale = here.to(each) / here.sum()
            (gradient,) = torch.autograd.grad(torch.where(here, each * scale, 0.0).sum(), outputs)
        return gradient[:, 0] @ self.learner.model.readout.weight.detach()

    def _out_of_range(self, found: Recorded, reach: int, example: Batch) -> bool:
        """Tell whether a norm that may be anything but zero left float32's safe range."""
        last = (len(example.loss_steps) if isinstance(example, PairBatch) else reach) + 1
        for name in self.names.states:
            logs = found.gradients[name].log10_norm()
            for copy, end in ((WHOLE, int(np.flatnonzero(example.loss_steps[:, 0])[-1]) + 1), (REACH, last)):
                part = logs[copy] if name.startswith("encoder.") else logs[copy, :end]
                if not bool(np.all(np.abs(part) <= SAFE)):
                    return True
        return False

    def _arrays(self, example: Batch, found: Recorded, extra: set[str], reach: int) -> dict[str, np.ndarray]:
        task, here = self.learner.task, example.loss_steps[:, 0]
        scale = here / here.sum()
        dtype = np.dtype(self.learner.precision)
        mask = here.reshape(-1, *[1] * (example.targets.ndim - 2))
        arrays: dict[str, np.ndarray] = {
            "tokens": task.tokens(example),
            "targets": np.where(mask, example.targets[:, 0], 0).astype(example.targets.dtype),
            "outputs": found.outputs.cpu().numpy().astype(dtype),
            "loss_steps": here.copy(),
            "loss_by_time": (np.where(here, found.losses.cpu().numpy(), 0) * scale).astype(dtype),
            "reach_from": np.array(reach),
        }
        arrays["loss"] = np.array(arrays["loss_by_time"].sum(), dtype)
        if task.output_symbols:
            arrays["target_tokens"] = np.array([task.output_symbols[int(i)] for i in example.targets[:, 0]])
        if isinstance(example, PairBatch):
            arrays["alignment"] = example.alignment[0]
            for scope in self.names.cells:
                arrays[f"{scope}.start"] = np.array(0 if scope.startswith("encoder.") else len(example.source))
        for name in (*self.names.values, *(extra & set(self.names.extras))):
            arrays[name] = found.values[_layer_name(name)].cpu().numpy().astype(dtype)
        for name in self.names.states:
            gradient, (total, one) = found.gradients[name], found.gradients[name].log10_norm()[:2]
            arrays[f"gradient/{name}"] = gradient.values(WHOLE).astype(dtype)
            for kind, logs in (("gradient_norm", total), ("gradient_reach", one)):
                arrays[f"{kind}/{name}"] = _plain(logs, dtype)
                arrays[f"{kind}_log10/{name}"] = logs
        for name in (name for name in self.names.others if _layer_name(name) in found.gradients):
            if f"gradient/{name}" in extra:
                arrays[f"gradient/{name}"] = found.gradients[_layer_name(name)].values(WHOLE).astype(dtype)
            if f"gradient_norm/{name}" in extra:
                logs = found.gradients[_layer_name(name)].log10_norm()[WHOLE]
                arrays[f"gradient_norm/{name}"] = _plain(logs, dtype)
                arrays[f"gradient_norm_log10/{name}"] = logs
        return arrays


def _layer_name(name: str) -> str:
    """Return the name under which the paths record: what the first layer reads is a layer's own."""
    half, _, last = name.rpartition("inputs")
    return f"{half}layer0.inputs" if name.endswith("inputs") and not last else name


def _source(name: str) -> str:
    return name.partition("/")[2]


def _plain(logs: np.ndarray, dtype: np.dtype) -> np.ndarray:
    with np.errstate(over="ignore", under="ignore"):
        return np.asarray((10.0**logs).astype(dtype))


def _flow(found: Recorded, name: str, here: np.ndarray, length: int) -> np.ndarray:
    """Return (T, T): row t, column k: the norm of ∂loss_by_time[t]/∂h_k."""
    logs = found.gradients[_layer_name(name)].log10_norm()[2:]  # (n, T)
    flow = np.zeros((length, logs.shape[1]))
    with np.errstate(over="ignore", under="ignore"):
        flow[here] = 10.0**logs
    return flow.astype(found.outputs.cpu().numpy().dtype)


def _spans(steps: np.ndarray) -> str:
    """Return steps in words: 0 to 4, 9."""
    parts = np.split(steps, np.flatnonzero(np.diff(steps) > 1) + 1)
    return ", ".join(f"{p[0]} to {p[-1]}" if len(p) > 1 else f"{p[0]}" for p in parts)
