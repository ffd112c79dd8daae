"""Whether a GRU has settled: then what its update gate does is the difference of two numbers that are nearly one.

∂L/∂z_t is ∂L/∂h_t ⊙ (h_{t-1} − n_t). Where nothing new is read, h comes to rest and n_t is what h was: of the
difference of two float32 numbers that agree in all digits only their rounding is left, and it stays as large however
long nothing happens. From states in float64 it is right down to 10⁻¹³ of h.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import torch
from torch import Tensor

from rnnviz.cell_info import CellInfo
from rnnviz.directions import is_reverse

RESTS = 1e-3
"""The share of h by which the two differ at most where float32 would keep less than four digits of it."""
GATE = "update_gate"


def settled(cells: Mapping[str, CellInfo], wanted: Collection[str], values: Mapping[str, Tensor]) -> bool:
    """Tell whether a gradient of an update gate is wanted, and at some step it keeps what it would write anyway.

    Parameters
    ----------
    cells : mapping of str to CellInfo
        By scope.
    wanted : collection of str
        Names of records whose gradients are wanted: ``layer0.update_gate``, ``layer0.update_gate_preactivation``.
    values : mapping of str to Tensor (T, H)
    """
    return any(
        _rests(scope, values) for scope in cells
        if any(name.startswith(f"{scope}.{GATE}") for name in wanted) and f"{scope}.candidate" in values
    )


def _rests(scope: str, values: Mapping[str, Tensor]) -> bool:
    """Tell whether h_{t-1} and n_t are alike at a step; at the first one nothing is known of h before."""
    hidden, new = values[f"{scope}.hidden"], values[f"{scope}.candidate"]
    before, new = (hidden[1:], new[:-1]) if is_reverse(scope) else (hidden[:-1], new[1:])
    sizes = before.abs().amax(-1)
    return bool((torch.sub(before, new).abs().amax(-1) < RESTS * sizes).any())
