"""What each step adds to ∂L/∂ of a layer's parameters, gate by gate.

A parameter serves every step, so its gradient is a sum over steps: with δ_k, ε_k of
`rnnviz.engine.passes.linearised`,

    ∂L/∂W_hh^g = Σ_k δ_k^g ⊗ h_{k-1}    ∂L/∂W_ih^g = Σ_k ε_k^g ⊗ x_k    ∂L/∂b_hh^g = Σ_k δ_k^g    ∂L/∂b_ih^g = Σ_k ε_k^g

(Werbos 1990); where a GRU resets first, ∂L/∂W_hh^n = Σ_k δ_k^n ⊗ (r_k ⊙ h_{k-1}), and peepholes are a diagonal,
∂L/∂w_i = Σ_k δ_k^i · c_{k-1} entry by entry, w_f likewise, ∂L/∂w_o = Σ_k δ_k^o · c_k. The norm of an outer product is
the product of the norms. A step's share is the length of its summand along the sum, ⟨summand, ∂L/∂W⟩ / ‖∂L/∂W‖:
shares add up to ‖∂L/∂W‖ exactly.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from rnnviz.engine.flow.rescale import ldexp, powers
from rnnviz.engine.passes.linearised import LinearPass
from rnnviz.engine.patience import at_work_on

FAMILIES = ("parameter_gradient_by_step", "parameter_gradient_share", "parameter_gradient_norm")
PEEPHOLES = (0, 1, 3)
"""The gates that look at the cell state, in the order of ``weight_peephole``: i, f, o."""


@dataclass(frozen=True, kw_only=True)
class Summands:
    """One parameter's gradient as a sum over steps: Σ_k 2^exponent_k · left_k ⊗ right_k, per gate, float64.

    Attributes
    ----------
    left : Tensor (T, G, H)
        δ or ε.
    right : Tensor (T, width) or (T, G, width)
        h_{k-1}, x_k, or 1; by gate where a gate meets something of its own, r_k ⊙ h_{k-1}.
    exponent : float64 array (T,), whole numbers
    diagonal : bool
        The weights are a diagonal: left and right, (T, G, H) both, multiply entry by entry, and width is 1.
    """

    left: Tensor
    right: Tensor
    exponent: np.ndarray
    diagonal: bool = False

    def gradient(self) -> tuple[Tensor, float]:
        """Return ∂L/∂ of the parameter (G, H, width) as a mantissa and one exponent."""
        largest = float(self.exponent.max())
        factors = powers(self.exponent - largest).to(self.left)
        right = (self.right.flatten(1) * factors).view_as(self.right)
        if self.diagonal:
            return (self.left * right).sum(0)[..., None], largest
        return torch.einsum(f"tgh,{self._axes}->ghw", self.left, right), largest

    def meets(self, matrix: Tensor) -> Tensor:
        """Return what the columns of a matrix (G, H, width) make of what met the parameter, (T, G, H)."""
        if self.diagonal:
            diagonal: Tensor = matrix[..., 0] * self.right
            return diagonal
        found: Tensor = torch.einsum(f"ghw,{self._axes}->tgh", matrix, self.right)
        return found

    def norms(self) -> Tensor:
        """Return the norms of the summands' mantissas (T, G)."""
        if self.diagonal:
            both: Tensor = torch.linalg.vector_norm(self.left * self.right, dim=2)
            return both
        left: Tensor = torch.linalg.vector_norm(self.left, dim=2)
        right: Tensor = torch.linalg.vector_norm(self.right, dim=-1)
        return left * (right if right.ndim == 2 else right[:, None])

    @property
    def _axes(self) -> str:
        return "tw" if self.right.ndim == 2 else "tgw"


