from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.app.moment import passage
from rnnviz.app.moment.player import FASTEST, SLOWEST, Player
from rnnviz.trace import PHASES, Moment, Trace

T = 5


def trace(update: int = 0, *, run: int = 1, length: int = T, number: int = 1) -> Trace:
    tokens = np.array([str(t) for t in range(length)])
    return Trace(run=run, number=number, update=update, arrays={"tokens": tokens})


@pytest.fixture
def player() -> Player:
    made = Player()
    made.show(trace())
    return made


def one_pass(length: int) -> list[Moment]:
    """Return the moments of a pass as the contract tells them, written out by hand."""
    last = length - 1
    return [
        *(Moment("forward", t) for t in range(length)),
        Moment("loss", last),
        *(Moment("backward", t) for t in range(last, -1, -1)),
        Moment("clip", 0),
        Moment("update", 0),
    ]


@pytest.mark.parametrize("length", [1, 2, T])
def test_stepping_goes_through_the_pass_in_order(length: int) -> None:
    player = Player()
    player.show(trace(length=length))
    seen = [player.moment]
    for _ in range(2 * length + 2):
        player.step_forward()
        seen.append(player.moment)
    assert seen == one_pass(length)


def test_stepping_back_is_the_way_of_stepping_forward(player: Player) -> None:
    player.go_to(Moment("update", 0))
    seen = [player.moment]
    for _ in range(2 * T + 2):
        player.step_back()
        seen.append(player.moment)
    assert seen[::-1] == one_pass(T)
    player.step_back()
    assert player.moment == Moment("forward", 0)


@given(length=st.integers(1, 60), phase=st.sampled_from(PHASES), data=st.data())
def test_before_undoes_after(length: int, phase: str, data: st.DataObject) -> None:
    moment = Moment(phase, data.draw(st.integers(0, length - 1)))
    follows = passage.after(moment, length)
    on_the_way = moment in one_pass(length)
    assert (follows is None) == (phase == "update")
    if follows is not None and on_the_way:
        assert passage.before(follows, length) == moment


@given(length=st.integers(1, 60), phase=st.sampled_from(PHASES), data=st.data())
def test_ten_steps_are_ten_single_ones_at_most_to_the_end_of_the_phase(
    length: int, phase: str, data: st.DataObject
) -> None:
    moment = Moment(phase, data.draw(st.integers(0, length - 1)))
    slow: Moment | None = moment
    for _ in range(10):
        following = passage.after(slow, length) if slow else None
        if following is None or following.phase != phase:
            break
        slow = following
    expected = passage.after(moment, length) if slow == moment else slow
    assert passage.ten_after(moment, length) == expected


def test_the_end_of_the_pass_asks_for_one_update_and_its_trace_begins_at_the_first_step(player: Player) -> None:
    asked: list[int] = []
    player.update_asked.connect(asked.append)
    player.go_to(Moment("update", 0))
    player.step_forward()
    player.step_forward()  # while it waits nothing more is asked
    assert asked == [1]
    assert player.waiting
    player.show(trace(update=0, number=2))  # other arrays of the same weights
    assert player.moment == Moment("update", 0)
    player.show(trace(update=1, number=3))
    assert player.moment == Moment("forward", 0)
    assert not player.waiting


@pytest.mark.parametrize(
    "act",
    [
        Player.step_forward, Player.step_back, Player.ten_forward, Player.ten_back, Player.first_moment,
        Player.last_moment, Player.next_update, lambda p: p.enter_phase("backward"),
    ],
)
def test_transport_pauses_play_and_train(player: Player, act: object) -> None:
    player.set_playing(True)
    player.set_training(True)
    assert callable(act)
    act(player)
    assert not player.playing
    assert not player.training


def test_a_phase_is_entered_where_it_begins(player: Player) -> None:
    player.go_to(Moment("forward", 2))
    player.enter_phase("clip")
    assert player.moment == Moment("clip", 2)
    player.enter_phase("backward")
    assert player.moment == Moment("backward", T - 1)
    player.enter_phase("forward")
    assert player.moment == Moment("forward", 0)
    player.last_moment()
    assert player.moment == Moment("forward", T - 1)


def test_scrubbing_stops_play_and_lets_train_go_on(player: Player) -> None:
    player.enter_phase("backward")
    player.set_playing(True)
    player.set_training(True)
    player.scrub(99)
    assert player.moment == Moment("backward", T - 1)
    assert not player.playing
    assert player.training


def test_while_it_trains_new_traces_leave_the_moment_where_it_is(player: Player) -> None:
    player.go_to(Moment("backward", 4))
    player.set_training(True)
    player.show(trace(update=7))
    assert player.moment == Moment("backward", 4)
    player.show(trace(update=9, length=3))
    assert player.moment == Moment("backward", 2)


def test_play_moves_as_fast_as_the_speed_says(player: Player) -> None:
    player.set_speed(10)
    player.set_playing(True)
    player.tick(0.05)
    assert player.moment == Moment("forward", 0)
    player.tick(0.05)
    assert player.moment == Moment("forward", 1)
    for _ in range(3):
        player.tick(0.1)
    assert player.moment == Moment("forward", 4)


