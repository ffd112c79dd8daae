"""The dock of the autoregression draws the engine's fit, and beside it what the model has learnt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch

from rnnviz.app.export.sheet import Look, sheet
from rnnviz.catalogue import from_values
from rnnviz.engine.training.run import Run
from rnnviz.measures import autoregression
from rnnviz.tasks.series import Series
from rnnviz.trace import Moment, Trace
from rnnviz.views.autoregression.coefficients import ASIDE, Coefficients
from rnnviz.views.autoregression.dock import Autoregression
from rnnviz.views.autoregression.forecast import Forecast
from rnnviz.views.autoregression.residuals import Residuals
from rnnviz.views.autoregression.roots import FIT, LEARNT, Roots, told
from rnnviz.views.base import Shared
from rnnviz.views.words.figures import number
from tests.views.engine_jobs import Engine

Stand = Callable[[type[Autoregression]], Autoregression]
WATCH = ("weight/readout.weight", "weight/readout.bias")


def made(**model: object) -> Run:
    torch.set_num_threads(1)
    return Run(from_values({
        "threads": 1, "task": {"kind": "series", "generated": "sunspots", "length": 20},
        "model": {"kind": "window", "window": 5, "hidden_layers": 0, **model}, "cell": {"kind": "rnn"},
    }))  # fmt: skip


@pytest.fixture(scope="module")
def run() -> Run:
    return made()


@pytest.fixture(scope="module")
def trace(run: Run) -> Trace:
    return replace(run.probe(WATCH), run=4)


@pytest.fixture
def view(stand: Stand, engine: Engine, trace: Trace) -> Autoregression:
    found = stand(Autoregression)
    found.widget.resize(420, 360)
    found.show(trace, Moment())
    return found


def choose(view: Autoregression, key: str) -> None:
    view.page.take(key)
    view.page.activated.emit(view.page.currentIndex())


def test_the_fit_is_asked_for_once_with_the_order_of_the_window(view: Autoregression, engine: Engine) -> None:
    assert view.sentence == "Fitting the series…"
    engine.answer()
    assert not view.sentence
    assert view.fitted is not None
    assert view.fitted.order == 5
    assert view.trace is not None
    view.show(replace(view.trace, update=9), Moment())
    assert len(engine.asked) == 1
    assert view.watch == WATCH


def test_points_and_bars_are_least_squares_and_diamonds_what_was_learnt(
    view: Autoregression, engine: Engine, run: Run
) -> None:
    engine.answer()
    choose(view, "coefficients")
    task = run.task
    assert isinstance(task, Series)
    fit = autoregression.fit(task.values[: task.training_size, 0], 5)
    page = view.drawings["coefficients"]
    assert isinstance(page, Coefficients)
    x, y = page.points.getData()
    np.testing.assert_allclose(x, np.arange(1, 6) - ASIDE)
    np.testing.assert_allclose(y, fit.coefficients[1:], rtol=1e-12)
    low, high = fit.interval()
    np.testing.assert_allclose(page.bars.opts["bottom"], (fit.coefficients - low)[1:], rtol=1e-9)
    np.testing.assert_allclose(page.bars.opts["top"], (high - fit.coefficients)[1:], rtol=1e-9)
    weight = run.learner.model.readout.weight.detach()[0].numpy()
    np.testing.assert_allclose(page.diamonds.getData()[1], weight, rtol=1e-6)
    np.testing.assert_allclose(view.data()["learnt"][1:], weight, rtol=1e-6)
    page._hover(2.2)
    assert page.said.text().startswith("φ₂ = ")
    assert "by gradient" in page.said.text()
    page._hover(None)
    assert "learnt coefficients lie within the intervals" in page.said.text()


def test_roots_forecast_and_residuals_are_those_of_the_fit(view: Autoregression, engine: Engine) -> None:
    engine.answer()
    fitted = view.fitted
    assert fitted is not None
    choose(view, "roots")
    roots = view.drawings["roots"]
    assert isinstance(roots, Roots)
    np.testing.assert_array_equal(roots.plane.points[FIT][0], fitted.arrays["roots"])
    assert len(roots.plane.points[LEARNT][0]) == 5
    choose(view, "forecast")
    forecast = view.drawings["forecast"]
    assert isinstance(forecast, Forecast)
    x, y = forecast.mean.curve.getData()
    assert x[0] == fitted.training
    np.testing.assert_array_equal(y, fitted.arrays["mean"])
    np.testing.assert_array_equal(forecast.band.low, fitted.arrays["forecast_low"])
    forecast._hover(fitted.training - 3.1)
    learnt = number(fitted.arrays["before"][-3])
    assert forecast.said.text() == f"step {fitted.training - 3}, learnt from: {learnt}"
    forecast._hover(fitted.training + 2.1)
    assert "3 ahead" in forecast.said.text()
    choose(view, "residuals")
    residuals = view.drawings["residuals"]
    assert isinstance(residuals, Residuals)
    x, y = residuals.line.curve.getData()
    assert x[0] == 5
    np.testing.assert_array_equal(y, fitted.arrays["residuals"])
    residuals._hover_lag(1.0)
    assert "lag 1" in residuals.said.text()
    residuals._hover_step(9.0)
    assert "step 9" in residuals.said.text()


def test_a_root_is_told_in_steps() -> None:
    half = 0.5 * np.array([np.cos(np.pi / 5), np.sin(np.pi / 5)])
    assert told(half) == "|λ| = 0.5, a shock halves in 1 steps, swinging with a period of 10 steps"
    assert told(np.array([1.2, 0.0])) == "|λ| = 1.2, a shock never dies"


def test_another_order_is_fitted_anew_and_kept_by_a_view_made_anew(
    view: Autoregression, engine: Engine, stand: Stand
) -> None:
    engine.answer()
    view.order.setValue(2)
    engine.answer()
    assert view.fitted is not None
    assert view.fitted.order == 2
    assert "learnt" in view.data()
    page = view.drawings["coefficients"]
    choose(view, "coefficients")
    assert page.learnt is None  # five were learnt, two are fitted
    other = stand(Autoregression)
    other.restore(view.state())
    assert (other.order.value(), other.page.key) == (2, "coefficients")


def test_a_network_has_the_fit_alone(stand: Stand, shared: Shared) -> None:
    run = made(hidden_layers=1)
    engine = Engine(shared.jobs, run)
    view = stand(Autoregression)
    view.show(run.probe(), Moment())
    assert view.watch == ()
    engine.answer()
    choose(view, "coefficients")
    assert "lags whose interval leaves out zero" in view.drawings["coefficients"].said.text()
    assert "learnt" not in view.data()


def test_where_there_is_no_series_it_says_what_would_fill_it(
    view: Autoregression, engine: Engine, shared: Shared, sample_traces: dict[str, Trace]
) -> None:
    engine.answer()
    asked: list[object] = []
    shared.requests.preset_asked.connect(asked.append)
    view.show(sample_traces["lstm"], Moment())
    assert "sunspots-ar fills this view" in view.sentence
    assert view.preset.isVisible()
    view.preset.click()
    assert asked == ["sunspots-ar"]
    assert view.data() == {}
    view.show(sample_traces["vanishing"], Moment())  # numbers, but no series: the engine says so
    engine.run = Run(from_values({"threads": 1, "task": {"kind": "recall"}, "cell": {"kind": "rnn"}}))
    engine.answer()
    assert "is no series of numbers" in view.sentence
    assert view.preset.isVisible()


def test_what_is_not_finite_is_drawn_without_complaint(
    view: Autoregression, engine: Engine, altered: Callable[..., Trace]
) -> None:
    engine.answer()
    assert view.trace is not None
    bad = {"weight/readout.weight": np.full((1, 5), np.nan), "weight/readout.bias": np.array([np.inf])}
    view.show(altered(view.trace, **bad), Moment())
    for key in view.drawings:
        choose(view, key)
        assert not view.widget.grab().isNull()


def test_a_view_made_in_its_place_and_a_picture_have_the_fit(
    view: Autoregression, engine: Engine, trace: Trace, stand: Stand
) -> None:
    engine.answer()
    with sheet(view, None, Look(width=500, height=300, theme="light")) as paper:
        assert paper is not view.widget
    again = stand(Autoregression)
    again.take_findings(view.findings())
    again.show(trace, Moment())
    assert len(engine.asked) == 1
    assert not again.sentence
    again.show(replace(trace, run=9), Moment())
    assert len(engine.asked) == 2
