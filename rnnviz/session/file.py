"""Session files: what goes into which member, and what is made of it again.

======================  ====================================================================
manifest.json           format, program, update, and the SHA-256 of every other member
experiment.toml         the experiment, with its log of live changes; `rnnviz run` takes it
origin.toml             what changes are marked against
notes.md                what a person wrote
place.toml              moment, range, selection, layout, what each view showed
operations.json         the list of surgery
weights.safetensors     the weights by the names of the contract; torch can load them
learner.safetensors     optimizer, generator, place in the data, carried state
history.safetensors     a column a figure, a row an update
trace.safetensors       the trace that was shown
past.safetensors        past traces
parts/ahead/…           the same of the newest update, where the run was left in its past
parts/<feature>/<name>  what other features keep
======================  ====================================================================

(What lies ahead is under `parts`, whose names every program of this format admits: an older one opens the
session where it stands, and carries the rest along.)
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

import rnnviz
from rnnviz.atomic import sweep, writing
from rnnviz.catalogue import as_written, infos_of, to_toml
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.operation import Operation
from rnnviz.past import PastTrace
from rnnviz.session import archive
from rnnviz.session.columns import of_columns, to_columns
from rnnviz.session.past_traces import stacked, unstacked
from rnnviz.session.session import Ahead, Session
from rnnviz.session.tensors import Buffer, from_bytes, to_bytes
from rnnviz.session.text import to_text
from rnnviz.toml_file import parse
from rnnviz.trace import Array, Trace
from rnnviz.validation import build

EXPERIMENT, ORIGIN, NOTES, PLACE = "experiment.toml", "origin.toml", "notes.md", "place.toml"
OPERATIONS, HISTORY, TRACE, PAST = "operations.json", "history.safetensors", "trace.safetensors", "past.safetensors"
WEIGHTS, LEARNER = "weights.safetensors", "learner.safetensors"
NAMES = frozenset(
    (EXPERIMENT, ORIGIN, NOTES, PLACE, OPERATIONS, WEIGHTS, LEARNER, HISTORY, TRACE, PAST)
)  # fmt: skip
AHEAD = "parts/ahead/"
"""Before the names of the members of what was learnt after the update where the session stands."""
_PART = re.compile(r"parts/[a-z][a-z_]{0,40}/[A-Za-z0-9][A-Za-z0-9_.-]{0,80}")
_MODEL = "model/"
"""Before the names of weights in the engine's snapshot."""

T = TypeVar("T")


class Opened(NamedTuple):
    """A session that was read, and a sentence for each member of it that could not be."""

    session: Session
    damaged: tuple[BadInput, ...] = ()


def allowed(name: str) -> bool:
    """Tell whether a session may have a member of this name."""
    return name in NAMES or _PART.fullmatch(name) is not None


def save(path: Path, session: Session) -> None:
    """Write a session, whole or not at all.

    Raises
    ------
    OSError
        The file cannot be written; what was there before is as it was.
    """
    with writing(path) as file:
        archive.write(file, _packed(session), _about(session))
    with contextlib.suppress(OSError):
        sweep(path.parent, path.name)


def load(path: str) -> Opened:
    """Read a session; what is damaged in it is left out and named.

    Raises
    ------
    BadInput
        Not a session, of a newer format, beyond a limit, or its experiment is damaged.
    """
    found = archive.read(path, allowed)
    damaged = dict(found.damaged)
    if EXPERIMENT not in found.members:
        lost = BadInput("{file}: the member {member} is missing", file=path, member=EXPERIMENT)
        raise damaged.get(EXPERIMENT) or damaged.get("") or lost
    experiment = _experiment(f"{path}, {EXPERIMENT}", found.members[EXPERIMENT])

    def member(name: str, make: Callable[[str, bytes], T], default: T) -> T:
        """Return what a member holds; the default where it is not there or cannot be used."""
        if name not in found.members:
            return default
        try:
            return make(f"{path}, {name}", found.members[name])
        except BadInput as problem:
            damaged[name] = problem
            return default

    def learnt(folder: str = "") -> dict[str, Array] | None:
        """Return the engine's snapshot; None where half of it is missing."""
        weights, learner = member(folder + WEIGHTS, _arrays, None), member(folder + LEARNER, _arrays, None)
        if weights is None or learner is None:
            return None
        return {**{_MODEL + name: array for name, array in weights.items()}, **learner}

    def traces(name: str) -> tuple[PastTrace, ...]:
        return member(name, lambda place, data: unstacked(place, _arrays(place, data)), ())

    snapshot, newest = learnt(), learnt(AHEAD)
    columns: dict[str, Array] = member(AHEAD + HISTORY, to_columns, {})
    ahead = None
    last = columns.get("update", np.zeros(0))[-1:]
    if snapshot is not None and newest is not None and len(last) and np.isfinite(last[0]):
        ahead = Ahead(update=int(last[0]), snapshot=newest, columns=columns, past=traces(AHEAD + PAST))
    update = found.manifest.get("update")
    facts = found.manifest.get("facts")
    session = Session(
        experiment=experiment,
        origin=member(ORIGIN, _experiment, None),
        update=update if isinstance(update, int) and snapshot is not None else 0,
        snapshot=snapshot,
        columns=member(HISTORY, to_columns, {}),
        past=traces(PAST),
        trace=member(TRACE, lambda place, data: _trace(place, data, experiment), None),
        place=member(PLACE, _toml, {}),
        notes=member(NOTES, to_text, ""),
        operations=member(OPERATIONS, _operations, ()),
        facts=facts if isinstance(facts, dict) else {},
        document=str(found.manifest.get("document") or ""),
        parts={
            name.removeprefix("parts/"): data for name, data in found.members.items()
            if name.startswith("parts/") and not name.startswith(AHEAD)
        },
        ahead=ahead,
    )  # fmt: skip
    return Opened(session, tuple(damaged.values()))


