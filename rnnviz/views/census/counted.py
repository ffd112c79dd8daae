"""What a census counts of one recurrent scope: its gates, or the state itself where there are none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from rnnviz.cell_info import CellInfo
from rnnviz.measures import OPEN, SHUT, Saturation, half_life, saturation, still
from rnnviz.trace import Trace

Kind = Literal["gate", "tanh", "relu"]
KEEPERS = ("forget", "update")
"""Roles of the gates that multiply the old state: f of an LSTM, z of a GRU."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """The census of one gate, or of the hidden state.

    Attributes
    ----------
    role, symbol, label : str
        As in `rnnviz.cell_info.Quantity`.
    kind : str
        "gate": shut below 0.1, open above 0.9; "tanh": below −0.9, above 0.9; "relu": at 0.
    saturation : Saturation
    stuck : int
        Gates that do not move over the pass.
    """

    role: str
    symbol: str
    label: str
    kind: Kind
    saturation: Saturation
    stuck: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Counted:
    """The census of one scope over the pinned example.

    Attributes
    ----------
    scope : str
    steps, units : int
        T and H of the scope.
    parts : tuple of Part
        Empty where nothing saturates (a linear network).
    keeper : str
        Role of the gate that keeps; "" where there is none.
    half_lives : array (H,)
        Of the gate that keeps, in steps; NaN where there is none.
    dead : array of int
        Hidden units that do not move.
    """

    scope: str
    steps: int
    units: int
    parts: tuple[Part, ...]
    keeper: str
    half_lives: npt.NDArray[np.float64]
    dead: npt.NDArray[np.intp]


def counted(trace: Trace, scope: str) -> Counted | None:
    """Count a scope; None where the trace has no hidden states of it."""
    hidden, cell = trace.get(f"{scope}.hidden"), trace.cells.get(scope)
    if hidden is None or cell is None or hidden.ndim != 2 or 0 in hidden.shape:
        return None
    gates = [gate for gate in cell.gates if (gate.low, gate.high) == (0.0, 1.0) and f"{scope}.{gate.name}" in trace]
    parts, keeper, half_lives = [], "", np.full(hidden.shape[1], np.nan)
    for gate in gates:
        values = trace[f"{scope}.{gate.name}"]
        found = saturation(values, SHUT, OPEN)
        stuck = len(still(values, 1.0))
        parts.append(
            Part(role=gate.role, symbol=gate.symbol, label=gate.label, kind="gate", saturation=found, stuck=stuck)
        )
        if gate.role in KEEPERS:
            keeper, half_lives = gate.role, half_life(values)
    if not cell.gates:
        parts = _of_state(cell, hidden)
    return Counted(
        scope=scope, steps=len(hidden), units=hidden.shape[1], parts=tuple(parts), keeper=keeper,
        half_lives=half_lives, dead=still(hidden, _span(cell)),
    )  # fmt: skip


def _of_state(cell: CellInfo, hidden: npt.NDArray[Any]) -> list[Part]:
    """Return the census of h itself: how it saturates is what its equation says."""
    written = next((equation.latex for equation in cell.equations if equation.result == "hidden"), "")
    state = cell.quantity("hidden")
    kind: Kind
    if r"\tanh" in written:
        kind, found = "tanh", saturation(hidden, -OPEN, OPEN)
    elif r"\max(0" in written:
        kind, found = "relu", saturation(hidden, float(np.finfo(hidden.dtype).tiny), math.inf)
    else:
        return []
    return [Part(role="hidden", symbol=state.symbol, label=state.label, kind=kind, saturation=found, stuck=0)]


def _span(cell: CellInfo) -> float | None:
    """Return the width of the range of h, None where nothing bounds it."""
    state = cell.quantity("hidden")
    if math.isfinite(state.high - state.low):
        return state.high - state.low
    written = next((equation.latex for equation in cell.equations if equation.result == "hidden"), "")
    return 2.0 if r"\tanh" in written else None
