"""A trunk and its branches, those beside the one that is open, as the files of a session.

======================  =====================================================
about.json              of each line its number, what it left and where, where it came to
2.toml                  the experiment of line 2, with its log of live changes
2_before.toml           the values that acted where it left
2.safetensors           the engine's snapshot: weights, optimizer, generator
2_history.safetensors   a column a figure, a row an update
2_past.safetensors      past traces
======================  =====================================================

(Of the line that is open there is only what was before it: the rest is the session's own.)
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rnnviz.catalogue import as_written, to_toml
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.past import PastTrace
from rnnviz.session.columns import of_columns, to_columns
from rnnviz.session.past_traces import stacked, unstacked
from rnnviz.session.tensors import from_bytes, to_bytes
from rnnviz.session.text import to_text
from rnnviz.toml_file import parse
from rnnviz.trace import Array

ABOUT = "about.json"
MOST = 100
"""Lines that are read."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Branch:
    """One line of updates.

    Attributes
    ----------
    number : int
        0 for the trunk; branches count up.
    of : int or None
        The number of the line that it left.
    left : int
        The update at which it left that.
    head : int
        The update that it has come to, at which its snapshot was made; 0 where it has none.
    beside : bool or None
        Whether a person wants its curves drawn beside those of the open one.
    open : bool
        It is the one that is open: the session has it.
    listed : bool
        A person has not taken it off the list; else it has nothing but a name, that of what others left.
    experiment : Experiment or None
        None where it is open, or not listed.
    before : Experiment or None
        The values that acted where it left.
    """

    number: int
    of: int | None = None
    left: int = 0
    head: int = 0
    beside: bool | None = None
    open: bool = False
    listed: bool = True
    experiment: Experiment | None = None
    before: Experiment | None = None
    snapshot: Mapping[str, Array] | None = None
    columns: Mapping[str, Array] = field(default_factory=dict)
    past: tuple[PastTrace, ...] = ()


def about(branches: Sequence[Branch]) -> bytes:
    """Return what binds the files of several lines together."""
    said = [
        {"number": each.number, "of": each.of, "left": each.left, "head": each.head, "beside": each.beside,
         "open": each.open, "listed": each.listed}
        for each in branches
    ]  # fmt: skip
    return json.dumps(said).encode()


def packed(branch: Branch) -> dict[str, bytes]:
    """Return the files of one line."""
    files, name = {}, str(branch.number)
    if branch.before is not None:
        files[f"{name}_before.toml"] = to_toml(branch.before).encode()
    if branch.experiment is not None:
        files[f"{name}.toml"] = to_toml(branch.experiment).encode()
        files[f"{name}_history.safetensors"] = b"".join(of_columns(branch.columns))
    if branch.snapshot is not None:
        files[f"{name}.safetensors"] = b"".join(to_bytes(branch.snapshot))
        files[f"{name}_past.safetensors"] = b"".join(to_bytes(stacked(branch.past)))
    return files


def unpacked(files: Mapping[str, bytes]) -> tuple[Branch, ...]:
    """Return the lines that files were made of; a line that lacks something begins afresh where it is taken up.

    Raises
    ------
    BadInput
        A file is damaged; the sentence names it.
    """
    if ABOUT not in files:
        return ()
    damaged = BadInput("{file} is damaged: it does not say which branches there are", file=ABOUT)
    try:
        found = [_branch(files, said) for said in json.loads(to_text(ABOUT, files[ABOUT]))[:MOST]]
    except BadInput:
        raise
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise damaged from None
    known: set[int] = set()
    for each in found:  # what a line left comes before it
        if each.number in known or not (each.of is None or each.of in known):
            raise damaged
        known.add(each.number)
    if sum(each.of is None for each in found) != 1 or sum(each.open for each in found) != 1:
        raise damaged
    return tuple(found)


def _branch(files: Mapping[str, bytes], said: Mapping[str, Any]) -> Branch:
    number, of, beside = int(said["number"]), said["of"], said["beside"]
    name, is_open, listed = str(number), bool(said["open"]), bool(said["listed"])
    own: dict[str, Any] = {}
    if listed and not is_open:
        own["experiment"] = _experiment(f"{name}.toml", files.get(f"{name}.toml", b""))
        snapshot, history, past = (f"{name}{end}.safetensors" for end in ("", "_history", "_past"))
        if history in files:
            own["columns"] = to_columns(history, files[history])
        if snapshot in files:
            own["snapshot"] = from_bytes(snapshot, files[snapshot])[0]
        if past in files:
            own["past"] = unstacked(past, from_bytes(past, files[past])[0])
    before = f"{name}_before.toml"
    if before in files:
        own["before"] = _experiment(before, files[before])
    return Branch(
        number=number, of=None if of is None else int(of), left=int(said["left"]), head=int(said["head"]),
        beside=None if beside is None else bool(beside), open=is_open, listed=listed or is_open, **own,
    )


def _experiment(file: str, data: bytes) -> Experiment:
    try:
        return as_written(parse(to_text(file, data)))
    except BadInput:
        raise BadInput("{file} is damaged: it holds no experiment", file=file) from None
