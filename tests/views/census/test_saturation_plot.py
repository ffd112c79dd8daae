"""The dots are the shares of steps on which a gate, or a state without gates, is saturated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rnnviz.trace import Trace
from rnnviz.views.census.dock import Census
from rnnviz.views.census.saturation_plot import SYMBOLS
from tests.views.census.counting import GATES, Alter, drawn, rnn_trace, show


def pushed(trace: Trace, alter: Alter, scope: str, kind: str) -> Trace:
    """Return a trace with its gates' preactivations a hundred times as far apart: many gates are saturated."""
    arrays = {}
    for name in GATES[kind].values():
        gate = trace[f"{scope}.{name}"].astype(np.float64)
        before = np.log(gate / (1 - gate))
        steeper = 1 / (1 + np.exp(-np.clip(100 * (before - np.quantile(before, 0.4)), -600, 600)))
        assert (steeper < 0.1).mean() > 0.1
        assert (steeper > 0.9).mean() > (steeper < 0.1).mean()
        arrays[f"{scope}.{name}".replace(".", "__")] = steeper
    return alter(trace, **arrays)


@pytest.mark.parametrize("kind", ["lstm", "gru"])
@pytest.mark.parametrize("far", [False, True])
def test_dots_are_the_shares_of_saturated_steps(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter, kind: str, far: bool
) -> None:
    """Of a model that has learnt for two updates, and of one whose gates are all but shut or open."""
    trace = pushed(sample_traces[kind], altered, "layer0", kind) if far else sample_traces[kind]
    show(dock, trace)
    for role in SYMBOLS:
        x, y = drawn(dock.triangle, role)
        if role not in GATES[kind]:
            assert len(x) == 0
            continue
        gate = trace[f"layer0.{GATES[kind][role]}"]
        units = gate.shape[1]
        assert x.tolist() == [sum(v < 0.1 for v in gate[:, u]) / len(gate) for u in range(units)]
        assert y.tolist() == [sum(v > 0.9 for v in gate[:, u]) / len(gate) for u in range(units)]
        assert dock.data()[f"share_low/layer0.{role}"].tolist() == x.tolist()
        assert dock.data()[f"share_high/layer0.{role}"].tolist() == y.tolist()


def test_a_tanh_network_shows_its_state(dock: Census) -> None:
    trace = rnn_trace("tanh", recurrent_gain=6.0, recurrent_init="gaussian")
    show(dock, trace)
    hidden = trace["layer0.hidden"]
    x, y = drawn(dock.triangle, "hidden")
    np.testing.assert_allclose(x, (hidden < -0.9).mean(axis=0))
    np.testing.assert_allclose(y, (hidden > 0.9).mean(axis=0))
    assert x.max() > 0
    assert not dock.strip.isVisible()
    assert dock.gate.isHidden()
    count = int(((np.abs(hidden) > 0.9).mean(axis=0) > 0.5).sum())
    assert dock.summary.text().startswith(f"{count} of 12 units are saturated (|h| > 0.9)")
    assert "−0.9" in dock.captions.text


def test_a_relu_network_shows_its_dead_units(dock: Census) -> None:
    trace = rnn_trace("relu")
    hidden = np.array(trace["layer0.hidden"])
    hidden[:, 5] = 0.0
    show(dock, replace(trace, arrays={**trace.arrays, "layer0.hidden": hidden}))
    x, y = drawn(dock.triangle, "hidden")
    np.testing.assert_allclose(x, (hidden == 0).mean(axis=0))
    assert not y.any()
    assert x[5] == 1
    dead = ", ".join(str(unit) for unit in np.flatnonzero((hidden == 0).all(axis=0)))
    assert f"dead units: {dead}" in dock.summary.text()


def test_an_encoder_and_a_decoder_are_counted_apart(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    trace = sample_traces["pair"]
    for scope in ("encoder.layer0", "decoder.layer0"):
        trace = pushed(trace, altered, scope, "lstm")
    for scope in ("encoder.layer0", "decoder.layer0"):
        dock.shared.selection.choose(scope=scope)
        show(dock, trace)
        gate = trace[f"{scope}.forget_gate"]
        np.testing.assert_allclose(drawn(dock.triangle, "forget")[1], (gate > 0.9).mean(axis=0))
        assert scope in dock.heading.text()
        assert f"the {len(gate)} steps" in dock.heading.text()
