"""How two routes to an array are compared."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.engine.verify.checks import compare, sensitivity
from rnnviz.engine.verify.claims import Readable
from rnnviz.link.checks import Check


def compared(found: np.ndarray, true: np.ndarray, slack: np.ndarray | None = None) -> Check:
    return compare(Readable, "x", ("a", "b"), found, true, 1e-6, slack)


def test_it_is_relative_to_the_largest_value() -> None:
    true = np.array([[1000.0, 1.0], [0.0, 2.0]])
    check = compared(true + np.array([[0.0, 5e-4], [0.0, 0.0]]), true)
    assert check.residual == pytest.approx(5e-7)
    assert check.passed
    assert compared(true + np.array([[0.0, 0.0], [2e-3, 0.0]]), true).passed is False
    assert compared(true, true).ratio == 0


def test_nan_and_other_shapes_never_pass() -> None:
    true = np.ones((3, 2))
    assert compared(np.full((3, 2), np.nan), true).passed is False
    assert compared(np.ones((2, 2)), true).passed is False
    assert compared(np.full((3, 2), np.inf), true).passed is False


def test_what_only_float64_can_hold_is_no_difference() -> None:
    true = np.array([1e300, 1.0, 1e-300])
    assert compared(np.array([np.inf, 1.0, 0.0], np.float32), true).passed


def test_a_vector_with_entries_beyond_the_precision_is_left_to_its_logarithm() -> None:
    true = np.array([[1e41, 1e38], [1.0, 2.0]])
    rounded = np.array([[np.inf, 1.001e38], [1.0, 2.0]], np.float32)
    check = compared(rounded, true)
    assert check.passed
    assert "logarithms" in check.plain()["note"]
    assert compared(np.array([[-np.inf, 1e38], [1.0, 2.0]], np.float32), true).passed is False
    assert compared(np.array([[1.0, 1e38], [1.0, 2.0]], np.float32), true).passed is False
    assert compared(np.array([[np.inf, np.nan], [1.0, 2.0]], np.float32), true).passed is False
    assert compared(np.array([[np.inf, 1e38], [1.0, 2.1]], np.float32), true).passed is False
    assert compared(rounded[:1], true[:1]).passed is None


def test_where_rounding_has_grown_nothing_is_said() -> None:
    true = np.ones(4)
    found = np.array([1.0, 1.0, 1.5, 1.5])
    slack = np.array([0.0, 0.0, 1.0, 1.0])
    check = compared(found, true, slack)
    assert check.passed
    assert check.values["count"] == "2"
    assert "2 of 4" in check.plain()["note"]
    assert compared(np.array([1.5, 1.0, 1.0, 1.0]), true, slack).passed is False
    assert compared(found, true, np.ones(4)).passed is None


def test_sensitivity_grows_with_time_forward_and_is_the_largest_backward() -> None:
    plain = np.zeros((3, 2))
    moved = np.array([[0.0, 1.0], [0.5, 0.0], [2.0, 0.0]])
    assert sensitivity(plain, moved, forward=True).tolist() == [1.0, 1.0, 2.0]
    assert sensitivity(plain, moved, forward=False).tolist() == [2.0, 2.0, 2.0]
