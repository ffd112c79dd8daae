"""The job that fits AR(p): the measures on the task's own numbers, nothing of the held-out part in the fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rnnviz.catalogue import from_values
from rnnviz.engine.jobs import JOBS
from rnnviz.engine.jobs.found import Found
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.measures import autoregression
from rnnviz.tasks.series import Series
from tests.views.engine_jobs import returned


def run_of(**task: Any) -> Run:
    values = {"kind": "series", "generated": "sunspots", "length": 20, **task}
    return Run(from_values({"threads": 1, "task": values, "cell": {"kind": "rnn", "hidden_size": 2}}))


def found_in(run: Run, **arguments: Any) -> Found:
    found = returned(JOBS["autoregression"](run, arguments))
    assert isinstance(found, Found)
    return found


def test_it_is_the_fit_of_the_training_part_alone() -> None:
    run = run_of()
    task = run.task
    assert isinstance(task, Series)
    found = found_in(run, order=9)
    size = task.training_size
    values = task.values[:, 0].astype(np.float64)
    fit = autoregression.fit(values[:size], 9)
    np.testing.assert_array_equal(found.arrays["coefficients"], fit.coefficients)
    np.testing.assert_array_equal(found.arrays["residuals"], fit.residuals)
    assert (found.values["order"], found.values["training"], found.values["chosen"]) == (9, size, False)
    # one step ahead, written out
    c, phi = fit.coefficients[0], fit.coefficients[1:]
    told = [c + phi @ values[t - 9 : t][::-1] for t in range(size, len(values))]
    assert found.values["error"] == pytest.approx(np.mean((np.array(told) - values[size:]) ** 2), rel=1e-12)
    # the forecast, step by step from its own words, and its band a normal one
    known = list(values[:size])
    for mean in found.arrays["mean"][:30]:
        known.append(float(c + phi @ np.array(known[-9:])[::-1]))
        assert mean == pytest.approx(known[-1], rel=1e-9, abs=1e-12)
    half = (found.arrays["forecast_high"] - found.arrays["forecast_low"]) / 2
    assert half[0] == pytest.approx(1.96 * np.sqrt(fit.variance), rel=1e-4)
    assert (np.diff(half) >= 0).all()
    np.testing.assert_array_equal(found.arrays["truth"], values[size : size + len(half)])
    roots = found.arrays["roots"] @ [1, 1j]
    np.testing.assert_allclose(roots**9, np.polyval(phi, roots), rtol=0, atol=1e-9)


def test_left_to_itself_it_takes_the_order_of_the_least_aic() -> None:
    found = found_in(run_of(generated="ar2"))
    assert found.values["chosen"]
    assert 2 <= found.values["order"] <= 4  # two, and now and then a little more
    np.testing.assert_allclose(found.arrays["coefficients"][1:3], [1.879, -0.941], atol=0.1)


def test_every_column_has_a_fit_of_its_own() -> None:
    run = run_of(generated="sine", columns=2)
    first, second = (found_in(run, order=3, column=column).arrays["coefficients"] for column in (0, 1))
    assert not np.allclose(first, second)


@pytest.mark.parametrize(("task", "arguments", "said"), [
    ({}, {"column": 1}, "the series has columns 1 to 1, got 2"),
    ({}, {"order": 65}, "order must be between 0 and 64, got 65"),
    ({"generated": "nile", "length": 15}, {"order": 60}, r"an AR\(60\) needs at least 122 values"),
])  # fmt: skip
def test_what_cannot_be_fitted_is_said(task: dict[str, Any], arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        found_in(run_of(**task), **arguments)


def test_a_task_without_a_series_is_named() -> None:
    run = Run(from_values({"threads": 1, "task": {"kind": "adding", "length": 10}, "cell": {"kind": "rnn"}}))
    with pytest.raises(BadInput, match="is no series of numbers: there is nothing to fit"):
        found_in(run)
