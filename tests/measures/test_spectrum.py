from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.measures.spectrum import by_lag, moduli, nearest_place, tenfold_steps, what_a_step_does


def test_moduli_do_not_overflow() -> None:
    assert np.allclose(moduli(np.array([[3.0, -4.0], [1e300, 1e300]])), [5, math.sqrt(2) * 1e300])


def test_a_step_whose_norm_is_below_one_shrinks_every_gradient() -> None:
    rng = np.random.default_rng(0)
    jacobian = rng.normal(size=(6, 6))
    jacobian *= 0.99 / np.linalg.norm(jacobian, 2)
    assert what_a_step_does(np.abs(np.linalg.eigvals(jacobian)).max(), float(np.linalg.norm(jacobian, 2))) == "shrinks"
    gradients = rng.normal(size=(200, 6))
    assert (np.linalg.norm(gradients @ jacobian, axis=1) < np.linalg.norm(gradients, axis=1)).all()


def test_a_step_that_is_not_normal_may_grow_before_it_shrinks() -> None:
    jacobian = np.array([[0.9, 3.0], [0.0, 0.9]])
    assert what_a_step_does(0.9, float(np.linalg.norm(jacobian, 2))) == "may grow"
    sizes = [np.linalg.norm(np.linalg.matrix_power(jacobian, n), 2) for n in (1, 8, 200)]
    assert sizes[0] > 1
    assert sizes[1] > sizes[0]
    assert sizes[2] < 1e-3


@pytest.mark.parametrize(
    ("radius", "norm", "said"),
    [(1.0, 1.0, "grows"), (1.2, 1.5, "grows"), (math.nan, 2.0, "unknown"), (0.5, math.inf, "unknown")],
)
def test_the_other_steps(radius: float, norm: float, said: str) -> None:
    assert what_a_step_does(radius, norm) == said


def test_tenfold_is_where_the_exponential_says() -> None:
    assert math.isclose(math.exp(-0.31 * tenfold_steps(-0.31)), 0.1)
    assert math.isclose(math.exp(0.12 * tenfold_steps(0.12)), 10)
    assert tenfold_steps(0.0) == math.inf


def test_lags_count_back_from_the_step() -> None:
    assert by_lag(np.arange(6), 3).tolist() == [3, 2, 1, 0]
    assert by_lag(np.arange(6), 0).tolist() == [0]
    assert by_lag(np.arange(6), -1).tolist() == []


def test_the_nearest_place_is_the_earlier_of_two_alike() -> None:
    assert nearest_place(np.array([0, 10, 20]), 15) == 1
    assert nearest_place(np.array([0, 10, 20]), 16) == 2
    assert nearest_place(np.array([], np.int64), 3) is None