def peek(path: str) -> Mapping[str, Any]:
    """Return what the manifest says of a session: title, update, when it was saved.

    Raises
    ------
    BadInput
        It has none.
    """
    return archive.read(path, allowed).manifest


# writing


def _about(session: Session) -> dict[str, Any]:
    return {
        "version": rnnviz.__version__,
        "saved": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "title": session.experiment.title or session.experiment.name,
        "update": session.update,
        "facts": dict(session.facts),
        "document": session.document,
    }


def _packed(session: Session) -> dict[str, Sequence[Buffer]]:
    """Return the members in the order in which one would miss them."""
    members: dict[str, Sequence[Buffer]] = {EXPERIMENT: [to_toml(session.experiment).encode()]}
    if session.origin is not None:
        members[ORIGIN] = [to_toml(session.origin).encode()]
    if session.notes:
        members[NOTES] = [session.notes.encode("utf-8", "replace")]
    if session.place:
        import tomlkit  # only who saves needs it

        members[PLACE] = [tomlkit.dumps(dict(session.place)).encode()]
    if session.operations:
        members[OPERATIONS] = [json.dumps([each.model_dump(mode="json") for each in session.operations]).encode()]
    if session.snapshot is not None:
        members |= _of_snapshot(session.snapshot)
    if session.columns:
        members[HISTORY] = of_columns(session.columns)
    if session.trace is not None:
        trace = session.trace
        cells = {scope: info.key for scope, info in trace.cells.items()}
        about = {"number": trace.number, "update": trace.update, "path": trace.path, "cells": cells}
        members[TRACE] = to_bytes(trace.arrays, {"trace": json.dumps(about)})
    if session.past:
        members[PAST] = to_bytes(stacked(session.past))
    if session.ahead is not None:
        ahead = {**_of_snapshot(session.ahead.snapshot), HISTORY: of_columns(session.ahead.columns)}
        if session.ahead.past:
            ahead[PAST] = to_bytes(stacked(session.ahead.past))
        members |= {AHEAD + name: pieces for name, pieces in ahead.items()}
    for name, data in session.parts.items():
        if not allowed(f"parts/{name}"):
            raise ValueError(f"a part is named <feature>/<name>, got {name!r}")
        members[f"parts/{name}"] = [data]
    return members


def _of_snapshot(kept: Mapping[str, Array]) -> dict[str, Sequence[Buffer]]:
    weights = {name.removeprefix(_MODEL): array for name, array in kept.items() if name.startswith(_MODEL)}
    rest = {name: array for name, array in kept.items() if not name.startswith(_MODEL)}
    return {WEIGHTS: to_bytes(weights), LEARNER: to_bytes(rest)}


# reading: each takes what sentences call the member, and its bytes


def _toml(place: str, data: bytes) -> Mapping[str, Any]:
    text = to_text(place, data)
    try:
        return parse(text)
    except BadInput as problem:
        raise problem.within(place) from None


def _experiment(place: str, data: bytes) -> Experiment:
    values = _toml(place, data)
    try:
        return as_written(values)
    except BadInput as problem:
        raise problem.within(place) from None


def _operations(place: str, data: bytes) -> tuple[Operation, ...]:
    try:
        found = json.loads(to_text(place, data))
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise BadInput("{file} is damaged: it is not a list of operations", file=place)
        return tuple(build(Operation, each) for each in found)
    except BadInput as problem:
        raise problem.within(place) from None
    except (ValueError, RecursionError):
        raise BadInput("{file} is damaged: it is not a list of operations", file=place) from None


def _arrays(place: str, data: bytes) -> dict[str, Array]:
    return from_bytes(place, data)[0]


def _trace(place: str, data: bytes, experiment: Experiment) -> Trace:
    arrays, words = from_bytes(place, data)
    known = infos_of(experiment)
    try:
        about = json.loads(words["trace"])
        return Trace(
            number=int(about["number"]), update=int(about["update"]), path=str(about["path"]), arrays=arrays,
            cells={str(scope): known[key] for scope, key in about["cells"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadInput("{file} is damaged: what it says of the trace cannot be used", file=place) from None
