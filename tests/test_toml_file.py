"""TOML from people: what is broken, too large or too deep is named."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from rnnviz.errors import BadInput
from rnnviz.toml_file import DEEPEST, LARGEST_FILE, parse, parse_set, read_toml

BROKEN = {
    "not toml": ("a = ", "line 1"),
    "second line": ("a = 1\nb = [1,\n\n", "line 2"),
    "same field twice": ("a = 1\na = 2", "a field is given twice (at line 2)"),
    "same table twice": ("[a]\nb = 1\n[a]\nc = 1", "line 3"),
    "deep list": ("a = 1\nb = " + "[" * 5000, "line 2 is nested deeper than 32"),
    "deep inline table": ("a = " + "{a = " * 40, "line 1 is nested deeper than 32"),
    "long dotted key": (".".join("a" * 20_000) + " = 1", "line 1 is nested deeper than 32"),
    "long header": ("[" + ".".join("a" * 40) + "]", "nested deeper than 32"),
    "many digits": ("a = 1\n\nb = " + "9" * 5000, "line 3 has a number of more than 4000 digits"),
    "many hexadecimal digits": ("a.b = 0x" + "f" * 5000, "a.b is a whole number beyond 64 bits"),
    "beyond 64 bits": ("a = [1, 9223372036854775808]", "a[1] is a whole number beyond 64 bits"),
    "many fields": ("\n".join(f"a{i} = 1" for i in range(50_001)), "more than 50000 fields"),
    "endless text": ('a = """' + "x" * 1000, "not valid TOML"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_used_is_said(case: str, tmp_path: Path) -> None:
    text, expected = BROKEN[case]
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInput) as caught:
        read_toml(path)
    assert expected in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        'a = "' + "[" * 100 + '"',
        "a = '" + "{" * 100 + "'",
        'a = """\n' + "[" * 100 + '"""',
        "a = '''x" + "." * 100 + "''''",
        "a = 1 # " + "[" * 100,
        'a = "\\"' + "[" * 100 + '"',
        "a = ''\nb = \"\"\nc = [[1], [2]]",
        "a = [" + "1.5, " * 1000 + "]",
        "\n".join(f"[a{i}.b]\nc = 1" for i in range(100)),
    ],
)
def test_brackets_and_dots_in_texts_and_long_lists_are_no_depth(text: str) -> None:
    assert parse(text) == tomllib.loads(text)


def test_the_limit_itself_is_allowed() -> None:
    assert parse("a = " + "[" * DEEPEST + "]" * DEEPEST)


words = st.text(st.characters(codec="utf-8"))
values = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(words, values, max_size=4))
def test_what_tomlkit_writes_is_read_as_the_standard_library_reads_it(table: dict[str, object]) -> None:
    text = tomlkit.dumps(table)
    assert parse(text) == tomllib.loads(text)


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        found = parse(text)
    except BadInput as problem:
        sentence = str(problem)
        with pytest.raises((tomllib.TOMLDecodeError, ValueError)):
            tomllib.loads(text)
        assert sentence.isprintable()
    else:
        assert found == tomllib.loads(text)


def test_files_that_are_no_text_are_refused(tmp_path: Path) -> None:
    cases = {
        "empty.toml": (b"", "is empty"),
        "mark.toml": (b"\xef\xbb\xbf", "is empty"),
        "latin.toml": (b'name = "caf\xe9"', "not UTF-8 text: byte 11"),
        "large.toml": (b"#" * (LARGEST_FILE + 1), "1 MiB"),
    }
    for name, (raw, expected) in cases.items():
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(BadInput, match=expected) as caught:
            read_toml(tmp_path / name)
        assert name in str(caught.value)


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(BadInput, match="not a regular file"):
        read_toml(tmp_path / "pipe.toml")
    with pytest.raises(BadInput, match="is a folder"):
        read_toml(tmp_path)
    with pytest.raises(BadInput, match="not a regular file"):
        read_toml(tmp_path / "missing.toml")
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    with pytest.raises(BadInput):
        read_toml(tmp_path / "loop.toml")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "mark.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1")
    assert read_toml(path) == {"a": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seed=3", ("seed", 3)),
        (" training.learning_rate = 1e-3 ", ("training.learning_rate", 1e-3)),
        ("a=true", ("a", True)),
        ("cell.kind=gru", ("cell.kind", "gru")),
        ('name="two words"', ("name", "two words")),
        ("name=two words # not a comment", ("name", "two words # not a comment")),
        ("name=", ("name", "")),
        ("name=a=b", ("name", "a=b")),
        ("a=1\nb=2", ("a", "1\nb=2")),
        ("a=" + "[" * 100_000, ("a", "[" * 100_000)),
        ("a=[1, 2]", ("a", [1, 2])),
        (f"seed={2**63}", ("seed", 2**63)),
        (f"seed=-{10**30}", ("seed", -(10**30))),
        ("name=" + "9" * 5000, ("name", "9" * 5000)),
    ],
)
def test_a_setting_is_toml_where_it_can_be_and_text_otherwise(text: str, expected: tuple[str, object]) -> None:
    assert parse_set(text) == expected


@pytest.mark.parametrize("text", ["", "seed", "=3", "  = 3"])
def test_a_setting_without_key_or_value_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="KEY=VALUE"):
        parse_set(text)
