"""Texts of an experiment: a word, or a file that is opened or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from rnnviz.app.dress.icons import icon
from rnnviz.app.form.control import Control
from rnnviz.app.form.field_words import nothing
from rnnviz.app.form.typed_field import TypedField, Unfinished
from rnnviz.settings import FieldInfo
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr


class TextEdit(Control):
    """A line of text."""

    def __init__(self, info: FieldInfo, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = value
        self.line = self.field = TypedField()
        self.row.addWidget(self.field, 1)
        self.setFocusProxy(self.field)
        self.field.entered.connect(self._enter)
        self._draw()

    def set_value(self, value: str) -> None:
        """Show another text; nothing is emitted."""
        if value != self.value:
            self.value = value
            self._draw()

    def set_name(self, name: str) -> None:
        """Name the field for screen readers."""
        self.field.setAccessibleName(name)

    def _draw(self) -> None:
        self.field.setText(self.value)

    def unfinished(self) -> Unfinished | None:
        """Return what has been typed and not entered yet."""
        field = self.field
        if not field.isModified():
            return None
        return Unfinished(text=field.text(), caret=field.cursorPosition(), before=self.value, value=self.value)

    def resume(self, typed: Unfinished) -> None:
        """Go on with what was typed in another control of the same field; nothing is emitted."""
        self.field.write(typed)

    def _enter(self, _: object = None) -> None:
        self.field.setModified(False)
        self._take(self.field.text().strip())

    def _take(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self._draw()
            self.settled.emit(value)


class FileEdit(TextEdit):
    """The path of a file; empty for what comes with the program."""

    def __init__(self, info: FieldInfo, value: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(info, value, parent)
        self.field.setPlaceholderText(nothing(info))
        self.field.setClearButtonEnabled(True)
        self.field.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.button = QToolButton()
        self.wear(palette)
        self.button.setToolTip(tr("Open a file… (or drop one here)"))
        self.button.setAccessibleName(tr("Open a file…"))
        self.button.clicked.connect(self.ask)
        self.row.addWidget(self.button)

    def wear(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self.button.setIcon(icon("open", palette))

    def ask(self) -> None:
        """Let a person choose a file, without holding up the window."""
        folder = str(Path(self.value).parent) if self.value else str(Path.home())
        dialog = QFileDialog(self, tr("Open a file"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self._take(url.toLocalFile())
                return

    def _draw(self) -> None:
        """Show the end of a long path: the file's name."""
        super()._draw()
        self.field.setCursorPosition(len(self.value))
