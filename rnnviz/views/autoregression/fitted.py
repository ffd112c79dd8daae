"""What the engine has fitted, and what a model without hidden layers has learnt so far in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.trace import Array, Trace
from rnnviz.views.jobs import JobResult

Floats = npt.NDArray[np.float64]
WINDOW = "window"
"""Key of what a window's register records."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Fitted:
    """AR(p) by least squares, as the job ``autoregression`` found it."""

    values: Mapping[str, Any]
    arrays: Mapping[str, Array]

    @classmethod
    def of(cls, result: JobResult) -> Fitted:
        """Return what a job found."""
        return cls(values=result.values, arrays=result.arrays)

    @property
    def order(self) -> int:
        """How many steps it looks back, p."""
        return int(self.values["order"])

    @property
    def training(self) -> int:
        """Steps that were learnt from; the forecast begins at this one."""
        return int(self.values["training"])


def window_of(trace: Trace) -> int:
    """Return p of a model that is a window, else 0."""
    scopes = trace.scopes
    if not scopes or trace.cells[scopes[0]].key != WINDOW or "inputs" not in trace:
        return 0
    return int(trace[f"{scopes[0]}.hidden"].shape[1] // max(trace["inputs"].shape[1], 1))


def learnt_of(trace: Trace) -> Floats | None:
    """Return c, φ_1 … φ_p that a window without a hidden layer has learnt of one column; None of any other model."""
    weight, bias = trace.get("weight/readout.weight"), trace.get("weight/readout.bias")
    if len(trace.scopes) != 1 or not window_of(trace) or weight is None or bias is None:
        return None
    if weight.shape[0] != 1 or trace["inputs"].shape[1] != 1:
        return None
    return np.concatenate([bias, weight[0]]).astype(np.float64)
