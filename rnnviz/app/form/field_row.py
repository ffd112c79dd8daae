"""One row of the form: a field's name, its control, and whether it was changed."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from rnnviz.app.dress.icons import icon
from rnnviz.app.form.choice_edit import ListEdit
from rnnviz.app.form.field_controls import SeedEdit, SwitchEdit, control_for
from rnnviz.app.form.field_words import explained, label, shown
from rnnviz.app.form.text_edit import FileEdit
from rnnviz.errors import BadInput
from rnnviz.settings import FieldInfo
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import sentence, tr

WIDTH = 202
"""Pixels that a row has in the narrowest form."""
_GUTTER = 11
_RESET = 18

_serials = itertools.count(1)


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What a person did to a field.

    Attributes
    ----------
    path : str
    value : object
    final : bool
        False while it is being dragged.
    serial : int
        The same for all edits of one drag, its final one included.
    """

    path: str
    value: Any
    final: bool
    serial: int


class FieldRow(QWidget):
    """A field: a dot where it was changed, its name and symbol, a button to reset it, its control."""

    edited = Signal(object)
    """Edit: what a person did."""

    def __init__(self, info: FieldInfo, value: Any, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.info = info
        self.value = value
        self.home = value
        self._reason = ""
        self._serial = 0
        self.dot = QFrame()
        self.dot.setProperty("dot", True)
        self.dot.setFixedSize(6, 6)
        self.name = QLabel(label(info))
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.symbol = QLabel(_subscripted(info.symbol), self)
        self.symbol.setProperty("quiet", True)
        self.reset = QToolButton()
        self.reset.setFixedSize(_RESET, _RESET)
        self.reset.setIconSize(QSize(_RESET - 4, _RESET - 4))
        self.reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.control = control_for(info, value, palette)
        self.control.set_name(label(info))
        self.reset.setIcon(icon("reset", palette))
        self.name.setBuddy(self.control)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        self._lay_out()
        self.reset.clicked.connect(self._reset)
        self.control.moved.connect(self._moved)
        self.control.settled.connect(self._settled)
        self.control.refused.connect(self._refused)
        self._mark()

    def wear(self, palette: Palette) -> None:
        """Take the colours of another theme."""
        self.reset.setIcon(icon("reset", palette))
        if isinstance(self.control, SeedEdit | FileEdit):
            self.control.wear(palette)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(0)
        first.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addSpacing(_GUTTER - 6)
        first.addWidget(self.name)
        if self.info.symbol:
            first.addSpacing(5)
            first.addWidget(self.symbol)
        first.addSpacing(2)
        first.addWidget(self.reset)
        first.addStretch(1)
        for part in (self.dot, self.reset):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(first)
        beside = isinstance(self.control, ListEdit | SwitchEdit)
        if beside and first.sizeHint().width() + self.control.sizeHint().width() <= WIDTH:
            first.addWidget(self.control)
        else:
            self.control.setContentsMargins(_GUTTER, 0, 0, 0)
            whole.addWidget(self.control)
        self.problem.setContentsMargins(_GUTTER, 0, 0, 2)
        whole.addWidget(self.problem)

    def show_value(self, value: Any, home: Any) -> None:
        """Show a value, and whether it is another than the preset's; nothing is emitted."""
        if value != self.value:
            self.show_problem("")
        self.value, self.home = value, home
        self.control.set_home(home)
        self.control.set_value(value)
        self._mark()

    def resume(self, before: FieldRow) -> bool:
        """Go on with what was typed in another row of this field, as one change; whether there was anything."""
        typed = before.control.unfinished()
        if typed is not None:
            self.control.resume(typed)
            self.value, self._serial = before.value, before._serial
            self._mark()
        return typed is not None

    def take_focus(self) -> None:
        """Give the control the keyboard: the line where something is half typed, with the caret where it was."""
        typed = self.control.unfinished()
        caret = None if typed is None else typed.caret
        target = self.control.line if typed is not None and self.control.line is not None else self.control
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if caret is not None and self.control.line is not None:
            self.control.line.setCursorPosition(caret)

    def show_problem(self, words: str) -> None:
        """Show what is wrong with the value until the next edit; "" for nothing."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def set_inactive(self, reason: str) -> None:
        """Grey the row, and say why in its tooltip; "" makes it act again."""
        self._reason = reason
        for part in (self.name, self.symbol, self.control):
            part.setEnabled(not reason)
        self._mark()

    def set_unavailable(self, reasons: Mapping[str, str]) -> None:
        """Grey some choices, each with its reason."""
        self.control.set_unavailable(reasons)

    def _mark(self) -> None:
        changed = self.value != self.home
        self.dot.setVisible(changed)
        self.reset.setVisible(changed)
        self.setToolTip(explained(self.info, self._reason))
        if changed:
            words = tr("Back to {value}").format(value=shown(self.info, self.home))
            self.reset.setToolTip(f"<p>{plain(words)}</p>")
            self.reset.setAccessibleName(f"{label(self.info)}: {words}")

    def _reset(self) -> None:
        self.control.set_value(self.home)
        self._settled(self.home)

    def _moved(self, value: Any) -> None:
        self._serial = self._serial or next(_serials)
        self._emit(value, final=False)

    def _settled(self, value: Any) -> None:
        serial = self._serial or next(_serials)
        self._serial = serial
        self._emit(value, final=True)
        self._serial = 0

    def _emit(self, value: Any, *, final: bool) -> None:
        self.show_problem("")
        self.value = value
        self._mark()
        self.edited.emit(Edit(path=self.info.path, value=value, final=final, serial=self._serial))

    def _refused(self, problem: BadInput) -> None:
        self.show_problem(sentence(problem))


def _subscripted(symbol: str) -> str:
    """Return a symbol of our own fields as rich text: b_f with its subscript."""
    letter, _, below = symbol.partition("_")
    return f"{escape(letter)}<sub>{escape(below)}</sub>" if below else escape(letter)
