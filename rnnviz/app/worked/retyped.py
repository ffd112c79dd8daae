"""Undo of what is typed: the keys that went into one field without leaving it are one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from rnnviz.worked import Typed

_ID = 2


class Retyped(QUndoCommand):
    """From what was typed to what is.

    Parameters
    ----------
    before, after : Typed
    apply : callable of one Typed
    what : str
        The field.
    serial : int
        Counts up when a field is left: keys merge only within one serial.
    """

    def __init__(
        self, before: Typed, after: Typed, apply: Callable[[Typed], None], what: str, serial: int
    ) -> None:
        super().__init__(what)
        self.before, self.after, self.what, self.serial = before, after, what, serial
        self._apply = apply

    def redo(self) -> None:
        """Show the later numbers."""
        self._apply(self.after)

    def undo(self) -> None:
        """Show the earlier numbers."""
        self._apply(self.before)

    def id(self) -> int:
        """Return the number that Qt asks for before it tries to merge."""
        return _ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next key in the same field into this step."""
        if not isinstance(other, Retyped) or (other.what, other.serial) != (self.what, self.serial):
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)
        return True
