"""The attention of a trace: its weights by head, the words on both sides, and what they are made of."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.measures.pooling import pooled
from rnnviz.past import PastTrace
from rnnviz.trace import Trace
from rnnviz.views.gate import visible
from rnnviz.views.plots.heat_map import BROKEN

WEIGHTS = "decoder.attention"
END = ".attention"
Array = npt.NDArray[Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class AttentionHeads:
    """What was looked at.

    Attributes
    ----------
    name : str
        The array's.
    weights : array (N, T, S)
        Rows sum to 1.
    scores : array (N, T, S) or None
        What the weights are the softmax of.
    products : array (N, T, S) or None
        q · k, of which the scores are made, where they are known.
    values : array (S, H) or (N, S, H) or None
        What the weights are multiplied with: the encoder's top states, or each head's values.
    source, target : tuple of str
        Words that are read (S) and written (T).
    start : int
        Step of the time axis of the first row.
    alignment : array (T, S) or None
        1 where a target word was made from a source word.
    """

    name: str = WEIGHTS
    weights: Array
    scores: Array | None = None
    products: Array | None = None
    values: Array | None = None
    source: tuple[str, ...]
    target: tuple[str, ...]
    start: int
    alignment: Array | None

    @property
    def mean(self) -> Array:
        """Weights (T, S), averaged over the heads."""
        return self.weights[0] if len(self.weights) == 1 else np.asarray(self.weights.mean(axis=0))

    def row(self, row: int, head: int | None) -> Array:
        """Return a row of weights (S,), of a head or averaged over all."""
        if head is not None and head < len(self.weights):
            return np.asarray(self.weights[head, row])
        return np.asarray(self.weights[0, row] if len(self.weights) == 1 else self.weights[:, row].mean(axis=0))

    def row_at(self, t: int) -> int | None:
        """Return the target word that is written at a step of the time axis."""
        return t - self.start if 0 <= t - self.start < len(self.target) else None

    def of_head(self, head: int | None) -> tuple[Array | None, Array, Array | None]:
        """Return (scores, weights, values) of a head; of several heads together there are weights alone."""
        if head is None and len(self.weights) > 1:
            return None, self.mean, None
        n = head or 0
        values = self.values[n] if self.values is not None and self.values.ndim == 3 else self.values
        return (None if self.scores is None else self.scores[n]), self.weights[n], values

    def tiled(self, head: int | None, block: tuple[int, int] = (1, 1)) -> tuple[npt.NDArray[np.uint8], int]:
        """Return (image, heads side by side): one head, or all with an empty row and column between at least.

        The image holds the indices of a heat map's colours: 0 to 254 for weights 0 to 1. A pixel is the largest weight
        of a block of (rows, columns), so that a head begins every `pitch` cells.
        """
        shown = self.weights if head is None else self.weights[head : head + 1]
        if block != (1, 1):
            return self._pooled(shown, block)
        count, rows, columns = shown.shape
        across = side_by_side(count)
        down = math.ceil(count / across)
        image = np.zeros((down * (rows + 1) - 1, across * (columns + 1) - 1), np.uint8)
        scaled = np.empty((rows, columns), np.float32)
        for n, weights in enumerate(shown):
            y, x = (n // across) * (rows + 1), (n % across) * (columns + 1)
            tile = image[y : y + rows, x : x + columns]
            with np.errstate(invalid="ignore", over="ignore"):
                np.multiply(weights, 254, out=scaled, casting="same_kind")
                fine = math.isfinite(float(scaled.sum()))
                broken = None if fine else ~np.isfinite(scaled)
                if broken is not None or scaled.min() < 0 or scaled.max() > 254:
                    np.clip(np.nan_to_num(scaled), 0, 254, out=scaled)
            np.add(scaled, 0.5, out=scaled)
            tile[...] = scaled
            if broken is not None:
                tile[broken] = BROKEN
        return image, across

    @staticmethod
    def _pooled(shown: Array, block: tuple[int, int]) -> tuple[npt.NDArray[np.uint8], int]:
        count, rows, columns = shown.shape
        across = side_by_side(count)
        down = math.ceil(count / across)
        high, wide = (p // size for p, size in zip(pitch((rows, columns), block), block, strict=True))
        small = pooled(shown, *block)
        with np.errstate(invalid="ignore"):
            index = np.where(np.isfinite(small), np.clip(small, 0, 1) * 254 + 0.5, BROKEN).astype(np.uint8)
        image = np.zeros((down, high, across, wide), np.uint8)
        for n, tile in enumerate(index):
            image[n // across, : tile.shape[0], n % across, : tile.shape[1]] = tile
        return image.reshape(down * high, across * wide), across

    def then(self, past: PastTrace) -> AttentionHeads | None:
        """Return the weights of a past trace on the same words, None where it has none of this shape."""
        weights = _by_head(past.arrays.get(self.name))
        if weights is None or weights.shape != self.weights.shape:
            return None
        return replace(self, weights=weights.astype(np.float32), scores=None, products=None, values=None)

    @property
    def scope(self) -> str:
        """Whose attention it is: decoder, block0."""
        return self.name.removesuffix(END)

    @property
    def is_decoders(self) -> bool:
        """Whether a decoder looks at its encoder; else a sequence looks at itself."""
        return self.name == WEIGHTS

    def masked(self, head: int, row: int) -> npt.NDArray[np.bool_]:
        """Tell (S,) which places a row may not see: those after it, where none of them has a weight."""
        places = np.arange(self.weights.shape[2]) > row
        if self.is_decoders or self.weights[head, row][places].any():
            return np.zeros(len(places), bool)
        return places


def side_by_side(count: int) -> int:
    """Return how many of so many heads are drawn side by side."""
    return math.ceil(math.sqrt(count))


def pitch(shape: tuple[int, int], block: tuple[int, int]) -> tuple[int, int]:
    """Return every how many rows and columns a head begins: whole blocks, and room between."""
    rows, columns = ((cells // size + 1) * size for cells, size in zip(shape, block, strict=True))
    return rows, columns


def known_attention(trace: Trace) -> tuple[str, ...]:
    """Return the names of the attention arrays of a trace, the decoder's first."""
    found = [n for n in trace if n.endswith(END) and "/" not in n and _by_head(trace[n]) is not None]
    return tuple(sorted(found, key=lambda name: (name != WEIGHTS, _split(name))))


