"""Weights as an operated pass has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rnnviz.operation import Operation


def with_edits(arrays: Mapping[str, np.ndarray], operations: Sequence[Operation]) -> dict[str, np.ndarray]:
    """Return the watched `weight/…` with the entries that operations change; gradients and updates are the run's."""
    found = dict(arrays)
    for each in operations:
        name = f"weight/{each.target}"
        if each.on and each.kind == "weight" and name in found:
            found[name] = found[name].copy()
            found[name][each.index] = each.value
    return found
