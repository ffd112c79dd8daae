"""The attention of a trace: its weights by head, the words on both sides, and the true alignment."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.trace import Trace
from rnnviz.views.gate import visible

WEIGHTS = "decoder.attention"
Array = npt.NDArray[Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class AttentionHeads:
    """What a decoder looked at.

    Attributes
    ----------
    weights : array (N, T, S)
        Rows sum to 1.
    source, target : tuple of str
        Words that are read (S) and written (T).
    start : int
        Step of the time axis at which the decoder begins.
    alignment : array (T, S) or None
        1 where a target word was made from a source word.
    """

    weights: Array
    source: tuple[str, ...]
    target: tuple[str, ...]
    start: int
    alignment: Array | None

    @property
    def mean(self) -> Array:
        """Weights (T, S), averaged over the heads."""
        return self.weights[0] if len(self.weights) == 1 else np.asarray(self.weights.mean(axis=0))

    def tiled(self, head: int | None) -> tuple[Array, int]:
        """Return (image, heads side by side): one head, or all with an empty row and column between."""
        if head is not None or len(self.weights) == 1:
            return self.weights[head or 0], 1
        count, rows, columns = self.weights.shape
        across = math.ceil(math.sqrt(count))
        down = math.ceil(count / across)
        image = np.zeros((down * (rows + 1) - 1, across * (columns + 1) - 1), self.weights.dtype)
        for n, weights in enumerate(self.weights):
            y, x = (n // across) * (rows + 1), (n % across) * (columns + 1)
            image[y : y + rows, x : x + columns] = weights
        return image, across


def attention_of(trace: Trace) -> AttentionHeads | None:
    """Return the attention that a trace holds, None where it has none."""
    weights = trace.get(WEIGHTS)
    if weights is None or weights.ndim not in (2, 3) or 0 in weights.shape:
        return None
    weights = weights[None] if weights.ndim == 2 else weights
    rows, columns = weights.shape[1:]
    tokens = trace.get("tokens")
    source = _words(tokens, 0, columns)
    written = trace.get("target_tokens")
    target = _words(tokens, columns, rows) if written is None or len(written) != rows else _words(written, 0, rows)
    alignment = trace.get("alignment")
    if alignment is not None and alignment.shape != (rows, columns):
        alignment = None
    return AttentionHeads(weights=weights, source=source, target=target, start=columns, alignment=alignment)


def _words(tokens: Array | None, first: int, count: int) -> tuple[str, ...]:
    """Return so many tokens as they are drawn; their numbers where the trace has no text."""
    found = [] if tokens is None else [visible(str(token)) for token in tokens[first : first + count]]
    return tuple(found + [str(place) for place in range(len(found), count)])
