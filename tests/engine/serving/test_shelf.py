"""The shelf of snapshots: what is found, what goes first, and that lines share what they have in common."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.engine.serving.shelf import MOST, Arrays, Shelf

SIZE = 800


def arrays(value: float = 0.0) -> Arrays:
    return {"model/w": np.full(SIZE // 8, value)}


def filled(count: int, budget: int) -> Shelf:
    shelf = Shelf(budget)
    for update in range(0, 10 * count, 10):
        shelf.put(1, update, arrays(update))
    return shelf


def test_the_snapshot_before_an_update_and_the_nearest_are_found() -> None:
    shelf = filled(5, 1 << 20)
    before = shelf.before(1, 29)
    nearest = shelf.nearest(1, 29)
    assert before is not None
    assert nearest is not None
    assert (before.update, nearest.update) == (20, 30)
    assert before.arrays["model/w"][0] == 20
    assert shelf.before(1, -1) is shelf.before(2, 99) is shelf.nearest(2, 0) is None


def test_past_the_budget_the_oldest_go_first_and_are_counted() -> None:
    shelf = filled(5, 5 * SIZE)
    assert (shelf.updates(1), shelf.dropped(1)) == ([0, 10, 20, 30, 40], 0)
    shelf.put(1, 50, arrays())
    assert (shelf.updates(1), shelf.dropped(1)) == ([0, 20, 30, 40, 50], 1)


def test_what_stays_lies_closer_the_newer_it_is() -> None:
    shelf = filled(400, 12 * SIZE)
    updates = shelf.updates(1)
    gaps = np.diff(updates)
    assert shelf.size <= shelf.budget
    assert (updates[0], updates[-1], len(updates)) == (0, 3990, 12)
    assert gaps[-1] == 10
    assert gaps[: len(gaps) // 2].min() > 4 * gaps[-3:].max()


def test_a_smaller_budget_acts_at_once_and_the_newest_stays_to_the_last() -> None:
    shelf = filled(8, 1 << 20)
    shelf.set_budget(SIZE)
    assert shelf.updates(1) == [70]
    shelf.put(1, 80, {"model/w": np.zeros(SIZE)})
    assert (shelf.updates(1), shelf.dropped(1)) == ([70], 8)  # larger than all the memory: not kept


def test_a_branch_shares_what_lies_before_it_and_the_larger_line_is_thinned() -> None:
    shelf = filled(6, 8 * SIZE)
    shelf.inherit(2, 1, 25)
    assert shelf.updates(2) == [0, 10, 20]
    assert shelf.size == 6 * SIZE
    for update in (26, 36, 46, 56):
        shelf.put(2, update, arrays())
    assert shelf.size <= 8 * SIZE
    assert {0, 56} <= set(shelf.updates(2))
    assert {0, 50} <= set(shelf.updates(1))
    shelf.forget(1)
    assert shelf.updates(1) == []


@pytest.mark.parametrize("count", [MOST + 50])
def test_however_small_there_are_only_so_many(count: int) -> None:
    shelf = filled(count, 1 << 30)
    assert len(shelf.updates(1)) == MOST
    assert shelf.dropped(1) == 0
    shelf.truncate(1, 25)
    assert shelf.updates(1)[-1] <= 25
