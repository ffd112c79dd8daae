"""Routes have words of the window's language; what is a name in both keeps it."""

from __future__ import annotations

import pytest

from rnnviz.app.verify import route_words as words
from rnnviz.app.verify.route_words import route_words


@pytest.mark.parametrize(("routes", "said"), [
    (("drawn (loops)", "torch cells, float64"), "drawn (loops) = torch cells, float64"),
    (("drawn (readable), sum over losses", "shares by step"), "drawn (step by step), sum over losses = shares by step"),
    (("autograd, float64", "finite difference"), "autograd, float64 = finite difference"),
    ((), ""),
])  # fmt: skip
def test_routes_are_said_in_words(routes: tuple[str, ...], said: str) -> None:
    assert route_words(routes) == said


def test_each_part_is_translated_and_names_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "tr", lambda text: f"<{text}>")
    assert route_words(("drawn (echo)", "sum", "numpy QR, float64")) == "<drawn (echo)> = <sum> = numpy QR, float64"
