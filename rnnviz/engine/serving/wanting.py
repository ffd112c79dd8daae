"""Whether a trace that is under way is still wanted, by what has come into the mailbox since it began.

A session that is saved takes the place of a trace that takes long, which is given back afterwards. A job does not:
it has its own time after the one trace that it waits for, and a person can leave off with that. What is kept for a
crash asks for nothing, so that no trace is ever left off for it (`rnnviz.app.files.recovery`).
"""

from __future__ import annotations

from rnnviz.engine.patience import Patience
from rnnviz.engine.serving.mailbox import Mailbox
from rnnviz.link.frames import Header, Message
from rnnviz.weight_change import is_weight

LONG = 1.0
"""Seconds: what a trace takes no longer than is seen, however fast other wishes follow one another."""
OTHERWISE = ("watch", "reach_from", "operations", "writing")
"""Fields of a pull; one that asks for something else in them takes the place of the trace under way."""


class Wanting:
    """One trace under way; it is left off where a person says so, or where it takes long and a newer wish waits.

    Attributes
    ----------
    patience : Patience
    """

    def __init__(self, mailbox: Mailbox, run: int, pull: Header | None) -> None:
        self._mailbox = mailbox
        self._run = run
        self._pull = pull or {}
        self.patience = Patience(self._unwanted)

    def _unwanted(self) -> bool:
        waiting = self._mailbox.waiting
        if not waiting:
            return False
        long = self.patience.seconds >= LONG
        return any(self._is_left_by(each) or (long and self._is_overtaken_by(each)) for each in waiting)

    def _is_left_by(self, command: Message) -> bool:
        return command.kind == "leave" and command.header["run"] == self._run

    def _is_overtaken_by(self, command: Message) -> bool:
        """Tell whether a command makes the trace an outdated one, or cannot wait for it."""
        header = command.header
        match command.kind:
            case "start" | "stop":
                return True
            case "keep":  # whoever saves does not wait; the trace is begun anew at once
                return bool(header["run"] == self._run)
            case "update" | "go_to":
                return bool(header["run"] == self._run)
            case "train":
                return bool(header["run"] == self._run and header["on"])
            case "change":
                return bool(header["run"] == self._run and (header["field"] == "probe" or is_weight(header["field"])))
            case "pull":
                other = any(header.get(field) != self._pull.get(field) for field in OTHERWISE)
                return bool(header["run"] == self._run and other)
        return False
