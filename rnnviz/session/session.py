"""What a session is: everything that is needed to find a run exactly where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rnnviz.experiment import Experiment
from rnnviz.operation import Operation
from rnnviz.past import PastTrace
from rnnviz.trace import Array, Trace

SUFFIX = ".rnnviz"


@dataclass(frozen=True, kw_only=True, eq=False)
class Ahead:
    """What a run that was left in its past has learnt after that, so that one can go forward again.

    Attributes
    ----------
    update : int
        The last update that it has come to.
    snapshot : mapping of str to numpy array
        The engine's snapshot after it.
    columns : mapping of str to numpy array
        Columns of the history, a row for each update after the one where the session stands.
    past : tuple of PastTrace
        Past traces after it.
    """

    update: int
    snapshot: Mapping[str, Array]
    columns: Mapping[str, Array] = field(default_factory=dict)
    past: tuple[PastTrace, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Session:
    """A run at one update, with all that was shown of it.

    Attributes
    ----------
    experiment : Experiment
        What repeats the run: the values it began with, and the log of live changes.
    origin : Experiment or None
        What changes are marked against in the form: the preset, or what was opened.
    update : int
        Updates done.
    snapshot : mapping of str to numpy array, or None
        The engine's snapshot after them: weights, optimizer, generator, place in the data; None before the first.
    columns : mapping of str to numpy array
        Columns of the history, a row for each update up to this one.
    past : tuple of PastTrace
        Past traces up to this update, oldest first.
    trace : Trace or None
        What was shown.
    place : mapping
        Where the window stood (moment, range, selection, layout …), nested plain values.
    notes : str
        What a person wrote.
    operations : tuple of Operation
        The list of surgery.
    facts : mapping
        What the engine said of the run: device, threads, parameters, data_sha256.
    document : str
        The file that a recovered session was saved in last; "" where it had none.
    parts : mapping of str to bytes
        What other features keep, by ``<feature>/<name>``; they alone know what is in it.
    ahead : Ahead or None
        What was learnt after the update that it stands at; None where that is the newest.
    """

    experiment: Experiment
    origin: Experiment | None = None
    update: int = 0
    snapshot: Mapping[str, Array] | None = None
    columns: Mapping[str, Array] = field(default_factory=dict)
    past: tuple[PastTrace, ...] = ()
    trace: Trace | None = None
    place: Mapping[str, Any] = field(default_factory=dict)
    notes: str = ""
    operations: tuple[Operation, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    document: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    ahead: Ahead | None = None
