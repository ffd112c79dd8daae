from __future__ import annotations

import pytest

from rnnviz.compared import MISSING, brief, in_words, stopped_words, table
from rnnviz.comparison import Outcome, cases, comparisons, load_comparison


@pytest.mark.parametrize(("seconds", "words"), [(47.31, "47.3"), (1.0, "1.0"), (0.0423, "0.042"), (0.5, "0.5")])
def test_seconds_under_one_keep_their_figures(seconds: float, words: str) -> None:
    assert brief(seconds) == words


def test_a_stopped_comparison_says_what_it_lacks_and_leaves_its_cells_where_they_belong() -> None:
    every_one = (load_comparison(name) for name in comparisons())
    comparison = next(each for each in every_one if each.against and len(each.seeds) > 1)
    assert comparison.against is not None
    every = [
        Outcome(label=case.label, value=case.value, seed=case.seed, parameters=7, updates=1, seconds=1.0, measure=0.5)
        for case in cases(comparison)
    ]
    assert stopped_words(comparison, every) == ""
    first = every[0]
    kept = [each for each in every if (each.label, each.value) != (first.label, first.value)][1:]
    words = stopped_words(comparison, kept)
    assert words.startswith(f"stopped after {len(kept)} of {len(every)} runs; missing: {first.label} {first.value}, ")
    one = f"({len(comparison.seeds) - 1} of {len(comparison.seeds)})"
    assert words.endswith(one)
    line = next(line for line in in_words(comparison, table(comparison, kept)) if line.startswith(first.label))
    assert MISSING in line
