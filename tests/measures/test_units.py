"""The measures of units agree with numpy's own, and keep to what is finite."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rnnviz import measures


@settings(max_examples=60, deadline=None)
@given(arrays(np.float64, (5, 7), elements=st.floats(-1e6, 1e6)))
def test_the_band_agrees_with_numpys_percentiles(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
    mean, low, high = measures.mean_and_band(values)
    np.testing.assert_allclose(mean, values.mean(1), atol=1e-9)
    np.testing.assert_allclose(low, np.percentile(values, 10, axis=1), rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(high, np.percentile(values, 90, axis=1), rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_row_that_is_not_finite_has_no_band(bad: float) -> None:
    values = np.ones((3, 4), np.float32)
    values[1, 2] = bad
    for found in measures.mean_and_band(values):
        np.testing.assert_array_equal(np.isnan(found), [False, True, False])


def test_largest_passes_over_what_is_not_finite() -> None:
    assert measures.largest(np.array([1.0, -3.0, np.nan, np.inf, -np.inf])) == 3.0
    assert measures.largest(np.full(3, np.nan)) == 0.0
    assert measures.largest(np.empty(0)) == 0.0


def test_correlation_agrees_with_numpy() -> None:
    values = np.random.default_rng(1).standard_normal((40, 6))
    expected = [np.corrcoef(values[:, unit], values[:, 2])[0, 1] for unit in range(6)]
    np.testing.assert_allclose(measures.correlation(values, 2), expected, atol=1e-12)


def test_constant_and_broken_units_correlate_with_nothing() -> None:
    values = np.random.default_rng(1).standard_normal((10, 4))
    values[:, 1] = 5.0
    values[3, 2] = np.nan
    found = measures.correlation(values, 0)
    assert found[0] == pytest.approx(1.0)
    assert found[1] == 0.0
    assert found[2] == 0.0
    np.testing.assert_array_equal(measures.correlation(values, 1), np.zeros(4))


def test_orders_of_units() -> None:
    t = np.arange(8.0)
    values = np.stack([-np.ones(8), np.where(t == 5, 9.0, 0.1), np.where(t == 2, -4.0, 0.0), t / 10], axis=1)
    assert measures.order_units(values, "index").tolist() == [0, 1, 2, 3]
    assert measures.order_units(values, "mean").tolist() == sorted(range(4), key=lambda u: -values[:, u].mean())
    assert measures.order_units(values, "peak").tolist() == [0, 2, 1, 3]
    alike = measures.order_units(np.stack([t, -t, t**2, np.cos(t)], axis=1), "alike", 1)
    assert alike[0] == 1
    assert alike[-1] == 0


@settings(max_examples=40, deadline=None)
@given(
    arrays(np.float32, (4, 5), elements=st.floats(width=32)),
    st.sampled_from(measures.ORDERS),
    st.integers(0, 4),
)
def test_every_order_holds_each_unit_once(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float32]], by: measures.Order, unit: int
) -> None:
    assert sorted(measures.order_units(values, by, unit).tolist()) == [0, 1, 2, 3, 4]


def test_the_nearest_step_that_carries_a_loss() -> None:
    steps = np.array([False, True, False, False, True, False])
    assert [measures.nearest_step(steps, t) for t in (-3, 0, 1, 2, 3, 4, 9)] == [1, 1, 1, 1, 4, 4, 4]
    assert measures.nearest_step(np.zeros(3, bool), 1) is None


def test_a_small_unit_beside_a_large_one_has_its_correlation() -> None:
    values = np.random.default_rng(1).standard_normal((40, 3))
    expected = np.corrcoef(values[:, 0], values[:, 1])[0, 1]
    values *= [1e-9, 1e-9, 1e9]
    assert measures.correlation(values, 0)[1] == pytest.approx(expected, abs=1e-12)
