"""Sessions on the command line: the run of one is taken up where it was left, exactly as the window takes it up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rnnviz.errors import BadInput

if TYPE_CHECKING:
    from rnnviz.engine.training.run import Run
    from rnnviz.experiment import Experiment
    from rnnviz.session import Session

SPARSE = ("validation_", "update_ratio/")
"""Columns that have a figure only every so many updates: NaN is none there."""


def is_session(name: str) -> bool:
    """Tell whether a name is a session's file."""
    return name.lower().endswith(".rnnviz")


def whole(path: str) -> Session:
    """Return a session that is read.

    Raises
    ------
    BadInput
        It cannot be used, or a part of it is damaged (the window opens the rest).
    """
    from rnnviz.session import load

    session, damaged = load(path)
    if damaged:
        raise damaged[0]
    return session


def resumed(session: Session, experiment: Experiment | None = None) -> Run:
    """Return the run of a session where it was left; one that has no snapshot begins afresh.

    Parameters
    ----------
    session : Session
    experiment : Experiment, optional
        Another log of changes than the session's.
    """
    from rnnviz.engine.training.run import Run

    return Run(experiment or session.experiment, None if session.snapshot is None else dict(session.snapshot))


def goal(path: str, session: Session, updates: str | None) -> int:
    """Return the update that a session goes on to: the one that was given, or its experiment's last.

    Raises
    ------
    BadInput
        It is past already, or no number of updates.
    """
    from rnnviz.catalogue import changed
    from rnnviz.toml_file import parse_set

    if updates is None:
        return max(session.update, session.experiment.training.updates)
    plain = session.experiment.model_copy(update={"change": ()})
    found = changed(plain, {"training.updates": parse_set(f"updates={updates}")[1]}).training.updates
    if found < session.update:
        raise BadInput(
            "{file} has learnt from {done} batches, and --updates counts those: give {done} or more, got {value}",
            file=path, done=session.update, value=found,
        )
    return found


def live(path: str, session: Session, settings: Sequence[str]) -> dict[str, Any]:
    """Return the settings of ``KEY=VALUE`` words, all of which must be live: a session keeps its model.

    Raises
    ------
    BadInput
        One is not, or its value breaks its rule.
    """
    from rnnviz.catalogue import changed, fields
    from rnnviz.toml_file import parse_set

    found = dict(parse_set(words) for words in settings)
    plain = session.experiment.model_copy(update={"change": ()})
    changed(plain, found)  # what is unknown or out of range is said first
    known = [info.path for info in fields(plain) if info.live]
    for field in found:
        if field not in known:
            raise BadInput(
                "{file} is a session, which goes on with the model it has, so that {field} cannot be set: "
                "of {choices} each can",
                file=path, field=field, choices=", ".join(known),
            )
    return found


def rows(columns: Mapping[str, Any]) -> list[dict[str, float]]:
    """Return the history of a session as the rows that it was made of."""
    if not columns:
        return []
    names = list(columns)
    plain = [[float(value) for value in columns[name]] for name in names]
    return [
        {
            name: value for name, value in zip(names, values, strict=True)
            if not (math.isnan(value) and name.startswith(SPARSE))
        }
        for values in zip(*plain, strict=True)
    ]  # fmt: skip
