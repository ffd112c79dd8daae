"""Words that wrap."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class PlainLabel(QLabel):
    """A sentence of the program's or a person's, never taken for HTML, that needs no width of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(1)

    def sizeHint(self) -> QSize:
        """Return the height that the words take in the width that the label has, where it takes any width.

        Qt's own is that of a column a few letters wide: a view with such a line held several times the room it used.
        """
        if self.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Ignored:
            return super().sizeHint()
        return QSize(0, self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
