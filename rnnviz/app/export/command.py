"""The command line that repeats what a window shows."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rnnviz.catalogue import DEFAULT, as_values, load, presets
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment

UNSAID = ("record",)
"""Sections that tell of a run and do not make it."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def command(recipe: Experiment, updates: int = 0) -> str:
    """Return the words of ``rnnviz run`` that repeat an experiment from a preset.

    Only what differs from the preset is said. The result is ready for a shell.

    Parameters
    ----------
    recipe : Experiment
        What repeats the run, live changes included.
    updates : int
        How far the run has come; 0 leaves it to the experiment.
    """
    base = recipe.name if recipe.name in presets() else DEFAULT
    if updates:
        recipe = recipe.model_copy(
            update={"training": recipe.training.model_copy(update={"updates": updates})}
        )
    words = ["rnnviz", "run", base, *(word for text in settings(recipe, base) for word in ("--set", text))]
    return shlex.join(words)


def settings(recipe: Experiment, base: str) -> list[str]:
    """Return what is set beyond a preset, as ``KEY=VALUE``.

    A setting may bring others along (another kind of cell has its own defaults), so those are left out that
    the preset with the rest would have anyway.
    """
    wanted = _said(recipe)
    there = _said(load(base))
    given = {path: value for path, value in wanted.items() if there.get(path) != value}
    for path in [path for path in given if not path.endswith("kind")]:
        fewer = {other: value for other, value in given.items() if other != path}
        if _repeats(base, fewer, wanted):
            given = fewer
    return [f"{path}={_toml(value)}" for path, value in given.items()]


def _repeats(base: str, given: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    try:
        return _said(load(base, [f"{path}={_toml(value)}" for path, value in given.items()])) == wanted
    except BadInput:
        return False


def _said(experiment: Experiment) -> dict[str, Any]:
    values = {key: value for key, value in as_values(experiment).items() if key not in UNSAID}
    return dict(_flat(values))


def _flat(values: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{place}{name}.")
        else:
            yield f"{place}{name}", value


def _toml(value: Any) -> str:
    """Return a value as TOML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        keys = {key: key if _BARE.fullmatch(key) else json.dumps(key) for key in value}
        return "{" + ", ".join(f"{keys[key]} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return repr(value)
