"""Going back and on in a run's own past, through the server: exact, heard in between, with a way back."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest

from rnnviz.catalogue import as_values, load
from rnnviz.engine.patience import Patience
from rnnviz.engine.serving import keeping, travelling
from rnnviz.engine.serving.served import Served
from rnnviz.engine.training.run import Run
from rnnviz.link import messages
from rnnviz.link import travel_messages as travel
from rnnviz.link.frames import Header, Message
from tests.engine.serving.desk import Desk, kinds, one, pull

TINY = ["threads=1", "cell.hidden_size=4", "task.length=5", "training.batch_size=2"]
DEEP = [*TINY, "model.layers=3"]
CARRIED = ["threads=1", "cell.hidden_size=6", "task.length=8", "training.batch_size=3", "probe=current"]


def served(desk: Desk) -> Served:
    found = desk.server._served
    assert found is not None
    return found


def start(desk: Desk, name: str = "vanishing-rnn", sets: list[str] = TINY) -> Served:
    desk.turn(messages.start(1, as_values(load(name, sets))))
    return served(desk)


def learn(desk: Desk, updates: int, run: int = 1) -> list[Message]:
    return desk.turn(messages.update(run, updates), times=updates)


def go(desk: Desk, update: int, run: int = 1) -> list[Message]:
    sent = desk.turn(travel.go_to(run, update))
    while served(desk).journey:
        sent += desk.turn()
    return sent


def places(sent: list[Message]) -> list[Header]:
    return [message.header for message in sent if message.kind == "at"]


def rows(sent: list[Message], column: str = "loss") -> list[float]:
    return [float(value) for message in sent if message.kind == "metrics" for value in message.arrays[column]]


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    """Tell whether two snapshots are the same, bit for bit; the seconds that learning took are no part of that."""
    rests = [json.loads(bytes(arrays["rest"])) | {"seconds": 0} for arrays in (one, other)]
    equal = all(one[name].tobytes() == other[name].tobytes() for name in one.keys() & other.keys() - {"rest"})
    return equal and one.keys() == other.keys() and rests[0] == rests[1]


@pytest.fixture
def sparse(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return what sets the seconds of learning between two snapshots."""
    return lambda seconds: monkeypatch.setattr(keeping, "LEARNT", seconds)


