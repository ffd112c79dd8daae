"""What the window hears of its engine."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class EngineSignals(QObject):
    """The news of the engine and of the run that it has."""

    staged = Signal(object)
    """Word for what keeps a trace waiting: starting, loading, building, refused, gone; "" when nothing does."""
    readied = Signal(object)
    """Header of ``ready``."""
    started = Signal(object)
    """LiveRun: it is the current one from now on."""
    traced = Signal(object)
    """Trace of the current run."""
    left = Signal(object)
    """LeftOff: a trace was left off."""
    unfitted = Signal(object)
    """Dictionary of Operation to BadInput, before each trace: those that it was to be made with and that make no
    sense in this model."""
    measured = Signal(object)
    """LiveRun: its history has grown."""
    told = Signal(object)
    """Header of ``state``."""
    changed = Signal(object)
    """LiveRun: a live change of it is written down in its experiment."""
    kept = Signal(object)
    """Kept: a run has a newer snapshot, and the history up to it."""
    refused = Signal(object)
    """Refusal."""
    checked = Signal(object)
    """Message ``verifying`` or ``verified`` of the current run."""
    worked = Signal(object)
    """Message of a job of the current run: ``job_progress``, ``job_done`` or ``job_bad``."""
    diverged = Signal(object)
    """Header of ``diverged``."""
    placed = Signal(object)
    """LiveRun: it stands at another update of its past, or is on its way to one."""
    travelled = Signal(object)
    """Header of ``at``."""
    shelved = Signal(object)
    """LiveRun: other updates of it have a snapshot."""
    died = Signal(object)
    """Death."""
    silent = Signal(object)
    """The engine does not answer; None."""
    answered = Signal(object)
    """It answers again; None."""
