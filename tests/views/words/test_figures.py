"""Numbers as words."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.views.words.figures import lowered, number, power, signed
from rnnviz.views.words.powers import raised


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"), (0.03124, "0.0312"), (-1.25, "−1.25"), (1234.6, "1235"), (-3.1e-7, "−3.1·10⁻⁷"),
        (2e9, "2.0·10⁹"), (math.nan, "NaN"), (math.inf, "∞"), (-math.inf, "−∞"), (np.float32(0.5), "0.5"),
    ],
)
def test_numbers(value: float, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.4251, "+0.43"), (-1.2, "−1.20"), (0.0, "+0.00"), (250.0, "250"), (math.nan, "NaN")]
)
def test_signed_numbers(value: float, said: str) -> None:
    assert signed(value) == said


@pytest.mark.parametrize(
    ("log10", "said"),
    [
        (-math.inf, "0"), (math.nan, "not finite"), (math.inf, "not finite"), (0.0, "1"), (-1.5, "0.032"),
        (-400.5, "3.2·10⁻⁴⁰¹"), (-4.0000001, "1.0·10⁻⁴"), (38.9999999, "1.0·10³⁹"),
    ],
)
def test_powers_beyond_floats(log10: float, said: str) -> None:
    assert power(log10) == said


@given(st.floats(-300, 300))
def test_powers_are_right_to_two_digits(log10: float) -> None:
    plain = power(log10).replace("·10", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    assert math.log10(float(plain)) == pytest.approx(log10, abs=0.03)


def test_a_power_alone_has_no_factor() -> None:
    assert [power(-6, 1), power(-10.0001, 1), power(5.3, 1)] == ["10⁻⁶", "10⁻¹⁰", "2·10⁵"]
    assert [number(1e-6, 1), number(-1e-6, 2), number(1e-6)] == ["10⁻⁶", "−10⁻⁶", "1.0·10⁻⁶"]


def test_small_digits() -> None:
    assert raised(-12) == "⁻¹²"
    assert lowered(105) == "₁₀₅"
