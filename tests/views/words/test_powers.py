"""Numbers with an exponent, as people write them."""

from __future__ import annotations

import pytest

from rnnviz.errors import BadInput
from rnnviz.views.words.language import sentence
from rnnviz.views.words.powers import spelt


@pytest.mark.parametrize(("written", "read"), [
    ("1e+06", "10⁶"), ("1e-7", "10⁻⁷"), ("-1.5e+30", "−1.5·10³⁰"), ("0.002", "0.002"), ("1e", "1e"),
    ("1e6.txt", "1e6.txt"), ('"1e6"', '"1e6"'), ("", ""),
])  # fmt: skip
def test_a_power_is_raised_and_all_else_is_as_it_was(written: str, read: str) -> None:
    assert spelt(written) == read


def test_what_is_wrong_is_said_so_in_the_window_alone() -> None:
    problem = BadInput("rate must be between {low} and {high}, got {value}", low="0", high="1e+06", value="1e+30")
    assert str(problem) == "rate must be between 0 and 1e+06, got 1e+30"
    assert sentence(problem) == "rate must be between 0 and 10⁶, got 10³⁰"
