"""Brings what has changed to the screen: to the views, and in words and figures around them."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.area.dock_area import DockArea
from rnnviz.app.area.showing import READ
from rnnviz.app.area.track_stack import TrackStack
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.frame_sync import FrameSync
from rnnviz.app.moment.narration import narrate, waiting_for
from rnnviz.app.moment.player import Player
from rnnviz.app.past.time_machine import TimeMachine
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.status_line import StatusLine
from rnnviz.app.top_bar import TopBar
from rnnviz.app.transport import Transport
from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.words.language import tr

FED = 1
"""While the engine learns so many views a frame draw new data, so that no frame is held up."""


class Painting(QObject):
    """Paints the player's trace at its moment, and says what it is.

    Parameters
    ----------
    window : QMainWindow
    workspace : Workspace
    player : Player
    link : EngineLink
    machine : TimeMachine
    stack : TrackStack
    docks : DockArea
    """

    def __init__(
        self, window: QMainWindow, workspace: Workspace, player: Player, link: EngineLink, machine: TimeMachine,
        stack: TrackStack, docks: DockArea,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._player = player
        self._link = link
        self._machine = machine
        self._stack = stack
        self._docks = docks
        self._top: TopBar | None = None
        self._transport: Transport | None = None
        self._status: StatusLine | None = None
        self._stage = ""
        self._shown: tuple[Trace | None, Moment, int | None, object, object] | None = None
        self._told: tuple[Trace | None, Moment, int | None, object, object] | None = None
        self._told_at = 0.0
        self._between = QTimer(self, singleShot=True, interval=0)
        self._between.timeout.connect(self._tell)
        self._sync = FrameSync(window)
        link.staged.connect(self._set_stage)

    def begin(self, top: TopBar, transport: Transport, status: StatusLine) -> None:
        """Tell it on bars that are new."""
        self._top, self._transport, self._status = top, transport, status
        self._shown = self._told = None

    @property
    def settled(self) -> bool:
        """Whether the player's trace and moment are on the screen."""
        trace, moment = self._player.trace, self._player.moment
        if self._shown is None or self._shown[:2] != (trace, moment):
            return False
        return trace is None or self._workspace.showing.shows(trace, moment)

    def paint(self) -> None:
        """Bring to the screen what has changed."""
        player, axis = self._player, self._workspace.axis
        if player.trace is not None:
            self._stack.suit(player.trace)
        history = self._link.run.history if self._link.run is not None else None
        most = FED if player.training else None
        watch = self._workspace.showing.paint(player.trace, player.moment, history, most, player.playing)
        self._link.want(watch, self._workspace.selection.reach_from, self._workspace.showing.together)
        version = (id(history), history.version if history is not None else 0)
        now = (player.trace, player.moment, axis.hover, version, axis.over)
        if now != self._shown:
            self._shown = now
            self._stack.ruler.mark(player.moment.t)
        if now != self._told:
            if not player.playing:
                self._tell()
            elif time.perf_counter() - self._told_at >= READ:
                self._between.start()
        self._sync.gather()

    def _tell(self) -> None:
        """Say in words and figures what is shown; while the moment runs, some times a second and between frames."""
        player, axis = self._player, self._workspace.axis
        trace, moment = player.trace, player.moment
        assert self._top is not None
        assert self._transport is not None
        assert self._status is not None
        history = self._link.run.history if self._link.run is not None else History()
        fresh = self._told is None or self._shown is None or self._told[0] is not self._shown[0]
        self._told, self._told_at = self._shown, time.perf_counter()
        self._transport.follow(moment)
        self._transport.follow_learning(history)
        if trace is None:
            return
        if fresh:
            self._status.show_path(trace)
        self._docks.date(self._workspace.showing.late(trace))
        t = moment.t if axis.hover is None else axis.hover
        self._stack.read_out(t)
        if not self._stage:
            said = self._happening(trace, moment, history)
            self._top.happening.setText(said)
            self._stack.narrate(said)

    def _happening(self, trace: Trace, moment: Moment, history: History) -> str:
        """Return what is happening, and that it is past where the run stands before its newest update."""
        words = narrate(trace, moment, history)
        if not self._machine.rewound:
            return words
        past = tr("Past update {update}. {words}")
        return past.format(update=f"{trace.update:,}", words=words)

    def _set_stage(self, stage: str) -> None:
        """Say what the engine waits for, until there is a trace."""
        self._stage = stage if self._player.trace is None or stage == "gone" else ""
        if self._stage and self._top is not None:
            self._top.happening.setText(waiting_for(stage))
