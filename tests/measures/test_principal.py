"""Principal components against the singular value decomposition, and where there is little or nothing to fit."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.measures.principal import MOST_ROWS, Axes, aligned, explained, facing, principal_axes, project

SHAPES = [(200, 40), (12, 40), (5, 3), (2, 7), (300, 2)]


def states(steps: int, units: int, seed: int = 0) -> np.ndarray:
    made = np.random.default_rng(seed).standard_normal((steps, units)) * 0.7 ** np.arange(units)
    return made + 3.0


@pytest.mark.parametrize(("steps", "units"), SHAPES)
def test_axes_are_the_right_singular_vectors(steps: int, units: int) -> None:
    """X − mean = U S Vᵀ: axes are rows of Vᵀ, coordinates U S, shares S² / ΣS²."""
    values = states(steps, units)
    axes = principal_axes(values)
    u, s, v = np.linalg.svd(values - values.mean(axis=0), full_matrices=False)
    count = min(4, units, steps - 1)
    np.testing.assert_allclose(np.abs((axes.directions[:count] * v[:count]).sum(axis=1)), 1.0, rtol=1e-9)
    np.testing.assert_allclose(np.abs(project(values, axes)[:, :count]), np.abs(u * s)[:, :count], atol=1e-8)
    np.testing.assert_allclose(explained(values, axes)[:count], (s**2 / (s**2).sum())[:count], rtol=1e-8)
    np.testing.assert_array_equal(axes.directions[count:], 0.0)
    np.testing.assert_allclose(
        axes.directions[:count] @ axes.directions[:count].T, np.eye(count), atol=1e-9
    )


def test_many_steps_of_many_units_are_fitted_on_some_and_measured_on_all() -> None:
    rng = np.random.default_rng(1)
    plane = np.linalg.qr(rng.standard_normal((200, 2)))[0]
    values = rng.standard_normal((1000, 2)) * [5.0, 1.0] @ plane.T
    assert min(values.shape) > MOST_ROWS
    axes = principal_axes(values)
    assert explained(values, axes)[:2].sum() == pytest.approx(1.0, abs=1e-9), "the plane is found from any of its rows"
    np.testing.assert_allclose(
        np.linalg.norm(project(values, axes)[:, :2], axis=1), np.linalg.norm(values - axes.mean, axis=1), atol=1e-9
    )


def test_aligned_axes_keep_their_places_and_signs() -> None:
    before = principal_axes(states(100, 6))
    turned = Axes(mean=before.mean, directions=before.directions[[2, 0, 3, 1]] * [[-1.0], [1.0], [-1.0], [-1.0]])
    np.testing.assert_array_equal(aligned(turned, before).directions, before.directions)
    kept = facing(turned, before).directions
    np.testing.assert_array_equal(kept, before.directions[[2, 0, 3, 1]])
    other = principal_axes(states(100, 7))
    assert aligned(other, before) is facing(other, before) is other


@pytest.mark.parametrize(
    "values",
    [np.full((9, 5), np.nan), np.zeros((0, 5)), np.full((9, 5), 0.3), np.ones((1, 5)), np.ones((9, 1))],
    ids=["nan", "empty", "constant", "one step", "one constant unit"],
)
def test_where_nothing_varies_there_is_no_direction(values: np.ndarray) -> None:
    axes = principal_axes(values)
    assert axes.directions.shape == (4, values.shape[1])
    assert not axes.directions.any()
    assert not explained(values, axes).any()
    assert np.nan_to_num(project(values, axes)).sum() == 0


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_scale_does_not_matter(scale: float) -> None:
    values = states(50, 6) - 3.0
    share = explained(values * scale, principal_axes(values * scale))
    np.testing.assert_allclose(share, explained(values, principal_axes(values)), rtol=1e-9)


def test_a_broken_row_is_left_out() -> None:
    values = states(50, 6)
    broken = np.insert(values, 20, np.nan, axis=0)
    axes = principal_axes(broken)
    np.testing.assert_allclose(np.abs(axes.directions), np.abs(principal_axes(values).directions), atol=1e-12)
    assert np.isnan(project(broken, axes)[20]).all()
    assert np.isfinite(np.delete(project(broken, axes), 20, axis=0)).all()
