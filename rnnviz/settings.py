"""One description of every field of an experiment: its range, unit, scale, help, and what a change costs.

The form, the TOML file, ``--set`` and the error sentences are all made from it.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Scale = Literal["linear", "log"]
Kind = Literal["int", "float", "choice", "bool", "text", "file"]


class Section(BaseModel):
    """A frozen, strict group of fields: unknown names, wrong types and non-finite numbers are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


@dataclass(frozen=True, kw_only=True)
class FieldInfo:
    """What the form needs to know of one field.

    Attributes
    ----------
    path : str
        Dotted name in the experiment, ``training.clip.max_norm``.
    label, help, unit, symbol : str
        Words for people (English; the window translates label, help and unit).
    scale : "linear" or "log"
        How a slider runs over the range.
    live : bool
        True where a change acts on the running model; False where it needs a new one.
    low, high : float or None
        The allowed range, both ends included.
    choices : tuple of str
        The allowed words of a ``choice``.
    when : tuple of (str, tuple of str), or None
        The field acts only while this sibling field has one of these values.
    """

    path: str
    label: str
    help: str
    unit: str
    symbol: str
    scale: Scale
    live: bool
    kind: Kind
    default: Any
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    when: tuple[str, tuple[str, ...]] | None
    hidden: bool


def setting(
    default: Any,
    *,
    label: str,
    help: str,
    unit: str = "",
    symbol: str = "",
    scale: Scale = "linear",
    live: bool = False,
    low: float | None = None,
    high: float | None = None,
    when: tuple[str, tuple[str, ...]] | None = None,
    kind: Kind | None = None,
    hidden: bool = False,
) -> Any:
    """Declare a field of a `Section`; see `FieldInfo` for the words."""
    extra: dict[str, Any] = {
        "label": label,
        "unit": unit,
        "symbol": symbol,
        "scale": scale,
        "live": live,
        "low": low,
        "high": high,
        "when": when,
        "kind": kind,
        "hidden": hidden,
    }
    return Field(default, ge=low, le=high, description=help, json_schema_extra=extra)


def describe(section: type[BaseModel], prefix: str = "") -> Iterator[FieldInfo]:
    """Yield every field of a section class declared with `setting`, nested sections included."""
    for name, declared in section.model_fields.items():
        path = f"{prefix}{name}"
        annotation = declared.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from describe(annotation, f"{path}.")
            continue
        extra = declared.json_schema_extra
        if not isinstance(extra, dict) or "label" not in extra:
            continue
        words: Any = {key: value for key, value in extra.items() if key != "kind"}
        choices = typing.get_args(annotation) if typing.get_origin(annotation) is Literal else ()
        yield FieldInfo(
            path=path,
            help=declared.description or "",
            kind=_kind(annotation, extra["kind"]),
            default=declared.default,
            choices=tuple(str(choice) for choice in choices),
            **words,
        )


def _kind(annotation: Any, given: Any) -> Kind:
    if given is not None:
        return typing.cast("Kind", given)
    if typing.get_origin(annotation) is Literal:
        return "choice"
    kinds: dict[Any, Kind] = {bool: "bool", int: "int", float: "float", str: "text"}
    return kinds[annotation]
