"""The keyboard and what is half typed, kept while a window's parts are made anew in other colours or words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


@dataclass(frozen=True, kw_only=True)
class Line:
    """What stands in a line.

    Attributes
    ----------
    name, text : str
    caret : int
    """

    name: str
    text: str
    caret: int

    def write(self, line: QLineEdit) -> None:
        """Type it again; what stands there is an undo away."""
        if line.text() != self.text:
            line.selectAll()
            line.insert(self.text)
            line.setCursorPosition(self.caret)
            line.setModified(True)


class HalfTyped:
    """Looks at a window before its parts are made anew, and gives back afterwards, by the names of widgets.

    Parameters
    ----------
    window : QWidget

    Attributes
    ----------
    later : dict of str to Line
        What was half typed in lines that are not made yet, by their names.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.later: dict[str, Line] = {}
        lines = [line for line in window.findChildren(QLineEdit) if line.objectName() and line.isModified()]
        self._lines = [Line(name=line.objectName(), text=line.text(), caret=line.cursorPosition()) for line in lines]
        focus = QApplication.focusWidget()
        held = focus is not None and focus.window() is window
        self._before: tuple[QWidget, ...] = (*lines, *([focus] if held and focus is not None else []))
        self._focus = focus.objectName() if held and focus is not None else ""
        self._caret = focus.textCursor().position() if held and isinstance(focus, QPlainTextEdit) else 0

    def give_back(self) -> None:
        """Type again what was half typed, and give the keyboard to the widget that stands for the one that had it."""
        for kept in self._lines:
            line = self._new(kept.name)
            if isinstance(line, QLineEdit):
                kept.write(line)
            else:
                self.later[kept.name] = kept
        widget = self._new(self._focus) if self._focus else None
        if widget is None:
            return
        carets = {line.name: line.caret for line in self._lines}
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit) and self._focus in carets:
            widget.setCursorPosition(carets[self._focus])
        elif isinstance(widget, QPlainTextEdit):
            cursor = widget.textCursor()
            cursor.setPosition(min(self._caret, len(widget.toPlainText())))
            widget.setTextCursor(cursor)

    def _new(self, name: str) -> QWidget | None:
        """Return the widget of a name that was made meanwhile; None where there is none, or the old one is still it."""
        found = [each for each in self._window.findChildren(QWidget, name) if not each.isHidden()]
        return next((each for each in reversed(found) if each not in self._before), None)
