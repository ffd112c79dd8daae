"""A number that is dragged or typed: a slider, even or logarithmic, and a field, in one row."""

from __future__ import annotations

import re

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from rnnviz.app.form.control import Control
from rnnviz.app.form.field_words import number
from rnnviz.app.form.number_field import NumberField
from rnnviz.app.form.slider import Slider
from rnnviz.app.form.span import Number, Span, read
from rnnviz.app.form.typed_field import Unfinished
from rnnviz.errors import BadInput
from rnnviz.settings import FieldInfo

_PAUSE = 500
"""Milliseconds without a key after which what was typed so far is tried."""
_BEGUN = re.compile(r"[-+\u2212]?0*[.,]0*")
"""A small number of which only the zeros are there: it is not tried as 0."""
_WIDEST = "0.00002"
"""The longest number of three digits or so that a field shows without being scrolled."""


class NumberEdit(Control):
    """One number of an experiment.

    The slider runs over the useful part of the range, the field takes all of it. Double-click on the
    slider goes back to ``home``; Shift or Ctrl makes steps and drags ten times finer; the wheel acts only
    where the slider has the focus; Escape in the field gives up what was typed.

    Parameters
    ----------
    info : FieldInfo
        An "int" or "float" field.
    value : int or float
    """

    def __init__(self, info: FieldInfo, value: Number, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.info = info
        self.value = value
        self.home: Number = info.default
        self.span = Span.of(info, value)
        self._before = value
        self.slider = Slider()
        self.line = self.field = NumberField()
        self.row.addWidget(self.slider, 1)
        self.row.addWidget(self.field)
        if self.span:
            self.field.setFixedWidth(self.field.fontMetrics().horizontalAdvance(_WIDEST) + 14)
            self.setFocusProxy(self.slider)
        else:
            self.slider.hide()
            self.setFocusProxy(self.field)
        self._typing = QTimer(self, interval=_PAUSE, singleShot=True)
        self._typing.timeout.connect(self._try_typed)
        self.slider.dragged.connect(self._drag)
        self.slider.stepped.connect(self._step)
        self.slider.released.connect(self._settle)
        self.slider.left.connect(self._give_up)
        self.slider.reset.connect(self._go_home)
        self.field.textEdited.connect(self._typed)
        self.field.stepped.connect(self._step)
        self.field.released.connect(self._settle)
        self.field.entered.connect(self._enter)
        self.field.left.connect(self._give_up)
        self.field.focused.connect(self._draw)
        self.field.interrupted.connect(lambda _: self._typing.stop())
        self._draw()

    def set_value(self, value: Number) -> None:
        """Show another number; nothing is emitted."""
        if value != self.value:
            self.value = self._before = value
            self._typing.stop()
            self._draw()

    def set_home(self, home: Number) -> None:
        """Say what a double-click goes back to."""
        if home != self.home:
            self.home = home
            self.span = Span.of(self.info, home)
            self._draw()

    def set_name(self, name: str) -> None:
        """Name slider and field for screen readers."""
        self.slider.setAccessibleName(name)
        self.field.setAccessibleName(name)

    def unfinished(self) -> Unfinished | None:
        """Return what has been typed and not entered yet."""
        if not self.field.isModified():
            return None
        return Unfinished(
            text=self.field.text(), caret=self.field.cursorPosition(), before=self._before, value=self.value,
            waits=self._typing.isActive(),
        )

    def resume(self, typed: Unfinished) -> None:
        """Go on with what was typed in another control of the same field; nothing is emitted."""
        self.value, self._before = typed.value, typed.before
        self._draw()
        self.field.write(typed)
        if typed.waits:
            self._typing.start()

    def _draw(self, _: object = None) -> None:
        if self.span:
            self.slider.set_fraction(self.span.fraction(self.value))
        self.field.setText(f"{self.value:.12g}" if self._edits_float() else number(self.value))
        if not self.field.hasFocus():
            self.field.setCursorPosition(0)

    def _edits_float(self) -> bool:
        return self.field.hasFocus() and isinstance(self.value, float)

    def _take(self, value: Number) -> None:
        if value != self.value:
            self.value = value
            self._typing.stop()
            self._draw()
            self.moved.emit(value)

    def _settle(self, _: object = None) -> None:
        if self.value != self._before:
            self._before = self.value
            self.settled.emit(self.value)

    def _drag(self, drag: tuple[float, bool]) -> None:
        if self.span:
            self._take(self.span.value(*drag))

    def _step(self, step: tuple[int, bool]) -> None:
        if self.span:
            self._take(self.span.stepped(self.value, *step))

    def _go_home(self, _: object = None) -> None:
        self._take(self.home)
        self._settle()

    def _typed(self, _: str) -> None:
        self._typing.start()

    def _try_typed(self) -> None:
        """Take what stands there where it is a number in range; say nothing where it is not one yet."""
        if not self.field.isVisible() or _BEGUN.fullmatch(self.field.text().strip()):
            return  # put away amid the typing; or 0,00 on the way to 0,002
        try:
            value = read(self.info, self.field.text())
        except BadInput:
            return
        if value != self.value:
            self.value = value
            if self.span:
                self.slider.set_fraction(self.span.fraction(value))
            self.moved.emit(value)

    def _enter(self, _: object = None) -> None:
        if self.field.isModified():
            try:
                self._take(read(self.info, self.field.text()))
            except BadInput as problem:
                self._typing.stop()
                self._give_up()
                self.refused.emit(problem)
                return
            self._draw()
        self._typing.stop()
        self._settle()

    def _give_up(self, _: object = None) -> None:
        """Go back to the number from before the typing."""
        self._typing.stop()
        if self.value != self._before:
            self.value = self._before
            self.moved.emit(self.value)
            self.settled.emit(self.value)
        self._draw()
