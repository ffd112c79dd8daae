from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.views.plots.thinned import SHORTEST_MEAN, Thinned

CHUNKS = st.lists(st.integers(0, 60), min_size=1, max_size=12)
SEEDS = st.integers(0, 2**16)


def filled(chunks: list[int], most: int, seed: int) -> tuple[Thinned, np.ndarray]:
    values = np.random.default_rng(seed).normal(size=sum(chunks))
    thinned, begin = Thinned(most), 0
    for count in chunks:
        part = slice(begin, begin + count)
        thinned.extend(np.arange(begin, begin + count, dtype=np.float64), values[part])
        begin += count
    return thinned, values


@given(CHUNKS, st.integers(2, 20), SEEDS)
def test_holds_the_lowest_and_highest_of_each_stretch(chunks: list[int], most: int, seed: int) -> None:
    thinned, values = filled(chunks, most, seed)
    x, y = thinned.curve()
    assert thinned.rows == len(values)
    assert len(x) == len(y) <= 2 * most
    pieces = [values[start : start + thinned.each] for start in range(0, len(values), thinned.each)]
    assert len(pieces) <= most
    if thinned.each == 1:
        assert np.array_equal(y, values)
        assert np.array_equal(x, np.arange(len(values)))
    else:
        assert np.array_equal(y, np.array([end for piece in pieces for end in (piece.min(), piece.max())]))
        assert np.array_equal(x[::2], np.arange(0, len(values), thinned.each))
    if len(values):
        assert thinned.bounds == (values.min(), values.max())


@given(CHUNKS, SEEDS)
def test_piece_by_piece_is_the_same_as_all_at_once(chunks: list[int], seed: int) -> None:
    pieces, values = filled(chunks, 8, seed)
    whole, _ = filled([len(values)], 8, seed)
    for one, other in zip((*pieces.curve(), *pieces.mean()), (*whole.curve(), *whole.mean()), strict=True):
        assert np.allclose(one, other, rtol=1e-12, atol=1e-12)


def test_the_mean_is_that_of_the_last_rows() -> None:
    thinned, values = filled([300], 400, seed=1)
    x, mean = thinned.mean()
    assert thinned.mean_rows == SHORTEST_MEAN
    expected = [values[max(0, t - SHORTEST_MEAN + 1) : t + 1].mean() for t in range(300)]
    assert np.allclose(mean, expected)
    assert np.array_equal(x, np.arange(300))


def test_the_mean_of_a_long_column_is_over_a_fiftieth_of_it() -> None:
    thinned, values = filled([40_000], 300, seed=2)
    assert 800 <= thinned.mean_rows < 800 + thinned.each
    last = len(values) // thinned.each * thinned.each  # the last stretch is not full
    rows = values[last - thinned.mean_rows + thinned.each :]
    assert np.isclose(thinned.mean()[1][-1], rows.mean())


def test_numbers_of_very_different_size_do_not_spoil_the_mean() -> None:
    thinned = Thinned(1000)
    values = np.concatenate([np.full(50, 1e20), np.full(100, 1.0)])
    thinned.extend(np.arange(150.0), values)
    assert thinned.mean()[1][-1] == 1.0


def test_nothing_has_no_ends() -> None:
    thinned = Thinned(4)
    thinned.extend(np.empty(0), np.empty(0))
    assert len(thinned.curve()[0]) == len(thinned.mean()[0]) == 0
    assert thinned.bounds == (np.inf, -np.inf)
    assert thinned.smallest_positive == np.inf
