"""TOML from people: limits on size, depth and numbers are checked before they can hurt."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rnnviz.errors import BadInput

Values = dict[str, Any]
LARGEST_FILE = 1 << 20
DEEPEST = 32
"""Tables in tables, lists in lists, and parts of a dotted key."""
MOST_FIELDS = 50_000

_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?!"")(?:\\.|[^"\\\n])*"|\'(?!\'\')[^'\n]*\'|#[^\n]*'''
    r"""|(?P<mark>[.=,\[\]{}\n])|[^"'#.=,\[\]{}\n]+""",
    re.DOTALL,
)
_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")
_BEYOND = re.compile(r"[+-]?[1-9]\d{18,3999}")


def read_toml(path: Path) -> Values:
    """Read a TOML file of at most 1 MiB.

    Raises
    ------
    BadInput
        Names the file, and what in it cannot be used.
    """
    try:
        if path.is_dir():
            raise BadInput("{file} is a folder, not a file", file=path)
        if not path.is_file():
            raise BadInput("{file} is not a regular file", file=path)
        with open(path, "rb") as file:
            read = file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise BadInput("{file} cannot be read: {reason}", file=path, reason=problem.strerror) from None
    if len(read) > LARGEST_FILE:
        raise BadInput("{file} is larger than an experiment can be (1 MiB)", file=path)
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadInput("{file} is not UTF-8 text: byte {offset}", file=path, offset=problem.start) from None
    if not text.strip():
        raise BadInput("{file} is empty", file=path)
    try:
        return parse(text)
    except BadInput as problem:
        raise problem.within(path) from None


def parse(text: str) -> Values:
    """Return the values of a TOML text.

    Raises
    ------
    BadInput
        Not TOML (the line is named), or beyond a limit.
    """
    _measure(text)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError) as problem:
        if number := _LONG_NUMBER.search(text):
            line = text.count("\n", 0, number.start()) + 1
            raise BadInput("line {line} has a number of more than 4000 digits", line=line) from None
        last = text.rstrip().count("\n") + 1
        reason = str(problem).replace("Cannot overwrite a value", "a field is given twice")
        reason = reason.replace("at end of document", f"at line {last}")
        raise BadInput("not valid TOML: {reason}", reason=reason) from None
    check_plain(values)
    return values


def check_plain(values: Mapping[str, Any]) -> None:
    """Refuse values that could not be written down again: whole numbers beyond 64 bits, text that is not Unicode.

    Raises
    ------
    BadInput
        Names the field.
    """
    for field, value in _leaves(values, ""):
        if isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise BadInput("{field} is a whole number beyond 64 bits", field=field)
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
            raise BadInput("{field} is not valid Unicode text: {value}", field=field, value=value)


def parse_set(text: str) -> tuple[str, Any]:
    """Split ``training.learning_rate=0.01``; a value that is not TOML is taken as text.

    A whole number beyond 64 bits stays a number: its field's own range says what is wrong with it.

    Raises
    ------
    BadInput
        There is no key, or no equals sign.
    """
    key, equals, value = text.partition("=")
    key, value = key.strip(), value.strip()
    if not equals or not key:
        raise BadInput("a setting is KEY=VALUE, got {value}", value=text)
    try:
        found = parse(f"value = {value}") if value.isprintable() else {}
    except BadInput:
        found = {"value": int(value)} if _BEYOND.fullmatch(value) else {}
    return key, found.get("value", value)


def _measure(text: str) -> None:
    """Refuse what would take a parser very long or very deep, in one pass over the text."""
    position, line, depth, parts, fields = 0, 1, 0, 0, 0
    while token := _TOKEN.match(text, position):
        position = token.end()
        mark = token["mark"]
        line += token[0].count("\n")
        depth += 1 if mark in {"[", "{"} else -1 if mark in {"]", "}"} else 0
        fields += mark == "="
        parts = parts + 1 if mark == "." else parts if mark is None else 0
        if depth > DEEPEST or parts > DEEPEST:
            raise BadInput("line {line} is nested deeper than {limit}", line=line, limit=DEEPEST)
    if fields > MOST_FIELDS:
        raise BadInput("there are more than {limit} fields", limit=MOST_FIELDS)


def _leaves(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{place}[{index}]")
    else:
        yield place, value
