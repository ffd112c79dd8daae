"""A box whose range is set, not fitted, and whose clicks are places."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal


class FixedBox(pg.ViewBox):
    """A box with a fixed range: the mouse neither pans nor zooms it."""

    clicked = Signal(object)
    """Scene position of a click."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)
        self.setMouseEnabled(x=False, y=False)
        self.disableAutoRange()

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.clicked.emit(event.scenePos())

    def wheelEvent(self, event: Any, axis: Any = None) -> None:
        event.ignore()