def test_a_held_up_window_does_not_leap(player: Player) -> None:
    player.set_speed(10)
    player.set_playing(True)
    player.tick(30.0)
    assert player.moment == Moment("forward", 1)


@pytest.mark.parametrize("speed", [SLOWEST, 60.0, FASTEST])
def test_play_shows_the_loss_clip_and_update_phases_at_every_speed(speed: float) -> None:
    player = Player()
    player.show(trace(length=40))
    player.set_speed(speed)
    player.set_playing(True)
    frames: list[str] = []
    asked: list[int] = []
    player.update_asked.connect(asked.append)
    while not asked:
        player.tick(0.016)
        frames.append(player.moment.phase)
        assert len(frames) < 20_000
    assert set(frames) == set(PHASES)
    if speed == 60.0:
        assert all(frames.count(phase) >= 10 for phase in ("loss", "clip", "update"))


def test_play_goes_on_with_the_next_update(player: Player) -> None:
    asked: list[int] = []
    player.update_asked.connect(asked.append)
    player.set_speed(FASTEST)
    player.set_playing(True)
    for update in range(1, 4):
        while not player.waiting:
            player.tick(0.016)
        player.tick(1.0)
        assert player.moment == Moment("update", 0)
        player.show(trace(update=update))
        assert player.moment == Moment("forward", 0)
    assert asked == [1, 1, 1]


def test_play_while_it_trains_asks_for_nothing(player: Player) -> None:
    asked: list[int] = []
    player.update_asked.connect(asked.append)
    player.set_training(True)
    player.set_playing(True)
    player.set_speed(50)
    seen = []
    for _ in range(200):
        player.tick(0.02)
        seen.append(player.moment)
    assert set(seen) == set(one_pass(T))
    assert seen.count(Moment("forward", 1)) > 1
    assert asked == []


def test_play_repeats_the_loop(player: Player) -> None:
    player.set_loop((1, 3))
    player.set_speed(10)
    player.set_playing(True)
    seen = []
    for _ in range(7):
        player.tick(0.1)
        seen.append(player.moment)
    assert [moment.t for moment in seen] == [1, 2, 3, 1, 2, 3, 1]
    assert {moment.phase for moment in seen} == {"forward"}
    player.enter_phase("backward")
    player.set_playing(True)
    backward = []
    for _ in range(4):
        player.tick(0.1)
        backward.append(player.moment.t)
    assert backward == [3, 2, 1, 3]


def test_before_the_first_trace_nothing_happens() -> None:
    player = Player()
    asked: list[int] = []
    player.update_asked.connect(asked.append)
    player.set_playing(True)
    player.tick(1.0)
    player.next_update()
    player.step_forward()
    player.last_moment()
    assert player.trace is None
    assert player.moment == Moment("forward", 0)
    assert asked == []


def test_signals_carry_what_is_shown_once(player: Player) -> None:
    moved: list[Moment] = []
    traced: list[Trace] = []
    player.moved.connect(moved.append)
    player.traced.connect(traced.append)
    player.step_forward()
    player.first_moment()
    player.first_moment()
    new = trace(update=2)
    player.show(new)
    assert moved == [Moment("forward", 1), Moment("forward", 0)]
    assert traced == [new]


def test_a_moment_chosen_while_waiting_is_kept(player: Player) -> None:
    player.next_update()
    player.go_to(Moment("backward", 2))
    player.show(trace(update=1))
    assert player.moment == Moment("backward", 2)


def test_the_first_moment_steps_back_into_the_update_before(player: Player) -> None:
    asked: list[tuple[int, bool]] = []
    player.travel_asked.connect(asked.append)
    player.show(trace(update=7, number=2))
    player.first_moment()
    player.step_back()
    player.step_back()  # while it is waited for nothing more is asked
    assert (asked, player.waiting) == ([(6, False)], True)
    player.show(trace(update=6, number=3))
    assert (player.moment, player.waiting) == (Moment("update", 0), False)


def test_an_update_back_is_shown_from_its_first_step_and_pauses(player: Player) -> None:
    asked: list[tuple[int, bool]] = []
    player.travel_asked.connect(asked.append)
    player.show(trace(update=7, number=2))
    player.go_to(Moment("backward", 2))
    player.set_playing(True)
    player.set_training(True)
    player.previous_update()
    assert (asked, player.playing, player.training) == ([(6, False)], False, False)
    player.show(trace(update=6, number=3))
    assert player.moment == Moment()
    player.show(trace(update=0, number=4))
    player.previous_update()
    assert (len(asked), player.waiting) == (1, False), "nothing lies before the fresh weights"


def test_another_update_is_shown_at_the_moment_that_was_shown(player: Player) -> None:
    player.show(trace(update=7, number=2))
    player.go_to(Moment("backward", 2))
    player.go_to_update(3, near=True)
    player.show(trace(update=3, number=3))
    assert player.moment == Moment("backward", 2)
