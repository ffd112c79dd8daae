"""AR(p): the fit by other routes, and the figures of statsmodels 0.15.0 on the sunspots."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.errors import BadInput
from rnnviz.measures.autoregression import (
    autocorrelation,
    chosen_order,
    descend,
    design,
    fit,
    forecast,
    roots_of,
)
from rnnviz.tasks.series import built_in

SUNSPOTS = built_in("sunspots", 1).values[:, 0]

# statsmodels 0.15.0: OLS of x_t on a constant and its lags, and AutoReg(x, p, trend="c"), all 309 years
COEFFICIENTS = {
    2: [14.90714833656923, 1.3918052477893534, -0.6902869279589953],
    9: [
        6.743053591733144, 1.1649421971128686, -0.40535742259303686, -0.16653934246587027, 0.14980629416031363,
        -0.0946241706479469, 0.0049100124074772655, 0.050466593084104144, -0.08635349190815855, 0.25349103194756345,
    ],
}  # fmt: skip
ERRORS = {
    2: [1.5604611160124635, 0.04152445022487424, 0.04151535627861015],
    9: [
        2.454744754017401, 0.0569938521681953, 0.08894404051723058, 0.09162954337809842, 0.09147229284020013,
        0.09154882502260123, 0.09137437983599297, 0.09123323483223036, 0.08846420819872547, 0.05690706497873368,
    ],
}  # fmt: skip
VARIANCE = {2: 278.1544412241433, 9: 228.85425076734782}
NEXT = {
    2: [13.766231595465891, 32.06522962234118, 50.0330534789081, 62.40920588113322, 67.23144580993304],
    9: [31.48480165045787, 63.023529262445095, 89.64903853019057, 94.35047925474784, 82.73394017612468],
}
BAND = {  # AutoReg divides by the number of residuals: 307 and 300
    2: [16.596274270108427, 28.4427500799509, 35.173606521297955, 37.449279651141666, 37.62272866265029],
    9: [14.873660468821035, 22.83526078488562, 26.86697694450806, 27.761379286323365, 27.816313953672285],
}


@pytest.mark.parametrize("order", [2, 9])
def test_fit_errors_and_forecast_are_those_of_statsmodels(order: int) -> None:
    found = fit(SUNSPOTS, order)
    np.testing.assert_allclose(found.coefficients, COEFFICIENTS[order], rtol=1e-9)
    np.testing.assert_allclose(found.errors, ERRORS[order], rtol=1e-9)
    assert found.variance == pytest.approx(VARIANCE[order], rel=1e-10)
    mean, deviation = forecast(found, SUNSPOTS, 5)
    np.testing.assert_allclose(mean, NEXT[order], rtol=1e-9)
    residuals = len(found.residuals)
    np.testing.assert_allclose(deviation * np.sqrt((residuals - order - 1) / residuals), BAND[order], rtol=1e-9)


@pytest.mark.parametrize("order", [1, 3, 9, 20])
def test_the_fit_is_that_of_other_routes(order: int) -> None:
    values = (SUNSPOTS - SUNSPOTS.mean()) / SUNSPOTS.std()
    lags = np.array([[1.0, *(values[t - i] for i in range(1, order + 1))] for t in range(order, len(values))])
    by_normal_equations = np.linalg.solve(lags.T @ lags, lags.T @ values[order:])
    by_singular_values = np.linalg.lstsq(lags, values[order:], rcond=None)[0]
    found = fit(values, order)
    np.testing.assert_allclose(found.coefficients, by_normal_equations, atol=1e-10)
    np.testing.assert_allclose(found.coefficients, by_singular_values, atol=1e-10)
    covariance = found.variance * np.linalg.inv(lags.T @ lags)
    np.testing.assert_allclose(found.errors, np.sqrt(np.diag(covariance)), rtol=1e-9)


def test_the_gradient_leads_to_the_same_coefficients() -> None:
    values = (SUNSPOTS - SUNSPOTS.mean()) / SUNSPOTS.std()
    path = descend(values, 9, 400)
    lags, targets = design(values, 9)
    losses = np.square(path @ lags.T - targets).mean(axis=1)
    assert losses[0] == pytest.approx(np.square(targets).mean())
    assert losses[-1] < losses[10] < losses[0]
    np.testing.assert_allclose(path[-1], fit(values, 9).coefficients, atol=1e-10)


def test_roots_tell_a_process_that_settles_from_one_that_does_not() -> None:
    shocks = np.random.default_rng(0).standard_normal(4000)
    steps = np.zeros(4000)
    for t in range(2, 4000):
        steps[t] = 2 * 0.9 * np.cos(0.5) * steps[t - 1] - 0.81 * steps[t - 2] + shocks[t]
    found = fit(steps, 2)
    np.testing.assert_allclose(np.abs(found.roots), 0.9, atol=0.02)
    np.testing.assert_allclose(np.abs(np.angle(found.roots)), 0.5, atol=0.02)
    assert found.stationary
    assert not fit(1.02 ** np.arange(60) + shocks[:60] / 100, 1).stationary
    # AutoReg's roots are in the lag operator: reciprocals of ours
    np.testing.assert_allclose(1 / np.abs(fit(SUNSPOTS, 2).roots), [1.2036083, 1.2036083], rtol=1e-7)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(1)
    held = 0
    for _ in range(200):
        values = np.zeros(200)
        for t, shock in enumerate(generator.standard_normal(199), 1):
            values[t] = 0.5 * values[t - 1] + shock
        low, high = fit(values, 1).interval()
        held += low[1] < 0.5 < high[1]
    assert 180 <= held <= 199


def test_predictions_leave_the_residuals() -> None:
    found = fit(SUNSPOTS, 4)
    np.testing.assert_allclose(SUNSPOTS[4:] - found.predict(SUNSPOTS)[:-1], found.residuals, atol=1e-9)
    np.testing.assert_allclose(found.predict(SUNSPOTS)[-1], forecast(found, SUNSPOTS, 1)[0][0])


def test_what_has_no_fit_is_named() -> None:
    with pytest.raises(BadInput, match=r"an AR\(3\) needs at least 8 values to be fitted to, got 7"):
        fit(np.arange(7.0), 3)
    with pytest.raises(BadInput, match=r"an AR\(2\) has no one fit to this series"):
        fit(np.ones(50), 2)


def test_the_order_of_the_least_aic_over_the_same_values() -> None:
    values, most = SUNSPOTS, 12
    scores = []
    for order in range(1, most + 1):
        rows = [[1.0, *values[t - order : t][::-1]] for t in range(most, len(values))]
        left = values[most:] - np.array(rows) @ np.linalg.lstsq(np.array(rows), values[most:], rcond=None)[0]
        scores.append(len(left) * np.log(np.mean(left**2)) + 2 * (order + 1))
    assert chosen_order(values, most) == 1 + int(np.argmin(scores)) == 9
    assert chosen_order(np.zeros(50), 5) == 1  # nothing to tell orders apart by
    assert chosen_order(values[:3], 5) == 1


def test_roots_solve_the_characteristic_equation_and_none_is_lost() -> None:
    found = roots_of(np.array([1.5, -0.56, 0.0]))
    np.testing.assert_allclose(found, [0.8, 0.7, 0.0], atol=1e-12)
    assert np.isnan(roots_of(np.array([np.nan, 1.0]))).all()
    assert len(roots_of(np.zeros(4))) == 4


def test_autocorrelation_is_that_of_its_definition() -> None:
    values = np.random.default_rng(1).standard_normal(40)
    apart = values - values.mean()
    true = [sum(apart[t] * apart[t - lag] for t in range(lag, 40)) / sum(apart**2) for lag in (1, 2, 3)]
    np.testing.assert_allclose(autocorrelation(values, 3), true, atol=1e-14)
    assert autocorrelation(np.ones(5), 3).tolist() == [0, 0, 0]


@pytest.mark.parametrize(("scale", "offset"), [(1e15, 0.0), (1e-18, 0.0), (1.0, 1e9), (1e-30, 0.0), (1e30, 3e30)])
def test_the_fit_is_the_same_whatever_the_numbers_are_counted_in(scale: float, offset: float) -> None:
    plain, found = fit(SUNSPOTS, 3), fit(SUNSPOTS * scale + offset, 3)
    accuracy = 1e-9 if not offset else 1e-6  # of so large numbers themselves
    np.testing.assert_allclose(found.coefficients[1:], plain.coefficients[1:], rtol=accuracy)
    np.testing.assert_allclose(found.errors[1:], plain.errors[1:], rtol=accuracy)
    constant = scale * plain.coefficients[0] + offset * (1 - plain.coefficients[1:].sum())
    np.testing.assert_allclose(found.coefficients[0], constant, rtol=accuracy)
    np.testing.assert_allclose(found.residuals, scale * plain.residuals, rtol=1e-3, atol=1e-6 * scale)
    assert chosen_order(SUNSPOTS * scale + offset, 12) == chosen_order(SUNSPOTS, 12)


def test_what_never_moves_correlates_with_nothing_though_its_mean_is_rounded() -> None:
    values = np.full(37, 0.1)
    assert values.mean() != 0.1
    assert autocorrelation(values, 2).tolist() == [0, 0]
    moving = np.random.default_rng(5).standard_normal(40)
    np.testing.assert_allclose(autocorrelation(1e-200 * moving, 3), autocorrelation(moving, 3), rtol=1e-12)
