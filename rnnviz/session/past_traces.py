"""Past traces as one member: those of equal names and shapes stacked, so that a thousand take few arrays."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence

import numpy as np

from rnnviz.errors import BadInput
from rnnviz.past import PastTrace
from rnnviz.trace import Array

MOST_GROUPS = 200
UPDATES = "updates"


def thinned(traces: Sequence[PastTrace], budget: int) -> tuple[PastTrace, ...]:
    """Return as many traces as fit into so many bytes, spread evenly; the first and the last among them."""
    size = sum(each.size for each in traces)
    if size <= budget or len(traces) < 3:
        return tuple(traces)
    count = max(round(len(traces) * budget / size), 2)
    return tuple(traces[index] for index in np.unique(np.linspace(0, len(traces) - 1, count).round().astype(int)))


def stacked(traces: Sequence[PastTrace]) -> dict[str, Array]:
    """Return traces as arrays ``<group>/<name>``, one row a trace, and ``<group>/updates``."""
    groups: list[tuple[object, list[PastTrace]]] = []
    for trace in traces:
        shape = tuple((name, array.shape, array.dtype.str) for name, array in trace.arrays.items())
        if not groups or groups[-1][0] != shape:
            groups.append((shape, []))
        groups[-1][1].append(trace)
    found: dict[str, Array] = {}
    for index, (_, same) in enumerate(groups[-MOST_GROUPS:]):
        found[f"{index}/{UPDATES}"] = np.array([each.update for each in same], np.int64)
        for name in same[0].arrays:
            found[f"{index}/{name}"] = np.stack([each.arrays[name] for each in same])
    return found


def unstacked(place: str, arrays: Mapping[str, Array]) -> tuple[PastTrace, ...]:
    """Return the traces again, oldest first.

    Raises
    ------
    BadInput
        The arrays are no stacks of traces.
    """
    groups: dict[str, dict[str, Array]] = {}
    for name, array in arrays.items():
        group, _, inner = name.partition("/")
        groups.setdefault(group, {})[inner] = array
    found: list[PastTrace] = []
    for stack in groups.values():
        updates = stack.pop(UPDATES, None)
        if updates is None or updates.ndim != 1 or updates.dtype != np.int64:
            raise BadInput("{file} is damaged: it lacks {key}", file=place, key=UPDATES)
        if any(array.ndim == 0 or len(array) != len(updates) for array in stack.values()):
            raise BadInput("{file} is damaged: its arrays differ in length", file=place)
        for row, update in enumerate(updates.tolist()):
            arrays_of_one = {name: array[row] for name, array in stack.items()}
            bisect.insort(found, PastTrace(update=update, arrays=arrays_of_one), key=lambda each: each.update)
    return tuple(found)
