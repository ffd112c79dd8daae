"""Experiments by name and from files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rnnviz.assembly import (
    as_values,
    as_written,
    cell_of,
    changed,
    fields,
    from_values,
    has_cell,
    infos_of,
    models_of,
)
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.resources import resources
from rnnviz.toml_file import Values, parse_set, read_toml
from rnnviz.validation import nearest

DEFAULT = "python-lstm"

__all__ = [
    "DEFAULT", "Preset", "Values", "as_values", "as_written", "cell_of", "changed", "fields", "from_values", "has_cell",
    "infos_of",
    "load", "models_of", "presets", "to_toml",
]


class Preset(NamedTuple):
    """A saved experiment that comes with the program."""

    key: str
    title: str
    purpose: str
    path: Path


def presets() -> dict[str, Preset]:
    """Return the experiments that come with the program, by name."""
    found = {}
    for name, path in _preset_files().items():
        values = tomllib.loads(path.read_text("utf-8").partition("\n[")[0])  # its first tables begin after these two
        found[name] = Preset(name, values.get("title", name), values.get("purpose", ""), path)
    return found


def load(name: str, sets: Iterable[str] = ()) -> Experiment:
    """Return the experiment of a preset's name or a TOML file, with ``KEY=VALUE`` settings applied.

    Raises
    ------
    BadInput
        Unknown name, unreadable or broken file, or a value that breaks a rule. A problem that lies in
        a file names the file.
    """
    given = _given(sets)
    path = _find(name)
    if path.suffix.lower() == ".safetensors":
        raise BadInput(
            "{file} holds weights, not an experiment: name an experiment, and set model.weights={file} "
            "(and task.path, to what they read)",
            file=str(path),
        )
    if path.suffix.lower() == ".rnnviz":
        raise BadInput(
            "{file} is a session, which goes on from where it was left: open, draw or verify it; "
            "to run it from the beginning, save its experiment from the window",
            file=str(path),
        )
    values = read_toml(path)
    values.setdefault("name", path.stem)
    try:
        return from_values(values, given)
    except BadInput as problem:
        raise (problem.within(path) if _is_of_file(problem, values, given) else problem) from None


def to_toml(experiment: Experiment) -> str:
    """Return the experiment as TOML, every default spelled out."""
    import tomlkit  # only who saves needs it

    return tomlkit.dumps(as_values(experiment))


def _preset_files() -> dict[str, Path]:
    return {path.stem: path for path in sorted((resources() / "experiments").glob("*.toml"))}


def _given(sets: Iterable[str]) -> Values:
    given: Values = {}
    for text in sets:
        path, value = parse_set(text)
        if path in given and given[path] != value:
            raise BadInput(
                "{field} is set twice: to {first} and to {second}", field=path, first=given[path], second=value
            )
        given[path] = value
    return given


def _find(name: str) -> Path:
    """Return the file of an experiment, by a preset's name or a path."""
    known = _preset_files()
    if name in known:
        return known[name]
    path = Path(name)
    try:
        if name and path.exists():
            inside = path / "experiment.toml"
            if path.is_dir() and inside.is_file():
                raise BadInput("{file} is a folder: did you mean {nearest}?", file=name, nearest=inside)
            return path
    except OSError as problem:
        raise BadInput("{file} cannot be read: {reason}", file=name, reason=problem.strerror) from None
    if name.endswith(".toml") or path.name != name:
        raise BadInput("{file}: there is no such file", file=name)
    close = nearest(name, known)
    if close in known:
        raise BadInput("unknown experiment {name}: did you mean {nearest}?", name=name, nearest=close)
    raise BadInput("unknown experiment {name}; “rnnviz list experiments” shows them all", name=name or '""')


def _is_of_file(problem: BadInput, values: Values, given: Values) -> bool:
    """Tell whether the file has this problem already without what was given beside it."""
    if not given:
        return True
    try:
        from_values(values)
    except BadInput as alone:
        return str(alone) == str(problem)
    return False
