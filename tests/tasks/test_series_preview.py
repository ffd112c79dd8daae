"""The beginning of a table: its columns, which of them are numbers, and what the task makes of a choice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.errors import BadInput
from rnnviz.tasks.series_file import numbers
from rnnviz.tasks.series_preview import HEAD, Column, Preview, preview, used


def text(folder: Path, content: str | bytes) -> str:
    path = folder / "a.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def refused(path: str) -> str:
    with pytest.raises(BadInput) as caught:
        preview(path)
    return str(caught.value).removeprefix(path)


def learnable(found: Preview) -> tuple[Column, ...]:
    return tuple(column for column in found.columns if column.trouble is None)


DATED = "day,flow,level\n1999-01-01,1,3\n1999-01-02,2,NaN\n"


def test_columns_rows_and_what_is_wrong_with_which(tmp_path: Path) -> None:
    path = text(tmp_path, DATED)
    found = preview(path)
    assert [column.name for column in found.columns] == ["day", "flow", "level"]
    assert found.rows == (("1999-01-01", "1", "3"), ("1999-01-02", "2", "NaN"))
    assert [column.name for column in learnable(found)] == ["flow", "level"]
    assert [(column.gaps, column.gap) for column in found.columns] == [(0, None), (0, None), (1, (3, "NaN"))]
    assert (found.looked_at, found.whole) == (2, True)
    troubles = [str(column.trouble).removeprefix(path) for column in found.columns if column.trouble]
    assert troubles == [': line 2, column 1 is not a number: "1999-01-01" (decimals have a point)']


@pytest.mark.parametrize(("content", "places", "field", "values"), [
    (DATED, [1, 2], "flow,level", [[1, 3], [2, 3]]),
    ("a,b\n1,\n2,\n", [0], "a", [[1], [2]]),
    ("1999-01-01,1\n1999-01-02,2\n", [1], "2", [[1], [2]]),  # no header: the day of the first line is of the table
    ("a,b\n1,2\n3,4\n", [0, 1], "", [[1, 2], [3, 4]]),
    ("a,a,b\nx,1,2\ny,3,4\n", [1, 2], "2,b", [[1, 2], [3, 4]]),
    ('"where, when",flow\n"Seoul, May",1\n"Busan, June",2\n', [1], "flow", [[1], [2]]),
    ("x;1,5;2\nx;2,5;3\n", [2], "3", [[2], [3]]),  # decimals with a comma are no numbers
    ("flow\tday\n1\tx\n2\ty\n", [0], "flow", [[1], [2]]),
    ("7,x\n8,y\n", [0], "1", [[7], [8]]),
])  # fmt: skip
def test_what_is_chosen_is_what_is_learnt(
    tmp_path: Path, content: str, places: list[int], field: str, values: list[list[float]]
) -> None:
    path = text(tmp_path, content)
    found = preview(path)
    assert [column.place for column in learnable(found)] == places
    assert used(learnable(found), found.columns) == field
    np.testing.assert_array_equal(numbers(path, field, "fill").values, values)


@pytest.mark.parametrize(("content", "sentence"), [
    ("", " is empty"),
    ("\ufeff \n", " is empty but for white space"),
    ("# only this\n", " has no line of numbers"),
    ("a,b\n", " has no line of numbers"),
    ("a,b\nx,y\n", " has no column of numbers alone; in the first, line 2 says x"),
    ("a,b\n1,2\n3\n", ": line 3 must have as many columns as the lines before it, 2, got 1"),
    ("1,2\n3,4,5\n", ": line 2 must have as many columns as the lines before it, 2, got 3"),
    ("day;flow\nMon;0,5\nTue;1,5\n", ": line 2, column 2 has a decimal comma (0,5): write decimals with a point"),
    ("1\nx\n", ': line 2, column 1 is not a number: "x" (decimals have a point)'),
    ("1\n1e999\n", ": line 2, column 1 is too large: 1e999"),
    ('a,b\n"x,1\ny,2\n', ": line 2 opens a quote that it does not close"),
    ('"' + "x" * 140_000 + '",1\n', ": line 1 has quotes and 140004 characters: it may have at most 131072"),
    (",".join(["1"] * 300) + "\n", " has 300 columns: a series may have at most 256"),
    (b"1,2\n\xff\xfe3,4\n", " is not UTF-8 text: byte 4 cannot be decoded, save the file as UTF-8"),
    (b"\xff\xfe1\x00", " is not UTF-8 text but UTF-16, as its byte 0 says: save it as UTF-8"),
    (b"1,2\n\x00", " looks binary, not text: byte 4 is zero"),
    (b"1,2\n" * HEAD + b"\x00", ""),
])  # fmt: skip
def test_what_is_no_table_is_named_by_line_and_column(tmp_path: Path, content: str | bytes, sentence: str) -> None:
    path = text(tmp_path, content)
    if sentence:
        assert refused(path) == sentence
    else:  # beyond what is looked at: the engine says it
        assert not preview(path).whole
        with pytest.raises(BadInput, match="looks binary"):
            numbers(path)


@pytest.mark.parametrize("content", ['a,b\n"x,1\ny,2\n', '"' + "x" * 140_000 + '",1\n'])
def test_the_reader_says_of_quotes_what_the_preview_says(tmp_path: Path, content: str) -> None:
    path = text(tmp_path, content)
    with pytest.raises(BadInput) as caught:
        numbers(path, "2")
    assert str(caught.value).removeprefix(path) == refused(path)


def test_a_long_table_is_looked_at_up_to_a_whole_line(tmp_path: Path) -> None:
    line = "12345,é\n"
    path = text(tmp_path, line * (2 * HEAD // len(line.encode())))
    found = preview(path)
    assert not found.whole
    assert found.looked_at == HEAD // len(line.encode())
    assert [column.place for column in learnable(found)] == [0]


@given(st.text(max_size=60))
def test_no_text_raises_anything_but_bad_input(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    path.write_text(content, "utf-8", "surrogatepass")
    try:
        found = preview(str(path))
    except BadInput:
        return
    values = numbers(str(path), used(learnable(found), found.columns), "fill").values
    assert values.shape[1] == len(learnable(found))
    assert np.isfinite(values).all()
