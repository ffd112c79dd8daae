"""Whether rounded slopes may have spoilt a pass: then its way back is done anew, with slopes that have all digits.

The fast ways make the slopes of gates from their values, σ (1 − σ) and 1 − tanh². Of a gate that is nearly shut
against its end a unit in the last place of 1 may be wrong (`rnnviz.engine.ways.slopes`), and so of what a step sends
into the sums under its gates, δ_t, as much as that of ∂L/∂h_t and of ∂L/∂c_t ⊙ c_{t-1}. As long as any gate is half
open that is nothing. Where all of δ_t is that small, ∂L/∂h_{t-1} has fallen far below them both: only then it is
looked at.
"""

from __future__ import annotations

import numpy as np
import torch

from rnnviz.directions import is_reverse
from rnnviz.engine.passes.levels import in_time
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.passes.recorded import Gradient

FALL = 1.0
"""Decades by which a norm must have fallen in one step."""
THIN = {torch.float32: 6e-3, torch.float64: 1e-6}
"""Shares of the gradients under which what goes into the sums may have lost digits: 10⁻⁵ of it in float32."""


def falls(scope: str, gradients: dict[str, Gradient]) -> bool:
    """Tell whether ∂L/∂h of a scope is far smaller at some step than ∂L/∂h and ∂L/∂c at the step it comes from."""
    hidden, cell = gradients[f"{scope}.hidden"].log10_norm(), gradients.get(f"{scope}.cell")
    after = hidden if cell is None else np.maximum(hidden, cell.log10_norm())
    if is_reverse(scope):
        return bool((hidden[:, 1:] < after[:, :-1] - FALL).any())
    return bool((hidden[:, :-1] < after[:, 1:] - FALL).any())


def loses(scope: str, step: Linearised, gradients: dict[str, Gradient]) -> bool:
    """Tell whether of what some step of a layer sends into its sums rounded slopes would have lost much."""
    fields = step.layer.cell.fields.model_dump()
    if fields.get("activation", "tanh") != "tanh":  # the slopes of ReLU and of the identity are 0 and 1
        return False
    hidden = in_time(scope, gradients[f"{scope}.hidden"].mantissa)
    if step.cell_before is None:
        delta, entering = step.at_sums(hidden), hidden.abs().amax(-1)
    else:
        cell = in_time(scope, gradients[f"{scope}.cell"].mantissa)
        weight = step.cell_before.abs().clamp_min(1)[:, None]
        delta = step.at_sums(hidden, cell)
        entering = torch.maximum(hidden.abs().amax(-1), (cell * weight).abs().amax(-1))
    thin = delta.abs().amax((-2, -1)) < THIN[hidden.dtype] * entering  # (T, C)
    return bool(thin[1:].any())
