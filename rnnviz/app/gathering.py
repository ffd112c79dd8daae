"""A session put together from what the window has: quick, for it runs between two frames; others write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from rnnviz.app.document import Document
from rnnviz.app.live_run import LiveRun
from rnnviz.experiment import Experiment
from rnnviz.history import History
from rnnviz.session import Session
from rnnviz.session.past_traces import thinned
from rnnviz.trace import Array, Trace


def gathered(
    run: LiveRun, origin: Experiment, trace: Trace | None, place: Mapping[str, Any], document: Document,
    parts: Mapping[str, bytes], past_budget: int | None = None,
) -> Session:
    """Return the session of a run at its newest snapshot; what came after that is left out.

    Parameters
    ----------
    run : LiveRun
    origin : Experiment
        What changes are marked against.
    trace : Trace or None
        What is shown.
    place : mapping
        Where the window stands.
    document : Document
    parts : mapping of str to bytes
        What other features keep.
    past_budget : int, optional
        Bytes of past traces; all of them by default.
    """
    update = run.snapshot_update if run.snapshot is not None else 0
    past = tuple(each for each in run.history.past.traces if each.update <= update)
    shown = trace if trace is not None and trace.run == run.number and not trace.is_written else None
    return Session(
        experiment=run.experiment, origin=origin, update=update, snapshot=run.snapshot,
        columns=columns(run.history, update),
        past=past if past_budget is None else thinned(past, past_budget),
        trace=shown, place=place, notes=document.notes, operations=document.operations, facts=_facts(run),
        document=str(document.path or ""), parts=parts,
    )


def columns(history: History, update: int) -> dict[str, Array]:
    """Return copies of the history's columns up to an update."""
    if not len(history) or "update" not in history:
        return {}
    rows = int(np.searchsorted(history["update"], update, side="right"))
    return {name: history[name][:rows].copy() for name in history.names}


def _facts(run: LiveRun) -> dict[str, Any]:
    started = run.started
    if not started:
        return {}
    return {
        "device": started["device"], "threads": started["threads"], "parameters": started["parameters"],
        "data_sha256": started["task"]["data_sha256"],
    }
