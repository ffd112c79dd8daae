from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.measures.pooling import pooled


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 1), (1, 3), (3, 4), (5, 7), (9, 9), (20, 20)])
def test_each_number_is_the_largest_of_its_block(rows: int, columns: int) -> None:
    values = np.random.default_rng(0).standard_normal((3, 10, 11))
    found = pooled(values, rows, columns)
    assert found.shape == (3, math.ceil(10 / rows), math.ceil(11 / columns))
    for n, y, x in np.ndindex(found.shape):
        assert found[n, y, x] == values[n, y * rows : (y + 1) * rows, x * columns : (x + 1) * columns].max()


def test_what_is_no_number_stays_in_sight() -> None:
    values = np.zeros((1, 6, 6), np.float32)
    values[0, 4, 5] = np.nan
    assert np.isnan(pooled(values, 2, 3)).tolist() == [[[False, False], [False, False], [False, True]]]
