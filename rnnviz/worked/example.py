"""The numbers of a worked example, read and fitting together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Activation = Literal["tanh", "sigmoid", "relu", "identity"]
LossKind = Literal["cross_entropy", "squared", "mean_squared"]
Over = Literal["sum", "mean"]

ACTIVATIONS: tuple[Activation, ...] = ("tanh", "sigmoid", "relu", "identity")
LOSSES: tuple[LossKind, ...] = ("cross_entropy", "squared", "mean_squared")
"""−Σ y log softmax(o) · ½ ‖o − y‖², the course's · ‖o − y‖² / K, the one that this program's models learn by."""
OVER: tuple[Over, ...] = ("sum", "mean")
"""L is the sum of the losses of the steps, as in the course, or their mean, as in this program."""
FIELDS = ("U", "W", "V", "b", "c", "h0", "x", "y")
"""What is typed, in the order in which it is asked for."""
WEIGHTS = ("U", "W", "V", "b", "c")
"""What the gradients are of."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Example:
    """Weights, a short input and its targets.

    Attributes
    ----------
    U, W, V : array (H, D), (H, H), (K, H)
    b, c, h0 : array (H,), (K,), (H,)
    x : array (T, D)
    y : array (T, K)
        Targets; under cross-entropy the shares of the classes, one of them 1 as a rule.
    counts : bool array (T,)
        Steps that carry a loss.
    """

    U: Floats
    W: Floats
    V: Floats
    b: Floats
    c: Floats
    h0: Floats
    x: Floats
    y: Floats
    counts: npt.NDArray[np.bool_]
    activation: Activation = "tanh"
    loss: LossKind = "cross_entropy"
    over: Over = "sum"

    @property
    def length(self) -> int:
        """T."""
        return len(self.x)

    @property
    def weight_of_step(self) -> float:
        """By what the loss of each step is multiplied in L: 1, or one by the number of losses."""
        return 1.0 if self.over == "sum" else 1.0 / max(int(self.counts.sum()), 1)

    def with_weights(self, weights: dict[str, Floats]) -> Example:
        """Return the same example with other weights."""
        kept: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return Example(**{**kept, **weights})
