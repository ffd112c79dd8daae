"""A session put together from what the window has: quick, for it runs between two frames; others write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from rnnviz.app.changing.document import Document
from rnnviz.app.running.live_run import LiveRun
from rnnviz.experiment import Experiment
from rnnviz.history import History
from rnnviz.session import Ahead, Session
from rnnviz.session.past_traces import thinned
from rnnviz.trace import Array, Trace


def gathered(
    run: LiveRun, origin: Experiment, trace: Trace | None, place: Mapping[str, Any], document: Document,
    parts: Mapping[str, bytes], past_budget: int | None = None,
) -> Session:
    """Return the session of a run at its newest snapshot, or where it stands in its past and what lies ahead.

    Ahead lie the newest snapshot with the rows, past traces and changes up to it; the snapshots in between are left
    out, since every update can be learnt again. Rows after the newest snapshot are left out too.

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
    update = run.kept_at
    traces = run.history.past.traces
    if past_budget is not None:
        traces = thinned(traces, past_budget)
    past = tuple(each for each in traces if each.update <= update)
    snapshot, ahead = run.snapshot, None
    if run.snapshot is not None and run.stop is not None and update < run.snapshot_update:
        snapshot, last = run.stop.snapshot, run.snapshot_update
        later = tuple(each for each in traces if update < each.update <= last)
        ahead = Ahead(
            update=last, snapshot=run.snapshot, columns=columns(run.history, last, update), past=later
        )
    shown = trace if trace is not None and trace.run == run.number and not trace.is_written else None
    return Session(
        experiment=run.experiment, origin=origin, update=update, snapshot=snapshot, ahead=ahead,
        columns=columns(run.history, update), past=past,
        trace=shown, place=place, notes=document.notes, operations=document.operations, facts=_facts(run),
        document=str(document.path or ""), parts=parts,
    )


def columns(history: History, update: int, after: int = -1) -> dict[str, Array]:
    """Return copies of the history's columns up to an update, from the row after another one."""
    if not len(history) or "update" not in history:
        return {}
    first, last = np.searchsorted(history["update"], (after, update), side="right")
    return {name: history[name][first:last].copy() for name in history.names}


def _facts(run: LiveRun) -> dict[str, Any]:
    started = run.started
    if not started:
        return {}
    return {
        "device": started["device"], "threads": started["threads"], "parameters": started["parameters"],
        "data_sha256": started["task"]["data_sha256"],
    }
