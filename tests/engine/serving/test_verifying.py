"""A picture that is checked part by part, beside what the server does else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rnnviz.engine import verify
from rnnviz.engine.serving import calling
from rnnviz.engine.verify import COUNT
from rnnviz.engine.verify.subject import Subject
from rnnviz.engine.verify.trajectory import Trajectory
from rnnviz.link import messages
from rnnviz.link.checks import Check, failed, made, message_to_checks
from rnnviz.link.frames import Message
from rnnviz.weight_change import field_of
from tests.engine.serving.desk import Desk, one, pull
from tests.engine.serving.desk import kinds as all_kinds


def kinds(sent: list[Message], *beside: str) -> list[str]:
    """Return what was sent, but for the snapshot of a run's beginning, which comes when the outbox has time."""
    return [kind for kind in all_kinds(sent) if kind not in ("snapshot", "kept") or kind in beside]


def test_verifying_goes_part_by_part_and_ends_with_all_checks(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.verify(1, True))
    assert kinds(sent) == ["verifying"]
    sent = desk.turn(times=COUNT - 1)
    assert [message.header["done"] for message in sent if message.kind == "verifying"] == list(range(2, COUNT + 1))
    found = one(sent, "verified")
    checks = message_to_checks(found)
    assert (found.header["update"], found.header["dtype"], found.header["device"]) == (0, "float32", "cpu")
    assert failed(checks) == []
    assert len(made(checks)) > 50


def test_learning_waits_for_the_checks_and_pulls_do_not(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.verify(1, True), messages.train(1, True), messages.update(1, 2), pull())
    assert kinds(sent) == ["verifying", "trace"]
    assert one(sent, "trace").header["update"] == 0
    sent = desk.turn(times=COUNT - 1)
    assert "metrics" not in kinds(sent)
    assert one(sent, "verified").header["update"] == 0
    turns = (kinds(desk.turn()) for _ in range(200))  # rows wait while something is still unread
    assert any("metrics" in sent for sent in turns)
    desk.turn(messages.stop())


def test_checks_can_be_left_off(desk: Desk) -> None:
    desk.start()
    desk.turn(messages.verify(1, True), times=2)
    assert kinds(desk.turn(messages.verify(1, False), messages.update(1))) == ["metrics"]
    desk.turn(messages.verify(1, True))
    assert "verifying" not in kinds(desk.turn(messages.stop(), messages.update(1)))


def test_checks_of_a_step_without_a_loss_are_refused(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.verify(1, True, reach_from=2))
    assert one(sent, "bad").header["about"] == "verify"
    assert kinds(desk.turn(messages.update(1))) == ["metrics"]


def interrupt(desk: Desk, monkeypatch: pytest.MonkeyPatch, *commands: Message) -> None:
    """Let commands come in the midst of the first part."""
    first, coming = verify.PARTS[0], list(commands)

    def part(subject: Subject, trajectory: Trajectory | None) -> Iterator[Check]:
        while coming:
            desk.mailbox.put(coming.pop(0))
        yield from first(subject, trajectory)

    monkeypatch.setattr(verify, "PARTS", (part, *verify.PARTS[1:]))


@pytest.mark.parametrize("command", [messages.verify(1, False), messages.stop()])
def test_a_part_under_way_is_left_off_at_once_where_nobody_wants_the_checks(
    desk: Desk, command: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    interrupt(desk, monkeypatch, command)
    assert kinds(desk.turn(messages.verify(1, True))) == []
    assert kinds(desk.turn(times=3)) == []
    assert "metrics" in kinds(desk.turn(messages.update(1), times=3))


@pytest.mark.parametrize(("command", "answer"), [
    (messages.keep(1, 5), "snapshot"), (pull(reach=7), "trace"),
    (messages.change(1, "training.learning_rate", 0.5), "changed"),
])  # fmt: skip
def test_a_part_that_takes_long_is_begun_anew_after_what_cannot_wait(
    desk: Desk, command: Message, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "LONG", 0.0)
    desk.start(sets=["threads=1", "cell.hidden_size=8", "task.length=20", "training.loss_on=all"])
    desk.turn(pull(), times=3)
    interrupt(desk, monkeypatch, command)
    assert kinds(desk.turn(messages.verify(1, True))) == []
    assert {*kinds(desk.turn(), answer)} == {answer, "verifying"}
    sent = desk.turn(times=COUNT - 1)
    assert [each.header["done"] for each in sent if each.kind == "verifying"] == list(range(2, COUNT + 1))
    assert failed(message_to_checks(one(sent, "verified"))) == []


@pytest.mark.parametrize("command", [
    messages.keep(1, 5), messages.verify(7, False), messages.keep(7, 5), messages.train(1, True), messages.update(1),
])  # fmt: skip
def test_what_can_wait_for_a_part_does(desk: Desk, command: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.start()
    interrupt(desk, monkeypatch, command)
    assert kinds(desk.turn(messages.verify(1, True))) == ["verifying"]


def test_a_pull_that_asks_for_what_there_is_calls_nobody_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "LONG", 0.0)
    desk.start()
    desk.turn(pull())
    interrupt(desk, monkeypatch, pull(have=1))
    assert kinds(desk.turn(messages.verify(1, True))) == ["verifying"]


def test_weights_that_are_changed_meanwhile_are_checked_from_the_beginning(desk: Desk) -> None:
    desk.start()
    assert kinds(desk.turn(messages.verify(1, True), times=12)) == ["verifying"] * 12
    sent = desk.turn(messages.change(1, field_of("layer0.weight_hh_l0", (1, 2)), 3.5))
    assert one(sent, "verifying").header["done"] == 1
    assert failed(message_to_checks(one(desk.turn(times=COUNT - 1), "verified"))) == []
