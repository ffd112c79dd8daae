"""What is read of a file of numbers, and what is refused of it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.errors import BadInput
from rnnviz.tasks.gaps import Gaps
from rnnviz.tasks.series_file import numbers
from tests.tasks.tables import text

CHOOSE = "choose with task.gaps to drop or fill them"


def refused(path: str) -> str:
    with pytest.raises(BadInput) as caught:
        numbers(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(path)


@pytest.mark.parametrize(
    "content",
    [
        "1,2\n3,-4.5e1\n",
        "1, 2\r\n3, -4.5e1",
        "\ufeff1;2\n3;-45\n",
        "1\t2\n3\t-45.\n",
        "  1   2\n 3 -45\n\n",
        '# from an instrument\n"a","b"\n"1","2"\n\n3,-45\n',
        "a b,c\n1,2\n+3,-45\n",
        "1,b\n1,2\n3,-45\n",
    ],
)
def test_columns_are_read_however_they_are_parted(tmp_path: Path, content: str) -> None:
    np.testing.assert_array_equal(numbers(text(tmp_path, content)).values, [[1, 2], [3, -45]])


def test_a_header_names_the_columns(tmp_path: Path) -> None:
    assert numbers(text(tmp_path, "time,flow\n1,2\n")).columns == ("time", "flow")
    assert numbers(text(tmp_path, "3,4\n1,2\n")).columns == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", " is empty"),
        ("# nothing\n\n", " has no line of numbers"),
        ("a,b\n", " has no line of numbers"),
        ("a,b\nx,y\n", " has no column of numbers: line 2 is all words"),
        ("a, b\n1 2\n3\n", ": line 3 must have as many columns as the lines before it, 2, got 1"),
        ("1,2\n3\n", ": line 2 must have as many columns as the lines before it, 2, got 1"),
        ("a,b\n1,2,3\n", ": line 2 must have as many columns as the lines before it, 2, got 3"),
        ("1,2\n3,x\n", ': line 2, column 2 is not a number: "x" (decimals have a point)'),
        ("1;2\n3;4,5\n", ": line 2, column 2 has a decimal comma (4,5): write decimals with a point"),
        ("a;b\n0,5;1.234,5\n", ": line 2, column 1 has a decimal comma (0,5): write decimals with a point"),
        ("1\n1_0\n", ': line 2, column 1 is not a number: "1_0" (decimals have a point)'),
        ("1\n٣\n", ': line 2, column 1 is not a number: "٣" (decimals have a point)'),
        ("1\n1e5.5\n", ': line 2, column 1 is not a number: "1e5.5" (decimals have a point)'),
        ("1,2\n3,\n5,6\n", ": line 2, column 2 is empty (gaps in all: 1): " + CHOOSE),
        ("1,2\n3,NaN\n", ": line 2, column 2 is not a finite number (NaN; gaps in all: 1): " + CHOOSE),
        ("nan\n1\n", ": line 1, column 1 is not a finite number (nan; gaps in all: 1): " + CHOOSE),
        ("1\n-Infinity\n", ": line 2, column 1 is not a finite number (-Infinity; gaps in all: 1): " + CHOOSE),
        ("1\n1e999\n", ": line 2, column 1 is too large: 1e999"),
        (",".join(["1"] * 300) + "\n", " has 300 columns: a series may have at most 256"),
    ],
)
def test_what_is_no_series_is_named_by_line_and_column(tmp_path: Path, content: str, sentence: str) -> None:
    assert refused(text(tmp_path, content)) == sentence


@pytest.mark.parametrize("shape", [(40,), (40, 3)])
@pytest.mark.parametrize("dtype", ["f2", "f4", ">f8", "i4", "u1", "?"])
def test_arrays_of_numpy_are_read(tmp_path: Path, shape: tuple[int, ...], dtype: str) -> None:
    values = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    np.save(tmp_path / "a.npy", values)
    np.testing.assert_array_equal(numbers(str(tmp_path / "a.npy")).values, values.reshape(40, -1).astype(float))
    np.save(tmp_path / "b.npy", np.asfortranarray(values))
    np.testing.assert_array_equal(numbers(str(tmp_path / "b.npy")).values, values.reshape(40, -1).astype(float))


def test_arrays_that_are_no_series_are_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "a.npy")
    for values, words in (
        (np.zeros((2, 2, 2)), "holds float64 (2, 2, 2): a series is real numbers"),
        (np.array(["a"]), "a series is real numbers"),
        (np.zeros(3, complex), "a series is real numbers"),
        (np.zeros((0, 2)), "a series is real numbers"),
        (np.array([[1, 2], [3, np.nan], [np.inf, 1]]), ": row 2, column 2 is not a finite number (gaps in all: 2)"),
    ):
        np.save(path, values)
        assert words in refused(path)
    np.save(path, np.arange(100.0))
    data = Path(path).read_bytes()
    for damaged in (data[:-3], data[:60], data[:7], data.replace(b"(100,)", b"(9**9)"), data[:6] + b"\xff" + data[7:]):
        Path(path).write_bytes(damaged)
        assert "is not an .npy file of numpy, or it is damaged" in refused(path)


def test_objects_that_would_run_code_are_not_loaded(tmp_path: Path) -> None:
    path = str(tmp_path / "a.npy")
    np.save(path, np.array([{}], object), allow_pickle=True)
    assert "holds object (1,)" in refused(path)


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    with open(tmp_path / "a.csv", "wb") as file:
        file.truncate(10 << 30)
    assert refused(str(tmp_path / "a.csv")) == " has 10240 MiB: a file of a series may have at most 64 MiB"
    assert "no such file" in refused(str(tmp_path / "b.csv"))


@given(st.text(max_size=60))
def test_no_text_raises_anything_but_bad_input(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.mktemp("series") / "a.csv"
    path.write_text(content, "utf-8", "surrogatepass")
    with suppress(BadInput):
        assert np.isfinite(numbers(str(path)).values).all()


DATED = "day,flow,1999\n1999-01-01,1,7\n1999-01-02,2,NaN\n"


@pytest.mark.parametrize(
    ("content", "used", "values", "columns"),
    [
        (DATED, "flow", [[1], [2]], ("flow",)),
        (DATED, " 2 ", [[1], [2]], ("flow",)),
        ("day;flow;level\nx;1;2\ny;3;4\n", "level, flow", [[2, 1], [4, 3]], ("level", "flow")),
        ("1,2,3\n4,5,6\n", "3,1", [[3, 1], [6, 4]], ()),
        ("1999-01-01,1\n1999-01-02,2\n", "2", [[1], [2]], ()),
    ],
)
def test_columns_are_chosen_by_name_or_number_and_the_others_may_hold_anything(
    tmp_path: Path, content: str, used: str, values: list[list[float]], columns: tuple[str, ...]
) -> None:
    found = numbers(text(tmp_path, content), used)
    np.testing.assert_array_equal(found.values, values)
    assert found.columns == columns


@pytest.mark.parametrize(
    ("used", "sentence"),
    [
        ("level", " has no column level: it has day, flow, 1999, 1 to 3"),
        ("4", " has no column 4: it has day, flow, 1999, 1 to 3"),
        ("2,flow", ": column flow is asked for twice"),
        ("1999", ": line 3, column 3 is not a finite number (NaN; gaps in all: 1): " + CHOOSE),
        ("day", ': line 2, column 1 is not a number: "1999-01-01" (decimals have a point)'),
    ],
)
def test_columns_that_cannot_be_used_are_named(tmp_path: Path, used: str, sentence: str) -> None:
    path = text(tmp_path, DATED)
    with pytest.raises(BadInput) as caught:
        numbers(path, used)
    assert str(caught.value) == path + sentence


GAPPY = "day,flow,level\nmon,,1\ntue,2,1\nwed,NaN,3\nthu,4,na\nfri,-inf,5\nsat,6,\n"


@pytest.mark.parametrize(("gaps", "used", "values", "days"), [
    ("drop", "flow", [[2], [4], [6]], ("tue", "thu", "sat")),
    ("fill", "flow", [[2], [2], [2], [4], [4], [6]], ("mon", "tue", "wed", "thu", "fri", "sat")),
    ("drop", "flow,level", [[2, 1]], ("tue",)),
    ("fill", "level,flow", [[1, 2], [1, 2], [3, 2], [3, 4], [5, 4], [5, 6]],
     ("mon", "tue", "wed", "thu", "fri", "sat")),
])  # fmt: skip
def test_gaps_are_dropped_or_filled_as_chosen(
    tmp_path: Path, gaps: Gaps, used: str, values: list[list[float]], days: tuple[str, ...]
) -> None:
    found = numbers(text(tmp_path, GAPPY), used, gaps)
    np.testing.assert_array_equal(found.values, values)
    assert found.labels == days
    assert found.gaps == (3 if used == "flow" else 5)


def test_gaps_are_refused_where_nothing_is_chosen_and_counted(tmp_path: Path) -> None:
    path = text(tmp_path, GAPPY)
    with pytest.raises(BadInput) as caught:
        numbers(path, "flow,level")
    assert str(caught.value) == f"{path}: line 2, column 2 is empty (gaps in all: 5): {CHOOSE}"
    for gaps, sentence in (("drop", "has a gap on every line"), ("fill", "column 2 of the series has no number")):
        with pytest.raises(BadInput, match=sentence):
            numbers(text(tmp_path, "1,\n2,\n" if gaps == "fill" else "1,\n,2\n"), "", gaps)  # type: ignore[arg-type]
