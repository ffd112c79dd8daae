"""The line of updates that is shown: where it stands in its past, and other runs to compare it with."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    line: int
    name: str
    history: History
    left: int = 0

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
    ghosts : tuple of Ghost
    """

    placed = Signal(object)
    """The position has changed."""
    ghosted = Signal(object)
    """Other ghosts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.position: int | None = None
        self.ghosts: tuple[Ghost, ...] = ()

    def place(self, position: int | None) -> None:
        """Say which past update is shown; None: the newest."""
        if position != self.position:
            self.position = position
            self.placed.emit(position)

    def compare(self, ghosts: tuple[Ghost, ...]) -> None:
        """Say which runs are drawn beside the shown one."""
        if ghosts != self.ghosts:
            self.ghosts = ghosts
            self.ghosted.emit(ghosts)
