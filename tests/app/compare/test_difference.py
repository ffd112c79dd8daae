"""What one model has over the other, against the two traces themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app.compare.difference import (
    DifferenceTrack,
    GradientDifference,
    LossDifference,
    difference,
    loss_difference,
)
from rnnviz.assembly import from_values
from rnnviz.engine.training.run import Run
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.palette import PALETTES
from rnnviz.views.shared import Selection, TimeAxis

NORM = "gradient_norm_log10/layer0.hidden"


def made(run: int, **cell: Any) -> Trace:
    values = {"task": {"kind": "copying", "blanks": 4}, "cell": {"hidden_size": 6, **cell}}
    trace = Run(from_values(values)).probe()
    return Trace(run=run, update=0, arrays=trace.arrays, cells=trace.cells)


def altered(trace: Trace, **arrays: Any) -> Trace:
    merged = {**trace.arrays, **{name.replace("__", "/").replace("_0_", "0."): a for name, a in arrays.items()}}
    return Trace(run=trace.run, update=0, arrays={k: v for k, v in merged.items() if v is not None}, cells=trace.cells)


@pytest.fixture(scope="module")
def pair() -> tuple[Trace, Trace]:
    return made(1, kind="lstm"), made(1, kind="gru")


@pytest.fixture
def stand(qtbot: QtBot) -> Callable[[type[DifferenceTrack]], DifferenceTrack]:
    def make(kind: type[DifferenceTrack]) -> DifferenceTrack:
        shared = Shared(palette=PALETTES["dark"], axis=TimeAxis(), selection=Selection())
        track = kind(shared)
        qtbot.addWidget(track.widget, before_close_func=lambda _: track.close())
        track.widget.resize(700, 120)
        track.widget.show()
        return track

    return make


def test_decades_are_the_logarithm_of_the_ratio_of_the_norms(pair: tuple[Trace, Trace]) -> None:
    steps, values = difference(*pair, "layer0", "gradient_norm_log10/")
    norms = [trace["gradient_norm/layer0.hidden"].astype(np.float64) for trace in pair]
    np.testing.assert_array_equal(steps, np.arange(pair[0].length))
    np.testing.assert_allclose(values, np.log10(norms[1] / norms[0]), atol=1e-4)


def test_the_loss_of_each_step_is_subtracted(pair: tuple[Trace, Trace]) -> None:
    steps, values = loss_difference(*pair)
    count = int(pair[0]["loss_steps"].sum())
    np.testing.assert_array_equal(steps, np.flatnonzero(pair[0]["loss_steps"]))
    assert values.mean() == pytest.approx(float(pair[1]["loss"]) - float(pair[0]["loss"]), abs=1e-5)
    by_hand = count * (pair[1]["loss_by_time"].astype(float) - pair[0]["loss_by_time"])[steps]
    np.testing.assert_allclose(values, by_hand, atol=1e-6)


def test_one_zero_is_a_mark_and_two_are_a_gap(pair: tuple[Trace, Trace]) -> None:
    left, right = (np.array(trace[NORM]) for trace in pair)
    left[:3], right[1:4] = -np.inf, -np.inf
    one = altered(pair[0], **{NORM: left})
    other = altered(pair[1], **{NORM: right})
    _, values = difference(one, other, "layer0", "gradient_norm_log10/")
    assert values[0] == np.inf
    assert np.isnan(values[1:3]).all()
    assert values[3] == -np.inf
    assert np.isfinite(values[4:]).all()


@pytest.mark.parametrize("kind", [GradientDifference, LossDifference])
def test_it_draws_reads_out_and_keeps_zero_in_the_middle(
    stand: Callable[[type[DifferenceTrack]], DifferenceTrack], pair: tuple[Trace, Trace], kind: type[DifferenceTrack]
) -> None:
    track = stand(kind)
    track.show_pair(*pair, Moment("forward", 3))
    low, high = track.plot.box.viewRange()[1]
    assert low == pytest.approx(-high)
    assert track.plot.cursor_line.value() == 3
    last = pair[0].length - 1
    assert "B" in track.readout(last)
    assert track.readout(last + 5) == ""


def test_a_difference_far_below_the_range_is_fitted_anew(
    stand: Callable[[type[DifferenceTrack]], DifferenceTrack]
) -> None:
    track = stand(LossDifference)
    assert track.fit(np.array([-2.0, 1.0]), 1) > 2
    assert track.fit(np.array([-0.5, 1.0]), 1) > 1.5  # it comes in slowly
    assert 0.01 < track.fit(np.array([0.01]), 1) < 0.02


@pytest.mark.parametrize("kind", [GradientDifference, LossDifference])
def test_what_is_missing_or_not_finite_is_said_and_marked(
    stand: Callable[[type[DifferenceTrack]], DifferenceTrack], pair: tuple[Trace, Trace], kind: type[DifferenceTrack]
) -> None:
    track = stand(kind)
    left = pair[0]
    bare = Trace(run=1, update=0, arrays={"tokens": left["tokens"]}, cells={})
    track.show_pair(left, bare, Moment())
    assert track.note.text
    broken = {name: np.full_like(a, np.nan) for name, a in left.arrays.items() if a.dtype.kind == "f"}
    nan = Trace(run=1, update=0, arrays={**left.arrays, **broken}, cells=left.cells)
    track.show_pair(left, nan, Moment())
    track.show_pair(*pair, Moment())
    assert not track.note.text
