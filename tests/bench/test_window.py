"""Every dock has its place in one of the columns."""

from __future__ import annotations

import pytest

from rnnviz.bench import window
from rnnviz.views import VIEWS

DOCKS = [key for key, kind in VIEWS.items() if kind.place == "dock"]


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_docks_stand_in_columns_of_about_the_same_need_in_their_order(columns: int) -> None:
    found = window.stacks(DOCKS, columns)
    assert [key for column in found for key in column] == DOCKS
    needs = [sum(window.LOWER if key in window.WORDS else 1.0 for key in column) for column in found]
    assert len(needs) == columns
    assert max(needs) - min(needs) <= 1.0


def test_docks_that_need_little_height_are_docks() -> None:
    assert set(DOCKS) >= window.WORDS
