"""Checks that are left off in the midst of a part, and go on."""

from __future__ import annotations

import itertools
import time

import pytest

from rnnviz.catalogue import load
from rnnviz.engine.networks import estimate
from rnnviz.engine.patience import Patience, Stopped
from rnnviz.engine.training.run import Run
from rnnviz.engine.verify import COUNT, Checking
from rnnviz.errors import BadInput
from tests.engine.verify.verifying import BRIEF, LSTM, SMALL, all_checks, made_run

pytestmark = pytest.mark.usefixtures("own_threads")


@pytest.mark.parametrize(("name", "sets"), [
    ("vanishing-rnn", LSTM),
    pytest.param("python-lstm", ["model.bidirectional=true", *BRIEF], marks=pytest.mark.soak),
    pytest.param("reverse-attention", SMALL, marks=pytest.mark.soak),
    pytest.param("order-transformer", SMALL, marks=pytest.mark.soak),
])  # fmt: skip
def test_a_part_that_was_left_off_says_the_same_afterwards(name: str, sets: list[str]) -> None:
    run = made_run(name, sets)
    whole = all_checks(run)
    before = run.snapshot()
    checking, found, stops = Checking(run), [], 0
    for count in itertools.chain([1, 3, 9, 20], itertools.repeat(None)):
        asked = itertools.count(1)
        patience = Patience(lambda count=count, asked=asked: next(asked) == count)  # type: ignore[misc]
        try:
            with patience.heard():
                found += checking.go_on()
        except Stopped:
            stops += 1
        if checking.done == COUNT:
            break
    assert stops >= 3
    assert found == whole
    after = run.snapshot()
    assert [key for key in before if before[key].tobytes() != after[key].tobytes()] == []


def test_how_far_the_checks_are_moves_within_parts_and_never_falls() -> None:
    run = made_run("vanishing-rnn", [*LSTM, "model.layers=2"])
    checking, shares = Checking(run), []

    def told() -> bool:
        shares.append(patience.share)
        return False

    patience = Patience(told, whole=True)
    with patience.heard():
        while checking.done < COUNT:
            before = checking.share
            checking.go_on()
            assert before - 1e-9 <= patience.share <= checking.share + 1e-9
    assert shares == sorted(shares)
    assert len({round(share, 3) for share in shares}) > 5 * COUNT


def test_checks_that_would_not_fit_are_refused_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    run = made_run("vanishing-rnn", [*LSTM, "model.layers=2"], updates=0)
    monkeypatch.setattr(estimate, "free_memory", lambda: 1 << 20)
    with pytest.raises(BadInput, match=r"verifying 2 layers over 13 steps needs about 0\.0 GB, and 0\.0 GB may"):
        Checking(run).go_on()


@pytest.mark.soak
@pytest.mark.parametrize("sets", [["model.layers=64", "task.length=50"], ["task.length=10000"]])
@pytest.mark.parametrize("seconds", [0.5, 6.0, 20.0, 60.0])
def test_checks_of_a_long_picture_are_left_off_within_a_second(sets: list[str], seconds: float) -> None:
    run = Run(load("adding-lstm", ["threads=1", "cell.hidden_size=16", "training.batch_size=4", *sets]))
    run.update()
    clock = time.thread_time  # as on a machine with nothing else to do
    patience = Patience(lambda: clock() >= until, whole=True)
    until = clock() + seconds
    with pytest.raises(Stopped), patience.heard():
        all_checks(run)
    assert clock() - until < 1.0
    assert 0 < patience.share < 1
