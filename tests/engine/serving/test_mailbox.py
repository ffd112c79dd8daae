"""The mailbox: what may be overtaken, and what never is."""

from __future__ import annotations

import threading

import pytest

from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.link import messages
from rnnviz.link.frames import Message


def taken(*sent: Message) -> list[dict[str, object]]:
    mailbox = Mailbox()
    for message in sent:
        mailbox.put(message)
    return [message.header for message in mailbox.take(0)]


def rate(value: float, run: int = 1) -> Message:
    return messages.change(run, "training.learning_rate", value)


def pull(have: int, run: int = 1) -> Message:
    return messages.pull(run, (), None, have)


def test_the_last_of_many_changes_of_a_field_counts() -> None:
    dragged = [rate(float(i)) for i in range(100)]
    assert taken(*dragged) == [rate(99.0).header]


def test_changes_of_other_fields_and_runs_stay() -> None:
    batch = messages.change(1, "training.batch_size", 4)
    sent = [rate(1.0), batch, rate(2.0, run=2)]
    assert taken(*sent) == [message.header for message in sent]
    assert taken(rate(1.0), batch, rate(3.0)) == [batch.header, rate(3.0).header]


SWITCH = [messages.train(1, True), messages.train(1, False)]
DOING = [messages.start(1, {}), messages.update(1, 2), *SWITCH, messages.stop()]


@pytest.mark.parametrize("between", DOING)
def test_a_change_is_not_overtaken_across_what_it_acts_on(between: Message) -> None:
    sent = [rate(1.0), between, rate(2.0)]
    assert taken(*sent) == [message.header for message in sent]


def test_the_last_pull_counts_wherever_it_stands() -> None:
    update = messages.update(1)
    assert taken(pull(1), update, pull(2), rate(1.0), pull(3)) == [update.header, rate(1.0).header, pull(3).header]


def test_a_flood_loses_no_command_that_does_something() -> None:
    sent = [message for message in DOING * 50 for message in (message, rate(0.1), pull(1))]
    got = [header for header in taken(*sent) if header["kind"] not in ("change", "pull")]
    assert got == [message.header for message in DOING * 50]


def test_it_waits_for_a_command() -> None:
    mailbox = Mailbox()
    threading.Timer(0.02, mailbox.put, [messages.stop()]).start()
    assert [message.kind for message in mailbox.take(10)] == ["stop"]
    assert mailbox.take(0) == []
    assert mailbox.take(0.001) == []


def test_what_came_before_a_failure_is_taken_first() -> None:
    mailbox = Mailbox()
    mailbox.put(messages.stop())
    mailbox.fail(ValueError("broken"))
    assert len(mailbox.take(None)) == 1
    with pytest.raises(ValueError, match="broken"):
        mailbox.take(None)
