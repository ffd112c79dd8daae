"""A sentence in an empty plot: what would fill it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget

from rnnviz.views.palette import Palette
from rnnviz.views.plots.overlay import Overlay

_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class Note(Overlay):
    """Centred, wrapped, plain text; nothing while the text is empty."""

    def __init__(self, box: Any, palette: Palette) -> None:
        super().__init__(box, depth=80.0)
        self.colour = QColor(palette.muted)
        self.paper = QColor(palette.paper)
        self.text = ""
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; "" hides it."""
        if text != self.text:
            self.text = text
            self.setVisible(bool(text))
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        room = QRectF(self.box.rect()).adjusted(12, 2, -12, -2)
        painter.setFont(QFont(QApplication.font()))
        words = painter.boundingRect(room, _WRAPPED, self.text)
        painter.fillRect(words.adjusted(-6, -2, 6, 2), self.paper)
        painter.setPen(self.colour)
        painter.drawText(room, _WRAPPED, self.text)
