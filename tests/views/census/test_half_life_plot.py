"""The strip of half-lives."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.trace import Trace
from rnnviz.views.census.dock import Census
from tests.views.census.counting import GATES, Alter, drawn, gate_trace, show

KEEPS = {"lstm": ("forget", "f"), "gru": ("update", "z")}


@pytest.mark.parametrize("kind", ["lstm", "gru"])
def test_the_strip_holds_every_units_half_life(dock: Census, sample_traces: dict[str, Trace], kind: str) -> None:
    """What is left of a unit after the pass is the product of its gate: half of it every half-life."""
    trace, (role, symbol) = sample_traces[kind], KEEPS[kind]
    show(dock, trace)
    kept = trace[f"layer0.{GATES[kind][role]}"].astype(np.float64)
    x, y = drawn(dock.strip, role)
    np.testing.assert_allclose(np.sort(0.5 ** (len(kept) / 10**x)), np.sort(kept.prod(axis=0)), rtol=1e-9)
    assert np.all(np.diff(x) >= 0)
    np.testing.assert_allclose(y, np.arange(1, kept.shape[1] + 1) / kept.shape[1])
    low, high = dock.strip.box.viewRange()[0]
    assert low < x.min()
    assert x.max() < high
    assert high > 2
    assert f"half-life of {symbol}, in steps" in dock.strip.getPlotItem().getAxis("bottom").labelText


def test_endless_and_empty_half_lives_lie_at_the_edges(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    forget = np.full((32, 4), 0.5)
    forget[:, 1], forget[3, 2] = 1.0, 0.0
    show(dock, gate_trace(forget, sample_traces["lstm"], altered))
    low, high = dock.strip.box.viewRange()[0]
    assert low < drawn(dock.strip, "forget 0")[0][0] < low + 0.1 * (high - low)
    assert high - 0.1 * (high - low) < drawn(dock.strip, "forget ∞")[0][0] < high
    np.testing.assert_allclose(drawn(dock.strip, "forget")[0], [0.0, 0.0], atol=1e-12)
    assert drawn(dock.strip, "forget 0")[1].tolist() == [0.25]
    assert drawn(dock.strip, "forget ∞")[1].tolist() == [1.0]
