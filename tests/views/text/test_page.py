"""The grid: every cell has one place, rows break where they should, and nothing foreign reaches a widget raw."""

from __future__ import annotations

import numpy as np
import pytest

from rnnviz.views.text.page import Page


def codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def rows(page: Page) -> list[str]:
    """Return the rows as they are drawn, special cells in place."""
    grid = page.letters(0, page.rows)
    lines = [list(map(chr, row.tolist())) for row in grid]
    for _, row, column, shown in page.special(0, page.rows):
        lines[row][column] = shown
    return ["".join(line).rstrip() for line in lines]


def test_lines_break_at_line_ends_then_spaces_then_anywhere() -> None:
    page = Page(codes("one two three\nfour\n\nabcdefghijklmnop"))
    page.lay_out(10)
    assert rows(page) == ["one two", "three↵", "four↵", "↵", "abcdefghij", "klmnop"]


@pytest.mark.parametrize("text", ["", "a", "\n", "x" * 500, "a\u0301\u202e\x00한글 \U0001f600\n" * 30])
def test_every_cell_is_found_where_it_is_drawn(text: str) -> None:
    page = Page(codes(text))
    page.lay_out(23)
    assert page.starts[-1] == len(text) or not text
    for cell in range(len(text)):
        row, column = page.row_of(cell), page.column_of(cell)
        assert column + page.widths[cell] <= 23
        assert page.cell_at(row, column) == cell
        assert page.cell_at(row, column + int(page.widths[cell]) - 1) == cell
    assert page.cell_at(page.rows, 0) is None
    assert page.cell_at(0, 500) is None


def test_marks_of_direction_and_control_are_written_out_and_combining_ones_stand_alone() -> None:
    page = Page(codes("\u202e\x00a\u0301\tא"))
    assert [page.shown[k] for k in page.kind.tolist()] == ["U+202E", "U+0000", "a", "◌\u0301", "⇥", "א"]
    assert page.widths.tolist() == [6, 6, 1, 1, 1, 1]


def test_wide_characters_take_two_columns_and_words_are_parted() -> None:
    assert Page(codes("한a")).widths.tolist() == [2, 1]
    page = Page(["the", "cat", "</s>", "먹다"], words=True)
    page.lay_out(12)
    assert page.widths.tolist() == [4, 4, 5, 5]
    assert rows(page) == ["the cat", "</s> 먹다"]


def test_values_lie_under_their_cells() -> None:
    page = Page(codes("ab\n\x00c"))
    page.lay_out(8)
    grid = page.filled(0, page.rows, np.array([1, 2, 3, 4, 5], np.uint8), 9)
    assert grid.tolist() == [[1, 2, 3, 9, 9, 9, 9, 9], [4] * 6 + [5, 9]]


def test_a_long_line_of_a_million_characters_is_laid_out() -> None:
    page = Page(np.full(1_000_000, ord("x"), np.uint32))
    page.lay_out(100)
    assert page.rows == 10_000
