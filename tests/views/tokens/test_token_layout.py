"""How texts are fitted into columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.views.tokens.token_layout import LEAST, LINE, fit_tokens, neighbours


@pytest.mark.parametrize(
    ("typical", "widest", "column", "height", "manner", "size"),
    [
        (0.6, 0.6, 10.2, 60, "flat", 13),
        (0.6, 0.6, 6.0, 60, "flat", 9),
        (0.6, 0.6, 5.0, 60, "window", 13),
        (3.0, 6.0, 46.0, 60, "flat", 13),
        (2.4, 2.4, 20.0, 60, "turned", 13),
        (2.4, 2.4, 20.0, 20, "window", 9),
        (8.0, 9.0, 30.0, 60, "window", 13),
    ],
)
def test_manners(typical: float, widest: float, column: float, height: float, manner: str, size: int) -> None:
    found = fit_tokens(typical, widest, column, height, 13)
    assert (found.manner, found.size) == (manner, size)


def test_no_letter_is_small_in_a_lecture() -> None:
    for column in range(3, 40):
        found = fit_tokens(0.6, 0.6, column, 60, 23)
        assert found.size >= 15, "type is 1.6 times larger, so what is read at 9 pixels is 15 there"


@given(st.floats(0.3, 20), st.floats(0, 20), st.floats(0.1, 500), st.floats(10, 200), st.integers(9, 30))
def test_text_is_never_below_what_can_be_read(
    typical: float, more: float, column: float, height: float, largest: int
) -> None:
    found = fit_tokens(typical, typical + more, column, height, largest)
    assert LEAST <= found.size <= max(largest, LEAST)
    if found.manner == "flat":
        assert found.size * typical <= column
    if found.manner == "turned":
        assert found.size * LINE <= column
        assert found.size * (typical + more) <= height


@given(st.lists(st.floats(1, 50), min_size=1, max_size=60), st.data(), st.floats(50, 900))
def test_neighbours_fit_and_hold_the_focus(widths: list[float], data: st.DataObject, room: float) -> None:
    focus = data.draw(st.integers(0, len(widths) - 1))
    first, last = neighbours(widths, focus, room)
    assert 0 <= first <= focus <= last < len(widths)
    assert sum(widths[first : last + 1]) <= max(room, widths[focus])
    assert last - focus <= 20
    assert focus - first <= 20


def test_neighbours_lie_on_both_sides_and_lean_at_the_ends() -> None:
    widths = [10.0] * 100
    assert neighbours(widths, 50, 110.0) == (45, 55)
    assert neighbours(widths, 0, 110.0) == (0, 10)
    assert neighbours(widths, 99, 110.0) == (89, 99)
    assert neighbours(widths, 50, 5000.0) == (30, 70)
