"""What was typed, as a TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import tomlkit

from rnnviz.atomic import write_text
from rnnviz.errors import BadInput
from rnnviz.settings import Section
from rnnviz.toml_file import Values, parse, read_toml
from rnnviz.validation import build
from rnnviz.worked.example import FIELDS
from rnnviz.worked.typed import Typed


class WorkedFile(Section):
    """The fields of the file: the typed texts, and the choices."""

    U: str
    W: str
    V: str
    b: str = ""
    c: str = ""
    h0: str = ""
    x: str
    y: str
    symbols: str = ""
    activation: Literal["tanh", "sigmoid", "relu", "identity"] = "tanh"
    loss: Literal["cross_entropy", "squared", "mean_squared"] = "cross_entropy"
    over: Literal["sum", "mean"] = "sum"
    rate: str = "0.1"


def to_toml(typed: Typed) -> str:
    """Return what was typed as TOML, a row of a matrix a line."""
    document = tomlkit.document()
    for name in ("symbols", "activation", "loss", "over", "rate"):
        document[name] = getattr(typed, name)
    for name in FIELDS:
        text = typed.texts.get(name, "").strip("\n")
        document[name] = tomlkit.string(f"\n{text}\n" if "\n" in text else text, multiline="\n" in text)
    return tomlkit.dumps(document)


def from_values(values: Values) -> Typed:
    """Return what was typed from the values of a TOML file.

    Raises
    ------
    BadInput
        A field is missing, unknown or of another type.
    """
    found = build(WorkedFile, values)
    choices = {name: getattr(found, name) for name in ("symbols", "activation", "loss", "over", "rate")}
    return Typed(texts={name: getattr(found, name).strip("\n") for name in FIELDS}, **choices)


def from_toml(text: str) -> Typed | None:
    """Return what was typed from a remembered text; None where it cannot be used."""
    try:
        return from_values(parse(text)) if text.strip() else None
    except BadInput:
        return None


def load(path: Path) -> Typed:
    """Return what was typed from a file.

    Raises
    ------
    BadInput
        Names the file and what is wrong.
    """
    try:
        return from_values(read_toml(path))
    except BadInput as problem:
        raise (problem if "place" in problem.values else problem.within(path)) from None


def save(path: Path, typed: Typed) -> None:
    """Write what was typed, whole or not at all."""
    write_text(path, to_toml(typed))
