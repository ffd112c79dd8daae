"""A field in which a matrix is typed: as high as its rows, with its size beside its name and what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontDatabase, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence
from rnnviz.worked import Mistyped
from rnnviz.worked.typed import SHOWN, split

MOST_ROWS = 8
"""Lines that a field is high at most; the rest is scrolled."""


class _Edit(QPlainTextEdit):
    """Plain text without an undo of its own: the window's undo goes through all fields."""

    focused = Signal(object)
    """Whether it has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(3)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return bool(super().event(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


class MatrixEdit(QWidget):
    """Name, size, text and problem of one field.

    Parameters
    ----------
    name : str
        The field: U, W, V, b, c, h0, x or y.
    """

    typed = Signal(object)
    """(name, text) after each change by a person."""
    focused = Signal(object)
    """(name, whether it has the keyboard)."""

    def __init__(self, name: str, tip: str, colour: str, palette: Palette) -> None:
        super().__init__()
        self.name, self._palette = name, palette
        self._lit, self._wrong = False, False
        self._tip = tip
        self.label = QLabel(SHOWN.get(name, name))
        font = self.label.font()
        font.setBold(True)
        self.label.setFont(font)
        self.label.setStyleSheet(f"color: {colour};")
        self.shape = QLabel()
        self.shape.setProperty("quiet", True)
        self.edit = _Edit()
        self.edit.setObjectName(f"worked.{name}")
        self.edit.setAccessibleName(tip)
        for part in (self.label, self.edit):
            part.setToolTip(plain(tip))
        self.problem = QLabel()
        self.problem.setObjectName(f"worked.{name}.problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        self.box = QFrame()
        self.box.setObjectName("matrix_box")
        inside = QVBoxLayout(self.box)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.edit)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.label)
        head.addWidget(self.shape, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self.box)
        column.addWidget(self.problem)
        self.edit.textChanged.connect(self._changed)
        self.edit.focused.connect(self._told_focus)
        self._fit()
        self._frame()

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.edit.toPlainText()

    def take(self, text: str) -> None:
        """Show other text, silently, the cursor as near to where it was as can be."""
        if text == self.text:
            return
        place = self.edit.textCursor().position()
        self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(False)
        cursor = self.edit.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.edit.setTextCursor(cursor)
        self._fit()

    def say(self, problem: Mistyped | None, place: tuple[int, int] | None = None) -> None:
        """Say what is wrong, under the field, and mark where; None: nothing is."""
        self._wrong = problem is not None
        self.problem.setVisible(self._wrong)
        self.problem.setText("" if problem is None else sentence(problem))
        marks = []
        if place is not None:
            mark = QTextEdit.ExtraSelection()
            shape = QTextCharFormat()
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            shape.setUnderlineColor(QColor(self._palette.error))
            shape.setForeground(QColor(self._palette.error))
            cursor = self.edit.textCursor()
            cursor.setPosition(place[0])
            cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, shape
            marks.append(mark)
        self.edit.setExtraSelections(marks)
        self._frame()

    def light(self, on: bool) -> None:
        """Show that the line under the mouse has its numbers."""
        if on != self._lit:
            self._lit = on
            self._frame()

    def _frame(self) -> None:
        p = self._palette
        edge = p.error if self._wrong else p.accent if self._lit or self.edit.hasFocus() else p.border
        self.box.setStyleSheet(
            f"QFrame#matrix_box {{ background: {p.panel}; border: 1px solid {edge}; border-radius: 5px; }}"
        )

    def _told_focus(self, on: bool) -> None:
        self._frame()
        self.focused.emit((self.name, on))

    def _changed(self) -> None:
        self._fit()
        self.typed.emit((self.name, self.text))

    def _fit(self) -> None:
        """Be as high as the rows; say the size."""
        rows = self.text.count("\n") + 1
        line = self.edit.fontMetrics().lineSpacing()
        self.edit.setFixedHeight(round(min(max(rows, 1), MOST_ROWS) * line + 9))
        words = split(self.text)
        shape = f"{len(words)} × {max(map(len, words))}" if words else ""
        one_row = len(words) == 1 and self.name not in ("U", "W", "V")
        self.shape.setText(str(len(words[0])) if one_row else shape)
