"""What truncated back-propagation through time would keep of a gradient, and what it would lose at its cuts.

With the graph cut before steps K, 2K, … (Williams & Peng 1990; `rnnviz.engine.networks.stack.Stack`), a state's
gradient keeps the losses of its own piece and loses all later ones: ∂L/∂h_k = kept_k + lost_k. Both are
followed back, a row each: what is carried over a cut leaves the kept row and joins the lost one, so that
what is lost is never the small difference of two large numbers, and is exactly 0 where nothing is cut.

Where layers read both ways the cuts are the same in both directions of time, and a path that leaves its piece by one
layer and comes back by another is lost as well: level by level, each direction in its own order.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import numpy as np
import torch

from rnnviz.engine.flow.rescale import ldexp, scaled
from rnnviz.engine.flow.triangle import Triangle, over
from rnnviz.engine.passes.exact import by_level
from rnnviz.engine.passes.linearised import LinearPass
from rnnviz.engine.patience import at_work_on
from rnnviz.engine.recorded.names import CUT

KEPT, LOST = 0, 1


def arrays(passed: LinearPass, wanted: AbstractSet[str]) -> dict[str, np.ndarray]:
    """Return the wanted of `gradient_kept@K/{scope}.{state}` and `gradient_lost@K/…` of a stack, each (T,)."""
    asked: dict[int, set[str]] = {}
    for name in wanted:
        if cut := CUT.fullmatch(name):
            asked.setdefault(int(cut[2]), set()).add(cut[3])
    found: dict[str, np.ndarray] = {}
    both_ways = any(len(level.scopes) > 1 for level in passed.levels)
    for steps, states in sorted(asked.items()):
        with at_work_on([f"gradient_{kind}@{steps}/{state}" for kind in ("kept", "lost") for state in states]):
            norms = (_split_by_level if both_ways else _split)(passed, steps, sorted(states))
        for state, (kept, lost) in norms.items():
            found[f"gradient_kept@{steps}/{state}"] = kept
            found[f"gradient_lost@{steps}/{state}"] = lost
    return {name: values for name, values in found.items() if name in wanted}


def _split(passed: LinearPass, steps: int, states: list[str]) -> dict[str, np.ndarray]:
    """Return for each state its kept and lost norms (2, T)."""
    length = len(passed.loss_steps)
    above = passed.down_to(states)
    triangle = over(passed, above, np.where(passed.loss_steps, KEPT, -1), 2)
    found = {state: np.zeros((2, length)) for state in states}
    for first in reversed(range(0, length, steps)):
        for block in triangle.back(first, min(first + steps, length) - 1):
            for state, norms in found.items():
                scope, _, name = state.rpartition(".")
                i = above.index(scope)
                seen = block.norms[i][passed.layers[scope].states.index(name)].double().cpu().numpy()
                norms[:, block.first : block.last + 1] = ldexp(seen, block.exponents[i][:, None])
        _cut(triangle)
    return found


def _split_by_level(passed: LinearPass, steps: int, states: list[str]) -> dict[str, np.ndarray]:
    """Return the same where layers read both ways."""
    direct = torch.stack([passed.direct, torch.zeros_like(passed.direct)], 1)
    found = by_level(passed.levels, passed.layers, direct, cut=steps)
    with np.errstate(over="ignore", under="ignore"):
        return {state: np.power(10.0, found[state].log10_norm()) for state in states}


def _cut(triangle: Triangle) -> None:
    """Move what is carried from the kept row to the lost one."""
    for carried, exponents in zip(triangle.carried, triangle.exponents, strict=True):
        if not bool(carried[LOST].any()):
            exponents[LOST] = exponents[KEPT]
        elif bool(carried[KEPT].any()):
            common = exponents.max()
            carried.copy_(scaled(carried, exponents - common))
            exponents[:] = common
        carried[LOST] += carried[KEPT]
        carried[KEPT] = torch.zeros_like(carried[KEPT])
