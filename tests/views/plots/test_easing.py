"""A range grows at once, shrinks slowly, and stays put in between."""

from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from rnnviz.views.plots.easing import Easing


def test_it_grows_at_once() -> None:
    easing = Easing()
    easing.follow(0.0, 1.0)
    low, high = easing.follow(-3.0, 5.0)
    assert low <= -3.0
    assert high >= 5.0


def test_what_could_not_be_seen_is_fitted_at_once() -> None:
    easing = Easing()
    easing.follow(-3e35, 3e35, of=1)  # a model that diverged, and is taken back
    low, high = easing.follow(-1.0, 1.0, of=1)
    assert -1.2 < low < -1
    assert 1 < high < 1.2


def test_it_stays_put_while_the_data_fill_it() -> None:
    easing = Easing()
    shown = easing.follow(0.0, 10.0)
    for high in (9.0, 8.0, 10.0, 7.5):
        assert easing.follow(0.0, high) == shown


def test_it_shrinks_slowly_and_stops_at_the_data() -> None:
    easing = Easing(pace=0.2, headroom=0.0)
    easing.follow(0.0, 100.0)
    highs = [easing.follow(0.0, 10.0)[1] for _ in range(60)]
    assert highs[0] == 82.0
    assert all(later <= earlier for earlier, later in itertools.pairwise(highs))
    assert 10.0 <= highs[-1] < 11.0


def test_another_model_is_fitted_at_once_where_it_would_be_lost() -> None:
    easing = Easing(headroom=0.0)
    easing.follow(-40.0, 0.0, of=1)
    assert easing.follow(-2.0, 0.0, of=2) == (-2.0, 0.0)
    assert easing.follow(-1.8, 0.0, of=3) == (-2.0, 0.0)


@given(st.lists(st.tuples(st.floats(), st.floats(), st.integers(0, 2)), min_size=1, max_size=20))
def test_the_range_always_holds_the_data(spans: list[tuple[float, float, int]]) -> None:
    easing = Easing(least=1e-3)
    for low, high, run in spans:
        shown = easing.follow(low, high, run)
        assert all(math.isfinite(end) for end in shown)
        assert shown[0] < shown[1]
        if math.isfinite(low) and math.isfinite(high) and low <= high and max(abs(low), abs(high)) < 1e150:
            slack = 1e-9 * max(abs(low), abs(high))
            assert shown[0] <= low + slack
            assert high - slack <= shown[1]


def test_a_symmetric_range_stays_symmetric() -> None:
    easing = Easing()
    for size in (1.0, 5.0, 0.1, 0.1, 0.1, 3.0):
        low, high = easing.follow(-size, size)
        assert low == -high
