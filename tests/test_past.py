"""Past traces stay within their budget, spread evenly over the updates."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.history import History
from rnnviz.past import Past
from rnnviz.trace import Trace


def trace(update: int, length: int = 8) -> Trace:
    arrays = {
        "tokens": np.array(["a"] * length),
        "layer0.hidden": np.full((length, 4), update / 1000),
        "layer0.forget_gate": np.full((length, 4), 0.5),
        "gradient/layer0.hidden": np.ones((length, 4)),
        "gradient_norm_log10/layer0.hidden": np.full(length, -float(update)),
        "loss_by_time": np.full(length, 0.1),
    }
    return Trace(update=update, arrays=arrays)


def test_what_is_drawn_over_updates_is_kept_and_nothing_else() -> None:
    past = Past()
    past.append(trace(3))
    (kept,) = past.traces
    assert kept.update == 3
    assert set(kept.arrays) == {"layer0.hidden", "gradient_norm_log10/layer0.hidden", "loss_by_time"}
    assert kept.arrays["layer0.hidden"].dtype == np.float16
    assert kept.arrays["loss_by_time"].dtype == np.float32
    np.testing.assert_array_equal(kept.arrays["gradient_norm_log10/layer0.hidden"], -3.0)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=80), st.integers(3, 12))
def test_the_budget_holds_and_the_ends_stay(updates: list[int], room: int) -> None:
    size = 8 * 4 * 2 + 2 * 8 * 4
    past = Past(budget=room * size)
    for update in updates:
        past.append(trace(update))
    assert past.updates == sorted(set(past.updates))
    assert past.size == sum(each.size for each in past.traces) <= room * size
    assert {min(updates), max(updates)} <= set(past.updates)
    assert past.nearest(max(updates) + 10) is past.traces[-1]


def test_what_stays_lies_evenly() -> None:
    past = Past(budget=9 * 128)
    for update in range(0, 1001, 10):
        past.append(trace(update))
    gaps = np.diff(past.updates)
    assert len(past) == 9
    assert gaps.max() <= 4 * gaps[:-1].min()


def test_a_past_goes_on_where_another_ended_or_a_session_was_saved() -> None:
    past = Past()
    for update in (0, 10, 20):
        past.append(trace(update))
    branch, opened = past.until(10), Past()
    opened.restore(past.traces)
    for found, updates in ((branch, [0, 10, 15]), (opened, [0, 10, 15, 20])):
        found.append(trace(15))
        assert found.updates == updates
        assert found.size == sum(each.size for each in found.traces)
    assert past.updates == [0, 10, 20]


def test_a_history_that_is_cut_forgets_its_later_traces() -> None:
    history = History()
    history.extend({"update": [1.0, 2.0, 3.0], "loss": [3.0, 2.0, 1.0]})
    for update in (1, 2, 3):
        history.past.append(trace(update))
    before = history.past.version
    history.truncate(2)
    assert history.past.updates == [1, 2]
    assert history.past.version > before
