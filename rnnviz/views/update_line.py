"""The line of updates that is shown: where it stands in its past, and other runs to compare it with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from rnnviz.history import History


@dataclass(frozen=True, kw_only=True)
class Ghost:
    """Another run whose figures are drawn faintly beside the shown one's.

    Attributes
    ----------
    line : int
        Which run; the same for as long as the window lives.
    name : str
        In the window's language.
    history : History
    left : int
        The update that the two have in common; what lies before is the same curve.
    about : str
        What else is to be said of it, in the window's language.
    """

    line: int
    name: str
    history: History
    left: int = 0
    about: str = ""

    @property
    def last(self) -> float:
        """Its last update."""
        return float(self.history["update"][-1]) if len(self.history) else 0.0


class UpdateLine(QObject):
    """What views by update mark beside their own curves; the window sets it.

    Attributes
    ----------
    position : int or None
        The update that is shown while the run stands before its newest; None at the newest.
    beside : tuple of Ghost
        Runs that belong to the shown one.
    pinned : tuple of Ghost
        Runs that a person keeps to compare others with.
    """

    placed = Signal(object)
    """The position has changed."""
    ghosted = Signal(object)
    """Other ghosts."""
    pin_asked = Signal(object)
    """None: the curves of the shown run are to be kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.position: int | None = None
        self.beside: tuple[Ghost, ...] = ()
        self.pinned: tuple[Ghost, ...] = ()

    @property
    def ghosts(self) -> tuple[Ghost, ...]:
        """All runs whose curves are drawn beside the shown one's."""
        return (*self.beside, *self.pinned)

    def row_of(self, history: History, hover: float | None = None) -> int:
        """Return the row of a history that is told of: under the mouse, else of the shown update, else the newest."""
        updates = history["update"]
        row = len(updates) - 1
        if self.position is not None:
            row = history.row(self.position) or 0
        if hover is not None:
            row = min(max(int(np.searchsorted(updates, hover - 0.5)), 0), row)
        return row

    def place(self, position: int | None) -> None:
        """Say which past update is shown; None: the newest."""
        if position != self.position:
            self.position = position
            self.placed.emit(position)

    def compare(self, ghosts: tuple[Ghost, ...]) -> None:
        """Say which runs are drawn beside the shown one, but for those that are pinned."""
        if ghosts != self.beside:
            self.beside = ghosts
            self.ghosted.emit(self.ghosts)

    def pin(self, ghost: Ghost) -> None:
        """Keep a run's curves."""
        self.pinned = (*self.pinned, ghost)
        self.ghosted.emit(self.ghosts)

    def unpin(self, *ghosts: Ghost) -> None:
        """Keep the curves of some runs no longer."""
        self.pinned = tuple(ghost for ghost in self.pinned if ghost not in ghosts)
        self.ghosted.emit(self.ghosts)
