"""What the first update needs is made ready in a quiet second, never while there is something to do."""

from __future__ import annotations

import pytest

from rnnviz.engine.serving import readying
from rnnviz.engine.serving.readying import QUIET, Readying
from rnnviz.link import messages
from tests.engine.serving.desk import Desk, kinds, pull


def test_it_waits_for_quiet_and_is_done_once() -> None:
    made = Readying(100.0)
    assert made.patience(100.25) == pytest.approx(QUIET - 0.25)
    made.stir(100.5)
    made.go_on(100.0 + QUIET)
    assert made.patience(100.0 + QUIET) == pytest.approx(0.5)
    made.go_on(100.5 + QUIET)
    assert made.patience(200.0) is None


def test_an_engine_makes_it_ready_between_commands_and_not_before_the_first_trace(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(readying, "QUIET", 0.0)
    monkeypatch.setattr(readying, "optimizer", lambda kind, *_: made.append(kind))
    assert kinds(desk.start()) == ["started"]
    assert kinds(desk.turn(pull())) == ["trace"]
    desk.turn(messages.train(1, True), times=2)
    desk.turn(times=3)
    assert not made
    desk.turn(messages.train(1, False))
    desk.turn()
    desk.turn()
    assert len(made) == 1