def test_five_hundred_updates_back_and_on_again_give_the_same_weights(desk: Desk) -> None:
    """With live changes on the way; what is snapshot on the way decides how long it takes, not what is found."""
    start(desk)
    past: dict[int, dict[str, np.ndarray]] = {}
    for update in range(0, 800, 100):
        past[update] = served(desk).run.snapshot()
        if update in (200, 500):
            desk.turn(messages.change(1, "training.learning_rate", 0.01 / update))
            desk.turn(messages.change(1, "training.batch_size", update // 100))
        learn(desk, 100)
    head = served(desk).run.snapshot()
    for goal in (300, 100, 600, 0, 800):
        go(desk, goal)
        assert same(served(desk).run.snapshot(), past[goal] if goal < 800 else head), goal
    go(desk, 300)
    learn(desk, 500)
    assert same(served(desk).run.snapshot(), head)


@pytest.mark.parametrize("seconds", [0.0, 1e9])
def test_carried_states_and_the_newest_batch_come_back(
    desk: Desk, sparse: Callable[[float], None], seconds: float
) -> None:
    sparse(seconds)
    start(desk, "python-lstm", CARRIED)
    traces = {0: one(desk.turn(pull()), "trace")}
    for update in range(1, 7):
        traces[update] = one(desk.turn(messages.update(1), pull(have=update)), "trace")
    head = served(desk).run.snapshot()
    for number, goal in enumerate((5, 2, 4, 1, 6), 7):
        go(desk, goal)
        again = one(desk.turn(pull(have=number)), "trace")
        assert again.header["update"] == goal
        for name, array in traces[goal].arrays.items():
            np.testing.assert_array_equal(again.arrays[name], array, err_msg=f"{name} of update {goal}")
    assert same(served(desk).run.snapshot(), head)


def test_rows_that_the_window_has_are_not_sent_again_and_new_ones_are_as_if_nothing_had_been(desk: Desk) -> None:
    start(desk)
    first = rows(learn(desk, 8))
    go(desk, 3)
    assert served(desk).place.rewound
    assert rows(learn(desk, 5)) == []
    assert not served(desk).place.rewound
    assert "snapshot" not in kinds(desk.turn())
    new = rows(learn(desk, 2))
    again = Run(load("vanishing-rnn", TINY))
    assert first + new == [again.update()["loss"] for _ in range(10)]


def test_the_window_hears_where_the_run_stands(desk: Desk) -> None:
    start(desk)
    learn(desk, 6)
    arrived = places(go(desk, 2))[-1]
    assert (arrived["update"], arrived["head"], arrived["goal"]) == (2, 6, None)
    assert places(learn(desk, 1))[-1]["update"] == 3
    assert places(learn(desk, 3))[-1]["update"] == 6
    assert places(learn(desk, 1)) == []


def test_a_journey_hears_commands_and_can_be_given_up(
    desk: Desk, sparse: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    sparse(1e9)
    monkeypatch.setattr(travelling, "PART", 0.0)
    start(desk)
    learn(desk, 9)
    head = served(desk).run.snapshot()
    sent = desk.turn(travel.go_to(1, 5), times=3)
    assert places(sent)[-1]["goal"] == 5
    assert served(desk).journey is not None
    back = desk.turn(travel.turn_back(1))
    assert (places(back)[-1]["update"], places(back)[-1]["goal"]) == (9, None)
    assert same(served(desk).run.snapshot(), head)
    desk.turn(travel.go_to(1, 5))
    go(desk, 2)  # the last that is asked for counts
    assert served(desk).run.updates == 2


@pytest.mark.parametrize("sets", [DEEP, [*DEEP, "cell.kind=lstm_peephole", "training.truncate=2"]])
@pytest.mark.parametrize("command", [travel.turn_back(1), travel.go_to(1, 2)])
def test_an_update_that_is_replayed_is_left_off_in_its_midst(
    desk: Desk, sparse: Callable[[float], None], sets: list[str], command: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    sparse(1e9)
    start(desk, sets=sets)
    learn(desk, 6)
    head = served(desk).run.snapshot()
    asked = 0
    shares: list[float] = []

    def go_on(patience: Patience, done: float, total: float) -> None:
        nonlocal asked
        asked += 1
        heard(patience, done, total)
        shares.append(patience.share)
        if asked == when:
            desk.mailbox.put(command)

    heard = Patience.go_on
    monkeypatch.setattr(Patience, "go_on", go_on)
    for when in (1, 2, 3, 5):
        asked = 0
        shares.clear()
        desk.turn(travel.go_to(1, 5))  # heard by the next question, and the run is where it was
        assert asked == when + 1
        assert shares == sorted(shares)
        assert same(served(desk).run.snapshot(), head)
        desk.turn()
        while served(desk).journey:
            desk.turn()
        assert served(desk).run.updates == (6 if command.kind == "turn_back" else 2)
        go(desk, 6)
        assert same(served(desk).run.snapshot(), head)


def test_no_trace_is_sent_on_the_way(
    desk: Desk, sparse: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    sparse(1e9)
    monkeypatch.setattr(travelling, "PART", 0.0)
    start(desk)
    learn(desk, 6)
    desk.turn(pull())
    sent = [message for message in go(desk, 3) + desk.turn(pull(have=1)) if message.kind == "trace"]
    assert [message.header["update"] for message in sent] == [3]


def test_near_goes_to_the_nearest_snapshot_without_learning(desk: Desk, sparse: Callable[[float], None]) -> None:
    sparse(1e9)
    start(desk)
    learn(desk, 40)
    arrived = places(desk.turn(travel.go_to(1, 3, near=True)))[-1]
    assert (arrived["update"], arrived["goal"]) == (0, None)
    assert served(desk).journey is None


def test_steps_back_are_short_after_the_first(desk: Desk, sparse: Callable[[float], None]) -> None:
    sparse(1e9)
    start(desk)
    learn(desk, 70)
    go(desk, 50)
    assert served(desk).keeping.shelf.updates(1) == [0, 18, 34, 42, 46, 48, 49, 50, 70]


def test_without_snapshots_the_beginning_is_made_again(desk: Desk) -> None:
    start(desk)
    learn(desk, 4)
    past = served(desk).run.snapshot()
    learn(desk, 4)
    served(desk).keeping.shelf.forget(1)
    desk.turn(travel.remember(10))
    go(desk, 4)
    assert same(served(desk).run.snapshot(), past)


def test_the_window_is_told_what_is_kept_and_what_went(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "TOLD", 0.0)
    monkeypatch.setattr(keeping, "LEARNT", 0.0)
    monkeypatch.setattr(keeping, "SHARE", 1e9)
    start(desk)
    size = sum(array.nbytes for array in served(desk).run.snapshot().values())
    learn(desk, 3)
    desk.outbox.drain(5.0)  # it is told once it has read what came before
    told = one(desk.turn(travel.remember(served(desk).keeping.shelf.budget - 1)), "kept").header
    assert (told["updates"], told["dropped"]) == ([0, 1, 2, 3], 0)
    assert told["size"] > size
    desk.outbox.drain(5.0)
    told = one(desk.turn(travel.remember(told["size"] - 1)), "kept").header
    assert (told["updates"], told["dropped"]) == ([0, 2, 3], 1)


def test_a_change_at_a_past_update_is_refused_and_a_branch_goes_on_from_there(desk: Desk) -> None:
    start(desk)
    learn(desk, 9)
    go(desk, 4)
    assert one(desk.turn(messages.change(1, "training.learning_rate", 0.1)), "bad").header["about"] == "change"
    branch = as_values(load("vanishing-rnn", TINY))
    change = messages.change(2, "training.learning_rate", 0.1)
    sent = desk.turn(messages.start(2, branch, line=2, of=1, update=4), change)
    assert one(sent, "started").header["update"] == 4
    assert "snapshot" not in kinds(sent)  # the trunk's newest is there already
    losses = rows(learn(desk, 3, run=2))
    again = Run(load("vanishing-rnn", TINY))
    for _ in range(4):
        again.update()
    again.change("training.learning_rate", 0.1)
    assert losses == [again.update()["loss"] for _ in range(3)]
    go(desk, 2, run=2)  # the branch has the trunk's past
    assert served(desk).run.updates == 2


def test_the_trunk_is_taken_up_where_it_ended(desk: Desk) -> None:
    start(desk)
    learn(desk, 9)
    head = served(desk).run.snapshot()
    go(desk, 4)
    values = as_values(load("vanishing-rnn", TINY))
    desk.turn(messages.start(2, values, line=2, of=1, update=4))
    learn(desk, 2, run=2)
    assert one(desk.turn(messages.start(3, values, line=1, update=9)), "started").header["update"] == 9
    assert same(served(desk).run.snapshot(), head)
    assert served(desk).keeping.shelf.updates(1)[-1] == 9


def test_an_update_that_was_never_made_is_refused(desk: Desk) -> None:
    start(desk)
    learn(desk, 2)
    bad = one(desk.turn(travel.go_to(1, 3)), "bad").header
    assert str(messages.problem(bad)) == "update must be between 0 and 2, got 3"
