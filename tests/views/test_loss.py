"""The loss track draws each step's loss; its axis reads in nats a step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.trace import Moment, Trace
from rnnviz.views.loss import Loss
from rnnviz.views.words.figures import number

Stand = Callable[[type[Loss]], Loss]


def show(view: Loss, trace: Trace) -> None:
    view.shared.axis.set_length(trace.length)
    view.show(trace, Moment())


@pytest.mark.parametrize("kind", ["lstm", "rnn", "pair", "linear"])
def test_bars_hold_the_loss_by_time_on_the_axis(stand: Stand, sample_traces: dict[str, Trace], kind: str) -> None:
    view, trace = stand(Loss), sample_traces[kind]
    show(view, trace)
    np.testing.assert_array_equal(view.bars.opts["height"], trace["loss_by_time"].astype(np.float64))
    np.testing.assert_array_equal(view.bars.opts["x"], trace.loss_start + np.arange(len(trace["loss_by_time"])))
    assert f"L = {number(float(trace['loss']))}" in view.heading.text()
    assert view.plot.box.viewRange()[1][1] >= trace["loss_by_time"].max()


def test_the_axis_reads_in_the_loss_of_a_step(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Loss), sample_traces["lstm"]
    show(view, trace)
    assert view.plot.getPlotItem().getAxis("left").scale == trace["loss_steps"].sum()


def test_the_unit_follows_the_targets(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view = stand(Loss)
    show(view, sample_traces["lstm"])
    assert "nats" in view.heading.text()
    show(view, sample_traces["linear"])
    assert "squared error" in view.heading.text()


def test_readout_gives_the_cross_entropy_of_a_step(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Loss), sample_traces["rnn"]
    show(view, trace)
    for t in range(trace.length):
        logits = trace["outputs"][t].astype(np.float64)
        nats = np.log(np.exp(logits).sum()) - logits[trace["targets"][t]]
        assert view.readout(t) == f"ℓ {number(nats)} nats"
    assert view.readout(99) == ""


def test_a_step_without_a_loss_says_so(stand: Stand, sample_traces: dict[str, Trace]) -> None:
    view, trace = stand(Loss), sample_traces["linear"]
    show(view, trace)
    assert view.readout(0) == "no loss here"
    assert view.readout(trace.length - 1) == f"ℓ {number(float(trace['loss']))} squared error"


def test_a_broken_loss_is_a_cross(
    stand: Stand, sample_traces: dict[str, Trace], altered: Callable[..., Trace]
) -> None:
    view, trace = stand(Loss), sample_traces["lstm"]
    broken = trace["loss_by_time"].copy()
    broken[[3, 5]] = np.nan, np.inf
    show(view, altered(trace, loss_by_time=broken, loss=np.nan))
    assert view.crosses.crosses.data["x"].tolist() == [3, 5]
    assert "L = NaN" in view.heading.text()


def test_a_loss_that_is_no_number_has_a_range_that_is_read(
    stand: Stand, sample_traces: dict[str, Trace], altered: Callable[..., Trace]
) -> None:
    view, trace = stand(Loss), sample_traces["lstm"]
    show(view, altered(trace, loss_by_time=np.full_like(trace["loss_by_time"], np.nan), loss=np.nan))
    assert view.plot.box.viewRange()[1] == [0.0, 1.0]
    assert len(view.crosses.crosses.data) == len(trace["loss_by_time"])
    last = np.zeros_like(trace["loss_by_time"])
    last[-1] = np.nan
    show(view, altered(trace, loss_by_time=last, loss=np.nan))
    assert view.plot.box.viewRange()[1] == [0.0, 1.0], "the steps without a loss tell no scale either"
    show(view, trace)
    assert 0 < view.plot.box.viewRange()[1][1] < 1


def test_no_loss_says_so(stand: Stand, sample_traces: dict[str, Trace], altered: Callable[..., Trace]) -> None:
    view, trace = stand(Loss), sample_traces["lstm"]
    show(view, altered(trace, loss_by_time=None))
    assert view.note.text.startswith("No loss")
    assert view.readout(0) == ""
