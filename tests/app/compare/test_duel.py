"""Two engines in lock-step, here without processes."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from rnnviz.app.compare.duel import LONG, Duel, Pair
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.catalogue import load
from rnnviz.link import messages
from tests.app.fake_engine import FakeEngine


class Bout:
    """A duel of two engines that do what a test says, and a clock that it sets."""

    def __init__(self) -> None:
        self.engines = FakeEngine(), FakeEngine()
        self.links = EngineLink(self.engines[0]), EngineLink(self.engines[1])
        self.now = 0.0
        self.duel = Duel(*self.links, clock=lambda: self.now)
        self.pairs: list[Pair] = []
        self.stopped: list[tuple[int, object]] = []
        self.duel.paired.connect(self.pairs.append)
        self.duel.stopped.connect(self.stopped.append)
        self.number = 0
        for link, engine in zip(self.links, self.engines, strict=True):
            link.open()
            engine.get_ready()
        self.duel.begin(load("hello-rnn"), load("hello-rnn", ["cell.hidden_size=4"]))

    def start(self, side: int) -> None:
        self.engines[side].take_start()

    def trace(self, side: int, update: int) -> None:
        self.number += 1
        newest = self.links[side].newest
        assert newest is not None
        self.engines[side].give_trace(newest.number, self.number, update)

    def both(self, update: int) -> None:
        for side in (0, 1):
            self.trace(side, update)

    def asked(self) -> list[int]:
        """Return the updates asked of each engine."""
        return [sum(header["count"] for header in engine.of("update")) for engine in self.engines]


@pytest.fixture
def bout(qapp: QApplication) -> Bout:
    made = Bout()
    for side in (0, 1):
        made.start(side)
    return made


def test_both_models_are_made_of_their_experiments(bout: Bout) -> None:
    sizes = [engine.of("start")[-1]["experiment"]["cell"]["hidden_size"] for engine in bout.engines]
    assert sizes == [3, 4]


def test_nothing_is_shown_until_both_have_their_first_trace(bout: Bout) -> None:
    bout.trace(0, 0)
    assert bout.pairs == []
    bout.trace(1, 0)
    assert [(pair.left.update, pair.right.update) for pair in bout.pairs] == [(0, 0)]


def test_an_update_is_asked_of_both_and_shown_when_both_have_made_it(bout: Bout) -> None:
    bout.both(0)
    bout.duel.update()
    assert bout.asked() == [1, 1]
    bout.trace(1, 1)
    assert len(bout.pairs) == 1
    bout.duel.update()
    assert bout.asked() == [1, 1], "neither is ever asked to be ahead"
    bout.trace(0, 1)
    assert (bout.pairs[-1].left.update, bout.pairs[-1].right.update) == (1, 1)


def test_training_goes_on_by_stretches_that_take_neither_too_short_nor_too_long(bout: Bout) -> None:
    bout.both(0)
    bout.duel.train(True)
    goals = []
    for _ in range(4):
        goal = bout.asked()[0]
        goals.append(goal)
        bout.both(goal)
    assert goals == [1, 3, 7, 15]
    bout.now += 10 * LONG
    bout.both(bout.asked()[0])
    last = bout.asked()[0]
    bout.duel.train(False)
    bout.both(last)
    assert bout.asked() == [last, last]
    assert last - 31 == 8, "a stretch that took too long is halved"


def test_a_trace_of_a_model_that_was_replaced_is_dropped(bout: Bout) -> None:
    bout.both(0)
    bout.duel.reset()
    bout.engines[0].give_trace(1, 99, 0)
    bout.engines[1].give_trace(1, 99, 0)
    assert len(bout.pairs) == 1
    for side in (0, 1):
        bout.start(side)
    bout.both(0)
    assert len(bout.pairs) == 2
    assert not bout.duel.waiting


def test_the_same_update_with_more_in_it_is_shown_at_once_and_asks_for_nothing(bout: Bout) -> None:
    bout.both(0)
    bout.trace(0, 0)
    assert len(bout.pairs) == 2
    assert bout.asked() == [0, 0]


def test_a_refused_model_stops_both_with_the_reason(bout: Bout) -> None:
    bout.both(0)
    bout.duel.reset()
    newest = bout.links[1].newest
    assert newest is not None
    bout.engines[1].refuse(newest.number, "start")
    assert bout.stopped[0][0] == 1
    bout.duel.train(True)
    assert not bout.duel.training


def test_where_an_engine_dies_both_begin_anew(qtbot: object, bout: Bout) -> None:
    bout.both(0)
    bout.duel.update()
    bout.both(1)
    before = [link.newest for link in bout.links]
    bout.engines[0].die()
    now = [link.newest for link in bout.links]
    assert all(a is not b for a, b in zip(before, now, strict=True))
    assert bout.stopped[0][0] == 0
    assert bout.duel.waiting
    bout.links[0].close()


def answer(bout: Bout, side: int, update: int) -> None:
    """Send the snapshot that a side was asked for last."""
    newest = bout.links[side].newest
    assert newest is not None
    asked = bout.engines[side].of("keep")[-1]["asked"]
    bout.engines[side].say(messages.snapshot(newest.number, update, {"model/w": np.full(2, 1.0)}, asked))


def test_while_both_learn_snapshots_are_asked_for_between_two_stretches(bout: Bout) -> None:
    kept: list[object] = []
    bout.duel.kept.connect(kept.append)
    assert not bout.duel.keep(), "there is nothing to keep yet"
    bout.both(0)
    bout.duel.train(True)
    assert bout.duel.keep()
    assert not bout.engines[0].of("keep"), "not before both are at one update"
    bout.both(1)
    for engine in bout.engines:
        kinds = [message.kind for message in engine.sent if message.kind in ("keep", "update")]
        assert kinds == ["update", "keep", "update"], "before the next stretch begins"
    answer(bout, 0, 1)
    assert kept == []
    answer(bout, 1, 1)
    assert kept == [1]


def test_what_asked_for_snapshots_hears_of_it_where_none_will_come(bout: Bout) -> None:
    kept: list[object] = []
    bout.duel.kept.connect(kept.append)
    bout.both(0)
    assert bout.duel.keep()
    bout.duel.reset()
    assert kept == [None]
    for side in (0, 1):
        bout.start(side)
    bout.both(0)
    assert bout.duel.keep()
    newest = bout.links[1].newest
    assert newest is not None
    bout.engines[1].refuse(newest.number, "keep")
    assert kept == [None, None]
