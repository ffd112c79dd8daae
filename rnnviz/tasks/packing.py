"""Pairs of sequences packed into one batch, with padding at their ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from rnnviz.tasks.base import Ints, PairBatch


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One example of an encoder-decoder.

    Attributes
    ----------
    source, target : sequence of int
        Symbols; the target ends with its end token.
    sources : sequence of collections of int
        For each target symbol the places of the source that it was made from; empty where none is.
    """

    source: Sequence[int]
    target: Sequence[int]
    sources: Sequence[Collection[int]]


def packed(pairs: Sequence[Pair], start: int) -> PairBatch:
    """Return a batch: the decoder reads the symbol ``start``, then the target shifted by one (teacher forcing)."""
    size = len(pairs)
    source_lengths = np.array([len(one.source) for one in pairs])
    lengths = np.array([len(one.target) for one in pairs])
    source: Ints = np.zeros((source_lengths.max(), size), np.int64)
    targets: Ints = np.zeros((lengths.max(), size), np.int64)
    alignment = np.zeros((size, len(targets), len(source)), np.float32)
    for b, one in enumerate(pairs):
        source[: len(one.source), b] = one.source
        targets[: len(one.target), b] = one.target
        for t, places in enumerate(one.sources):
            alignment[b, t, list(places)] = 1.0
    inputs = np.full_like(targets, start)
    inputs[1:] = targets[:-1]
    return PairBatch(
        inputs=inputs, targets=targets, loss_steps=np.arange(len(targets))[:, None] < lengths,
        source=source, source_lengths=source_lengths, lengths=lengths, alignment=alignment,
    )
