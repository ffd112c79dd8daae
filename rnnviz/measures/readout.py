"""What a loss sends back into the outputs it is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]


def softmax(scores: Array) -> Floats:
    """Return shares (…, n) of scores (…, n) that sum to 1 along the last axis; NaN where a score is not finite."""
    wide = np.asarray(scores, np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        powers = np.exp(wide - wide.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def output_gradient(outputs: Array, target: Array, count: int) -> Floats:
    """Return ∂loss/∂outputs of one step, (K,), of a loss that is the mean over so many steps.

    Parameters
    ----------
    outputs : array (K,)
    target : int array () for cross-entropy, or float array (K,) for the squared error averaged over the outputs
    count : int
        Steps that carry a loss.
    """
    if np.asarray(target).dtype.kind in "iu":
        found = softmax(outputs)
        found[int(target)] -= 1
        return found / count
    wide = np.asarray(outputs, np.float64)
    return 2 * (wide - np.asarray(target, np.float64)) / (wide.size * count)
