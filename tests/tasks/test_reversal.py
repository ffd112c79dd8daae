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


def test_exact_longest_is_that_of_the_longest_third_alone() -> None:
    task = Reversal(ReversalFields(shortest=2, longest=9))
    batch = task.validation(64)
    third = np.sort(batch.source_lengths)[-(64 // 3)]
    long = batch.source_lengths >= third
    assert task.held_out_scores(batch.targets, batch) == {"exact_longest": 1.0}
    wrong = batch.targets.copy()
    wrong[0, ~long] = (wrong[0, ~long] + 1) % task.output_size
    assert task.held_out_scores(wrong, batch) == {"exact_longest": 1.0}
    first = int(np.flatnonzero(long)[0])
    wrong[0, first] = (wrong[0, first] + 1) % task.output_size
    assert task.held_out_scores(wrong, batch)["exact_longest"] == 1 - 1 / long.sum()


def test_the_longest_is_no_shorter_than_the_shortest() -> None:
    with pytest.raises(BadInput, match=r"task\.longest must be at least task\.shortest, which is 5, got 4"):
        Reversal(ReversalFields(shortest=5, longest=4))
