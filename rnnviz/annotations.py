"""What stands where in a text: inside quotes, how deep in brackets, which column, which indentation.

Every label says what is so *after* the character of its step was read, since that is what a hidden state can
know then: an opening quote is inside, the closing one is not. Python source is read by its own rules (escapes,
prefixes, triple quotes, comments; a plain string ends with its line); any other text by typographic ones (an
apostrophe between two letters is no quote, and a paragraph's end closes what was left open).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Language = Literal["python", "prose"]
Labels = npt.NDArray[np.int32]

_OPEN, _CLOSE = "([{", ")]}"
_PAIRS = {"“": "”", "‘": "’", "«": "»", "„": "“", "「": "」", "『": "』"}
_PYTHON = re.compile(r"^[ \t]*(?:def |class |import |from \w|return\b|if .*:$|for .*:$|self\.|@\w)", re.MULTILINE)
_LOOKED_AT = 20_000


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """One kind of label.

    Attributes
    ----------
    key : str
    title : str
        Words for people (English; the window translates them).
    binary : bool
        Whether it is so or not (0 and 1), or how much.
    """

    key: str
    title: str
    binary: bool


ANNOTATIONS: dict[str, Annotation] = {
    each.key: each
    for each in (
        Annotation(key="quotes", title="inside quotes", binary=True),
        Annotation(key="comment", title="inside a comment", binary=True),
        Annotation(key="brackets", title="inside brackets", binary=True),
        Annotation(key="word_start", title="word start", binary=True),
        Annotation(key="word", title="inside a word", binary=True),
        Annotation(key="line_end", title="line end", binary=True),
        Annotation(key="indented", title="in the indentation", binary=True),
        Annotation(key="depth", title="bracket depth", binary=False),
        Annotation(key="column", title="line position", binary=False),
        Annotation(key="indentation", title="indentation", binary=False),
    )
}
"""Every kind, the binary ones first."""


def language_of(text: str) -> Language:
    """Return whether a text reads like Python: one line in twelve begins as its statements do."""
    start = text[:_LOOKED_AT]
    lines = sum(1 for line in start.split("\n") if line.strip())
    return "python" if len(_PYTHON.findall(start)) * 12 >= max(lines, 1) and lines > 1 else "prose"


def annotate(text: str, language: Language | None = None) -> Mapping[str, Labels]:
    """Return the labels of every character, (n,) each, by the keys of `ANNOTATIONS`.

    Parameters
    ----------
    text : str
    language : "python", "prose" or None
        None: as `language_of` finds.
    """
    quotes, comment, depth = (_python if (language or language_of(text)) == "python" else _prose)(text)
    column, indentation, indented = _lines(text)
    word = np.fromiter((c.isalnum() or c == "_" for c in text), np.int32, len(text))
    before = np.concatenate([[0], word[:-1]]) if len(word) else word
    found = {
        "quotes": quotes,
        "comment": comment,
        "brackets": (depth > 0).astype(np.int32),
        "word_start": ((word == 1) & (before == 0)).astype(np.int32),
        "word": word,
        "line_end": np.fromiter((c == "\n" for c in text), np.int32, len(text)),
        "indented": indented,
        "depth": depth,
        "column": column,
        "indentation": indentation,
    }
    return {key: found[key] for key in ANNOTATIONS}


def _python(text: str) -> tuple[Labels, Labels, Labels]:
    """Return (in a string, in a comment, bracket depth), as Python's own tokens have them."""
    start = text[:_LOOKED_AT]
    # an excerpt may begin inside a long string, where every later quote would be taken for its opposite
    opened = max(("", '"""', "'''"), key=lambda mark: _statements_outside(start, mark))
    return _python_from(text, opened)


def _statements_outside(text: str, opened: str) -> int:
    """Return how many lines begin like a statement and are in no string, less those that are in one."""
    quotes = _python_from(text, opened)[0]
    return sum(-1 if quotes[found.start()] else 1 for found in _PYTHON.finditer(text))


def _python_from(text: str, opened: str) -> tuple[Labels, Labels, Labels]:
    """Return the same for a text that begins inside a string which a mark closes (""; in none)."""
    quotes, comment, depth = (np.zeros(len(text), np.int32) for _ in range(3))
    deep, at, size = 0, 0, len(text)
    if opened:
        at, closed = _string_end(text, 0, opened)
        quotes[: at - (1 if closed else 0)] = 1
    while at < size:
        c = text[at]
        stop = at + 1
        if c == "#":
            end = text.find("\n", at)
            stop = size if end < 0 else end
            comment[at:stop] = 1
        elif c in "\"'":
            stop, closed = _string_end(text, at)
            quotes[at : stop - (1 if closed else 0)] = 1
        elif c in _OPEN:
            deep += 1
        elif c in _CLOSE:
            deep = max(deep - 1, 0)
        depth[at:stop] = deep
        at = stop
    return quotes, comment, depth


def _string_end(text: str, at: int, opened: str = "") -> tuple[int, bool]:
    """Return where the string that opens at a quote (or is opened by a mark) is over, and whether a quote closed it."""
    quote = text[at : at + 1]
    triple = bool(opened) or text.startswith(quote * 3, at)
    mark, place = (quote * 3, at + 3) if triple else (quote, at + 1)
    if opened:
        mark, place = opened, at
    while place < len(text):
        if text[place] == "\\":  # escapes the next character, in a raw string too where quotes are concerned
            place += 2
        elif text.startswith(mark, place):
            return place + len(mark), True
        elif text[place] == "\n" and not triple:
            return place, False
        else:
            place += 1
    return len(text), False


def _prose(text: str) -> tuple[Labels, Labels, Labels]:
    """Return (in quotes, zeros, bracket depth) of a text in no programming language."""
    quotes, depth = np.zeros(len(text), np.int32), np.zeros(len(text), np.int32)
    closing, deep = "", 0
    for at, c in enumerate(text):
        if c == "\n" and text.startswith("\n", at + 1):
            closing, deep = "", 0
        elif closing and c == closing and not _apostrophe(text, at):
            closing = ""
        elif not closing and (c == '"' or c in _PAIRS or (c == "'" and _opens(text, at))):
            closing = _PAIRS.get(c, c)
        elif c in _OPEN:
            deep += 1
        elif c in _CLOSE:
            deep = max(deep - 1, 0)
        quotes[at], depth[at] = bool(closing), deep
    return quotes, np.zeros(len(text), np.int32), depth


def _apostrophe(text: str, at: int) -> bool:
    """Tell whether a mark stands between two letters: don't."""
    return text[at] in "'’" and 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def _opens(text: str, at: int) -> bool:
    """Tell whether a straight single quote opens: nothing of a word before it, something of one after it."""
    before = text[at - 1] if at else " "
    return not before.isalnum() and at + 1 < len(text) and not text[at + 1].isspace()


def _lines(text: str) -> tuple[Labels, Labels, Labels]:
    """Return the column, the indentation of the line as far as it is read, and whether it is still going on.

    A line end has the column that it stands in, and begins the next line's indentation, which is 0 so far.
    """
    column, indentation, indented = (np.zeros(len(text), np.int32) for _ in range(3))
    at = 0
    for line in text.split("\n"):
        stop = at + len(line)
        column[at : stop + 1] = np.arange(min(stop + 1, len(text)) - at)
        blank = len(line) - len(line.lstrip(" \t"))
        indentation[at : at + blank] = np.arange(1, blank + 1)
        indentation[at + blank : stop] = blank
        indented[at : at + blank] = 1
        indented[stop : stop + 1] = 1
        at = stop + 1
    return column, indentation, indented
