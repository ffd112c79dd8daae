"""AR(p) of the task's own series: fitted by least squares to what is learnt from, and told on what is held out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from rnnviz.engine.jobs.found import Found
from rnnviz.engine.jobs.parts import JobParts
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.measures.autoregression import autocorrelation, chosen_order, fit, forecast
from rnnviz.tasks.series import Series

LONGEST_ORDER = 64
MOST_CHOSEN = 20
"""Orders among which the least AIC is looked for."""
AHEAD = 60
"""Steps of the forecast, where as many are held out."""
BEFORE = 120
"""Steps of the training part that travel with it."""
LAGS = 20
WIDE = 1.959963984540054
"""Standard deviations on either side that hold 95 % of a normal distribution."""


def autoregression(run: Run, arguments: Mapping[str, Any]) -> JobParts:
    """Fit AR(p) to one column of the series; arguments: ``order`` (p; 0: by AIC) and ``column`` (from 0).

    Found: ``order``, ``chosen`` (whether by AIC), ``column``, ``columns``, ``training`` (n), ``variance``,
    ``stationary``, ``error`` and ``baseline`` (mean squared error one step ahead on the held-out part, and that of
    saying the last number again), ``standard`` (whether numbers are standardised); arrays ``coefficients``,
    ``errors``, ``low``, ``high`` (c, φ_1 …), ``roots`` (p, 2), ``residuals`` (n − p,), ``correlation`` (lags,),
    ``before``, ``truth``, ``mean``, ``forecast_low``, ``forecast_high``.

    Raises
    ------
    BadInput
        The task is no series, or the order or the column is none of this one's.
    """
    task = run.task
    if not isinstance(task, Series):
        raise BadInput("{task} is no series of numbers: there is nothing to fit an autoregression to", task=task.title)
    column, order = int(arguments.get("column", 0)), int(arguments.get("order", 0))
    columns = task.values.shape[1]
    if not 0 <= column < columns:
        raise BadInput("the series has columns 1 to {last}, got {value}", last=columns, value=column + 1)
    if not 0 <= order <= LONGEST_ORDER:
        raise BadInput(
            "{field} must be between {low} and {high}, got {value}", field="order", low=0, high=LONGEST_ORDER,
            value=order,
        )
    yield 0, 2
    values = task.values[:, column].astype(np.float64)
    training, size = values[: task.training_size], task.training_size
    chosen = order == 0
    if chosen:
        order = chosen_order(training, min(MOST_CHOSEN, max(size // 10, 1)))
    found = fit(training, order)
    yield 1, 2
    ahead = min(AHEAD, len(values) - size)
    mean, spread = forecast(found, training, ahead)
    low, high = found.interval()
    told = found.predict(values[size - order : -1])  # one step ahead, from the true numbers
    roots = found.roots
    return Found(
        values={
            "order": order, "chosen": chosen, "column": column, "columns": columns, "training": size,
            "variance": found.variance, "stationary": found.stationary,
            "error": float(np.square(told - values[size:]).mean()),
            "baseline": float(np.square(values[size - 1 : -1] - values[size:]).mean()),
            "standard": task.fields.scale == "standard",
        },
        arrays={
            "coefficients": found.coefficients, "errors": found.errors, "low": low, "high": high,
            "roots": np.stack([roots.real, roots.imag], 1), "residuals": found.residuals,
            "correlation": autocorrelation(found.residuals, min(LAGS, len(found.residuals) - 1)),
            "before": training[-BEFORE:], "truth": values[size : size + ahead], "mean": mean,
            "forecast_low": mean - WIDE * spread, "forecast_high": mean + WIDE * spread,
        },
    )
