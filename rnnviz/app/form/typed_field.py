"""The line in which something is typed, and what of it has not been entered yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from rnnviz.views.controls.number_entry import COMES_BACK


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """What a person has typed so far.

    Attributes
    ----------
    text : str
    caret : int
    before : object
        The value from before the typing, which Escape goes back to.
    value : object
        The value that was tried meanwhile.
    waits : bool
        The last key is too recent for what it makes to have been tried.
    """

    text: str
    caret: int
    before: Any
    value: Any
    waits: bool = False


class TypedField(QLineEdit):
    """A line of text that is entered by Return, or when the keyboard goes to something else that is seen.

    A menu, another window, and being put away (a lecture, another language) leave it half typed.
    """

    entered = Signal(object)
    """None: Return, or the focus goes elsewhere."""
    focused = Signal(object)
    """Whether it has the keyboard."""
    interrupted = Signal(object)
    """None: it is left half typed."""

    def __init__(self) -> None:
        super().__init__()
        self.returnPressed.connect(lambda: self.entered.emit(None))

    def write(self, typed: Unfinished) -> None:
        """Show what was typed in another field, as if it had been typed here."""
        self.selectAll()
        self.insert(typed.text)  # what stood there before is an undo away
        self.setCursorPosition(typed.caret)
        self.setModified(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isModified():
            self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in COMES_BACK or not self.isVisible():
            self.interrupted.emit(None)
            return
        self.entered.emit(None)
        self.focused.emit(False)
