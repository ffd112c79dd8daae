"""Bounds on a gradient's reach: closed forms, what is sufficient and what only necessary."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.measures import matrix_bound, norm_condition, product_bound, radius_line, spectral_radius


def pairs(values: np.ndarray) -> np.ndarray:
    return np.stack([values.real, values.imag], -1)


def test_the_product_bound_multiplies_the_norms_between_k_and_the_loss() -> None:
    norms = np.array([7.0, 0.5, 2.0, 10.0, 3.0, 99.0])
    found = product_bound(norms, 4)
    np.testing.assert_allclose(found[:5], np.log10([0.5 * 2 * 10 * 3, 2 * 10 * 3, 10 * 3, 3, 1]), atol=1e-15)
    assert found[5] == -np.inf
    assert product_bound(norms, 0).tolist() == [0, *[-np.inf] * 5]


def test_a_norm_of_zero_ends_every_path_and_an_unknown_one_the_bound() -> None:
    found = product_bound(np.array([1.0, 1.0, 0.0, 10.0]), 3)
    assert found.tolist() == [-np.inf, -np.inf, 1.0, 0.0]
    found = product_bound(np.array([1.0, np.nan, 1.0, 10.0]), 3)
    assert math.isnan(found[0])
    assert found[1:].tolist() == [1.0, 1.0, 0.0]


def test_the_matrix_bound_and_the_radius_line_are_straight_in_the_lag() -> None:
    np.testing.assert_allclose(matrix_bound(10.0, 6, 4)[:5], [4, 3, 2, 1, 0])
    np.testing.assert_allclose(matrix_bound(10.0, 6, 4, slope=0.01)[:5], [-4, -3, -2, -1, 0])
    np.testing.assert_allclose(radius_line(0.1, 3, 2), [-2, -1, 0])
    assert matrix_bound(10.0, 6, 4)[5] == radius_line(10.0, 6, 4)[5] == -np.inf
    assert radius_line(0.0, 3, 2).tolist() == [-np.inf, -np.inf, 0.0]


@pytest.mark.parametrize("seed", range(5))
def test_every_product_keeps_below_both_bounds(seed: int) -> None:
    generator = np.random.default_rng(seed)
    w = generator.standard_normal((9, 9)) / 3
    steps = [np.diag(generator.uniform(0, 1, 9)) @ w for _ in range(12)]
    product, logs = np.eye(9), [0.0]
    for step in steps[:0:-1]:
        product = product @ step
        logs.append(math.log10(np.linalg.norm(product, 2)))
    by_step = product_bound(np.array([np.linalg.norm(step, 2) for step in steps]), 11)
    assert (np.array(logs[::-1]) <= by_step + 1e-12).all()
    assert (by_step <= matrix_bound(float(np.linalg.norm(w, 2)), 12, 11) + 1e-12).all()


def test_the_condition_is_on_the_singular_value_not_on_the_radius() -> None:
    """A Gaussian matrix of variance 1/n, n = 512, has radius 1.03 and σ_max 2.0."""
    w = np.random.default_rng(0).standard_normal((512, 512)) / math.sqrt(512)
    radius = float(spectral_radius(pairs(np.linalg.eigvals(w))))
    norm = math.sqrt(float(np.linalg.eigvalsh(w.T @ w)[-1]))
    assert radius == pytest.approx(1.03, abs=0.03)
    assert norm == pytest.approx(2.0, abs=0.03)
    assert norm_condition(0.9 / radius * norm) == "may explode"  # although the radius is 0.9
    assert norm_condition(0.99 / norm * norm) == "vanishes"


def test_norms_may_grow_at_first_although_the_radius_is_below_one() -> None:
    w = np.random.default_rng(0).standard_normal((60, 60)) / math.sqrt(60)
    w *= 0.9 / float(spectral_radius(pairs(np.linalg.eigvals(w))))
    norm = float(np.linalg.norm(w, 2))
    two = float(np.linalg.norm(w @ w, 2))
    assert two > 1
    assert radius_line(0.9, 3, 2)[0] < math.log10(two) < matrix_bound(norm, 3, 2)[0]
    slope = math.log10(np.linalg.norm(np.linalg.matrix_power(w, 300), 2)) / 300
    assert slope == pytest.approx(math.log10(0.9), abs=0.01)  # in the end the radius decides


def test_what_the_norm_alone_says() -> None:
    assert norm_condition(0.99) == "vanishes"
    assert norm_condition(3.9, slope=0.25) == "vanishes"  # the logistic function
    assert norm_condition(1.01) == "may explode"
    assert norm_condition(1.0) == norm_condition(math.nan) == norm_condition(math.inf) == "undecided"


def test_the_radius_is_the_largest_size_of_an_eigenvalue_block_by_block() -> None:
    blocks = np.array([[[0.0, 2.0], [1.0, 0.0]], [[-3.0, 4.0], [4.0, 0.0]]])
    assert spectral_radius(blocks).tolist() == [2.0, 5.0]
