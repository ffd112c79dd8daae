"""∂L/∂h_t and ∂L/∂c_t with an exponent of their own: right far outside the range of float32.

The forward pass is the fast one; what flows back is then computed layer by layer and step by step from the layers'
coefficients (`rnnviz.engine.passes.linearised`), as mantissa · 2^exponent. The mantissas are brought near 1
every few steps, so that in between they neither overflow nor vanish; where they come near either, the
steps are taken again one by one. Each layer has exponents of its own: from the top of a deep stack to its bottom a
gradient can change as much as from its last step to its first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import torch
from torch import Tensor

from rnnviz.directions import is_reverse
from rnnviz.engine.networks.stack import Level
from rnnviz.engine.passes.linearised import Linearised
from rnnviz.engine.passes.recorded import Gradient
from rnnviz.engine.patience import go_on, part

PIECE = 6
"""Steps between two times that the mantissas are brought near 1, where a step changes them little."""
SAFE = {torch.float32: 60, torch.float64: 400}
"""Powers of two that they may move in between."""


class _Layer:
    """A layer's coefficients step by step, and what is carried back through it."""

    def __init__(self, step: Linearised, copies: int) -> None:
        self.from_hidden = step.from_hidden.unbind(0)
        self.from_cell = None if step.from_cell is None else step.from_cell.unbind(0)
        self.keep_hidden = None if step.keep_hidden is None else step.keep_hidden.unbind(0)
        self.keep_cell = None if step.keep_cell is None else step.keep_cell.unbind(0)
        self.cell_from_hidden = None if step.cell_from_hidden is None else step.cell_from_hidden.unbind(0)
        self.reset = None if step.reset is None else (step.reset.gate.unbind(0), step.reset.slope.unbind(0))
        self.weight_hh = step.weight_hh
        length, size = step.hidden.shape
        self.hidden = step.hidden.new_zeros(copies, size)
        self.cell = None if self.from_cell is None else torch.zeros_like(self.hidden)
        self.hidden_gradient = step.hidden.new_empty(length, copies, size)
        self.cell_gradient = None if self.cell is None else torch.empty_like(self.hidden_gradient)

    def back(self, t: int, into: Tensor) -> None:
        """Go back through step t, with what arrives from above."""
        h = self.hidden_gradient[t]
        torch.add(self.hidden, into, out=h)
        delta = self.from_hidden[t] * h.unsqueeze(1)
        if self.cell is not None:
            assert self.cell_gradient is not None
            assert self.from_cell is not None
            assert self.keep_cell is not None
            assert self.cell_from_hidden is not None
            c = self.cell_gradient[t]
            torch.addcmul(self.cell, self.cell_from_hidden[t], h, out=c)
            delta.addcmul_(self.from_cell[t], c.unsqueeze(1))
            self.cell = self.keep_cell[t] * c
        flat = delta.flatten(1)
        if self.reset is None:
            self.hidden = flat @ self.weight_hh
        else:
            size = h.shape[1]
            reset, slope = self.reset
            into_reset = flat[:, -size:] @ self.weight_hh[-size:]
            torch.mul(into_reset, slope[t], out=flat[:, :size])
            self.hidden = flat[:, :-size] @ self.weight_hh[:-size]
            self.hidden.addcmul_(into_reset, reset[t])
        if self.keep_hidden is not None:
            self.hidden.addcmul_(self.keep_hidden[t], h)

    def carried(self) -> list[Tensor]:
        """What goes on to the step before."""
        return [self.hidden] if self.cell is None else [self.hidden, self.cell]

    @property
    def size(self) -> np.ndarray:
        """The largest entry of what each copy carries, float64 (C,)."""
        found = torch.stack([part.abs().amax(-1) for part in self.carried()]).amax(0)
        return np.asarray(found.double().cpu().numpy())

    def scale(self, factor: Tensor) -> None:
        """Multiply it, in float64: a factor beyond float32 may still bring a mantissa into its range."""
        self.hidden = (self.hidden.double() * factor).to(self.hidden.dtype)
        if self.cell is not None:
            self.cell = (self.cell.double() * factor).to(self.cell.dtype)


@torch.no_grad()
def by_level(
    levels: Sequence[Level], layers: Mapping[str, Linearised], direct: Tensor, cut: int = 0
) -> dict[str, Gradient]:
    """Return ∂L/∂ of every state for C losses of a stack.

    Parameters
    ----------
    levels : sequence of Level
        Lowest first.
    layers : mapping of str to Linearised
        By scope, each in the order in which it reads.
    direct : Tensor (T, C, H or 2H)
        What each step's loss sends into what the readout reads.
    cut : int
        Every so many steps, in both directions of time, what copy 0 carries goes over to copy 1; 0: never.
    """
    length = len(direct)
    into = Gradient(mantissa=direct, exponent=np.zeros(direct.shape[:2]))
    found: dict[str, Gradient] = {}
    for place, level in enumerate(reversed(levels)):
        below = into if level.skip else None
        parts = into.mantissa.chunk(len(level.scopes), -1)
        for scope, share in zip(level.scopes, parts, strict=True):
            step, own = layers[scope], in_order(scope, Gradient(mantissa=share, exponent=into.exponent))
            ends = range(cut, length, cut) if cut else ()
            cuts = {length - end for end in ends} if is_reverse(scope) else set(ends)
            with part(place, len(levels)):
                made = through_layer(step, own, cuts)
            found |= {f"{scope}.{name}": in_order(scope, gradient) for name, gradient in made.items()}
            if level is not levels[0]:
                more = in_order(scope, _to_inputs(step, made["hidden"], made.get("cell")))
                below = more if below is None else below.plus(more)
        into = below or into
    return found


