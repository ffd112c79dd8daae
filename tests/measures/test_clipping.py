from __future__ import annotations

import numpy as np
import pytest

from rnnviz.measures.clipping import shares


def test_shares_are_of_the_squares_and_sum_to_one() -> None:
    found = shares([[3.0, 4.0], [0.0, 2.0]])
    assert found.tolist() == [[pytest.approx(9 / 25), pytest.approx(16 / 25)], [0.0, 1.0]]
    many = shares(np.random.default_rng(0).exponential(size=(50, 9)))
    assert np.allclose(many.sum(axis=1), 1, rtol=1e-12)


@pytest.mark.parametrize("size", [1e-320, 1e-200, 1e300])
def test_squares_beyond_float64_are_shared_too(size: float) -> None:
    assert np.allclose(shares([[size, size, 0.0]]), [[0.5, 0.5, 0.0]])


def test_a_gradient_that_is_zero_or_not_finite_has_no_shares() -> None:
    found = shares([[0.0, 0.0], [np.inf, 1.0], [np.nan, 1.0], [1.0, 0.0]])
    assert np.isnan(found[:3]).all()
    assert found[3].tolist() == [1.0, 0.0]
    assert shares(np.empty((0, 3))).shape == (0, 3)
