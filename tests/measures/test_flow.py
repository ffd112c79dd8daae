from __future__ import annotations

import numpy as np
import pytest

from rnnviz.measures.flow import (
    by_distance,
    by_lag,
    cumulative_share,
    cut_steps,
    lag_containing,
    log10_of,
    log10_sum,
    median_ratio,
    reach_back,
)


def test_lags_are_the_diagonals() -> None:
    flow = np.arange(1.0, 17).reshape(4, 4)
    first, parts = by_lag(np.tril(flow))
    assert (first, parts.tolist()) == (0, [1 + 6 + 11 + 16, 5 + 10 + 15, 9 + 14, 13])
    assert by_lag(np.array([[7.0]]))[1].tolist() == [7.0]


def test_lags_to_the_other_side_are_negative_and_those_that_hold_nothing_are_left_out() -> None:
    flow = np.arange(1.0, 10).reshape(3, 3)
    first, parts = by_lag(flow)
    assert (first, parts.tolist()) == (-2, [3, 2 + 6, 1 + 5 + 9, 4 + 8, 7])
    assert by_distance(first, parts).tolist() == [15, 8 + 12, 3 + 7]
    flow[0, 2] = 0
    assert by_lag(flow)[0] == -1
    first, parts = by_lag(np.triu(flow), back=True)
    assert (first, parts.tolist()) == (0, [15, 8, 0])


def test_lags_across_a_gap_begin_beyond_it() -> None:
    """Losses of a decoder that begins at step 2, of steps of its encoder."""
    first, parts = by_lag(np.array([[1.0, 2.0], [4.0, 8.0]]), offset=2)
    assert (first, parts.tolist()) == (0, [0, 2, 1 + 8, 4])


def test_a_geometric_flow_has_geometric_lags() -> None:
    steps = np.arange(30)
    flow = np.tril(0.5 ** (steps[:, None] - steps))
    assert np.allclose(by_lag(flow)[1], (30 - steps) * 0.5**steps)


def test_shares_add_up_to_one() -> None:
    parts = 0.5 ** np.arange(1, 41.0)  # sums to 1: after n parts 1 − 2⁻ⁿ is there
    shares = cumulative_share(parts)
    assert np.allclose(shares, 1 - 0.5 ** np.arange(1, 41))
    assert shares[-1] == 1
    assert lag_containing(parts, 0.9) == 3  # 15/16 after four parts, 7/8 after three
    assert lag_containing(parts, 0.5) == 0
    assert lag_containing(np.ones(10), 0.9) == 8


def test_a_share_that_passes_through_one_does_not_count() -> None:
    parts = np.array([1.0, 1.0, -1.0])  # 1, 2, 1
    assert cumulative_share(parts).tolist() == [1.0, 2.0, 1.0]
    assert lag_containing(parts, 0.9) == 2
    assert lag_containing(np.array([3.0, -2.0, 0.05, -0.05]), 0.9) == 1


@pytest.mark.parametrize("parts", [[], [0.0, 0.0], [1.0, -1.0], [np.nan, 1.0], [np.inf]])
def test_nothing_has_no_share(parts: list[float]) -> None:
    assert np.isnan(cumulative_share(np.array(parts))).all()
    assert lag_containing(np.array(parts), 0.9) is None


@pytest.mark.parametrize(("rate", "steps"), [(0.5, 4), (0.1, 1), (0.9, 22), (0.99, None)])
def test_reach_of_a_constant_rate(rate: float, steps: int | None) -> None:
    logs = np.log10(rate) * (60 - np.arange(100))  # falls by the rate each step back from step 60
    assert reach_back(logs, 60) == steps


def test_reach_starts_at_its_step() -> None:
    logs = np.array([-5.0, -2.0, -1.5, -3.0, 0.0])
    assert reach_back(logs, 3) == 3
    assert reach_back(logs, 4) == 1
    assert reach_back(logs, 2, decades=0.5) == 1
    assert reach_back(np.array([-np.inf, 0.0]), 1) == 1
    assert reach_back(np.array([0.0, -np.inf]), 1) is None
    assert reach_back(np.array([0.0, np.nan]), 1) is None
    assert reach_back(np.empty(0), 0) is None


def test_logs_of_norms() -> None:
    found = log10_of(np.array([100.0, 0.0, np.inf, np.nan, 1e-300]))
    assert found[0] == 2
    assert np.isneginf(found[1])
    assert np.isnan(found[2:4]).all()
    assert found[4] == pytest.approx(-300)
    assert log10_of(np.array([1e-44], np.float32))[0] == pytest.approx(np.log10(float(np.float32(1e-44))))


def test_sums_in_the_log_domain() -> None:
    norms = np.exp(np.random.default_rng(0).normal(0, 5, (7, 11)))
    norms[:, 3] = 0
    logs = log10_of(norms)
    for axis in (0, 1):
        assert np.allclose(10 ** log10_sum(logs, axis), norms.sum(axis), rtol=1e-13)
    assert np.isneginf(log10_sum(logs, 0)[3])


def test_sums_beyond_floats() -> None:
    assert log10_sum(np.full((4, 3), -1000.0), 0) == pytest.approx(np.log10(4) - 1000)
    assert log10_sum(np.full((10, 1), 900.0), 0) == pytest.approx(901)
    assert np.isnan(log10_sum(np.array([[np.nan, 0.0]]), 1)).all()
    assert np.isneginf(log10_sum(np.empty((0, 2)), 0)).all()


def test_cuts() -> None:
    assert cut_steps(100, 25).tolist() == [25, 50, 75]
    assert cut_steps(101, 25).tolist() == [25, 50, 75, 100]
    assert cut_steps(5, 1).tolist() == [1, 2, 3, 4]
    assert cut_steps(5, 5).tolist() == []
    assert cut_steps(5, 0).tolist() == []


def test_ratio_of_what_was_cut() -> None:
    whole = np.log10([1.0, 2.0, 4.0, 8.0])
    part = np.log10([0.5, 0.5, 6.0, 2.0])
    assert median_ratio(part, whole) == pytest.approx((0.25 + 0.5) / 2)
    assert median_ratio(np.array([-400.0, -np.inf]), np.array([-400.3, -np.inf])) == pytest.approx(10**0.3)
    assert median_ratio(np.array([-np.inf, -np.inf]), np.array([0.0, -3.0])) == 0
    assert np.isnan(median_ratio(np.array([0.0]), np.array([-np.inf])))
