"""A trace under way is left off: where a person says so, and where it takes long and a newer wish waits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from rnnviz.catalogue import as_values
from rnnviz.engine.serving import snapshots, wanting
from rnnviz.engine.serving.server import Server
from rnnviz.engine.training.run import Run
from rnnviz.link import messages
from rnnviz.link.frames import Message
from rnnviz.link.job_messages import job
from rnnviz.operation import Operation
from rnnviz.trace import Trace
from tests.engine.serving.desk import Desk, experiment, kinds, one, pull

FLOW = ("gradient_flow/*",)


class Interrupted(Run):
    """A run during whose next probe commands come."""

    desk: Desk
    coming: tuple[Message, ...] = ()

    def probe(
        self, watch: tuple[str, ...] = (), reach_from: int | None = None, operations: Sequence[Operation] = (),
        writing: int = 0,
    ) -> Trace:
        came, type(self).coming = self.coming, ()
        for command in came:
            self.desk.mailbox.put(command)
        return super().probe(watch, reach_from, operations, writing)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Return a desk whose run, number 1, is interrupted."""
    Interrupted.desk, Interrupted.coming = desk, ()
    desk.server = Server(desk.mailbox, desk.outbox, Interrupted)
    desk.turn(messages.start(1, as_values(experiment())))
    return desk


def test_a_trace_is_left_off_at_once_where_a_person_says_so_and_comes_when_asked_for_anew(busy: Desk) -> None:
    whole = one(busy.turn(pull(watch=FLOW)), "trace")
    Interrupted.coming = (messages.leave(1),)
    sent = busy.turn(pull(have=0), times=2)
    assert kinds(sent) == ["left"]
    assert one(sent, "left").header["names"] == []
    assert "left" not in kinds(busy.turn(messages.leave(1), times=2))  # there is nothing to leave off with
    again = one(busy.turn(pull(watch=FLOW)), "trace")
    for name in whole.arrays:
        np.testing.assert_array_equal(again.arrays[name], whole.arrays[name], strict=True)


def test_a_trace_that_waits_for_its_turn_is_left_off_too(busy: Desk) -> None:
    sent = busy.turn(messages.update(1, 3), pull(), messages.leave(1), times=4)
    assert kinds(sent).count("left") == 1
    assert "trace" not in kinds(sent)


@pytest.mark.parametrize(("command", "expected"), [
    (messages.update(1), ["snapshot", "metrics", "trace"]),
    (messages.train(1, True), ["snapshot", "trace"]),
    (messages.change(1, "probe", "current"), ["changed", "trace"]),
    (messages.start(2, as_values(experiment())), ["started"]),
    (messages.keep(1, 5), ["snapshot", "trace"]),
    (pull(watch=FLOW), ["trace"]),
])  # fmt: skip
def test_a_newer_wish_does_not_wait_for_a_trace_that_takes_long(
    busy: Desk, command: Message, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wanting, "LONG", 0.0)
    Interrupted.coming = (command,)
    assert busy.turn(pull()) == []
    sent = busy.turn()
    by_the_clock = {"kept"} | ({"metrics"} if command.kind == "train" else set())
    assert [kind for kind in kinds(sent) if kind not in by_the_clock] == expected


@pytest.mark.parametrize("command", [
    messages.change(1, "training.learning_rate", 0.5), messages.train(1, False), messages.update(7),
    pull(have=3), messages.leave(7), messages.verify(1, False), messages.keep(7, 5), job(1, 1, "hunt", {}),
])  # fmt: skip
def test_what_changes_nothing_of_a_trace_waits_for_it(
    busy: Desk, command: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wanting, "LONG", 0.0)
    Interrupted.coming = (command,)
    assert kinds(busy.turn(pull()))[0] == "trace"


def test_what_a_crash_would_take_is_sent_before_a_trace_that_takes_long(
    busy: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "SECONDS", 0.0)
    monkeypatch.setattr(snapshots, "MOMENT", 30.0)  # however late this machine lets the outbox write
    busy.turn(messages.update(1), pull())  # before its first update a run keeps one in any case
    sent = busy.turn(messages.update(1), pull(have=1))
    places = {each.kind: place for place, each in enumerate(sent) if each.kind in ("snapshot", "trace")}
    assert sent[places["snapshot"]].header["update"] == 2
    assert places["snapshot"] < places["trace"]


def test_a_trace_that_does_not_take_long_is_seen_however_fast_wishes_follow(busy: Desk) -> None:
    Interrupted.coming = (messages.update(1),)
    assert kinds(busy.turn(pull())) == ["trace"]


def test_a_start_that_is_refused_gives_the_trace_back(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanting, "LONG", 0.0)
    values = as_values(experiment())
    values["cell"]["hidden_size"] = 0
    Interrupted.coming = (messages.start(2, values),)
    assert busy.turn(pull()) == []
    assert kinds(busy.turn()) == ["bad", "trace"]


def test_who_leaves_a_trace_that_has_not_begun_leaves_no_older_one(
    busy: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wanting, "LONG", 0.0)
    Interrupted.coming = (messages.update(1, 3),)
    assert busy.turn(pull(watch=FLOW)) == []
    busy.turn()  # the first of three updates; the pull waits for the last
    assert one(busy.turn(messages.leave(1)), "left").header["seconds"] == 0.0
