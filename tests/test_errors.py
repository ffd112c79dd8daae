"""Sentences about bad input."""

from __future__ import annotations

import pytest

from rnnviz.errors import BadInput, one_line, placed


def test_a_sentence_is_its_template_with_the_values_filled_in() -> None:
    problem = BadInput("{field} must be {wanted}, got {value}", field="seed", wanted="a whole number", value=1.5)
    assert str(problem) == "seed must be a whole number, got 1.5"
    assert problem.values == {"field": "seed", "wanted": "a whole number", "value": "1.5"}


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert str(BadInput("got {value}", value="{other} {0}")) == "got {other} {0}"


def test_a_place_stands_before_the_sentence_and_leaves_the_template_translatable() -> None:
    problem = BadInput("{field} is missing", field="task").within("my.toml")
    assert str(problem) == "my.toml: task is missing"
    assert problem.template == "{field} is missing"
    assert placed("task 없음", problem.values) == "my.toml: task 없음"


def test_a_sentence_survives_being_sent_as_template_and_values() -> None:
    problem = BadInput("{field} is missing", field="task").within("my.toml")
    assert str(BadInput(problem.template, **problem.values)) == str(problem)


@pytest.mark.parametrize("text", ["two\nlines", "bell\x07", "\u202eevil", "\x00"])
def test_values_are_one_printable_line(text: str) -> None:
    assert str(BadInput("got {value}", value=text)).isprintable()


def test_long_values_are_elided() -> None:
    assert len(one_line("x" * 10_000_000)) == 200
    assert one_line("x" * 200) == "x" * 200
