"""What a probe pass leaves before it becomes a trace: values and gradients with their exponents."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

LOG10_2 = float(np.log10(2.0))
SQUARES_FIT = 1e-140, 1e140
"""Norms in between have lost nothing to squares beyond float64 …"""
SINGLE_SQUARES_FIT = 1e-14, 1e14
"""… and these nothing to squares beyond float32, which is summed several times as fast."""


@dataclass(kw_only=True)
class Gradient:
    """Gradients of C losses with respect to one array, as mantissa · 2^exponent.

    Attributes
    ----------
    mantissa : Tensor (T, C, H)
    exponent : float64 array (T, C), whole numbers
    """

    mantissa: Tensor
    exponent: np.ndarray
    _logs: np.ndarray | None = None

    def log10_norm(self) -> np.ndarray:
        """Return log10 of the norm over H, float64 (C, T); −inf: exactly zero; NaN: not finite."""
        if self._logs is None:
            self._logs = (log10_norms(self.mantissa) + self.exponent * LOG10_2).T
        return self._logs

    def values(self, copy: int) -> np.ndarray:
        """Return the gradient of one loss (T, H) in the mantissa's own precision: 0 or ±inf beyond it."""
        if not self.exponent.any():
            return np.array(self.mantissa[:, copy].cpu().numpy())
        mantissa = self.mantissa[:, copy].double().cpu().numpy()
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            scaled = np.ldexp(mantissa, self.exponent[:, copy].astype(np.int64)[:, None])
            return np.asarray(scaled.astype(self.precision))

    def to(self, dtype: torch.dtype) -> Gradient:
        """Return the same with a mantissa of another type; what it cannot hold moves into the exponent."""
        if self.mantissa.dtype == dtype:
            return self
        sizes = self.mantissa.abs().amax(-1).double().cpu().numpy()  # (T, C)
        powers = np.where((sizes > 0) & np.isfinite(sizes), np.maximum(np.frexp(sizes)[1], -1000), 0).astype(np.float64)
        factor = torch.from_numpy(np.exp2(-powers)).unsqueeze(-1).to(self.mantissa.device)
        return Gradient(mantissa=(self.mantissa.double() * factor).to(dtype), exponent=self.exponent + powers)

    def turned(self) -> Gradient:
        """Return the same with time running the other way."""
        return Gradient(mantissa=self.mantissa.flip(0), exponent=self.exponent[::-1].copy())

    def plus(self, other: Gradient) -> Gradient:
        """Return the sum with the gradients of the same losses that arrive another way."""
        common = np.maximum(self.exponent, other.exponent)
        if not (self.exponent != other.exponent).any():
            return Gradient(mantissa=self.mantissa + other.mantissa, exponent=common)
        common = np.maximum(self._heights(), other._heights())
        common = np.where(np.isfinite(common), common, 0.0)
        return Gradient(mantissa=self.at(common) + other.at(common), exponent=common)

    def _heights(self) -> np.ndarray:
        """Return the power of two just above the largest entry, float64 (T, C); −inf of zero."""
        sizes = self.mantissa.abs().amax(-1).double().cpu().numpy()
        return np.where((sizes > 0) & np.isfinite(sizes), np.frexp(sizes)[1] + self.exponent, -np.inf)

    def at(self, exponent: np.ndarray) -> Tensor:
        """Return the mantissa that belongs to other exponents (T, C)."""
        if not (self.exponent != exponent).any():
            return self.mantissa
        factor = np.exp2(np.clip(self.exponent - exponent, -1000.0, 1000.0))
        wide = torch.from_numpy(factor).unsqueeze(-1).to(self.mantissa.device)
        return (self.mantissa.double() * wide).to(self.mantissa.dtype)

    @property
    def precision(self) -> type[np.floating]:
        """The numpy type of the mantissa."""
        return np.float64 if self.mantissa.dtype == torch.float64 else np.float32


@dataclass(kw_only=True)
class HeadsGradient(Gradient):
    """Gradients with respect to attention over N heads: the mantissa is (T, C, N·S), a row of every head a step."""

    heads: int

    def values(self, copy: int) -> np.ndarray:
        """Return the gradient of one loss as attention is recorded, (N, T, S)."""
        found = super().values(copy)
        return np.ascontiguousarray(found.reshape(len(found), self.heads, -1).swapaxes(0, 1))


def of_heads(values: Tensor) -> HeadsGradient:
    """Return plain gradients (C, N, T, S) as a `HeadsGradient` whose exponents are zero."""
    copies, heads, steps = values.shape[:3]
    mantissa = values.permute(2, 0, 1, 3).flatten(2)
    return HeadsGradient(mantissa=mantissa, exponent=np.zeros((steps, copies)), heads=heads)


def log10_norms(values: Tensor) -> np.ndarray:
    """Return log10 of the norms (…) of values (…, n), float64; −inf: exactly zero; NaN: not finite."""
    if values.dtype == torch.float32:
        quick = torch.linalg.vector_norm(values, dim=-1).double().cpu().numpy()
        if bool(((quick > SINGLE_SQUARES_FIT[0]) & (quick < SINGLE_SQUARES_FIT[1])).all()):
            return np.asarray(np.log10(quick))
    norms = torch.linalg.vector_norm(values, dim=-1, dtype=torch.float64).cpu().numpy()
    if values.dtype == torch.float64 and not bool(((norms > SQUARES_FIT[0]) & (norms < SQUARES_FIT[1])).all()):
        sizes = values.abs().amax(-1)
        sizes = torch.where(sizes.isfinite() & (sizes > 0), sizes, 1.0)
        norms = torch.linalg.vector_norm(values / sizes.unsqueeze(-1), dim=-1).cpu().numpy()
        with np.errstate(divide="ignore"):
            logs = np.log10(norms) + np.log10(sizes.cpu().numpy())
    else:
        with np.errstate(divide="ignore"):
            logs = np.log10(norms)
    fine = np.isfinite(norms)
    return logs if fine.all() else np.where(fine, logs, np.nan)


def unscaled(values: Tensor) -> Gradient:
    """Return plain gradients (T, C, H) as a `Gradient` whose exponents are zero."""
    return Gradient(mantissa=values, exponent=np.zeros(values.shape[:2]))


def side_by_side(values: Tensor) -> list[Gradient]:
    """Return plain gradients (T, C, states, H) as one `Gradient` a state, their norms taken in one call."""
    logs = log10_norms(values)
    none = np.zeros(values.shape[:2])
    each = zip(values.unbind(2), np.moveaxis(logs, 2, 0), strict=True)
    return [Gradient(mantissa=mantissa, exponent=none, _logs=own.T) for mantissa, own in each]


@dataclass(kw_only=True)
class Recorded:
    """One probe pass.

    Attributes
    ----------
    values : dict of str to Tensor, time first
        States, gates, inputs: ``layer0.hidden`` (T, H).
    outputs : Tensor (T, K)
    losses : Tensor (T,)
        ℓ_t of every step.
    gradients : dict of str to Gradient
        By the same names.
    direct : Tensor (T, C, H or 2H), or None
        What each copy's loss sends into what the readout reads, where the path keeps it.
    path : str
        "workspace", "swap", "loops" or "echo" (the fast ways, `rnnviz.engine.ways.choice`), "readable" or "exact".
    """

    values: dict[str, Tensor] = field(default_factory=dict)
    outputs: Tensor
    losses: Tensor
    gradients: dict[str, Gradient] = field(default_factory=dict)
    direct: Tensor | None = None
    path: str
