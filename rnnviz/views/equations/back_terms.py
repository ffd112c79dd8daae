"""The terms of back-propagation through time: what every step adds to a gradient, and the path of one loss."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.directions import as_read, is_reverse
from rnnviz.trace import Trace

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
LONGEST = 256
"""Steps of a pass at most for which each loss is followed by itself."""


def watched(scopes: tuple[str, ...], weight: str, length: int) -> tuple[str, ...]:
    """Return patterns of what `terms_of` and `path_at` read; a model that lacks them is asked for nothing."""
    found = []
    for scope in scopes:
        name = f"{scope}.{weight[:-1]}*"
        found += [f"parameter_gradient_share/{name}", f"parameter_gradient_by_step/{name}"]
        found += [f"jacobian_nor*/{scope}", f"path_norm_log1*/{scope}"]
        if length <= LONGEST:
            found += [f"parameter_gradient_flow/{name}", f"gradient_flow/{scope}.hidde*"]
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """∂L/∂W = Σ_k δ_k ⊗ h_{k-1} (x_k for W_ih), a term a step.

    Attributes
    ----------
    norms : array (T,)
        ‖δ_k ⊗ h_{k-1}‖.
    along : array (T,)
        The length of each term along the sum: they add up to its norm.
    of_loss : array (T,) or None
        The part of it on behalf of the chosen loss.
    whole : float
        ‖∂L/∂W‖, computed apart.
    """

    norms: Floats
    along: Floats
    of_loss: Floats | None
    whole: float

    @property
    def residual(self) -> float:
        """By how much the sum of the terms misses the whole."""
        return abs(float(self.along.sum()) - self.whole)


def terms_of(trace: Trace, scope: str, weight: str) -> Terms | None:
    """Return the terms of a weight's gradient, None where the trace has not been asked for them."""
    name = f"{scope}.{weight}"
    share, sizes = trace.get(f"parameter_gradient_share/{name}"), trace.get(f"parameter_gradient_by_step/{name}")
    whole = trace.get(f"parameter_gradient_norm/{name}")
    if share is None or sizes is None or whole is None or share.ndim != 2 or sizes.shape != share.shape:
        return None
    flow, chosen = trace.get(f"parameter_gradient_flow/{name}"), trace.get("reach_from")
    row = None
    if flow is not None and chosen is not None and flow.ndim == 2 and int(chosen) < len(flow):
        row = np.asarray(flow[int(chosen)], np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        return Terms(
            norms=np.sqrt((np.asarray(sizes, np.float64) ** 2).sum(axis=1)),
            along=np.asarray(share, np.float64).sum(axis=1), of_loss=row, whole=float(whole),
        )


@dataclass(frozen=True, kw_only=True)
class Path:
    """∂ℓ_t*/∂h_k = ∂ℓ_t*/∂h_t* · Π_j ∂h_j/∂h_{j-1}, in norms (log10).

    Attributes
    ----------
    start, end : int
        t* and k, counted within the scope in the order in which it reads.
    first, last : float
        ‖∂ℓ_t*/∂h_t*‖ and ‖∂ℓ_t*/∂h_k‖.
    product : float or None
        ‖Π_j ∂h_j/∂h_{j-1}‖.
    factors : array (t* − k,) or None
        ‖∂h_j/∂h_{j-1}‖ for j from t* down to k + 1, not log10; of an LSTM ∂[h, c]_j/∂[h, c]_{j-1}.
    scalar : bool
        One unit without a cell state: the norms multiply exactly.
    """

    start: int
    end: int
    first: float
    last: float
    product: float | None
    factors: Floats | None
    scalar: bool

    @property
    def bound(self) -> float | None:
        """log10 of ‖∂ℓ_t*/∂h_t*‖ · ‖Π‖, which ‖∂ℓ_t*/∂h_k‖ cannot pass along this layer's own path."""
        return None if self.product is None else self.first + self.product


def path_at(trace: Trace, scope: str, t: int) -> Path | None:
    """Return the path of the chosen loss back to step t of the time axis; None where it does not lead there."""
    logs = trace.get(f"gradient_reach_log10/{scope}.hidden")
    if logs is None or logs.ndim != 1 or "reach_from" not in trace or "loss_steps" not in trace or not len(logs):
        return None
    start, end = trace.reach_step - trace.start(scope), t - trace.start(scope)
    if is_reverse(scope):  # in the order in which it reads
        start, end = len(logs) - 1 - start, len(logs) - 1 - end
    if not 0 <= end <= start < len(logs):
        return None
    products, norms = trace.get(f"path_norm_log10/{scope}"), trace.get(f"jacobian_norm/{scope}")
    logs, products, norms = (None if one is None else as_read(scope, one) for one in (logs, products, norms))
    assert logs is not None
    hidden = trace.get(f"{scope}.hidden")
    return Path(
        start=start, end=end, first=float(logs[start]), last=float(logs[end]),
        product=None if products is None or len(products) != len(logs) else float(products[end]),
        factors=None if norms is None or len(norms) != len(logs) else np.asarray(norms[end + 1 : start + 1][::-1]),
        scalar=hidden is not None and hidden.shape[-1] == 1 and len(trace.cells[scope].states) == 1
        and len(trace.scopes) == 1,
    )


def losses_at(trace: Trace, scope: str, t: int) -> tuple[Floats, float] | None:
    """Return (‖∂ℓ_s/∂h_k‖ of every loss s, ‖∂L/∂h_k‖) at step t of the time axis; None where the trace has them not."""
    flow, norms = trace.get(f"gradient_flow/{scope}.hidden"), trace.get(f"gradient_norm/{scope}.hidden")
    k = t - trace.start(scope)
    if flow is None or norms is None or flow.ndim != 2 or not 0 <= k < min(flow.shape[1], len(norms)):
        return None
    return np.asarray(flow[:, k], np.float64), float(norms[k])


def residual_of(path: Path) -> float | None:
    """Return by what share a scalar product misses the gradient in the trace; None where it is no scalar or is zero."""
    if not path.scalar or path.bound is None or not math.isfinite(path.bound) or not math.isfinite(path.last):
        return None
    return abs(math.pow(10.0, path.bound - path.last) - 1)
