"""The measures of decay agree with what is known in closed form, or with another way of computing it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rnnviz.measures import decay


@pytest.mark.parametrize("factor", [0.5, 0.9, 0.999, 1.0, 1.01, 3.0])
@pytest.mark.parametrize("length", [2, 4, 100])
def test_the_slope_of_an_exponential_is_its_factor(factor: float, length: int) -> None:
    lags = np.arange(length)[::-1]
    fit = decay(3.0 + lags * math.log10(factor), length - 1)
    assert fit is not None
    assert fit.slope == pytest.approx(math.log10(factor), abs=1e-12)
    assert fit.steps == length - 1
    assert fit.tenfold == pytest.approx(abs(1 / math.log10(factor)) if factor != 1 else math.inf)


@pytest.mark.parametrize(
    ("slope", "length", "verdict"),
    [
        (-0.5, 4, "vanishing"), (-0.02, 100, "vanishing"), (-0.005, 100, "steady"), (0.0, 10, "steady"),
        (0.02, 40, "steady"), (0.02, 60, "exploding"), (0.3, 3, "exploding"), (-0.005, 1000, "vanishing"),
    ],
)
def test_steady_is_less_than_tenfold_over_the_pass_and_in_ten_steps(slope: float, length: int, verdict: str) -> None:
    fit = decay(slope * np.arange(length)[::-1], length - 1)
    assert fit is not None
    assert fit.verdict == verdict


def test_zeros_and_broken_values_are_left_out_and_counted() -> None:
    values = -0.25 * np.arange(20.0)[::-1]
    values[:5] = -np.inf
    values[7] = np.nan
    values[9] = np.inf
    fit = decay(values, 19)
    assert fit is not None
    assert fit.slope == pytest.approx(-0.25)
    assert (fit.zeros, fit.broken, fit.steps) == (5, 2, 14)


def test_steps_after_the_loss_are_not_read() -> None:
    values = np.concatenate([-0.5 * np.arange(10.0)[::-1], [np.nan, 7.0, -np.inf]])
    fit = decay(values, 9)
    assert fit is not None
    assert fit.slope == pytest.approx(-0.5)
    assert (fit.zeros, fit.broken) == (0, 0)


@pytest.mark.parametrize("values", [[], [1.0], [np.nan, np.nan], [-np.inf, 0.0]])
def test_fewer_than_two_finite_values_give_no_fit(values: list[float]) -> None:
    assert decay(np.array(values), len(values) - 1) is None


def test_least_squares_agrees_with_numpy() -> None:
    values = np.random.default_rng(0).standard_normal(50)
    fit = decay(values, 49)
    assert fit is not None
    assert fit.slope == pytest.approx(np.polyfit(np.arange(50), values[::-1], 1)[0])


def test_the_interval_lies_around_the_slope_and_its_tenfold_steps() -> None:
    values = -0.25 * np.arange(40.0)[::-1] + 0.3 * np.random.default_rng(2).standard_normal(40)
    fit = decay(values, 39)
    assert fit is not None
    assert fit.low < -0.25 < fit.high < 0
    assert fit.low < fit.slope < fit.high
    assert fit.confidence == 0.95
    assert fit.tenfold_range == pytest.approx((-1 / fit.low, -1 / fit.high))
    flat = decay(0.3 * np.random.default_rng(2).standard_normal(40), 39)
    assert flat is not None
    assert flat.low < 0 < flat.high
    assert flat.tenfold_range[1] == math.inf
    few = decay(np.array([0.0, 1.0, 2.5]), 2)
    assert few is not None
    assert (few.low, few.high) == (-math.inf, math.inf)
    assert few.tenfold_range == (0.0, math.inf)


@pytest.mark.parametrize("gain", [0.5, 0.8])
def test_a_tanh_network_near_zero_decays_by_its_gain(gain: float) -> None:
    """The recurrent matrix is gain times a rotation, and tanh has slope 1 at 0: differentiated, that is gain a step."""
    rotation, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((12, 12)))
    tiny = 1e-100j  # the derivative by a complex step has all digits: nothing is taken away from a like number
    norms = []
    for steps in range(30, 0, -1):
        states = tiny * np.eye(12)  # a row for each unit that is moved
        for _ in range(steps):
            states = np.tanh(gain * states @ rotation.T)
        norms.append(np.linalg.norm(states.sum(axis=1).imag / tiny.imag))
    fit = decay(np.log10(norms), len(norms) - 1)
    assert fit is not None
    assert fit.slope == pytest.approx(math.log10(gain), abs=1e-9)
    assert fit.verdict == "vanishing"
