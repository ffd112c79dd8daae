"""What a trace holds of one step of a layer, by the names of its cell's diagram."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.cell_info import BEFORE, INPUT, CellInfo
from rnnviz.directions import is_reverse, layer_of
from rnnviz.trace import Trace
from rnnviz.views.scopes import Layer, layers, scope_at

Array = npt.NDArray[Any]


def step_values(trace: Trace, layer: Layer, cell: CellInfo, t: int) -> dict[str, Array]:
    """Return each recorded node's row at step t of the time axis, states before it and inputs included."""
    found = _rows(trace, layer, cell, t, "")
    scope = scope_at(trace, layer, t)
    for state in cell.states:
        before = _before(trace, layer, scope, t, state.name)
        if before is not None:
            found[f"{state.name}{BEFORE}"] = before
    read = _read(trace, layer, scope, t, "")
    return found if read is None else {**found, INPUT: read}


def step_gradients(trace: Trace, layer: Layer, cell: CellInfo, t: int) -> dict[str, Array]:
    """Return ∂loss/∂ of each node that the trace holds it of, whole: through later steps and from the step's own loss.

    What a layer above reads is the hidden state of the one below, whose whole gradient stands for it.
    """
    found = _rows(trace, layer, cell, t, "gradient/")
    scope = scope_at(trace, layer, t)
    for state in cell.states:
        place = t - trace.start(scope) - 1
        if is_reverse(scope):
            place = t + 1
        row = _row(trace, f"gradient/{scope}.{state.name}", place)
        if row is None and place < 0 and scope in layer and layer.index(scope) > 0:
            row = _last(trace, f"gradient/{layer[layer.index(scope) - 1]}.{state.name}")
        if row is not None:
            found[f"{state.name}{BEFORE}"] = row
    read = _read(trace, layer, scope, t, "gradient/")
    return found if read is None else {**found, INPUT: read}


def _rows(trace: Trace, layer: Layer, cell: CellInfo, t: int, kind: str) -> dict[str, Array]:
    scope = scope_at(trace, layer, t)
    found = {}
    for node in cell.diagram.nodes:
        row = _row(trace, f"{kind}{scope}.{node.name}", t - trace.start(scope))
        if row is not None and node.op != "before" and node.name != INPUT:
            found[node.name] = row
    return found


def _row(trace: Trace, name: str, place: int) -> Array | None:
    values = trace.get(name)
    if values is not None and values.ndim == 3:  # attention of heads: their rows side by side
        values = values.swapaxes(0, 1).reshape(values.shape[1], -1)
    return values[place] if values is not None and values.ndim == 2 and 0 <= place < len(values) else None


def _last(trace: Trace, name: str) -> Array | None:
    return _row(trace, name, len(trace[name]) - 1) if name in trace and trace[name].ndim else None


def _before(trace: Trace, layer: Layer, scope: str, t: int, state: str) -> Array | None:
    """Return a state one step before (after, where the scope reads from the end), or what it began with."""
    place = t - trace.start(scope)
    if is_reverse(scope) and t + 1 < trace.length:
        return _row(trace, f"{scope}.{state}", t + 1)
    if place > 0 and not is_reverse(scope):
        return _row(trace, f"{scope}.{state}", place - 1)
    initial = trace.get(f"{scope}.initial_{state}")
    if initial is not None:
        return initial
    earlier = layer.index(scope) - 1 if scope in layer else -1
    if earlier >= 0:
        return _last(trace, f"{layer[earlier]}.{state}")
    own = trace.get(f"{scope}.{state}")
    return None if own is None or own.ndim != 2 else np.zeros(own.shape[1])


def _read(trace: Trace, layer: Layer, scope: str, t: int, kind: str) -> Array | None:
    """Return what the layer reads at step t: the model's inputs, or the hidden state of the layer below."""
    known = layers(trace)
    depth = known.index(layer) if layer in known else 0
    place = t - trace.start(scope)
    if f"{layer_of(scope)}.inputs" in trace:  # of a stack that is no chain
        return _row(trace, f"{kind}{layer_of(scope)}.inputs", place)
    if depth == 0 or layer_of(scope) == known[0][0]:
        half = scope.rpartition(".")[0]
        return _row(trace, f"{kind}{half}.inputs" if half else f"{kind}inputs", place)
    below = scope_at(trace, known[depth - 1], t)
    return _row(trace, f"{kind}{below}.hidden", place)
