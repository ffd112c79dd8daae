"""Step Jacobians in closed form: J_t = ∂s_t/∂s_{t-1}, whole, or as products that never build it.

s = h, or [h, c] of an LSTM (h first); row a, column b of J_t is ∂s_t[a]/∂s_{t-1}[b], with what the layer
reads held fixed. Read forward, the equations of `rnnviz.engine.passes.linearised` are, with v = [v_h, v_c],

    p^g    = W_hh^g v_h
    (J v)_c = Σ_g from_cell^g ⊙ p^g + keep_cell ⊙ v_c
    (J v)_h = Σ_g from_hidden^g ⊙ p^g + cell_from_hidden ⊙ (J v)_c + keep_hidden ⊙ v_h

so that every state's rows are Σ_g diag(gain^g) W_hh^g in the columns of h, and a diagonal, what is carried
entry by entry, in those of the last state (c of an LSTM, h of a GRU). A product for all steps at once is
one matrix product with W_hh. A GRU that resets first has, with a the gain of its candidate,

    p^n = W_hh^n (reset.gate ⊙ v_h + reset.slope ⊙ W_hh^r v_h)

so that a product takes two. Peepholes are in the coefficients.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from rnnviz.engine.passes.linearised import Linearised, Reset


@dataclass(frozen=True, kw_only=True)
class Jacobians:
    """The Jacobians of T steps of one layer, as their coefficients; n = S·H.

    Attributes
    ----------
    weight : Tensor (G·H, H)
        W_hh.
    gain : Tensor (T, S, G, H)
        ∂(state s of step t)/∂(gate g's sum W_hh^g h_{t-1}), entry by entry; 0 at steps that are not finite.
    carried : Tensor (T, S, H), or None
        ∂(state s)/∂(the last state of step t-1) that bypasses W_hh, entry by entry.
    finite : bool Tensor (T,)
        Where every coefficient is finite.
    reset : Reset, or None
    """

    weight: Tensor
    gain: Tensor
    carried: Tensor | None
    finite: Tensor
    reset: Reset | None = None

    @property
    def steps(self) -> int:
        """T."""
        return len(self.gain)

    @property
    def hidden(self) -> int:
        """H."""
        return self.gain.shape[3]

    @property
    def size(self) -> int:
        """Rows and columns of one Jacobian: n = H, or 2H over [h, c]."""
        return self.gain.shape[1] * self.hidden

    def at(self, steps: slice | list[int]) -> Jacobians:
        """Return those of some steps."""
        carried = None if self.carried is None else self.carried[steps]
        reset = None
        if self.reset is not None:
            reset = Reset(gate=self.reset.gate[steps], slope=self.reset.slope[steps])
        return replace(self, gain=self.gain[steps], carried=carried, finite=self.finite[steps], reset=reset)

    def matrices(self) -> Tensor:
        """Return every J_t (T, n, n)."""
        count, states, gates, size = self.gain.shape
        found = self.gain.new_zeros(count, states, size, states, size)
        blocks = self.weight.view(gates, size, size)
        own = gates if self.reset is None else gates - 1  # products of h_{t-1} itself
        found[:, :, :, 0] = torch.einsum("tsgh,ghk->tshk", self.gain[:, :, :own], blocks[:own])
        if self.reset is not None:
            inner = self.reset.slope[:, :, None] * blocks[0]
            inner.diagonal(dim1=1, dim2=2).add_(self.reset.gate)
            found[:, 0, :, 0] += self.gain[:, 0, -1, :, None] * (blocks[-1] @ inner)
        if self.carried is not None:
            found[:, :, :, -1].diagonal(dim1=2, dim2=3).add_(self.carried)
        return found.view(count, self.size, self.size)

    def push(self, v: Tensor) -> Tensor:
        """Return J_t v for m vectors v of each step, (T, m, n) → (T, m, n)."""
        count, states, gates, size = self.gain.shape
        if self.reset is None:
            sums = (v[..., :size] @ self.weight.T).view(count, -1, gates, size)
        else:
            first = (v @ self.weight[:-size].T).view(count, -1, gates - 1, size)
            inner = torch.addcmul(self.reset.gate[:, None] * v, self.reset.slope[:, None], first[:, :, 0])
            sums = torch.cat([first, (inner @ self.weight[-size:].T)[:, :, None]], 2)
        found = [(sums * self.gain[:, s, None]).sum(2) for s in range(states)]
        if self.carried is not None:
            found = [f.addcmul_(self.carried[:, s, None], v[..., -size:]) for s, f in enumerate(found)]
        return torch.cat(found, -1) if states > 1 else found[0]

    def pull(self, u: Tensor) -> Tensor:
        """Return J_tᵀ u, one step back, for m vectors u of each step, (T, m, n) → (T, m, n)."""
        count, states, gates, size = self.gain.shape
        parts = [part.contiguous() for part in u.reshape(count, -1, states, size).unbind(2)]
        delta = parts[0][:, :, None] * self.gain[:, 0, None]  # (T, m, G, H)
        if states > 1:
            delta.addcmul_(parts[1][:, :, None], self.gain[:, 1, None])
        if self.reset is None:
            found = [delta.view(count, -1, gates * size) @ self.weight]
        else:
            inner = delta[:, :, -1] @ self.weight[-size:]
            delta[:, :, 0] = inner * self.reset.slope[:, None]
            flat = delta[:, :, :-1].reshape(count, -1, (gates - 1) * size)
            found = [torch.addcmul(flat @ self.weight[:-size], self.reset.gate[:, None], inner)]
        if states > 1:
            found.append(torch.zeros_like(found[0]))
        if self.carried is not None:
            for s, part in enumerate(parts):
                found[-1].addcmul_(self.carried[:, s, None], part)
        return torch.cat(found, -1) if states > 1 else found[0]


def jacobians(layer: Linearised, dtype: torch.dtype | None = None) -> Jacobians:
    """Return a layer's Jacobians, on the CPU.

    Parameters
    ----------
    layer : Linearised
    dtype : torch.dtype, or None
        None: that of the pass.
    """

    def value(found: Tensor) -> Tensor:
        return found.detach().cpu().to(dtype or layer.from_hidden.dtype)  # MPS has no float64

    weight, from_hidden = value(layer.weight_hh), value(layer.from_hidden)
    carried = None
    if layer.from_cell is not None:
        assert layer.cell_from_hidden is not None
        assert layer.keep_cell is not None
        from_cell, through, keep = (value(x) for x in (layer.from_cell, layer.cell_from_hidden, layer.keep_cell))
        gain = torch.stack([from_hidden + through[:, None] * from_cell, from_cell], 1)
        carried = torch.stack([through * keep, keep], 1)
    else:
        gain = from_hidden[:, None]
        if layer.keep_hidden is not None:
            carried = value(layer.keep_hidden)[:, None]
    finite = gain.flatten(1).isfinite().all(1) & weight.isfinite().all()
    if carried is not None:
        finite &= carried.flatten(1).isfinite().all(1)
    reset = None
    if layer.reset is not None:
        gate, slope = value(layer.reset.gate), value(layer.reset.slope)
        finite &= gate.isfinite().all(1) & slope.isfinite().all(1)
        reset = Reset(
            gate=torch.where(finite[:, None], gate, 0.0), slope=torch.where(finite[:, None], slope, 0.0)
        )
    if carried is not None:
        carried = torch.where(finite[:, None, None], carried, 0.0)
    gain = torch.where(finite[:, None, None, None], gain, 0.0)
    weight = torch.nan_to_num(weight, 0.0, 0.0, 0.0)
    return Jacobians(weight=weight, gain=gain, carried=carried, finite=finite, reset=reset)