def summands(passed: LinearPass, scope: str, parameter: str) -> Summands:
    """Return the summands of ∂L/∂ of a parameter (weight_ih, bias_hh, …), from the totals ∂L/∂h_k, ∂L/∂c_k."""
    layer = passed.layers[scope]
    totals = [passed.total[f"{scope}.{state}"] for state in layer.states]
    exponent = np.maximum.reduce([total.exponent[:, 0] for total in totals])  # (T,)
    states = [
        (m := total.mantissa[:, 0].double()) * powers(total.exponent[:, 0] - exponent).to(m) for total in totals
    ]
    cell = states[1][:, None] if len(states) > 1 else None
    left = layer.at_sums(states[0][:, None], cell, of_input=parameter.endswith("_ih"))[:, 0]
    match parameter:
        case "weight_hh":
            right = layer.before
            if layer.reset is not None:
                right = torch.stack([right, right, layer.reset.gate * right], 1)
        case "weight_ih":
            right = layer.read
        case "weight_peephole":
            assert layer.cell is not None
            assert layer.cell_before is not None
            left, right = left[:, PEEPHOLES], torch.stack([layer.cell_before, layer.cell_before, layer.cell], 1)
        case _:
            right = torch.ones_like(left[:, 0, :1])
    diagonal = parameter == "weight_peephole"
    return Summands(left=left.detach(), right=right.detach().double(), exponent=exponent, diagonal=diagonal)


def along(passed: LinearPass, name: str) -> tuple[Tensor, np.ndarray]:
    """Return what ∂L/∂[h_k, c_k] of any loss is multiplied by, (T, states, H), to give a step's part of ∂L/∂W; ‖∂L/∂W‖.

    With Ŵ = (∂L/∂W)/‖∂L/∂W‖ and v_g what the columns of Ŵ_g make of what met them (h_{k-1} for W_hh),
    ⟨δ_k ⊗ h_{k-1}, Ŵ⟩ = dh_k · Σ_g from_hidden_g ⊙ v_g + dc_k · Σ_g from_cell_g ⊙ v_g.
    """
    scope, _, parameter = name.rpartition(".")
    layer = passed.layers[scope]
    terms = summands(passed, scope, parameter)
    gradient, exponent = terms.gradient()
    size = torch.linalg.vector_norm(gradient)
    met = terms.meets(gradient / size if float(size) else gradient)
    if layer.reset is not None:  # δ^r follows from δ^n
        met[:, -1] += (layer.reset.slope * met[:, 0]) @ layer.candidate_weight.to(met).T
    hidden = layer.to_input if parameter.endswith("_ih") else layer.from_hidden
    parts = [hidden] if layer.from_cell is None else [hidden, layer.from_cell]
    gates = PEEPHOLES if terms.diagonal else slice(None)
    found = torch.stack([(part[:, gates] * met).sum(1) for part in parts], 1)
    return found, ldexp(size.cpu().numpy(), exponent)


@torch.no_grad()
def arrays(passed: LinearPass, wanted: AbstractSet[str]) -> dict[str, np.ndarray]:
    """Return `parameter_gradient_by_step`, `_share`, both (T, gates), and `_norm` () of every parameter asked for."""
    asked = {name.partition("/")[2]: None for name in sorted(wanted) if name.partition("/")[0] in FAMILIES}
    found: dict[str, np.ndarray] = {}
    for name in asked:
        scope, _, parameter = name.rpartition(".")
        with at_work_on([f"{family}/{name}" for family in FAMILIES]):
            terms = summands(passed, scope, parameter)
        total, exponent = terms.gradient()
        size = float(torch.linalg.vector_norm(total))
        found[f"parameter_gradient_norm/{name}"] = np.array(ldexp(np.array(size), exponent))
        if f"parameter_gradient_by_step/{name}" in wanted:
            found[f"parameter_gradient_by_step/{name}"] = ldexp(terms.norms().cpu().numpy(), terms.exponent[:, None])
        if f"parameter_gradient_share/{name}" in wanted:
            unit = total / size if size else total
            along = (terms.left * terms.meets(unit)).sum(2)
            found[f"parameter_gradient_share/{name}"] = ldexp(along.cpu().numpy(), terms.exponent[:, None])
    return found