def in_order(scope: str, gradient: Gradient) -> Gradient:
    """Return a gradient in the order in which a scope reads; twice gives the order of time again."""
    return gradient.turned() if is_reverse(scope) else gradient


def _to_inputs(step: Linearised, hidden: Gradient, cell: Gradient | None) -> Gradient:
    """Return ∂L/∂x_t, of D numbers."""
    to_sums = step.at_sums(hidden.mantissa, None if cell is None else cell.mantissa, of_input=True)  # (T, C, G, H)
    return Gradient(mantissa=to_sums.flatten(2) @ step.weight_ih, exponent=hidden.exponent)


@torch.no_grad()
def through_layer(
    step: Linearised, sent: Gradient, cuts: AbstractSet[int] = frozenset()
) -> dict[str, Gradient]:
    """Return ∂L/∂ of a layer's states for C losses, by "hidden" and "cell".

    Parameters
    ----------
    step : Linearised
    sent : Gradient
        What arrives in each step's h: from the layer above, or of the step's loss.
    cuts : set of int
        After the way back through these steps what copy 0 carries goes over to copy 1.
    """
    direct, own = sent.mantissa, sent.exponent
    length, copies = direct.shape[:2]
    layer = _Layer(step, copies)
    exponents = np.zeros((length, copies))
    now = np.zeros(copies)
    sizes = direct.abs().amax(-1).double().cpu().numpy()  # (T, C)
    carried, stopped = np.zeros(copies), np.zeros(copies, bool)
    last, piece = length, PIECE
    while last > 0:
        go_on(length - last, length)
        first = max(last - piece, 0, *(cut for cut in cuts if cut < last))
        begun = now, layer.hidden, layer.cell
        entering = sizes[first:last].max(0)
        heights = np.concatenate([_exponent(sizes[first:last]) + own[first:last], (_exponent(carried) + now)[None]])
        if last - first > 1 and _spread(heights) > SAFE[direct.dtype]:
            piece = 1
            continue
        now = _rescale(layer, now, heights.max(0))
        exponents[first:last] = now
        scaled = _times(direct[first:last], own[first:last] - now)
        for t in range(last - 1, first - 1, -1):
            layer.back(t, scaled[t - first])
        ended = layer.size
        alive = ~stopped & np.isfinite(carried) & np.isfinite(entering) & ((carried > 0) | (entering > 0))
        if last - first > 1 and (alive & ~(np.abs(_exponent(ended)) <= SAFE[direct.dtype])).any():
            now, layer.hidden, layer.cell = begun
            piece = 1
            continue
        carried = ended
        stopped = (ended == 0) & (stopped | (last - first == 1))  # one step lets nothing through, as of dead units
        last, piece = first, min(2 * piece, PIECE)
        if first in cuts:
            now = _hand_over(layer, now, carried)
            carried = layer.size
            stopped[:2] = False
    found = {"hidden": Gradient(mantissa=layer.hidden_gradient, exponent=exponents)}
    if layer.cell_gradient is not None:
        found["cell"] = Gradient(mantissa=layer.cell_gradient, exponent=exponents)
    return found


def _spread(heights: np.ndarray) -> float:
    """Return the largest distance between powers of two (n, C) of one copy, those of zero left out."""
    lowest = np.where(np.isfinite(heights), heights, np.inf).min(0)
    return float(np.max(np.where(np.isfinite(lowest), heights.max(0) - lowest, 0.0)))


def _rescale(layer: _Layer, now: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Bring what is carried from exponents (C,) to new ones (−inf: 0); return the latter."""
    new = np.where(np.isfinite(new), new, 0.0)
    if (new != now).any():
        factor = torch.from_numpy(np.exp2(np.clip(now - new, -1000.0, 1000.0)))[:, None]
        layer.scale(factor.to(layer.hidden.device))
    return new


def _hand_over(layer: _Layer, now: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Add what copy 0 carries to what copy 1 does, and leave it nothing; return the exponents then."""
    heights = _exponent(sizes) + now
    new = now.copy()
    new[:2] = heights[:2].max()
    new = _rescale(layer, now, new)
    for carried in layer.carried():
        carried[1] += carried[0]
        carried[0] = 0
    return new


def _times(values: Tensor, exponent: np.ndarray) -> Tensor:
    """Return (t, C, H) times 2^exponent (t, C)."""
    factor = torch.from_numpy(np.exp2(np.clip(exponent, -1000.0, 1000.0)))[..., None].to(values.device)
    return (values.double() * factor).to(values.dtype)


def _exponent(size: np.ndarray) -> np.ndarray:
    """Return the power of two just above each size; −inf for zero and what is not finite."""
    return np.where((size > 0) & np.isfinite(size), np.frexp(size)[1].astype(np.float64), -np.inf)
