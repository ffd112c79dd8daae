"""The probe: one example's pass on frozen weights, whole, beside the training."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rnnviz.cell_info import CellInfo
from rnnviz.cells import CELLS
from rnnviz.engine import fused, pairs
from rnnviz.engine.layers import State
from rnnviz.engine.learner import Learner
from rnnviz.engine.recorded import Recorded
from rnnviz.engine.stack import Stack
from rnnviz.engine.sweep import sweep
from rnnviz.errors import BadInput
from rnnviz.tasks import Batch, PairBatch
from rnnviz.trace import Trace, wanted

SAFE = 30.0
"""Norms within 10^±30 are right in float32; beyond, the probe takes the exact path."""

WHOLE, REACH = 0, 1
"""The copies of every pass: the example's own loss, and one step's."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """What can be recorded of a model.

    Attributes
    ----------
    cells : dict of str to CellInfo
        By scope.
    values, extras : tuple of str
        Arrays that are always recorded, and on request.
    states, others : tuple of str
        Arrays whose gradients are always recorded (h and c), and on request.
    """

    cells: dict[str, CellInfo]
    values: tuple[str, ...]
    extras: tuple[str, ...]
    states: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def watchable(self) -> list[str]:
        """Everything that can be watched beyond the default arrays."""
        return [
            *self.extras,
            *(f"gradient/{name}" for name in self.others),
            *(f"gradient_norm/{name}" for name in self.others),
            *(f"gradient_flow/{name}" for name in self.states),
        ]


class Probe:
    """Makes traces of a learner's model; it changes nothing and draws from no generator."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        model = learner.model
        info = CELLS[model_cell(learner)].info
        halves = ("",) if isinstance(model, Stack) else ("encoder.", "decoder.")
        names = model.names if isinstance(model, Stack) else model.encoder.names
        scopes = [f"{half}{name}" for half in halves for name in names]
        states = tuple(f"{scope}.{q.name}" for scope in scopes for q in info.states)
        gates = tuple(f"{scope}.{q.name}" for scope in scopes for q in info.gates)
        sums = tuple(f"{scope}.{name}" for scope in scopes for name in sums_of(info))
        inputs = tuple(f"{half}inputs" for half in halves)
        attention: tuple[str, ...] = ()
        if not isinstance(model, Stack) and model.attention is not None:
            attention = ("decoder.attention_scores", "decoder.attention")
        self.names = Names(
            cells=dict.fromkeys(scopes, info),
            values=(*inputs, *states, *gates, *attention),
            extras=sums,
            states=states,
            others=(*inputs, *gates, *attention, *sums),
        )

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
        extra = self._watched(watch)
        flows = sorted(name for name in extra if name.startswith("gradient_flow/"))
        weights = self._weights(here, len(example.loss_steps), reach, bool(flows))
        one = None if states is None else tuple(tuple(s[:1] for s in state) for state in states)
        recorded = self._record(example, one, weights, extra, reach)
        arrays = self._arrays(example, recorded, extra, reach)
        for name in flows:
            arrays[name] = _flow(recorded, name.removeprefix("gradient_flow/"), here, len(example.loss_steps))
        if one is not None:
            for scope, state in zip(self.names.cells, one, strict=True):
                for quantity, value in zip(self.names.cells[scope].states, state, strict=True):
                    if bool(value.any()):
                        arrays[f"{scope}.initial_{quantity.name}"] = value[0].detach().cpu().numpy()
        return Trace(path=recorded.path, arrays=arrays, cells=self.names.cells)

    def _watched(self, watch: Iterable[str]) -> set[str]:
        patterns = [pattern for pattern in watch if pattern]
        found = wanted(self.names.watchable, patterns)
        always = [*self.names.values, *(f"gradient/{name}" for name in self.names.states)]
        for pattern in patterns:
            if "*" not in pattern and pattern not in found and not wanted(always, [pattern]):
                raise BadInput(
                    "this model has no array {name}: it has {known}",
                    name=pattern, known=", ".join([*self.names.values, *self.names.watchable]),
                )
        return found

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


def model_cell(learner: Learner) -> str:
    """Return the key of the cell that a model is made of."""
    model = learner.model
    layers = model.layers if isinstance(model, Stack) else model.encoder.layers
    return layers[0].cell.info.key


def sums_of(info: CellInfo) -> tuple[str, ...]:
    """Return the names of the sums under a cell's nonlinearities, which its step records."""
    return tuple(f"{gate.name}_preactivation" for gate in info.gates) or ("preactivation",)


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
