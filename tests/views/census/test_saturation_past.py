"""The medians of the shares over updates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF

from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.census.dock import Census
from rnnviz.views.census.saturation_past import SaturationPast
from tests.views.census.counting import Alter, Stand, gate_trace, show
from tests.views.choosing import choose
from tests.views.pointing import leave, point


def test_the_medians_are_drawn_by_update(dock: Census, sample_traces: dict[str, Trace], altered: Alter) -> None:
    rng = np.random.default_rng(4)
    sample = sample_traces["lstm"]
    expected = []
    for update in (0, 3, 4, 9):
        trace = gate_trace(np.clip(rng.normal(0.1 * update, 0.3, (32, 7)), 0, 1), sample, altered)
        show(dock, replace(trace, update=update))
        shares = [(trace["layer0.forget_gate"] < 0.1).mean(0), (trace["layer0.forget_gate"] > 0.9).mean(0)]
        expected.append([update, *(np.median(share) for share in shares)])
    choose(dock, "when", "past")
    assert dock.forms.currentWidget() is dock.shares
    x, shut = dock.shares.shut["forget"].curve.getData()
    np.testing.assert_allclose(np.stack([x, shut, dock.shares.opened["forget"].curve.getData()[1]], axis=1), expected)
    low, high = dock.shares.box.viewRange()[0]
    assert low <= 0
    assert high >= 9
    choose(dock, "when", "now")
    assert dock.forms.currentWidget() is dock.triangle


def test_the_mouse_over_an_update_says_the_medians_of_that_update(
    dock: Census, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    for update, value in ((0, 0.05), (10, 0.95)):
        gate = np.full((32, 7), value)
        gate[:8] = 0.5  # a quarter of the steps neither shut nor open
        show(dock, replace(gate_trace(gate, sample_traces["lstm"], altered), update=update))
    choose(dock, "gate", "forget")
    choose(dock, "when", "past")
    newest = dock.captions.text
    assert "■ f 0 · 75\u00a0%" in newest
    dock.widget.grab()
    place = dock.shares.mapFromScene(dock.shares.box.mapViewToScene(QPointF(1.0, 0.5)))
    point(dock.shares.viewport(), place)
    assert dock.captions.text.startswith("update 0, median shut · open")
    assert "■ f 75 · 0\u00a0%" in dock.captions.text
    assert dock.shares.hover_line.value() == 0
    leave(dock.shares.viewport())
    assert dock.captions.text == newest


def test_what_was_seen_outlives_the_view(
    stand: Stand, shared: Shared, sample_traces: dict[str, Trace], altered: Alter
) -> None:
    """The window makes its views anew for another theme or language."""
    before = stand(Census)
    for update in (1, 2, 5):
        show(before, replace(sample_traces["gru"], update=update))
    choose(before, "when", "past")
    after = stand(Census)
    after.restore(before.state())
    show(after, replace(sample_traces["gru"], update=6))
    assert after.when.key == "past"
    assert [update for update, _ in after.past.rows] == [1, 2, 5, 6]
    show(after, altered(sample_traces["gru"], run=77))
    assert len(after.past.rows) == 1, "another run begins anew"


def test_the_past_is_bounded_and_goes_back_with_the_model() -> None:
    past = SaturationPast(most=10)
    for update in range(100):
        past.note(1, update, {"layer0/forget": (0.0, update / 100)})
        assert len(past.rows) <= 10
    updates, left, right = past.columns("layer0/forget")
    assert updates[-1] == 99
    assert np.all(np.diff(updates) > 0)
    np.testing.assert_allclose(right, updates / 100)
    assert not left.any()
    for _ in range(2):
        past.note(1, 50, {"layer0/forget": (0.5, 0.5)})
    assert past.columns("layer0/forget")[0][-1] == 50
    assert past.columns("layer0/forget")[0][-2] < 50
    assert np.isnan(past.columns("layer1/forget")[1]).all()
