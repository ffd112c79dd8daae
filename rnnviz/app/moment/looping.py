"""The loop: the steps that Play repeats, marked on the ruler or switched on and off."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from rnnviz.app.moment.player import Player
from rnnviz.views.shared import TimeAxis


class Looping(QObject):
    """Keeps the player's loop to the one that is marked on the time axis, and remembers one that was switched off."""

    def __init__(self, axis: TimeAxis, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._axis = axis
        self._player = player
        self._remembered: tuple[int, int] | None = None
        axis.looped.connect(self._follow)

    def turn(self, on: bool) -> None:
        """Repeat the steps that were marked last, or those in sight; or play the whole pass again."""
        if not on:
            self._axis.set_loop(None)
            return
        low, high = self._axis.range
        in_sight = math.ceil(low), math.floor(high)
        self._axis.set_loop(self._remembered or in_sight)

    def _follow(self, loop: tuple[int, int] | None) -> None:
        self._remembered = loop or self._remembered
        self._player.set_loop(loop)
