"""A session that was read, as the window takes it up: a run that can be gone on with, and the document it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rnnviz.app.changing.document import Document, Mark, stamp_of
from rnnviz.app.running.live_run import LiveRun, Stop
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.history import History
from rnnviz.link.frames import Header
from rnnviz.past import PastTrace
from rnnviz.session import Ahead, Opened, Session, load
from rnnviz.trace import Array, Trace


@dataclass(frozen=True, kw_only=True, eq=False)
class Stored:
    """What a session file gives the window.

    Attributes
    ----------
    run : LiveRun
        Taken up where it was saved, once the engine has it.
    origin : Experiment
        What changes are marked against.
    document : Document
    trace : Trace or None
        What was shown.
    place : mapping
        Where the window stood.
    data_sha256 : str
        Fingerprint of the data that it learnt from; "" where that is not known.
    damaged : tuple of BadInput
        A sentence for each member that could not be read.
    """

    run: LiveRun
    origin: Experiment
    document: Document
    trace: Trace | None
    place: Mapping[str, Any]
    data_sha256: str
    damaged: tuple[BadInput, ...] = ()


def read(path: Path, *, recovered: bool = False) -> Stored:
    """Read a session file; one that a crash has left is not the document, but may know which it was.

    Raises
    ------
    BadInput
        It cannot be used at all.
    """
    stamp = None if recovered else stamp_of(path)
    found = stored(load(str(path)), path, recovered=recovered)
    found.document.stamp = stamp
    return found


def stored(opened: Opened, path: Path, *, recovered: bool = False) -> Stored:
    """Return what the window takes up."""
    session = opened.session
    mark = Mark(session.experiment, session.update, session.notes, session.operations)
    known = Path(session.document) if session.document else None
    document = Document(
        path=known if recovered else path, notes=session.notes, operations=session.operations, parts=session.parts,
        saved=None if recovered or opened.damaged else mark, recovered=recovered,
    )
    run = live_run(session.experiment, session.update, session.snapshot, session.columns, session.past)
    if session.ahead is not None and session.snapshot is not None:
        _go_further(run, session.ahead, session.snapshot)
    run.started = _started(session)
    return Stored(
        run=run, origin=session.origin or session.experiment, document=document,
        trace=None if session.trace is None else replace(session.trace, run=run.number), place=session.place,
        data_sha256=str(session.facts.get("data_sha256", "")), damaged=opened.damaged,
    )


def live_run(
    experiment: Experiment, update: int, snapshot: Mapping[str, Array] | None, columns: Mapping[str, Array],
    past: Sequence[PastTrace],
) -> LiveRun:
    """Return a run that `EngineLink.start` can go on with, from what was kept of it."""
    history = History()
    history.extend(columns)
    history.past.restore(past)
    return LiveRun(
        number=0, experiment=experiment, history=history, update=update, snapshot=snapshot, snapshot_update=update
    )


def _go_further(run: LiveRun, ahead: Ahead, here: Mapping[str, Array]) -> None:
    """Give a run that stands in its past what it has learnt after that."""
    run.history.extend(ahead.columns)
    run.history.past.restore((*run.history.past.traces, *ahead.past))
    run.stop = Stop(run.update, here)
    run.head = run.snapshot_update = ahead.update
    run.snapshot = ahead.snapshot


def _started(session: Session) -> Header:
    """Return what the engine said of the run when it was saved; its place is taken once the engine has it again."""
    facts = session.facts
    threads, parameters = facts.get("threads"), facts.get("parameters")
    return {
        "device": str(facts.get("device", "cpu")),
        "threads": threads if isinstance(threads, int) else 1,
        "parameters": parameters if isinstance(parameters, int) else 0,
        "task": {"data_sha256": str(facts.get("data_sha256", ""))},
        "weights_sha256": "",
        "remarks": [],
        "update": session.update,
    }
