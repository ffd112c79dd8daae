"""What a few letters find."""

from __future__ import annotations

import pytest

from rnnviz.app.hands.finding import fit

TEXTS = (
    "forget bias", "Save experiment as…", "Gradient norms", "Go to the first step of the pass", "학습률 learning rate"
)


def best(typed: str) -> str:
    ranked = [(points, text) for text in TEXTS if (points := fit(typed, text)) is not None]
    return max(ranked)[1] if ranked else ""


@pytest.mark.parametrize(("typed", "found"), [
    ("forget", "forget bias"), ("fb", "forget bias"), ("bias forg", "forget bias"), ("gn", "Gradient norms"),
    ("SAVE", "Save experiment as…"), ("norms grad", "Gradient norms"), ("학습", "학습률 learning rate"),
    ("lrate", "학습률 learning rate"), ("zzz", ""), ("forgetz", ""),
])  # fmt: skip
def test_the_best_is_what_one_means(typed: str, found: str) -> None:
    assert best(typed) == found


def test_korean_is_found_while_it_is_being_typed() -> None:
    assert fit("하", "학습률") is not None
    assert fit("습학", "학습률") is None


def test_letters_together_and_at_beginnings_are_worth_more() -> None:
    def points(typed: str, text: str) -> float:
        found = fit(typed, text)
        assert found is not None
        return found

    assert points("train", "Train") > points("train", "Constrain")
    assert points("pl", "Play") > points("pl", "simple")
    assert points("", "Play") < 0.001
