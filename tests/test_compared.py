from __future__ import annotations

import pytest

from rnnviz.compared import brief


@pytest.mark.parametrize(("seconds", "words"), [(47.31, "47.3"), (1.0, "1.0"), (0.0423, "0.042"), (0.5, "0.5")])
def test_seconds_under_one_keep_their_figures(seconds: float, words: str) -> None:
    assert brief(seconds) == words
