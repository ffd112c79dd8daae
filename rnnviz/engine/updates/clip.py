"""Gradient clipping by norm or value, right where the norm itself leaves float32, and all there is to say about it.

R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML
2013, section 3.2: g ← g · min(1, θ/‖g‖) over all parameters together. ``torch.nn.utils.clip_grad_norm_``
adds 1e-6 to the norm and computes it in the gradient's own precision, so that entries of 1e20 give
the norm inf and a gradient of zero; here the norm is scaled (C. L. Lawson et al. 1979, BLAS nrm2) and
kept in float64.

By value each entry is cut to ±v on its own (T. Mikolov, "Statistical language models based on neural
networks", 2012, section 3.2.2). That bends the gradient; how far, the cosine says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from rnnviz.experiment import ClipFields

SAFE_LOW, SAFE_HIGH = 1e-15, 1e15
"""A float32 norm in between has lost nothing to under- or overflow of its squares."""


class Clipped(NamedTuple):
    """What clipping did.

    Attributes
    ----------
    norm : float
        ‖g‖ over all parameters before clipping; inf or NaN where an entry is not finite.
    coefficient : float
        ‖g after‖ / ‖g before‖; 1.0 where nothing was clipped; NaN where the update must be skipped
        because the gradient is not finite.
    cosine : float
        ⟨g after, g before⟩ / (‖g after‖ ‖g before‖): exactly 1.0 where the direction was kept, by norm
        always; NaN with the coefficient.
    share : float
        Share of all entries that were cut by value, 0 to 1.
    norms : tuple of float
        ‖g‖ before clipping of each tensor in turn.
    """

    norm: float
    coefficient: float
    cosine: float = 1.0
    share: float = 0.0
    norms: tuple[float, ...] = ()


def norm(gradients: Sequence[Tensor]) -> float:
    """Return the norm of all entries of some tensors, of any shapes, together; right for every float32 input."""
    return math.hypot(*norms(gradients))


def clip(gradients: Sequence[Tensor], fields: ClipFields) -> Clipped:
    """Clip in place and say what was done; a gradient that is not finite is left as it is."""
    if fields.mode == "value" and gradients:
        return _by_value(gradients, fields.max_value)
    found = norms(gradients)
    before = math.hypot(*found)
    if not math.isfinite(before):
        return Clipped(before, math.nan, math.nan, norms=found)
    coefficient = 1.0
    if fields.mode == "norm" and before > fields.max_norm:
        coefficient = fields.max_norm / before
        if coefficient > 1e-30:
            torch._foreach_mul_(list(gradients), coefficient)
        else:  # a factor below float32's range is applied in two steps
            torch._foreach_mul_(list(gradients), math.sqrt(coefficient))
            torch._foreach_mul_(list(gradients), math.sqrt(coefficient))
    return Clipped(before, coefficient, norms=found)


def _by_value(gradients: Sequence[Tensor], bound: float) -> Clipped:
    """Cut each entry to ±bound; one transfer from the device tells norms, product and count together."""
    true = torch.cat([gradient.reshape(-1) for gradient in gradients])
    cut = true.clamp(-bound, bound)
    differs = torch.ne(true, cut, out=torch.empty_like(true))  # 0.0 or 1.0: to count booleans costs ten times as much
    figures = (torch.linalg.vector_norm(cut), torch.dot(true, cut), differs.sum())
    found = torch.stack([*torch._foreach_norm(list(gradients)), *figures]).tolist()
    after, product, changed = found[-3:]
    norms = _right(gradients, found[:-3])
    before = math.hypot(*norms)
    if not math.isfinite(before):
        return Clipped(before, math.nan, math.nan, norms=norms)
    if not changed:
        return Clipped(before, 1.0, norms=norms)
    if all(SAFE_LOW < length < SAFE_HIGH for length in (before, after)):
        cosine = product / before / after
    else:  # products may leave the precision: both are divided by their norms first
        after = _scaled_norm(cut)
        cosine = float(torch.dot(true.cpu().double() / before, cut.cpu().double() / after))
    torch._foreach_copy_(list(gradients), _in_pieces(cut, gradients))
    return Clipped(before, after / before, min(cosine, 1.0), changed / len(true), norms)


def _in_pieces(flat: Tensor, like: Sequence[Tensor]) -> list[Tensor]:
    pieces = torch.split(flat, [tensor.numel() for tensor in like])
    return [piece.view(tensor.shape) for piece, tensor in zip(pieces, like, strict=True)]


def norms(gradients: Sequence[Tensor]) -> tuple[float, ...]:
    """Return each tensor's norm, in one transfer from the device where all are in the safe range."""
    if not gradients:
        return ()
    return _right(gradients, torch.stack(torch._foreach_norm(list(gradients))).tolist())


def _right(tensors: Sequence[Tensor], norms: Sequence[float]) -> tuple[float, ...]:
    """Return norms with those computed anew, scaled, that squares beyond the precision may have spoilt."""
    return tuple(
        found if SAFE_LOW < found < SAFE_HIGH else _scaled_norm(tensor)
        for tensor, found in zip(tensors, norms, strict=True)
    )


def _scaled_norm(tensor: Tensor) -> float:
    largest = float(tensor.abs().max()) if tensor.numel() else 0.0
    if largest == 0 or not math.isfinite(largest):
        return largest
    return largest * float((tensor.cpu().double() / largest).norm())  # Apple's GPU has no float64
