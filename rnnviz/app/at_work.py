"""What the engine is at, said at the foot of the window, or over the tracks where a lecture has no foot."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rnnviz.app.area.at_work_bar import AtWorkBar
from rnnviz.app.moment.player import Player
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.trace_words import CAN_LEAVE, LONG, doing
from rnnviz.app.status_line import StatusLine
from rnnviz.link.frames import Header


class AtWork(QObject):
    """Says what the engine says that it is at, until that has come to its end, and hears that it is to be left off.

    Attributes
    ----------
    bar : AtWorkBar
        The line over the tracks.
    """

    leave_asked = Signal(object)
    """Word for what the engine is at, which is to be left off."""

    def __init__(self, link: EngineLink, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
        self._status: StatusLine | None = None
        self._state: Header | None = None
        self._lecturing = False
        self.bar = AtWorkBar()
        self.bar.leave_asked.connect(self._leave)
        link.told.connect(self._hear)
        for end in (link.traced, link.left):
            end.connect(lambda _: self._trace_ends())
        for end in (link.started, link.died):
            end.connect(lambda _: self._settle())
        player.switched.connect(lambda _: self._say())

    def dress(self, status: StatusLine) -> None:
        """Say it at a foot that was made anew."""
        self._status = status
        status.leave_asked.connect(self._leave)
        self._say()

    def set_lecturing(self, on: bool) -> None:
        """Say it over the tracks during a lecture."""
        self._lecturing = on
        self._say()

    def _hear(self, state: Header) -> None:
        self._state = state
        self._say()

    def _say(self) -> None:
        state = self._state
        if state is None or self._status is None:
            return
        stopping = state["training"] and not self._player.training
        self._status.show_state(state, stopping=stopping)
        long = state["seconds"] >= LONG or stopping
        words = doing(state, stopping=stopping) if self._lecturing and long else ""
        self.bar.say(words, can_leave=state["busy"] in CAN_LEAVE)

    def _trace_ends(self) -> None:
        """Say that a trace has come, or was left off; one may come between two parts of something else."""
        if self._state is None or self._state["busy"] in ("", "pull"):
            self._settle()

    def _settle(self) -> None:
        """Say that nothing is under way any more."""
        if self._state is not None:
            self._state = {**self._state, "busy": "", "seconds": 0.0}
        if self._status is not None:
            self._status.settle()
        self.bar.say("")

    def _leave(self, _: object) -> None:
        if self._state is not None:
            self.leave_asked.emit(self._state["busy"])