def attention_of(trace: Trace, name: str = "") -> AttentionHeads | None:
    """Return an attention that a trace holds, its first where it has not the named one; None where it has none."""
    known = known_attention(trace)
    if not known:
        return None
    name = name if name in known else known[0]
    weights = _by_head(trace[name])
    assert weights is not None
    rows, columns = weights.shape[1:]
    scope = name.removesuffix(END)
    tokens = trace.get("tokens")
    scores = _by_head(trace.get(f"{name}_scores"))
    products = _by_head(trace.get(f"{name}_products"))
    if scores is not None and scores.shape != weights.shape:
        scores = None
    if products is not None and products.shape != weights.shape:
        products = None
    if name == WEIGHTS:
        source, start, values = _words(tokens, 0, columns), columns, _encoded(trace, columns)
        written = trace.get("target_tokens")
        target = _words(tokens, columns, rows) if written is None or len(written) != rows else _words(written, 0, rows)
    else:  # of a sequence on itself
        start, values = trace.start(scope), trace.get(f"{scope}.value")
        source, target = _words(tokens, start, columns), _words(tokens, start, rows)
        if values is not None and (values.ndim not in (2, 3) or values.shape[-2] != columns):
            values = None
        if values is not None and values.ndim == 2 and values.shape[1] % len(weights) == 0:  # heads side by side
            values = values.reshape(columns, len(weights), -1).swapaxes(0, 1)
    alignment = trace.get("alignment")
    if name != WEIGHTS or (alignment is not None and alignment.shape != (rows, columns)):
        alignment = None
    return AttentionHeads(
        name=name, weights=weights, scores=scores, products=products, values=values, source=source, target=target,
        start=start, alignment=alignment,
    )


def _by_head(weights: Array | None) -> Array | None:
    """Return weights (N, T, S), None where they are none."""
    if weights is None or weights.ndim not in (2, 3) or 0 in weights.shape:
        return None
    return weights[None] if weights.ndim == 2 else weights


def _encoded(trace: Trace, columns: int) -> Array | None:
    """Return the states of the encoder's top layer, (S, H)."""
    tops = [scope for scope in trace.scopes if scope.startswith("encoder.")]
    found = trace.get(f"{tops[-1]}.hidden") if tops else None
    return found if found is not None and found.ndim == 2 and len(found) == columns else None


def _split(name: str) -> list[str]:
    """Return a name's parts, numbers apart, so that block10 comes after block9."""
    head = name.partition(".")[0]
    digits = head.lstrip("abcdefghijklmnopqrstuvwxyz_")
    return [head.removesuffix(digits), digits.zfill(6), name]


def _words(tokens: Array | None, first: int, count: int) -> tuple[str, ...]:
    """Return so many tokens as they are drawn; their numbers where the trace has no text."""
    given = [] if tokens is None else tokens[first : first + count].tolist()
    known = {token: visible(str(token)) for token in set(given)}  # few of them differ
    found = [known[token] for token in given]
    return tuple(found + [str(place) for place in range(len(found), count)])
