"""Every name that can be watched, of every kind of model: it is there, alone and among all, as it was promised."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from rnnviz.catalogue import from_values
from rnnviz.engine.training.run import Run
from rnnviz.engine.updates.weight_watch import is_of_weights
from rnnviz.tasks import PairBatch
from rnnviz.trace import Trace
from tests.engine.linear_passes import CELLS

CELL_KEYS = tuple(dict.fromkeys(sets[0].partition("=")[2] for sets in CELLS.values()))
DEEP: dict[str, object] = {"layers": 2}
STACKS: dict[str, dict[str, object]] = {
    "one": {}, "two": DEEP, "both": {**DEEP, "bidirectional": True}, "residual": {"layers": 3, "residual": True},
    "both residual": {**DEEP, "bidirectional": True, "residual": True},
}  # fmt: skip
SCORES = ("none", "additive", "dot", "general")
OTHERS: dict[str, dict[str, object]] = {
    "transformer": {"kind": "transformer", "heads": 2, **DEEP},
    "transformer both": {"kind": "transformer", "heads": 2, **DEEP, "causal": False},
    "window": {"kind": "window", "window": 3, "hidden_layers": 0},
    "window deep": {"kind": "window", "window": 3, "hidden_layers": 2},
}
PAIR = {"kind": "encoder_decoder", "input": "embedding", "embedding_size": 5, **DEEP}
EVERY = [
    *((f"{cell} {name}", cell, fields) for cell in CELL_KEYS for name, fields in STACKS.items()),
    *((f"{cell} pair {score}", cell, {**PAIR, "attention": score}) for cell in CELL_KEYS for score in SCORES),
    *((name, "rnn", fields) for name, fields in OTHERS.items()),
]
QUICK = {
    "lstm_peephole both residual", "gru_before residual", "lstm two", "gru pair additive", "lstm pair general",
    "rnn one", *OTHERS,
}
"""One of each kind; alone, name by name, and the other cells are left to the soak."""
HIDDEN, HEADS, GATES = 6, 2, {"gru": 3, "gru_before": 3, "lstm": 4, "lstm_1997": 3, "lstm_peephole": 4, "rnn": 1}


def made(cell: str, fields: Mapping[str, object]) -> Run:
    """Return a small run that has learnt a little, with peepholes that see."""
    pair = fields.get("kind") == "encoder_decoder"
    run = Run(from_values({
        "task": {"kind": "translate"} if pair else {"kind": "copying", "blanks": 2}, "model": dict(fields),
        "cell": {"kind": cell, "hidden_size": HIDDEN}, "threads": 1, "training": {"batch_size": 3},
    }))  # fmt: skip
    with torch.no_grad():
        for name, value in run.learner.model.named_parameters():
            if "peephole" in name:
                value.copy_(torch.linspace(-1, 1, len(value)))
    return run


def watched(run: Run) -> tuple[tuple[str, ...], Trace]:
    """Return every name, and a trace that was asked for all of them, of an update that was watched."""
    names = tuple(run.probe_maker.names.watchable)
    run.update()  # biases that began at zero have a length now, and what is learnt of them a ratio
    run.watch(names)
    run.update()
    return names, run.probe(names)


@dataclass
class Promised:
    """The shapes that names promise, and which of their numbers may be other than finite."""

    run: Run
    trace: Trace

    def shape(self, name: str) -> tuple[int, ...]:
        """Return the shape of a watchable array."""
        family, _, of = name.partition("/")
        scope, _, last = of.rpartition(".")
        rows = len(self.trace["loss_steps"])
        if not of:
            return self._values(name)
        if is_of_weights(name):
            return self._of_weight(family, of)
        if family in ("gradient", "gradient_norm"):
            shape = self._values(of)
            return shape if family == "gradient" else shape[:1] if len(shape) < 3 else shape[1:2]
        if family in ("gradient_flow", "gradient_flow_coarse"):  # the pass is short: a coarse row is one loss
            here = rows if family == "gradient_flow" else int(self.trace["loss_steps"].sum())
            return (here, len(self.trace[of]))
        if family == "batch_gradient_norm":
            return (self._of_batch(scope),)
        if family.startswith("parameter_gradient"):
            steps = len(self.trace[f"{scope}.hidden"])
            gates = 3 if last == "weight_peephole" else GATES[self.run.experiment.cell.kind]
            return (rows, steps) if family.endswith("_flow") else (steps, gates)
        return self._of_dynamics(family, of)

    def _values(self, name: str) -> tuple[int, ...]:
        """Return the shape of a recorded value: its own where it is there, else of all scopes the hidden state's."""
        if name in self.trace:
            return self.trace[name].shape
        scope, _, last = name.rpartition(".")
        assert last == "inputs", name  # what an upper layer reads is no array of its own, but its gradient is
        below = self.run.learner.model.by_scope[scope].input_size
        return (len(self.trace[f"{scope}.hidden"]), below)

    def _of_batch(self, scope: str) -> int:
        """Return how many steps the newest batch has: of pairs the longest's."""
        batch = self.run.newest_batch()[0]
        return len(batch.source if isinstance(batch, PairBatch) and scope.startswith("encoder.") else batch.inputs)

    def _of_weight(self, family: str, name: str) -> tuple[int, ...]:
        value = dict(self.run.learner.model.named_parameters())[name]
        if family in ("weight", "weight_gradient", "weight_update"):
            return tuple(value.shape)
        recurrent = any(f".{kind}_l0" in name for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        gates = GATES[self.run.experiment.cell.kind]
        if ".weight_peephole_l0" in name:  # of all gates but the candidate
            return (4,)
        return (1 + gates if recurrent and gates > 1 else 1,)

    def _of_dynamics(self, family: str, scope: str) -> tuple[int, ...]:
        steps, width = self.trace[f"{scope}.hidden"].shape
        states, gates = len(self.trace.cells[scope].states), GATES[self.run.experiment.cell.kind]
        return {
            "jacobian_norm": (steps,), "jacobian_radius": (steps,), "jacobian_eigenvalues": (steps, states * width, 2),
            "recurrent_eigenvalues": (gates, width, 2), "recurrent_norm": (gates,), "path_norm_log10": (steps,),
            "lyapunov": (states * width,), "lyapunov_by_step": (steps, states * width),
            "lyapunov_free": (states * width,),
        }[family]  # fmt: skip


def lacking(name: str, values: np.ndarray) -> str:
    """Return what is wrong with the numbers of an array, "" where nothing is."""
    if values.dtype.kind != "f" or np.isfinite(values).all():
        return ""
    if np.isnan(values).any():
        return "NaN"
    if name.startswith("path_norm_log10/") and not np.isposinf(values).any():
        return ""  # −inf: no path leads there from the step that is followed back
    if name.startswith("lyapunov") and not np.isposinf(values).any():
        return ""  # −inf: a direction that a step has reduced to nothing
    return "infinite"


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        pytest.param(cell, fields, id=name, marks=() if name in QUICK else pytest.mark.soak)
        for name, cell, fields in EVERY
    ],
)
def test_every_name_is_there_in_the_promised_shape_and_its_numbers_are_finite(
    cell: str, fields: dict[str, Any]
) -> None:
    run = made(cell, fields)
    names, trace = watched(run)
    promised = Promised(run, trace)
    assert len(set(names)) == len(names)
    wrong = []
    for name in names:
        if name not in trace:
            wrong.append(f"{name} is not there")
            continue
        if trace[name].shape != promised.shape(name):
            wrong.append(f"{name} is {trace[name].shape}, not {promised.shape(name)}")
        if found := lacking(name, trace[name]):
            wrong.append(f"{name} is {found}")
        if trace[name].flags.writeable:
            wrong.append(f"{name} can be written to")
    assert not wrong
    for name in names:
        if name.startswith("gradient_norm/"):  # of a vector that is there, too
            values = trace[name.replace("_norm", "", 1)].astype(np.float64)
            values = values.swapaxes(0, 1).reshape(values.shape[1], -1) if values.ndim == 3 else values
            np.testing.assert_allclose(trace[name], np.linalg.norm(values, axis=1), rtol=1e-5, atol=1e-30, err_msg=name)


@pytest.mark.soak
@pytest.mark.parametrize(("cell", "fields"), [pytest.param(c, f, id=name) for name, c, f in EVERY])
def test_every_name_asked_alone_is_what_it_is_among_all(cell: str, fields: dict[str, Any]) -> None:
    run = made(cell, fields)
    names, whole = watched(run)
    for name in (name for name in names if not is_of_weights(name)):
        alone = copy.copy(run).probe((name,))
        assert name in alone, name
        size = float(np.abs(whole[name][np.isfinite(whole[name])]).max(initial=1e-30))
        # alone on the fast path: the last digits of its gates are others, and eigenvalues amplify them (Bauer and Fike)
        digits = 1e-5 if name.startswith(("jacobian_eigenvalues/", "jacobian_radius/")) else 2e-6
        np.testing.assert_allclose(alone[name], whole[name], rtol=0, atol=digits * size, err_msg=name)
