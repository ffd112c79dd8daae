"""One quantity of the past traces as rows, one for each trace that has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from rnnviz.past import Past, PastTrace
from rnnviz.views.scopes import Layer

Floats = npt.NDArray[np.float64]
Kind = Literal["reach", "norm", "loss", "hidden", "cell"]
LOGARITHMIC = ("reach", "norm")
STATES = ("hidden", "cell")


class Gathered(NamedTuple):
    """The past traces that hold a quantity.

    Attributes
    ----------
    updates : array of int (n,)
        Rising.
    traces : tuple of PastTrace (n,)
    name : str
        The array's name, of the layer's last scope.
    """

    updates: npt.NDArray[np.int64]
    traces: tuple[PastTrace, ...]
    name: str


def gathered(past: Past, layer: Layer, kind: Kind) -> Gathered:
    """Return the traces of a past that hold a quantity of a layer."""
    names = names_of(layer, kind)
    kept = tuple(trace for trace in past.traces if all(name in trace.arrays for name in names))
    return Gathered(np.array([trace.update for trace in kept], np.int64), kept, names[-1])


def names_of(layer: Layer, kind: Kind) -> tuple[str, ...]:
    """Return the arrays that a quantity is made of, encoder before decoder."""
    match kind:
        case "loss":
            return ("loss_by_time",)
        case "reach" | "norm":
            return tuple(f"gradient_{kind}_log10/{scope}.hidden" for scope in layer)
    return tuple(f"{scope}.{kind}" for scope in layer)


def row(trace: PastTrace, layer: Layer, kind: Kind, unit: int) -> Floats:
    """Return a trace's quantity over the whole time axis (T,); −inf (log) or 0 before a decoder's first loss."""
    parts = [trace.arrays[name] for name in names_of(layer, kind)]
    if kind in STATES:
        parts = [part[:, unit] if unit < part.shape[1] else np.zeros(len(part)) for part in parts]
    found: Floats = np.concatenate(parts).astype(np.float64)
    if kind == "loss":
        states = [trace.arrays[f"{scope}.hidden"] for scope in layer if f"{scope}.hidden" in trace.arrays]
        missing = sum(len(each) for each in states) - len(found)
        found = np.concatenate([np.zeros(max(missing, 0)), found])
    return found


def table(traces: Sequence[PastTrace], layer: Layer, kind: Kind, unit: int) -> Floats:
    """Return rows of equal length (n, T): where a trace is shorter than the longest, there is nothing (see `row`)."""
    rows = [row(trace, layer, kind, unit) for trace in traces]
    found = np.full((len(rows), max(map(len, rows), default=0)), -np.inf if kind in LOGARITHMIC else 0.0)
    for place, each in enumerate(rows):
        found[place, : len(each)] = each
    return found


def nearest(updates: npt.NDArray[np.int64], at: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """Return for each place on the axis of updates the trace that lies nearest, the earlier of two."""
    middles = (updates[1:] + updates[:-1]) / 2
    return np.searchsorted(middles, np.asarray(at, np.float64), side="left")
