"""The measures of gates agree with counting, and with what is known in closed form."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rnnviz.measures import half_life, saturation, still

Floats = npt.NDArray[np.float64]


def test_shares_are_counted_over_the_steps() -> None:
    values = np.array([[0.05, 0.5, 0.95], [0.0, 0.1, 1.0], [0.5, 0.9, 0.91], [0.09, 0.5, 0.2]])
    found = saturation(values)
    np.testing.assert_array_equal(found.left, [0.75, 0.0, 0.0])
    np.testing.assert_array_equal(found.right, [0.0, 0.0, 0.75])
    assert found.broken == 0
    assert found.medians == (0.0, 0.0)


@given(arrays(np.float32, (7, 5), elements=st.floats(0, 1, width=32)))
def test_shares_lie_in_the_triangle(values: npt.NDArray[np.float32]) -> None:
    found = saturation(values)
    assert (found.left >= 0).all()
    assert (found.right >= 0).all()
    assert (found.left + found.right <= 1).all()
    for unit in range(5):
        assert found.left[unit] == sum(value < 0.1 for value in values[:, unit]) / 7
        assert found.right[unit] == sum(value > 0.9 for value in values[:, unit]) / 7


def test_other_bounds_for_a_tanh() -> None:
    values = np.array([[-0.95, 0.0], [0.95, 0.0], [-1.0, 0.85], [0.0, -0.85]])
    found = saturation(values, -0.9, 0.9)
    np.testing.assert_array_equal(found.left, [0.5, 0.0])
    np.testing.assert_array_equal(found.right, [0.25, 0.0])
    assert found.medians == (0.25, 0.125)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_units_that_are_not_finite_are_counted_apart(bad: float) -> None:
    values = np.full((4, 3), 0.95)
    values[2, 1] = bad
    found = saturation(values)
    np.testing.assert_array_equal(found.right, [1.0, np.nan, 1.0])
    np.testing.assert_array_equal(found.left, [0.0, np.nan, 0.0])
    assert found.broken == 1
    assert found.medians == (0.0, 1.0)
    np.testing.assert_array_equal(np.isnan(half_life(np.minimum(values, 1.5))), [False, True, False])
    assert 1 not in still(values)


def test_nothing_has_no_shares() -> None:
    found = saturation(np.empty((0, 3)))
    assert np.isnan(found.left).all()
    assert found.broken == 3
    assert all(math.isnan(value) for value in found.medians)
    assert np.isnan(half_life(np.empty((0, 3)))).all()
    assert len(still(np.empty((0, 3)))) == 0


@pytest.mark.parametrize(("bias", "steps"), [(0, 1.0), (1, 2.2), (2, 5.5), (3, 14.3), (5, 103.0)])
@pytest.mark.parametrize("length", [1, 9])
def test_the_half_life_of_a_gate_that_its_bias_holds(bias: float, steps: float, length: int) -> None:
    gate = np.full((length, 2), 1 / (1 + math.exp(-bias)))
    assert half_life(gate) == pytest.approx([steps, steps], rel=0.02)
    assert half_life(gate)[0] == pytest.approx(math.log(0.5) / -math.log1p(math.exp(-bias)), rel=1e-12)


@given(arrays(np.float64, (6, 3), elements=st.floats(0.01, 0.999)))
def test_the_half_life_gives_the_product_of_the_gate(gate: Floats) -> None:
    """What is left after the pass is ½ to the number of half-lives: true of the geometric mean alone."""
    np.testing.assert_allclose(0.5 ** (6 / half_life(gate)), gate.prod(axis=0), rtol=1e-9)


def test_a_gate_that_moves_keeps_less_than_its_arithmetic_mean() -> None:
    gate = np.array([[0.5], [1.0]] * 10)
    assert half_life(gate)[0] == pytest.approx(2.0)
    assert math.log(0.5) / math.log(gate.mean()) == pytest.approx(2.41, abs=0.01)


def test_the_ends_of_the_half_life() -> None:
    gate = np.full((5, 5), 0.5)
    gate[:, 0] = 1.0
    gate[2, 1] = 0.0
    gate[:, 2] = 0.0
    gate[3, 3] = 1.0001
    np.testing.assert_array_equal(half_life(gate)[:3], [np.inf, 0.0, 0.0])
    assert math.isnan(half_life(gate)[3])
    assert half_life(gate)[4] == pytest.approx(1.0)
    assert half_life(gate.astype(np.float32))[4] == pytest.approx(1.0)


def test_units_that_do_not_move() -> None:
    rng = np.random.default_rng(0)
    values = np.tanh(rng.standard_normal((30, 6)))
    values[:, 2] = 0.4
    values[:, 4] = -0.7 + 1e-4 * rng.random(30)
    values[:, 5] = 0.1 + 0.01 * np.sin(np.arange(30))
    assert still(values, 2.0).tolist() == [2, 4]
    assert still(values[:1], 2.0).tolist() == []


def test_dead_relu_units_are_those_that_are_always_zero() -> None:
    values = 37.0 * np.maximum(np.random.default_rng(1).normal([0, 0, -9, 0, -9], 1.0, (40, 5)), 0)
    assert still(values).tolist() == [2, 4]
    assert still(np.zeros((4, 3))).tolist() == [0, 1, 2]
