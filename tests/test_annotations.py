"""Annotations: Python's as its own tokenizer has them, and what happens at the edges."""

from __future__ import annotations

import argparse
import inspect
import io
import shlex
import textwrap
import tokenize
from token import tok_name
from types import ModuleType

import numpy as np
import pytest

from rnnviz.annotations import ANNOTATIONS, annotate, language_of


def ones(text: str, key: str, language: str = "python") -> str:
    """Return the characters that a label is set at."""
    label = annotate(text, language)[key]  # type: ignore[arg-type]
    return "".join(c for c, on in zip(text, label.tolist(), strict=True) if on)


@pytest.mark.parametrize("module", [shlex, textwrap, argparse])
def test_strings_comments_and_brackets_are_those_of_pythons_tokenizer(module: ModuleType) -> None:
    """But for the closing quote: after it, one is outside again."""
    source = inspect.getsource(module)
    starts = np.cumsum([0, *(len(line) for line in source.splitlines(keepends=True))])
    strings, comments, turns = (np.zeros(len(source), int) for _ in range(3))
    formatted: list[int] = []
    """Where the formatted strings begin that are open: from Python 3.12 on they are several tokens."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        begin, end = (int(starts[row - 1] + column) for row, column in (token.start, token.end))
        prefix = len(token.string) - len(token.string.lstrip("rRbBuUfF"))
        match tok_name[token.type]:
            case "STRING" if not formatted:
                strings[begin + prefix : end - 1] = 1
            case "FSTRING_START":
                formatted.append(begin + prefix)
            case "FSTRING_END":
                strings[formatted.pop() : end - 1] = 1
            case "COMMENT":
                comments[begin:end] = 1
            case "OP" if not formatted:
                turns[begin] += (token.string in "([{") - (token.string in ")]}")
    assert strings.sum() > 1000
    assert comments.sum() > 300
    depth = turns.cumsum()
    assert depth.max() > 1
    assert depth[-1] == 0
    found = annotate(source)
    np.testing.assert_array_equal(found["quotes"], strings)
    np.testing.assert_array_equal(found["comment"], comments)
    np.testing.assert_array_equal(found["depth"], depth)
    np.testing.assert_array_equal(found["brackets"], depth > 0)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (r"a = 'it\'s' + b", r"'it\'s"),
        ("'''a 'b' \"c\"\n''' d", "'''a 'b' \"c\"\n''"),
        ("x = 'not closed\ny = 1", "'not closed"),
        ("# don't\nx = 'a'", "'a"),
        ("r'\\' + 'b'", "'\\' + '"),
        ("", ""),
        ("'", "'"),
        ("'\\", "'\\"),
    ],
)
def test_quotes_of_python(text: str, quoted: str) -> None:
    assert ones(text, "quotes") == quoted


def test_an_excerpt_that_begins_inside_a_long_string_is_not_turned_inside_out() -> None:
    source = inspect.getsource(textwrap)
    inside = source.index('"""', source.index('"""') + 3) - 10
    whole = annotate(source)["quotes"]
    assert whole[inside] == 1
    np.testing.assert_array_equal(annotate(source[inside:], "python")["quotes"], whole[inside:])


def test_brackets_in_strings_and_comments_do_not_count() -> None:
    text = "f(a, '(', [1])  # (\n)"
    assert annotate(text, "python")["depth"].tolist() == [0, *[1] * 9, *[2] * 2, 1, *[0] * 8]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "no" to it', '"no'),
        ("don't 'quote it' don't", "'quote it"),
        ("“one” and «two»", "“one«two"),
        ('"not closed\n\nnext "one"', '"not closed"one'),
    ],
)
def test_quotes_of_prose(text: str, quoted: str) -> None:
    assert ones(text, "quotes", "prose") == quoted


def test_lines_and_words() -> None:
    found = annotate("  ab c\nd\n", "prose")
    assert found["column"].tolist() == [0, 1, 2, 3, 4, 5, 6, 0, 1]
    assert found["indentation"].tolist() == [1, 2, 2, 2, 2, 2, 0, 0, 0]
    assert found["indented"].tolist() == [1, 1, 0, 0, 0, 0, 1, 0, 1]
    assert found["word_start"].tolist() == [0, 0, 1, 0, 0, 1, 0, 1, 0]
    assert found["word"].tolist() == [0, 0, 1, 1, 0, 1, 0, 1, 0]
    assert found["line_end"].tolist() == [0] * 6 + [1, 0, 1]


def test_the_language_is_found() -> None:
    assert language_of(inspect.getsource(shlex)) == "python"
    assert language_of("It was a dark night.\nThe rain fell in torrents.\n" * 20) == "prose"
    assert language_of("") == "prose"


@pytest.mark.parametrize("text", ["", "a", "\n", "(" * 50, "'" * 7, "é\u0301\u202e\x00"])
def test_any_text_has_labels_of_its_length(text: str) -> None:
    for language in ("python", "prose", None):
        found = annotate(text, language)  # type: ignore[arg-type, unused-ignore]
        assert list(found) == list(ANNOTATIONS)
        assert all(len(label) == len(text) for label in found.values())
