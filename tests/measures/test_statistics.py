"""Intervals hold what they promise, memory and entropy agree with their closed forms."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.measures import entropy, entropy_share, memory, slope_interval, student_t

Floats = npt.NDArray[np.float64]


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [
        (1, 12.706205), (2, 4.302653), (3, 3.182446), (4, 2.776445), (5, 2.570582), (7, 2.364624), (10, 2.228139),
        (30, 2.042272), (120, 1.979930), (1000, 1.962339), (9997, 1.960201),
    ],
)
def test_students_quantiles_agree_with_the_tables(freedom: int, quantile: float) -> None:
    assert student_t(0.95, freedom) == pytest.approx(quantile, abs=2e-6)


def test_students_quantiles_at_other_levels() -> None:
    assert student_t(0.99, 3) == pytest.approx(5.840909, abs=2e-6)
    assert student_t(0.90, 6) == pytest.approx(1.943180, abs=2e-6)
    assert student_t(0.5, 1) == pytest.approx(1.0)


def slope_of(values: Floats) -> float:
    return float(np.polyfit(np.arange(len(values)), values, 1)[0])


def noise(rng: np.random.Generator, rho: float, length: int) -> Floats:
    """An AR(1) series that has run in; a random walk where ρ is 1."""
    fresh = rng.standard_normal(length + 200)
    if rho == 1:
        return np.cumsum(fresh[:length])
    found = np.zeros(length + 200)
    for step in range(1, length + 200):
        found[step] = rho * found[step - 1] + fresh[step]
    return found[200:]


@pytest.mark.parametrize(
    ("rho", "length", "least"),
    [(0.0, 20, 0.95), (0.5, 20, 0.94), (0.8, 50, 0.93), (0.9, 100, 0.94), (1.0, 100, 0.85)],
)
def test_the_interval_holds_the_slope_as_often_as_it_says(rho: float, length: int, least: float) -> None:
    rng = np.random.default_rng(7)
    held = plain = 0
    for _ in range(300):
        values = -0.3 * np.arange(length) + noise(rng, rho, length)
        slope = slope_of(values)
        low, high = slope_interval(values, slope)
        held += low <= -0.3 <= high
        away = np.arange(length) - (length - 1) / 2
        rest = values - values.mean() - slope * away
        half = student_t(0.95, length - 2) * math.sqrt(rest @ rest / (length - 2) / (away @ away))
        plain += abs(slope + 0.3) <= half
    assert held / 300 >= least
    if rho >= 0.8:
        assert plain / 300 < 0.65, "the textbook interval would hold it far less often"


def test_independent_residuals_cost_little() -> None:
    """Beside the textbook interval, which is right there, ours is at most a quarter wider in the median."""
    rng = np.random.default_rng(3)
    ratios = []
    for _ in range(200):
        values = rng.standard_normal(50)
        slope = slope_of(values)
        away = np.arange(50) - 24.5
        rest = values - values.mean() - slope * away
        half = student_t(0.95, 48) * math.sqrt(rest @ rest / 48 / (away @ away))
        low, high = slope_interval(values, slope)
        ratios.append((high - low) / 2 / half)
    assert 1.0 < np.median(ratios) < 1.25


def test_the_variance_is_that_of_the_covariance_matrix() -> None:
    """By another way: aᵀ Ω a with the whole matrix of an AR(1) series, holes included."""
    rng = np.random.default_rng(5)
    values = noise(rng, 0.3, 40)
    values[[4, 5, 17]] = np.nan
    here = np.isfinite(values)
    places = np.flatnonzero(here)
    count = len(places)
    slope = float(np.polyfit(places, values[here], 1)[0])
    rest = np.full(40, np.nan)
    rest[here] = values[here] - np.polyval(np.polyfit(places, values[here], 1), places)
    products = rest[1:] * rest[:-1]
    alike = np.nanmean(products) / np.nanmean(rest**2)
    rho = (count * alike + 2) / (count - 4) + 1 / math.sqrt(count)
    assert 0 < rho < 1
    fresh = rest[1:] - rho * rest[:-1]
    fresh = fresh[np.isfinite(fresh)]
    weights = (places - places.mean()) / ((places - places.mean()) @ (places - places.mean()))
    covariance = rho ** np.abs(places[:, None] - places[None, :]) / (1 - rho**2)
    variance = fresh @ fresh / (len(fresh) - 2) * (weights @ covariance @ weights)
    low, high = slope_interval(values, slope)
    assert (high - low) / 2 == pytest.approx(student_t(0.95, count - 3) * math.sqrt(variance), rel=1e-9)


def test_an_exact_line_has_a_narrow_interval_and_few_values_none() -> None:
    low, high = slope_interval(-0.25 * np.arange(30.0), -0.25)
    assert low == pytest.approx(-0.25, abs=1e-12)
    assert high == pytest.approx(-0.25, abs=1e-12)
    assert slope_interval(np.arange(5.0), 1.0) == (-math.inf, math.inf)
    assert slope_interval(np.array([0.0, np.nan, 1.0, -np.inf, 2.0, 3.0, 4.0]), 1.0) == (-math.inf, math.inf)
    assert slope_interval(np.zeros(8), 0.0) == (0.0, 0.0)


def test_values_too_large_for_squares_have_no_interval() -> None:
    values = 1e300 * np.cos(np.arange(20.0))
    assert slope_interval(values, 0.0) == (-math.inf, math.inf)


@given(st.floats(0.05, 0.995), st.integers(2, 300))
def test_memory_of_a_geometric_decay(factor: float, length: int) -> None:
    found = memory(-7 + np.arange(length)[::-1] * math.log10(factor), length - 1)
    assert found is not None
    total = 1 - factor**length
    for lag, share in ((found.half, 0.5), (found.most, 0.9)):
        assert 1 - factor ** (lag + 1) >= share * total * (1 - 1e-9)
        assert lag == 0 or 1 - factor**lag < share * total * (1 + 1e-9)
    closed = (1 - factor**length) ** 2 / (1 - factor) ** 2 * (1 - factor**2) / (1 - factor ** (2 * length))
    assert found.effective == pytest.approx(closed, rel=1e-9)


def test_memory_over_many_steps_is_the_closed_form() -> None:
    found = memory(np.arange(2000)[::-1] * math.log10(0.9) - 400, 1999)
    assert found is not None
    assert found.half == math.ceil(math.log(0.5) / math.log(0.9)) - 1 == 6
    assert found.most == math.ceil(math.log(0.1) / math.log(0.9)) - 1 == 21
    assert found.effective == pytest.approx(1.9 / 0.1)


def test_memory_at_its_ends() -> None:
    single = memory(np.array([-np.inf, -np.inf, 3.0, 99.0]), 2)
    assert single is not None
    assert (single.half, single.most, single.effective) == (0, 0, 1.0)
    level = memory(np.zeros(10), 9)
    assert level is not None
    assert (level.half, level.most) == (4, 8)
    assert level.effective == pytest.approx(10.0)
    for values in ([], [np.nan, 1.0], [np.inf, 1.0], [-np.inf, -np.inf]):
        assert memory(np.array(values), len(values) - 1) is None


@pytest.mark.parametrize("count", [2, 3, 17])
def test_entropy_of_equal_weights_and_of_a_single_one(count: int) -> None:
    assert entropy(np.full(count, 1 / count)) == pytest.approx(math.log(count))
    assert entropy_share(np.full((4, count), 1 / count)) == pytest.approx(np.ones(4))
    single = np.eye(count, dtype=np.float32)
    np.testing.assert_array_equal(entropy(single), np.zeros(count))
    np.testing.assert_array_equal(entropy_share(single), np.zeros(count))


def test_entropy_by_its_definition() -> None:
    weights = np.random.default_rng(0).dirichlet(np.ones(5), size=(2, 3))
    expected = [[-sum(a * math.log(a) for a in row) for row in rows] for rows in weights]
    np.testing.assert_allclose(entropy(weights), expected)
    np.testing.assert_allclose(entropy_share(weights), np.array(expected) / math.log(5))


def test_entropy_of_what_is_no_distribution() -> None:
    assert np.isnan(entropy(np.array([[np.nan, 1.0], [np.inf, 0.0], [-0.5, 1.5]]))).all()
    assert entropy_share(np.ones((3, 1))).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("rest", [1e-3, 1e-6, 3e-8, 1e-9])
def test_entropy_of_a_weight_that_float32_rounds_to_one_is_that_of_the_others(rest: float) -> None:
    exact = -(1 - rest) * math.log1p(-rest) - rest * math.log(rest)
    assert entropy(np.array([[rest, 1 - rest, 0.0]], np.float32))[0] == pytest.approx(exact, rel=1e-6)
    unequal = np.array([0.1, 0.7])  # as an operation leaves them
    assert entropy(unequal) == pytest.approx(-(unequal * np.log(unequal)).sum(), rel=1e-12)
    assert entropy_share(np.full(7, 1 / 7, np.float32)) <= 1
