"""What the engine says of the run that it has: written down there, and told to the window."""

from __future__ import annotations

from rnnviz.app.running.engine_signals import EngineSignals
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.running.recipe import Value, with_change, without_changes
from rnnviz.link import messages
from rnnviz.link.frames import Header, Message


class RunNews:
    """Keeps a run as the engine says that it is.

    Parameters
    ----------
    signals : EngineSignals
        What tells the window.
    changes : dict
        Live fields that were changed in the newest run; one that the engine confirms is taken out.
    """

    def __init__(self, signals: EngineSignals, changes: dict[str, Value]) -> None:
        self._signals = signals
        self._changes = changes

    def hear(self, message: Message, run: LiveRun, *, newest: bool) -> None:
        """Write down what is said of the current run, which is the newest or not."""
        header, arrays = message
        match message.kind:
            case "metrics":
                run.learn(header["update"], arrays)
                self._signals.measured.emit(run)
            case "sample":
                run.history.samples.append(messages.sample_of(header))
            case "state":
                self._signals.told.emit(header)
            case "changed":
                self._confirm(header, run, newest=newest)
            case "diverged":
                run.experiment = without_changes(run.experiment, header["restored"], run.update)
                run.go_back(header["restored"])
                self._signals.diverged.emit(header)
            case "at":
                run.update, run.goal = header["update"], header["goal"]
                self._signals.travelled.emit(header)
                self._signals.placed.emit(run)
            case "kept":
                run.kept = header
                self._signals.shelved.emit(run)
            case "verifying" | "verified":
                self._signals.checked.emit(message)
            case "job_progress" | "job_done" | "job_bad":
                self._signals.worked.emit(message)

    def _confirm(self, header: Header, run: LiveRun, *, newest: bool) -> None:
        """Write a change down where the engine made it."""
        field, value = header["field"], header["value"]
        if header.get("before") is not None:
            run.replaced[field] = header["before"]
        run.experiment = with_change(run.experiment, header["update"], field, value)
        if newest and self._changes.get(field) == value:
            del self._changes[field]
        self._signals.changed.emit(run)
