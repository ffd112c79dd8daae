"""A picture that is checked part by part, beside what the server does else."""

from __future__ import annotations

from rnnviz.engine.verify import COUNT
from rnnviz.link import messages
from rnnviz.link.checks import failed, made, message_to_checks
from tests.engine.serving.desk import Desk, kinds, one, pull


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
    assert kinds(desk.turn(messages.verify(1, False), messages.update(1))) == ["snapshot", "metrics"]
    desk.turn(messages.verify(1, True))
    assert "verifying" not in kinds(desk.turn(messages.stop(), messages.update(1)))


def test_checks_of_a_step_without_a_loss_are_refused(desk: Desk) -> None:
    desk.start()
    sent = desk.turn(messages.verify(1, True, reach_from=2))
    assert one(sent, "bad").header["about"] == "verify"
    assert kinds(desk.turn(messages.update(1))) == ["snapshot", "metrics"]
