"""What one step does to [dh | dc], as a matrix, for many steps at once.

With the coefficients of `rnnviz.engine.passes.linearised`, everything that a step sends through a weight matrix V
(gate g's block V_g) is [dh | dc] times

    [Σ_g diag(from_hidden_g) V_g + diag(keep_hidden) ; Σ_g diag(from_cell_g) V_g]

for V = W_hh: what reaches h_{k-1}. With to_input for from_hidden, without keep_hidden, and V = W_ih: what
reaches the layer below. Where a GRU resets first, with A = diag(from_hidden_n) W_hh^n, what n sends to h_{k-1} is
A diag(reset.gate), and what r sends through V_r is A diag(reset.slope) V_r.
"""

from __future__ import annotations

import torch
from torch import Tensor

from rnnviz.engine.passes.linearised import Linearised


class Maps:
    """The matrices (states · H, width) of a layer's steps, made for some successive steps at a time.

    Parameters
    ----------
    step : Linearised
    weight : Tensor (G·H, width)
    from_hidden : Tensor (T, G, H)
    in_time : bool
        Whether the weight is W_hh, which leads to h_{k-1}.
    """

    def __init__(self, step: Linearised, weight: Tensor, from_hidden: Tensor, *, in_time: bool) -> None:
        self.size = step.hidden.shape[1]
        self.width = weight.shape[1]
        self.keep = step.keep_hidden if in_time else None
        parts = [from_hidden] if step.from_cell is None else [from_hidden, step.from_cell]
        gates = weight.view(-1, self.size, self.width).unbind(0)
        self.terms = [  # a gate that a state does not flow through is left out
            [(part[:, g, :, None], gates[g]) for g, some in enumerate(part.abs().amax((0, 2)).tolist()) if some]
            for part in parts
        ]
        self.buffer = weight.new_empty(0)
        self._each: tuple[Tensor, ...] = ()
        self.reset, self.of_reset, self.in_time = step.reset, gates[0], in_time
        if self.reset is not None:
            self.candidate = from_hidden[:, -1, :, None], step.candidate_weight
            if in_time:  # its product is not of h_{k-1} itself
                self.terms[0] = [term for term in self.terms[0] if term[1] is not gates[-1]]

    def each(self, first: int, last: int) -> tuple[Tensor, ...]:
        """Return the matrices of steps first to last one by one; the next call overwrites them."""
        self.build(first, last)
        return self._each

    def build(self, first: int, last: int) -> Tensor:
        """Return the matrices of steps first to last (S, states · H, width); the next call overwrites them."""
        steps = slice(first, last + 1)
        length = last + 1 - first
        if len(self._each) < length:
            self.buffer = self.buffer.new_empty(length, len(self.terms) * self.size, self.width)
            self._each = self.buffer.unbind(0)
        made = self.buffer[:length]
        for place, terms in enumerate(self.terms):
            part = made[:, place * self.size : (place + 1) * self.size]
            if not terms:
                part.zero_()
            for i, (coefficients, gate) in enumerate(terms):
                if i:
                    part.addcmul_(coefficients[steps], gate)
                else:
                    torch.mul(coefficients[steps], gate, out=part)
        if self.reset is not None:
            gain, weight = self.candidate
            through = gain[steps] * weight  # (S, H, H)
            if self.in_time:
                made.addcmul_(through, self.reset.gate[steps, None])
            made += (through * self.reset.slope[steps, None]) @ self.of_reset
        if self.keep is not None:
            made[:, : self.size].diagonal(dim1=1, dim2=2).add_(self.keep[steps])
        return made


def through_time(step: Linearised) -> Maps:
    """Return the maps to h_{k-1}."""
    return Maps(step, step.weight_hh, step.from_hidden, in_time=True)


def to_below(step: Linearised) -> Maps:
    """Return the maps to what the layer read."""
    return Maps(step, step.weight_ih, step.to_input, in_time=False)
