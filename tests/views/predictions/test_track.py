"""Predictions: what is drawn is the model's readout in the data's own units, and its residual is the loss."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.resources import resources
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.predictions.told import columns_of, seen_at, told
from rnnviz.views.predictions.track import Predictions
from rnnviz.views.predictions.words import figure, more

Stand = Callable[[type[Predictions]], Predictions]
TANH = {"kind": "rnn", "hidden_size": 5}
SERIES = {"kind": "series", "length": 20}
SUNSPOTS = {**SERIES, "generated": "sunspots"}
WINDOW = {"kind": "window", "window": 4, "hidden_layers": 0, "short_windows": "left_out"}
EXPERIMENTS: dict[str, dict[str, Any]] = {
    "window": {"task": SUNSPOTS, "model": WINDOW},
    "lstm": {"task": SUNSPOTS, "cell": {"kind": "lstm", "hidden_size": 5}},
    "shuffled": {"task": {**SUNSPOTS, "order": "shuffled"}, "cell": TANH},
    "nile": {"task": {**SERIES, "generated": "nile"}, "dtype": "float64", "cell": TANH},
    "two": {"task": {**SERIES, "columns": 2}, "cell": {"kind": "gru", "hidden_size": 5}},
    "raw": {"task": {**SERIES, "scale": "raw"}, "cell": TANH},
    "adding": {"task": {"kind": "adding", "length": 12}, "cell": {"kind": "lstm", "hidden_size": 5}},
    "recall": {"task": {"kind": "recall", "length": 12}, "training": {"loss_on": "last"}, "cell": TANH},
    "transformer": {"task": SERIES, "model": {"kind": "transformer"}, "cell": {**TANH, "hidden_size": 8}},
    "both_ways": {"task": {"kind": "adding", "length": 12}, "model": {"bidirectional": True}, "cell": TANH},
}


@pytest.fixture(scope="module")
def runs() -> dict[str, Run]:
    """A model of each kind after two updates."""
    found = {kind: Run(from_values({"cell": TANH, **values})) for kind, values in EXPERIMENTS.items()}
    for run in found.values():
        run.update()
        run.update()
    return found


@pytest.fixture(scope="module")
def traces(runs: dict[str, Run]) -> dict[str, Trace]:
    """Its trace."""
    found = {}
    for number, (kind, run) in enumerate(runs.items()):
        trace = run.probe()
        found[kind] = Trace(run=number, update=run.updates, arrays=trace.arrays, cells=trace.cells)
    return found


def show(view: Predictions, trace: Trace, t: int = 0) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment("forward", t))


def shaded(view: Predictions) -> object:
    return view.window.steps


def file_of(name: str) -> dict[str, float]:
    """Return the numbers of a series that comes with the program, by its years."""
    with open(resources() / "data" / name, encoding="utf-8", newline="") as file:
        return {row[0]: float(row[1]) for row in list(csv.reader(file))[1:]}


@pytest.mark.parametrize("kind", list(EXPERIMENTS))
def test_squared_residuals_are_the_loss_of_each_step(traces: dict[str, Trace], kind: str) -> None:
    trace = traces[kind]
    here = trace["loss_steps"]
    squares = np.zeros(int(here.sum()))
    for column in range(len(columns_of(trace))):
        shown = told(trace, column)
        assert shown is not None
        np.testing.assert_array_equal(shown.steps, np.flatnonzero(here))
        squares += np.square(shown.residual / shown.scale)
    losses = squares / len(columns_of(trace))
    np.testing.assert_allclose(losses, trace["loss_by_time"][here] * here.sum(), rtol=2e-4, atol=1e-9)
    assert losses.mean() == pytest.approx(float(trace["loss"]), rel=1e-4)


@pytest.mark.parametrize("kind", list(EXPERIMENTS))
def test_predictions_are_what_the_readout_says(runs: dict[str, Run], traces: dict[str, Trace], kind: str) -> None:
    trace, task = traces[kind], runs[kind].task
    top = runs[kind].learner.model.readout
    states = [trace[f"{scope}.hidden"] for scope in trace.scopes[-2 if kind == "both_ways" else -1 :]]
    if kind != "transformer":  # whose top block is normalised once more before it is read
        by_hand = np.concatenate(states, 1) @ top.weight.detach().numpy().T + top.bias.detach().numpy()
        np.testing.assert_allclose(by_hand, trace["outputs"], rtol=1e-4, atol=1e-5)
    spread = getattr(task, "_spread", np.ones(1))
    mean = getattr(task, "_mean", np.zeros(1))
    shown = told(trace, 0)
    assert shown is not None
    wanted = trace["outputs"][trace["loss_steps"], 0].astype(np.float64) * spread[0] + mean[0]
    np.testing.assert_array_equal(shown.prediction, wanted)


@pytest.mark.parametrize(("kind", "name", "tolerance"), [
    ("window", "sunspots.csv", 1e-4), ("lstm", "sunspots.csv", 1e-4), ("shuffled", "sunspots.csv", 1e-4),
    ("nile", "nile.csv", 1e-3),
])  # fmt: skip
def test_truth_is_the_number_of_its_year_in_the_file(
    traces: dict[str, Trace], kind: str, name: str, tolerance: float
) -> None:
    file, shown = file_of(name), told(traces[kind], 0)
    assert shown is not None
    years = [shown.label(int(t)) for t in shown.steps]
    np.testing.assert_allclose(shown.truth, [file[year] for year in years], atol=tolerance)
    read = [file[shown.read_label(int(t))] for t in shown.read_steps]
    np.testing.assert_allclose(shown.read[0], read, atol=tolerance)
    ordered = np.diff([int(year) for year in years]).tolist() == [1] * (len(years) - 1)
    assert ordered == (kind != "shuffled")


def test_a_series_as_it_is_needs_no_units_undone(traces: dict[str, Trace]) -> None:
    shown = told(traces["raw"], 0)
    assert shown is not None
    np.testing.assert_array_equal(shown.truth, traces["raw"]["targets"][:, 0])
    assert (shown.scale, shown.name, shown.unit, shown.labels) == (1.0, "", "", ())


@pytest.mark.parametrize("kind", ["window", "lstm", "raw", "adding"])
def test_what_needs_no_network_is_said_beside_it(stand: Stand, traces: dict[str, Trace], kind: str) -> None:
    trace, shown = traces[kind], told(traces[kind], 0)
    assert shown is not None
    here = trace["loss_steps"]
    inputs, targets = (trace[name][here, 0].astype(np.float64) for name in ("inputs", "targets"))
    idle = np.sqrt(np.square(targets - inputs).mean()) * shown.scale
    mean = np.sqrt(np.square(targets).mean()) * shown.scale  # of standardised numbers it is zero
    view = stand(Predictions)
    view.widget.resize(1600, 200)
    show(view, trace)
    said = view.heading.accessibleName()
    assert shown.idle_rms == pytest.approx(idle) or kind == "adding"
    assert np.isnan(shown.mean_rms) if kind in ("raw", "adding") else shown.mean_rms == pytest.approx(mean)
    assert (f"the last value again by {figure(idle, shown.scale, 3)}" in said) == (kind != "adding")
    assert ("the mean by" in said) == (kind in ("window", "lstm"))


def test_curves_strokes_and_marks_are_the_numbers(stand: Stand, traces: dict[str, Trace]) -> None:
    view, trace = stand(Predictions), traces["window"]
    show(view, trace, 9)
    shown = told(trace, 0)
    assert shown is not None
    for line, values in ((view.truth, shown.truth), (view.prediction, shown.prediction)):
        np.testing.assert_array_equal(line.curve.getData()[0], shown.steps)
        np.testing.assert_array_equal(line.curve.getData()[1], values)
    np.testing.assert_array_equal(view.read[0].curve.getData()[1], shown.read[0])
    above = shown.residual > 0
    for sign, here in ((1, above), (-1, ~above)):
        x, y = view.between[sign].getData()
        np.testing.assert_array_equal(x, shown.steps[here].repeat(2))
        np.testing.assert_array_equal(y, np.stack([shown.truth, shown.prediction], 1)[here].ravel())
    low, high = view.plot.box.viewRange()[1]
    assert low < min(shown.truth.min(), shown.prediction.min())
    assert high > max(shown.truth.max(), shown.prediction.max())
    assert view.came.data["y"].tolist() == [shown.truth[shown.place(9)]]
    assert view.says.data["y"].tolist() == [shown.prediction[shown.place(9)]]


def test_the_window_is_shaded_at_the_cursor(stand: Stand, traces: dict[str, Trace]) -> None:
    view, trace = stand(Predictions), traces["window"]
    show(view, trace, 9)
    assert shaded(view) == (6, 9)
    np.testing.assert_array_equal(view.seen.data["x"], [6, 7, 8, 9])
    show(view, trace, 1)  # nothing is scored: the window is not full
    assert shaded(view) == (0, 1)
    assert not len(view.came.data)
    assert "from the last 4" in view.heading.text()
    show(view, traces["lstm"], 9)  # that remembers what it likes
    assert shaded(view) is None
    assert seen_at(traces["transformer"], 3) is None


def test_the_prediction_hangs_on_its_window_alone(runs: dict[str, Run], traces: dict[str, Trace]) -> None:
    before = traces["window"]["outputs"][:, 0]
    zeros = Operation(kind="clamp", target="inputs", first=8, last=8)
    after = runs["window"].probe(operations=(zeros,))["outputs"][:, 0]
    changed = np.flatnonzero(~np.isclose(before, after, rtol=1e-6, atol=1e-7))
    assert set(changed) <= {t for t in range(20) if seen_at(traces["window"], t)[0] <= 8 <= t}  # type: ignore[index]
    assert len(changed)


def test_residuals_are_bars_about_zero(stand: Stand, traces: dict[str, Trace]) -> None:
    view, trace = stand(Predictions), traces["lstm"]
    show(view, trace)
    view.restore({"mode": "residual"})
    shown = told(trace, 0)
    assert shown is not None
    drawn = view.bars[1].opts["height"] + view.bars[-1].opts["height"]
    np.testing.assert_allclose(drawn, shown.residual)
    low, high = view.plot.box.viewRange()[1]
    assert low == -high
    assert view.prediction.empty
    assert view.state()["mode"] == "residual"
    assert figure(shown.rms, shown.scale, 3) in view.heading.text()
    view.restore({"mode": "series"})
    assert not view.bars[1].isVisible()
    assert view.plot.box.viewRange()[1][0] > -high


def test_each_column_can_be_chosen(stand: Stand, traces: dict[str, Trace]) -> None:
    view, trace = stand(Predictions), traces["two"]
    show(view, trace)
    assert not view.column.isHidden()
    view.restore({"column": "1"})
    shown = told(trace, 1)
    assert shown is not None
    np.testing.assert_array_equal(view.data()["predictions/truth"], shown.truth)
    if shown.unit:
        assert view.units()["predictions/truth"] == view.units()["predictions/residual"] == shown.unit
    assert view.units()["predictions/steps"] == "step"
    assert not np.array_equal(view.data()["predictions/truth"], told(trace, 0).truth)  # type: ignore[union-attr]


def test_one_number_at_the_end_is_a_pair_of_marks(stand: Stand, traces: dict[str, Trace]) -> None:
    view, trace = stand(Predictions), traces["adding"]
    show(view, trace, 3)
    assert view.came.data["x"].tolist() == [trace.length - 1]
    assert view.came.data["y"] == pytest.approx([float(trace["targets"][-1, 0])])
    assert view.says.data["y"] == pytest.approx([float(trace["outputs"][-1, 0])])
    assert [not line.empty for line in view.read] == [True, True, False]  # the numbers, and the marks
    show(view, traces["recall"], 3)  # what is read and what is asked for are alike, but not a step apart
    assert view.shown is not None
    assert not view.shown.same
    assert view.shown.read[0, 0] == pytest.approx(view.shown.truth[0])  # the first number, which is to be recalled
    assert len(view.shown.read) == 1
    show(view, trace, 3)
    assert view.readout(3) == ""
    assert figure(float(trace["targets"][-1, 0]), 1.0) in view.readout(trace.length - 1)


def test_hovering_gives_year_numbers_and_units(stand: Stand, traces: dict[str, Trace]) -> None:
    view, trace = stand(Predictions), traces["nile"]
    show(view, trace)
    shown, t = told(trace, 0), 7
    assert shown is not None
    said = view.explained(t, 0.0)
    year = shown.label(t)
    assert f"→ {year}" in said
    assert f"truth {file_of('nile.csv')[year]:.0f} × 10⁸ m³ a year" in said
    assert f"→ {year}: truth" in view.readout(t)
    assert f"read: {file_of('nile.csv')[str(int(year) - 1)]:.0f}" in said
    show(view, traces["window"])
    assert "nothing is scored here" in view.explained(0, 0.0)
    assert "seen by the window" in view.explained(9, 0.0)


def test_an_operated_pass_stands_over_the_untouched_one(
    stand: Stand, runs: dict[str, Run], traces: dict[str, Trace]
) -> None:
    operated = runs["lstm"].probe(operations=(Operation(kind="clamp", target="layer0.hidden", first=4, last=6),))
    view = stand(Predictions)
    show(view, operated, 5)
    before = told(traces["lstm"], 0)
    assert before is not None
    np.testing.assert_allclose(view.ghosts.curves["prediction"].getData()[1], before.prediction, rtol=1e-4, atol=1e-3)
    assert "untouched" in view.readout(5)
    assert [key.label for key in view.legend.keys][-1] == "untouched"
    view.restore({"mode": "residual"})
    assert len(view.ghosts.curves["residual"].getData()[0]) == 2 * len(before.steps)
    show(view, traces["lstm"])
    assert not len(view.ghosts.curves["residual"].getData()[0])


def test_where_symbols_are_predicted_it_folds(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace], qtbot: QtBot
) -> None:
    view = stand(Predictions)
    view.frame.step_aside(True)
    show(view, sample_traces["lstm"])
    assert view.frame.is_folded
    assert "symbols" in view.note.text
    assert (dict(view.data()), view.readout(0), view.explained(0, 0.0)) == ({}, "", "")
    with qtbot.waitSignal(shared.requests.preset_asked) as asked:
        view.offers()[0].act()
    assert asked.args == ["sunspots-ar"]
    show(view, sample_traces["linear"])
    assert not view.frame.is_folded


def test_numbers_that_are_none_are_crosses(
    stand: Stand, traces: dict[str, Trace], altered: Callable[..., Trace]
) -> None:
    view, trace = stand(Predictions), traces["lstm"]
    outputs = trace["outputs"].copy()
    outputs[[3, 5], 0] = np.nan, np.inf
    show(view, altered(trace, outputs=outputs), 3)
    assert view.prediction.crosses.data["x"].tolist() == [3, 5]
    assert not len(view.says.data)
    assert "NaN" in view.heading.text()
    view.restore({"mode": "residual"})
    assert view.broken.crosses.data["x"].tolist() == [3, 5]
    show(view, altered(trace, outputs=np.full_like(outputs, np.nan), inputs=np.full_like(trace["inputs"], np.nan)))
    view.restore({"mode": "series"})
    for missing in ("outputs", "targets", "inputs", "loss_steps", "target_mean", "target_names", "target_labels"):
        show(view, altered(trace, **{missing: None}), 2)
        view.explained(2, 0.0)
        view.readout(2)
    one = {name: array[:1] for name, array in trace.arrays.items() if array.ndim and len(array) == trace.length}
    show(view, altered(trace, **one))
    none = {name: array[:0] for name, array in one.items()}
    show(view, altered(trace, **none))


@pytest.mark.parametrize(("value", "scale", "said"), [
    (-1.46e-6, 34.8, "0"), (21.00000076, 34.8, "21"), (1.5e-9, 1e-7, "1.50·10⁻⁹"), (0.5, 0.0, "0.5"),
    (float("nan"), 1.0, "NaN"), (float("-inf"), 1.0, "−∞"), (123456.7, 1e5, "123457"),
])  # fmt: skip
def test_what_float32_left_of_zero_is_zero(value: float, scale: float, said: str) -> None:
    assert figure(value, scale) == said


def test_residuals_have_a_sign() -> None:
    assert [more(value, 1.0) for value in (0.25, -0.25, 1e-9, -1e-9)] == ["+0.25", "−0.25", "0", "0"]
