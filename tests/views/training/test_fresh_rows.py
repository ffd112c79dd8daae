from __future__ import annotations

import numpy as np

from rnnviz.history import History
from rnnviz.views.training.fresh_rows import FreshRows


def rows(first: int, count: int, loss: float = 1.0) -> dict[str, np.ndarray]:
    return {"update": np.arange(first, first + count, dtype=np.float64), "loss": np.full(count, loss)}


def test_only_what_is_new_is_read() -> None:
    history, fresh = History(), FreshRows()
    history.extend(rows(1, 5))
    assert fresh.read(history) == (True, slice(0, 5))
    assert fresh.read(history) == (False, slice(5, 5))
    history.extend(rows(6, 2))
    assert fresh.read(history) == (False, slice(5, 7))


def test_another_history_begins_anew() -> None:
    fresh = FreshRows()
    for _ in range(2):
        history = History()
        history.extend(rows(1, 3))
        assert fresh.read(history) == (True, slice(0, 3))


def test_forgotten_rows_begin_anew() -> None:
    history, fresh = History(), FreshRows()
    history.extend(rows(1, 10))
    fresh.read(history)
    history.truncate(4)
    assert fresh.read(history) == (True, slice(0, 4))


def test_rows_that_were_forgotten_and_learnt_again_begin_anew() -> None:
    history, fresh = History(), FreshRows()
    history.extend(rows(1, 10))
    fresh.read(history)
    history.truncate(4)
    history.extend(rows(5, 8, loss=0.5))  # longer than before, and not the same
    assert fresh.read(history) == (True, slice(0, 12))


def test_a_loss_that_is_not_a_number_is_remembered_too() -> None:
    history, fresh = History(), FreshRows()
    history.extend(rows(1, 3, loss=np.nan))
    fresh.read(history)
    assert fresh.read(history) == (False, slice(3, 3))


def test_what_is_forgotten_is_read_again() -> None:
    history, fresh = History(), FreshRows()
    history.extend(rows(1, 3))
    fresh.read(history)
    fresh.forget()
    assert fresh.read(history) == (True, slice(0, 3))
