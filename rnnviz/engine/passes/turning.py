"""Passes of stacks that read both ways, as linear maps: what reads from the end is turned round in time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from rnnviz.directions import is_reverse
from rnnviz.engine.passes.linearised import LinearPass

UNTURNED = (
    "recurrent_eigenvalues", "recurrent_norm", "lyapunov", "lyapunov_free", "lyapunov_free_steps",
    "parameter_gradient_norm",
)
"""Families without an axis of time."""


def directions(passed: LinearPass) -> tuple[LinearPass, LinearPass | None]:
    """Return the scopes that read on, and those that read from the end in a pass whose time runs the other way."""
    back = {scope: layer for scope, layer in passed.layers.items() if is_reverse(scope)}
    if not back:
        return passed, None
    forward = {scope: layer for scope, layer in passed.layers.items() if scope not in back}
    turned = replace(
        passed, layers=back, direct=passed.direct.flip(0), loss_steps=passed.loss_steps[::-1].copy(),
        reach=len(passed.loss_steps) - 1 - passed.reach,
        total={
            name: gradient.turned() for name, gradient in passed.total.items()
            if is_reverse(name.rpartition(".")[0])
        },
    )
    return replace(passed, layers=forward), turned


def of(passed: LinearPass, names: Collection[str]) -> set[str]:
    """Return the names that speak of a pass's own scopes (``jacobian_norm/layer0``, ``…/layer0.weight_hh``)."""
    whats = {name: name.partition("/")[2] for name in names}
    return {name for name, what in whats.items() if what in passed.layers or what.rpartition(".")[0] in passed.layers}


def in_time(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return arrays of a pass whose time ran the other way in order of time."""
    found = {}
    for name, values in arrays.items():
        family, _, scope = name.partition("/")
        if family == "jacobian_eigenvalues_at":
            found[name] = np.ascontiguousarray(len(arrays[f"jacobian_radius/{scope}"]) - 1 - values[::-1])
        else:
            found[name] = values if family in UNTURNED else np.ascontiguousarray(values[::-1])
    return found
