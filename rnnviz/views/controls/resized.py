"""Tells when a widget has another size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class Resized(QObject):
    """Watches one widget.

    Parameters
    ----------
    widget : QWidget
        It owns this.
    """

    changed = Signal(object)
    """The widget: its size has changed."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.changed.emit(self._widget)
        return False
