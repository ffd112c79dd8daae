"""Which arrays lie over the time axis for a chosen layer: its own, or an encoder's and a decoder's in turn."""

from __future__ import annotations

import math
import re
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from rnnviz.cell_info import CellInfo
from rnnviz.directions import is_reverse
from rnnviz.directions import layer_of as direction_of
from rnnviz.trace import Trace

Array = npt.NDArray[Any]
Manner = Literal["onward", "both_ways", "at_once", "window"]
Layer = tuple[str, ...]
"""The scopes that follow one another over the time axis."""
_NUMBERS = re.compile(r"[-+.e0-9 ]{2,}|nan|inf")


def layers(trace: Trace) -> tuple[Layer, ...]:
    """Return the scopes by layer: ("layer0",), or ("encoder.layer0", "decoder.layer0")."""
    found: dict[str, list[str]] = {}
    for scope in trace.scopes:
        found.setdefault(scope.rpartition(".")[2], []).append(scope)
    return tuple(tuple(scopes) for scopes in found.values())


def layer_of(trace: Trace, scope: str) -> Layer:
    """Return the layer that holds a scope; where none does the last that reads on, empty where there is none."""
    known = layers(trace)
    on = [layer for layer in known if not is_reverse(layer[-1])]
    return next((layer for layer in known if scope in layer), on[-1] if on else ())


def layer_name(layer: Layer) -> str:
    """Return a layer's name for people: layer0 (layer0 ←: from the end), encoder.layer0 + decoder.layer0."""
    return " + ".join(f"{direction_of(scope)} ←" if is_reverse(scope) else scope for scope in layer)


def cell_of(trace: Trace, layer: Layer) -> CellInfo | None:
    """Return what the layer's cell records."""
    return trace.cells[layer[0]] if layer else None


def scope_at(trace: Trace, layer: Layer, t: int) -> str:
    """Return the layer's scope that covers step t of the time axis; its first one before any begins."""
    begun = [scope for scope in layer if trace.start(scope) <= t]
    return (begun or [*layer, ""])[-1 if begun else 0]


def units(trace: Trace, layer: Layer) -> int:
    """Return how many hidden units the layer has."""
    sizes = [trace[f"{scope}.hidden"].shape[-1] for scope in layer if f"{scope}.hidden" in trace]
    return max(sizes, default=0)


def both_ways(trace: Trace) -> bool:
    """Tell whether the layers read from the first step to the last and from the last to the first."""
    return any(is_reverse(scope) for scope in trace.scopes)


def manner_of(trace: Trace) -> Manner:
    """Return how the layers take the steps: each on from the one before, from both ends, all at once, or some back."""
    if all(cell.key.startswith("window") for cell in trace.cells.values()):
        return "window"
    if of_blocks(trace):
        return "at_once"
    return "both_ways" if both_ways(trace) else "onward"


def reads_numbers(trace: Trace) -> bool:
    """Return whether what is read at each step are numbers, not symbols (a single digit is a symbol)."""
    tokens = trace.get("tokens")
    return tokens is not None and len(tokens) > 0 and all(map(_NUMBERS.fullmatch, map(str, tokens.tolist())))


def boundary(trace: Trace) -> int | None:
    """Return the step where a decoder begins, None where all scopes begin together."""
    return max((trace.start(scope) for scope in trace.scopes), default=0) or None


def laid(trace: Trace, layer: Layer, name: str, kind: str = "") -> tuple[Array, Array] | None:
    """Return (steps, values) of a layer's array on the time axis, None where the trace has none.

    Parameters
    ----------
    name : str
        The array's last part: hidden, forget_gate.
    kind : str
        Its prefix: "", "gradient_norm_log10/".

    Returns
    -------
    steps (T,), values (T,) or (T, H)
        The trace's own array where the layer is one scope; scopes of fewer units are filled with NaN.
    """
    found = [trace.on_axis(f"{kind}{scope}.{name}") for scope in layer if f"{kind}{scope}.{name}" in trace]
    found = [(steps, values) for steps, values in found if len(steps)]
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    widest = max(values.shape[-1] for _, values in found) if found[0][1].ndim > 1 else 0
    wide = [_widened(values, widest) if widest else values for _, values in found]
    return np.concatenate([steps for steps, _ in found]), np.concatenate(wide)


def _widened(values: Array, units: int) -> Array:
    if values.shape[-1] == units:
        return values
    wide = np.full((len(values), units), np.nan, values.dtype)
    wide[:, : values.shape[-1]] = values
    return wide


def fixed_limit(trace: Trace, layer: Layer, name: str) -> float | None:
    """Return the largest absolute value that a state can take, None where nothing bounds it."""
    cell = cell_of(trace, layer)
    found = [q.high for q in (*cell.states, *cell.gates) if q.name == name] if cell else []
    return found[0] if found and math.isfinite(found[0]) else None


def row_at(found: tuple[Array, Array] | None, t: int) -> Any:
    """Return the value or row of a laid array at step t, None where it has none."""
    if found is None or not found[0][0] <= t <= found[0][-1]:
        return None
    return found[1][t - found[0][0]]


def of_blocks(trace: Trace) -> bool:
    """Tell whether it is a transformer's, which hands nothing on from step to step."""
    return any(cell.is_block for cell in trace.cells.values())
