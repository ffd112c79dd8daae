from __future__ import annotations

import numpy as np
import pytest

from rnnviz.errors import BadInput
from rnnviz.tasks.pair_task import END
from rnnviz.tasks.reversal import Reversal, ReversalFields


def test_the_target_is_the_source_backwards_and_the_alignment_the_anti_diagonal() -> None:
    task = Reversal(ReversalFields(shortest=2, longest=9))
    batch = task.batch(100, np.random.default_rng(0))
    assert {2, 9} <= set(batch.source_lengths.tolist())
    for b in range(batch.size):
        length = int(batch.source_lengths[b])
        read = [task.symbols[i] for i in batch.source[:length, b]]
        written = [task.output_symbols[i] for i in batch.targets[: batch.lengths[b], b]]
        assert written == [*read[::-1], END]
        np.testing.assert_array_equal(batch.alignment[b, :length, :length], np.fliplr(np.eye(length)))
        assert not batch.alignment[b, length:].any()


def test_attention_on_the_true_alignment_scores_one_and_elsewhere_nothing() -> None:
    task = Reversal(ReversalFields())
    batch = task.validation(20)
    assert task.attention_scores(batch.alignment, batch) == {"aligned": 1.0}
    assert task.attention_scores(np.roll(batch.alignment, 1, axis=-1), batch)["aligned"] == 0.0


def test_the_longest_is_no_shorter_than_the_shortest() -> None:
    with pytest.raises(BadInput, match=r"task\.longest must be at least task\.shortest, which is 5, got 4"):
        Reversal(ReversalFields(shortest=5, longest=4))
