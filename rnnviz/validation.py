"""Sections made from plain values, checked once: a broken rule becomes one sentence that names it."""

from __future__ import annotations

import difflib
import sys
import typing
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from rnnviz.errors import BadInput
from rnnviz.settings import FieldInfo, Section, describe

S = TypeVar("S", bound=Section)
Place = tuple[str | int, ...]


def build(section: type[S], values: Mapping[str, object], path: str = "") -> S:
    """Make a section from plain values.

    Parameters
    ----------
    section : subclass of Section
    values : mapping
        As a TOML table holds them.
    path : str
        Where the section stands in the experiment: ``cell``; "" for the experiment itself.

    Raises
    ------
    BadInput
        Names the first field that breaks a rule, the rule, and the value.
    """
    try:
        return section.model_validate(dict(values))
    except ValidationError as failure:
        error = failure.errors(include_url=False)[0]
        raise _sentence(error["type"], error["loc"], error["input"], error["msg"], section, path) from None


def unknown(field: str, known: Sequence[str]) -> BadInput:
    """Return the sentence on a dotted field that does not exist.

    It names the field that was meant: one of that very name in another section, or a sibling spelt
    alike, or any spelt alike; or else all its siblings.
    """
    names: dict[str, list[str]] = {}
    for path in known:
        names.setdefault(path.rpartition(".")[2], []).append(path)
    section, _, name = field.rpartition(".")
    siblings = {leaf: path for leaf, found in names.items() for path in found if path.rpartition(".")[0] == section}
    meant = [
        *names.get(name, []),
        *[siblings[leaf] for leaf in difflib.get_close_matches(name, siblings, n=1)],
        *[names[leaf][0] for leaf in difflib.get_close_matches(name, names, n=1, cutoff=0.75)],
    ]
    if meant:
        return BadInput("unknown field {field}: did you mean {nearest}?", field=field, nearest=meant[0])
    if not siblings and section in known:
        return BadInput("unknown field {field}: {section} is not a table of fields", field=field, section=section)
    choices = ", ".join(siblings.values() or dict.fromkeys(path.partition(".")[0] for path in known))
    return BadInput("unknown field {field}: there are {choices}", field=field, choices=choices)


def paths(section: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Yield the dotted name of every field of a section class, and of the sections in it."""
    for name, declared in section.model_fields.items():
        path = _dotted(prefix, (name,))
        yield path
        inner = declared.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from paths(inner, path)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name closest to ``name``, or all of them where none is close."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return close[0] if close else ", ".join(names)


def nearest_symbol(symbol: str, known: Sequence[str]) -> str:
    """Return the known symbol that is most like one: the same letter otherwise written, else the next in order."""
    close = nearest(symbol, known)
    if close in known:
        return close

    def plain(text: str) -> str:
        return unicodedata.normalize("NFD", text)[:1].casefold()

    same = [each for each in known if each and plain(each) == plain(symbol)]
    code = ord(symbol[0]) if symbol else 0
    return min(same or known, key=lambda each: abs(ord(each[0]) - code) if each else sys.maxunicode)


_WANTED = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "string_type": "text",
    "finite_number": "a finite number",
    "tuple_type": "a list",
    "model_type": "a table of fields",
    "model_attributes_type": "a table of fields",
    "dict_type": "a table of fields",
}
_SCALARS = {"bool", "int", "float", "str"}
"""How pydantic names the members of a union, at the end of an error's place."""


def _sentence(rule: str, place: Place, given: object, words: str, section: type[BaseModel], path: str) -> BadInput:
    if rule == "extra_forbidden":
        inner, outer = _inner(section, place[:-1]), _dotted(path, place[:-1])
        return unknown(_dotted(path, place), [*paths(inner, outer), *paths(section, path)])
    if rule in _WANTED and len(place) > 1 and place[-1] in _SCALARS:
        return BadInput(
            "{field} must be text, a number, true or false, got {value}",
            field=_dotted(path, place[:-1]), value=_shown(given),
        )
    field, value = _dotted(path, place), _shown(given)
    info = _info(section, place)
    match rule:
        case "missing":
            return BadInput("{field} is missing", field=field)
        case "literal_error" if info:
            choices = ", ".join(info.choices)
            return BadInput("{field} must be one of {choices}, got {value}", field=field, choices=choices, value=value)
        case "greater_than_equal" | "less_than_equal" if info and info.low is not None and info.high is not None:
            return BadInput(
                "{field} must be between {low} and {high}, got {value}",
                field=field, low=_figure(info.low), high=_figure(info.high), value=value,
            )
        case kind if kind in _WANTED:
            return BadInput("{field} must be {wanted}, got {value}", field=field, wanted=_WANTED[kind], value=value)
    return BadInput("{field}: {rule}, got {value}", field=field, rule=words, value=value)


def _inner(section: type[BaseModel], place: Place) -> type[BaseModel]:
    """Return the section class at a place; numbers in it are places in a list."""
    for part in place:
        if isinstance(part, str):
            section = _section(section.model_fields[part].annotation) or section
    return section


def _section(annotation: Any) -> type[BaseModel] | None:
    """Return the section class that a field holds, itself or in a list."""
    for found in (annotation, *typing.get_args(annotation)):
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return None


def _info(section: type[BaseModel], place: Place) -> FieldInfo | None:
    *outer, name = place
    return next((info for info in describe(_inner(section, tuple(outer))) if info.path == name), None)


def _dotted(path: str, place: Place) -> str:
    """Write a place as ``training.clip.max_norm``, or ``change[0].update``."""
    text = path
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _figure(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:g}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value}"
