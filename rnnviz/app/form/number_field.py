"""The field in which a number is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from rnnviz.app.form.slider import FINE

_UP = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class NumberField(QLineEdit):
    """A line of text whose Up and Down keys step the number (Shift or Ctrl: fine)."""

    stepped = Signal(object)
    """(count, fine): Up, Down, Page Up or Page Down was pressed."""
    released = Signal(object)
    """None: that key was released."""
    entered = Signal(object)
    """None: Return, or the focus goes elsewhere."""
    left = Signal(object)
    """None: Escape; what was typed is given up."""
    focused = Signal(object)
    """Whether it has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(False)  # a file that is dropped here is the window's to open
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.returnPressed.connect(self._enter)

    def _enter(self) -> None:
        self.entered.emit(None)

    def event(self, event: QEvent) -> bool:
        """Keep Escape and the stepping keys from being taken as the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _UP or (key == Qt.Key.Key_Escape and self.isModified()):
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _UP:
            event.accept()
            self.stepped.emit((_UP[key], bool(event.modifiers() & FINE)))
        elif key == Qt.Key.Key_Escape and self.isModified():
            event.accept()
            self.left.emit(None)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _UP and not event.isAutoRepeat():
            event.accept()
            self.released.emit(None)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.entered.emit(None)
        self.focused.emit(False)
