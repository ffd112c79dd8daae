"""Two ranges that are locked show the wider of the two."""

from __future__ import annotations

import math

from rnnviz.views.plots.easing import Easing, Lock, LockedEasing


def stale(*ends: LockedEasing) -> list[bool]:
    return [end.stale for end in ends]


def test_both_show_the_wider_range_once_each_has_been_drawn_anew() -> None:
    lock = Lock(Easing(headroom=0.0))
    one, other = lock.end(), lock.end()
    assert one.follow(0.0, 1.0) == (0.0, 1.0)
    assert other.follow(-2.0, 0.5) == (-2.0, 1.0)
    assert stale(one, other) == [True, False]
    assert one.follow(0.0, 1.0) == (-2.0, 1.0)
    assert stale(one, other) == [False, False]


def test_the_same_data_again_move_nothing() -> None:
    lock = Lock(Easing())
    one, other = lock.end(), lock.end()
    one.follow(0.0, 100.0)
    other.follow(0.0, 1.0)
    one.follow(0.0, 1.0)  # from now on the range comes in, with new data alone
    shown = other.follow(0.0, 1.1)
    assert one.follow(0.0, 1.0) == shown
    assert one.follow(0.0, 1.0) == shown


def test_two_bounds_stay_as_they_are_and_one_yields_to_data_without() -> None:
    lock = Lock(Easing(headroom=0.0))
    one, other = lock.end(), lock.end()
    assert one.fixed(1.0) == other.fixed(1.0) == 1.0
    assert stale(one, other) == [False, False]
    other.follow(-3.0, 3.0)
    assert stale(one, other) == [True, False]
    assert one.fixed(1.0) == 3.0
    assert stale(one, other) == [False, False]


def test_a_narrower_bound_gives_way_to_the_wider() -> None:
    lock = Lock(Easing())
    one, other = lock.end(), lock.end()
    one.fixed(1.0)
    assert other.fixed(2.0) == 2.0
    assert stale(one, other) == [True, False]
    assert one.fixed(1.0) == 2.0


def test_what_is_not_finite_leaves_the_range() -> None:
    lock = Lock(Easing(headroom=0.0))
    one, other = lock.end(), lock.end()
    one.follow(0.0, 1.0)
    assert other.follow(math.nan, math.nan) == (0.0, 1.0)


def test_other_models_begin_without_what_the_last_needed() -> None:
    lock = Lock(Easing(headroom=0.0))
    one, other = lock.end(), lock.end()
    one.follow(0.0, 100.0, 1)
    other.follow(0.0, 1.0, 1)
    lock.forget()
    one.follow(0.0, 1.0, 2)
    assert other.follow(0.0, 1.0, 2)[1] < 100.0
