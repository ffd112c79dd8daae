"""The painter: lets the player's time pass, and brings what has changed to the screen, at most once a frame."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from rnnviz.app.moment.player import Player
from rnnviz.app.running.engine_link import EngineLink

FRAME = 16
"""Milliseconds from one frame to the next."""


class Painter(QObject):
    """The window's one clock.

    Parameters
    ----------
    player : Player
    link : EngineLink
        Is told when a trace is on the screen, so that the next may come.
    paint : callable
        Paints what has changed; returns whether anything can be seen.
    """

    def __init__(
        self, player: Player, link: EngineLink, paint: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._link = link
        self._paint = paint
        self._last = time.perf_counter()
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setInterval(FRAME)
        self.timer.timeout.connect(self.frame)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.frame)
        self._answered = 0.0
        self._ticking = False
        player.moved.connect(self._answer)

    def _answer(self, _: object) -> None:
        """Paint what a person has done without waiting for the clock, at most once a frame."""
        now = time.perf_counter()
        if not self._ticking and self.timer.isActive() and now - self._answered > FRAME / 1000:
            self._answered = now
            self._soon.start()

    def start(self) -> None:
        """Begin to paint."""
        self._last = time.perf_counter()
        self.timer.start()

    def stop(self) -> None:
        """Paint no more."""
        self.timer.stop()
        self._soon.stop()

    def frame(self) -> None:
        """Let the time since the last frame pass, and paint."""
        now = time.perf_counter()
        seconds, self._last = now - self._last, now
        self._ticking = True
        self._player.tick(seconds)
        self._ticking = False
        if self._paint():
            self._link.painted()
