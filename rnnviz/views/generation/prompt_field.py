"""Where a person types what the model goes on from."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

LINES = 2


class PromptField(QPlainTextEdit):
    """A small field of text: Return writes, Shift+Return begins a new line; text can be pasted and dropped."""

    entered = Signal(object)
    """None: Return was pressed."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setStyleSheet(
            f"PromptField {{ background: {palette.panel}; border: 1px solid {palette.border}; border-radius: 5px; }}"
            f"PromptField:focus {{ border-color: {palette.accent}; }}"
        )
        self.setObjectName("view.generation.prompt")
        tip = tr("What the model goes on from, or translates. Return writes, Shift+Return begins a new line")
        self.setAccessibleName(tip)
        self.setToolTip(plain(tip))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(3)

    def sizeHint(self) -> QSize:
        margins = 2 * round(self.document().documentMargin()) + 2
        return QSize(160, LINES * self.fontMetrics().lineSpacing() + margins)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit(None)
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text; a file that is dropped is for the window."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take text without its looks."""
        if self.canInsertFromMimeData(source):
            self.insertPlainText(source.text())
