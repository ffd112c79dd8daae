"""Lyapunov exponents, along the trace and free, and how the largest grew."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.trace import Trace
from rnnviz.views.spectrum.dock import Spectrum
from rnnviz.views.spectrum.exponent_history import MOST, ExponentHistory
from rnnviz.views.spectrum.exponents import sentence as exponents_said
from tests.views.spectrum.showing import of_update, shown

Stand = Callable[[type[Spectrum]], Spectrum]


def test_exponents_are_drawn_along_the_trace_and_free(dock: Spectrum, trace: Trace) -> None:
    shown(dock, trace, "exponents")
    along, free = trace["lyapunov/layer0"], trace["lyapunov_free/layer0"]
    for family, values in (("lyapunov", along), ("lyapunov_free", free)):
        x, y = dock.exponents.spectra[family].line.curve.getData()
        assert x.tolist() == list(range(1, len(values) + 1))
        assert np.allclose(y, values)
        assert dock.data()[f"{family}/layer0"] is values
    low, high = dock.exponents.plot.box.viewRange()[1]
    assert low <= min(along.min(), free.min())
    assert high >= max(along.max(), free.max(), 0)
    dock.exponents.plot.hovered.emit(3.2)
    assert f"index i 3  trace {along[2]:+.2f}".replace("-", "−") in dock.exponents.captions.text


@pytest.mark.parametrize(
    ("along", "free", "said"),
    [
        (-0.31, 0.12, "λ₁ = −0.31 nats a step: two nearby states are tenfold closer after 7.43 steps; "
         "free-running +0.12: chaotic"),
        (0.2, -0.5, "farther apart after 11.5 steps; free-running −0.50: it settles"),
        (0.001, 0.0, "keep their distance; free-running +0.00: at the edge of chaos"),
        (-math.inf, None, "become one"),
        (math.nan, None, "not finite"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_exponents_mean(along: float, free: float | None, said: str) -> None:
    assert exponents_said(along, free).endswith(said)


@pytest.mark.parametrize("scope", ["layer0", "layer0_reverse", "layer1", "layer1_reverse"])
def test_over_a_layer_that_reads_both_ways_nothing_runs_free_and_the_view_says_so(
    dock: Spectrum, traces: dict[str, Trace], scope: str
) -> None:
    dock.shared.selection.fit(traces["both"].scopes, 1)
    dock.shared.selection.choose(scope=scope)
    shown(dock, traces["both"], "exponents")
    above = scope.startswith("layer1")
    assert ("lyapunov_free" in dock.exponents.values) == (not above)
    assert dock.exponents.said.text().endswith("; nothing runs free over a layer that reads both ways") == above


def test_the_largest_exponent_grows_once_an_update(dock: Spectrum, traces: dict[str, Trace]) -> None:
    trace = traces["rnn"]
    for update in (0, 1, 1, 2, 5):
        shown(dock, of_update(trace, update, lyapunov__layer0=[-0.1 * (update + 1), -1.0]), "exponents")
    x, y = dock.exponents.largest["lyapunov"].line.curve.getData()
    assert x.tolist() == [0, 1, 2, 5]
    assert np.allclose(y, [-0.1, -0.2, -0.3, -0.6])
    free = dock.exponents.largest["lyapunov_free"].line.curve.getData()[1]
    assert np.allclose(free, trace["lyapunov_free/layer0"][0])
    assert "λ₁, update 5  trace −0.60" in dock.exponents.later_captions.text
    dock.exponents.later.hovered.emit(1.2)
    assert "λ₁, update 1  trace −0.20" in dock.exponents.later_captions.text
    shown(dock, of_update(trace, 1), "exponents")
    assert dock.exponents.largest["lyapunov"].line.curve.getData()[0].tolist() == [0, 1]
    shown(dock, of_update(trace, 7, run=1), "exponents")
    assert dock.exponents.history.curves("layer0")[0].tolist() == [7]


def test_nothing_is_kept_of_updates_while_something_else_is_drawn(dock: Spectrum, traces: dict[str, Trace]) -> None:
    shown(dock, of_update(traces["rnn"], 3), "norms")
    assert not len(dock.exponents.history.curves("layer0")[0])


def test_what_was_seen_of_a_long_run_stays_small() -> None:
    history = ExponentHistory()
    for update in range(5 * MOST):
        history.take(0, "layer0", update, -float(update), math.nan)
    updates, along, free = history.curves("layer0")
    assert len(updates) <= MOST
    assert (updates[0], updates[-1]) == (0, 5 * MOST - 1)
    assert np.array_equal(along, -updates)
    assert (np.diff(updates) > 0).all()
    assert np.isnan(free).all()
    assert not len(history.curves("layer1")[0])


def test_a_view_made_anew_goes_on(stand: Stand, traces: dict[str, Trace]) -> None:
    before, after = stand(Spectrum), stand(Spectrum)
    for update in range(4):
        shown(before, of_update(traces["gru"], update), "exponents")
    after.restore(before.state())
    shown(after, of_update(traces["gru"], 4))
    assert after.chooser.key == "exponents"
    assert after.exponents.history.curves("layer0")[0].tolist() == [0, 1, 2, 3, 4]
    assert after.exponents.history.curves("layer0")[1][0] == traces["gru"]["lyapunov/layer0"][0]
