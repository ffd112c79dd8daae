"""Samples through training: in order, cut with the history, and whole again after being kept in a file."""

from __future__ import annotations

import json

import pytest

from rnnviz.history import History
from rnnviz.samples import MOST, Sample, Samples, due, from_json


def sample(update: int, text: str = "abc", prompt: str = "a") -> Sample:
    return Sample(update=update, prompt=prompt, text=text, log_p=-0.5, symbols=3, method="sample")


def test_samples_are_due_at_powers_of_two_and_later_halfway_between_them() -> None:
    assert [update for update in range(200) if due(update)] == [0, 1, 2, 4, 8, 16, 32, 64, 96, 128, 192]
    assert sum(due(update) for update in range(1 << 14)) == 23


def test_they_stand_in_the_order_of_their_updates_and_one_like_another_takes_its_place() -> None:
    kept = Samples()
    for each in (sample(4), sample(1), sample(4, "xyz"), sample(4, prompt="b")):
        kept.append(each)
    assert [(each.update, each.text, each.prompt) for each in kept.all] == [
        (1, "abc", "a"), (4, "xyz", "a"), (4, "abc", "b"),
    ]  # fmt: skip
    for update in range(10, 10 + MOST):
        kept.append(sample(update))
    assert len(kept) == MOST
    assert kept.all[0].update == 10


def test_the_history_cuts_them_with_itself() -> None:
    history = History()
    for update in (1, 2, 4):
        history.samples.append(sample(update))
    assert [each.update for each in history.until(2).samples.all] == [1, 2]
    version = history.samples.version
    history.truncate(3)
    assert [each.update for each in history.samples.all] == [1, 2]
    assert history.samples.version > version


def test_they_survive_json_and_what_is_no_sample_is_left_out() -> None:
    kept = Samples()
    kept.append(sample(3, "가 “x”\n"))
    kept.append(sample(8))
    assert from_json(kept.to_json()) == list(kept.all)
    assert from_json(kept.to_json(update=5)) == [sample(3, "가 “x”\n")]
    broken = [{"update": "3"}, 7, {**json.loads(kept.to_json())[0], "update": -1}]
    assert from_json(json.dumps(broken)) == []
    with pytest.raises(ValueError, match="not a list"):
        from_json("{}")
