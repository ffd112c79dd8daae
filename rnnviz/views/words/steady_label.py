"""A label of wrapped text that grows with its text and does not shrink again: nothing under it jumps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class SteadyLabel(QLabel):
    """Plain text over as many lines as its longest text so far needs at this width."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._held = 0

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._hold()

    def begin(self) -> None:
        """Forget how high other texts were: something else is said from now on."""
        self._held = 0
        self._hold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._held = 0
            self._hold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._held = 0
            self._hold()

    def _hold(self) -> None:
        """Take the height that the text needs, and keep it."""
        wrapped = int(Qt.TextFlag.TextWordWrap)
        needed = self.fontMetrics().boundingRect(QRect(0, 0, max(self.width(), 1), 10_000), wrapped, self.text())
        if needed.height() > self._held:
            self._held = needed.height()
            self.setFixedHeight(self._held)
