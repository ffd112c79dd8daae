"""Tokens as they are drawn."""

from __future__ import annotations

import pytest

from rnnviz.views.gate import visible


@pytest.mark.parametrize(
    ("token", "drawn"),
    [("-0.43", "−0.43"), ("-1e-05", "−1e−05"), ("-", "-"), ("->", "->"), ("a-1", "a-1"),
     ("0.71 -3.1", "0.71·−3.1"), ("x -1", "x·-1"), (" ", "·"), ("\n", "↵")],
)
def test_a_negative_number_has_a_true_minus_sign(token: str, drawn: str) -> None:
    assert visible(token) == drawn
