"""A pair's example as a pass reads it."""

from __future__ import annotations

from dataclasses import replace

from rnnviz.tasks import PairBatch


def cropped(example: PairBatch) -> PairBatch:
    """Return an example (B = 1) without its padding."""
    steps, source = int(example.lengths[0]), int(example.source_lengths[0])
    return replace(
        example, inputs=example.inputs[:steps], targets=example.targets[:steps],
        loss_steps=example.loss_steps[:steps], source=example.source[:source],
        alignment=example.alignment[:, :steps, :source],
    )
