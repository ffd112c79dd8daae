"""Weights, what an update's gradient says of them, and what the optimizer made of it: kept only while watched."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import torch
from torch import Tensor, nn

from rnnviz.cell_info import CellInfo
from rnnviz.directions import REVERSE, scope_of
from rnnviz.engine.updates.clip import norms

WHOLE = ("weight", "weight_gradient", "weight_update")
"""Families of arrays in a parameter's own shape …"""
NORMS = ("weight_norm", "weight_gradient_norm", "update_ratio")
"""… and of their norms: of the whole parameter, then of each gate's rows."""
FAMILIES = (*WHOLE, *NORMS)
RATIO = "update_ratio"
RECURRENT = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
PEEPHOLES = "weight_peephole_l0"


def is_of_weights(name: str) -> bool:
    """Tell whether an array's name belongs to a family of this file."""
    return name.partition("/")[0] in FAMILIES


def gates_of(name: str, cells: Mapping[str, CellInfo]) -> tuple[str, ...]:
    """Return the gates whose rows lie in a parameter, in torch's order; () where it is not divided by gates."""
    info, last = cells.get(scope_of(name)), name.rpartition(".")[2].removesuffix(REVERSE)
    gates = info.gates if info is not None else ()
    if last == PEEPHOLES:  # the candidate has none
        return tuple(gate.name for gate in gates if gate.role != "candidate")
    return tuple(gate.name for gate in gates) if last in RECURRENT else ()


class WeightWatch:
    """Keeps what is watched of the updates of a model; where nothing is watched it costs nothing.

    `before` is called between the backward pass and clipping, `after` when the optimizer has stepped.

    Parameters
    ----------
    model : Module
    cells : mapping of str to CellInfo
        By scope, for the gates of a layer's parameters.
    """

    def __init__(self, model: nn.Module, cells: Mapping[str, CellInfo]) -> None:
        self._named = dict(model.named_parameters())
        self._gates = {name: gates_of(name, cells) for name in self._named}
        self._watched: dict[str, set[str]] = {}
        self._old: dict[str, Tensor] = {}
        self._update: int | None = None
        self._found: dict[str, np.ndarray] = {}

    @property
    def active(self) -> bool:
        """Whether anything of an update is watched."""
        return bool(self._watched)

    def want(self, names: AbstractSet[str]) -> None:
        """Keep these arrays of the updates to come, and no other."""
        self._watched = {}
        for name in names:
            family, _, parameter = name.partition("/")
            if family in FAMILIES and family not in ("weight", "weight_norm"):
                self._watched.setdefault(parameter, set()).add(family)

    def forget(self) -> None:
        """Forget what is kept: it belongs to an update that has been undone."""
        self._update, self._found, self._old = None, {}, {}

    def before(self) -> None:
        """Take in the batch's gradient, before clipping, and the weights, before the optimizer's step."""
        self.forget()
        normed = []
        for name, families in self._watched.items():
            parameter = self._named[name]
            gradient = parameter.grad if parameter.grad is not None else torch.zeros_like(parameter)
            if "weight_gradient" in families:
                self._found[f"weight_gradient/{name}"] = _array(gradient)
            if "weight_gradient_norm" in families:
                normed.append((name, gradient))
            if families & {"weight_update", RATIO}:
                self._old[name] = parameter.detach().clone()
        self._found |= {f"weight_gradient_norm/{name}": found for name, found in self._norms(normed).items()}

    @torch.no_grad()
    def after(self, update: int) -> dict[str, float]:
        """Take in what the optimizer changed; return ‖Δw‖ / ‖w‖ as ``update_ratio/…`` for the update's row."""
        changes = {name: self._named[name].detach() - old for name, old in self._old.items()}
        row: dict[str, float] = {}
        ratios = [name for name in changes if RATIO in self._watched[name]]
        moved = self._norms([(name, changes[name]) for name in ratios])
        were = self._norms([(name, self._old[name]) for name in ratios])
        for name in ratios:
            values = [_ratio(d, w) for d, w in zip(moved[name].tolist(), were[name].tolist(), strict=True)]
            self._found[f"{RATIO}/{name}"] = np.array(values)
            row |= dict(zip(self._row_names(name), values, strict=True))
        for name, change in changes.items():
            if "weight_update" in self._watched[name]:
                self._found[f"weight_update/{name}"] = _array(change)
        self._old, self._update = {}, update
        return row

    def arrays(self, names: AbstractSet[str], update: int) -> dict[str, np.ndarray]:
        """Return what is there of some names: weights as they are, the rest where it was kept of the last update."""
        found = {}
        normed = []
        asked = [(family, parameter) for parameter in self._named for family in FAMILIES]  # in the order of the model
        for family, parameter in asked:
            name = f"{family}/{parameter}"
            if name not in names:
                continue
            if family == "weight":
                found[name] = _array(self._named[parameter])
            elif family == "weight_norm":
                normed.append((parameter, self._named[parameter].detach()))
            elif self._update == update and name in self._found:
                found[name] = self._found[name]
        return found | {f"weight_norm/{name}": value for name, value in self._norms(normed).items()}

    def _norms(self, tensors: Sequence[tuple[str, Tensor]]) -> dict[str, np.ndarray]:
        """Return each tensor's norm and those of its gates' rows, in one transfer from the device."""
        parts = [part for name, tensor in tensors for part in tensor.chunk(max(len(self._gates[name]), 1))]
        flat = iter(norms(parts))
        found = {}
        for name, _ in tensors:
            gates = len(self._gates[name])
            own = [next(flat) for _ in range(max(gates, 1))]
            found[name] = np.array([math.hypot(*own), *own[:gates]])
        return found

    def _row_names(self, name: str) -> list[str]:
        return [f"{RATIO}/{name}", *(f"{RATIO}/{name}.{gate}" for gate in self._gates[name])]


def _ratio(change: float, weight: float) -> float:
    """Return change / weight; 0 where nothing was changed, also of a weight that is zero."""
    if change == 0:
        return 0.0
    return change / weight if weight else math.inf


def _array(tensor: Tensor) -> np.ndarray:
    found: np.ndarray = tensor.detach().cpu().numpy().copy()
    found.setflags(write=False)
    return found
