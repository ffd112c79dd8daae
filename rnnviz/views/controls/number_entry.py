"""A compact field for one number: typed, or stepped with the Up and Down keys."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from rnnviz.views.gate import plain

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}


@dataclass(frozen=True, kw_only=True)
class Range:
    """What a number may be: its ends, and how one press of Up changes it.

    Attributes
    ----------
    step : float
        Added by one press of Up; with ``log`` the number is multiplied by it.
    whole : bool
        Whether it is a whole number.
    """

    low: float
    high: float
    step: float
    log: bool = False
    whole: bool = False

    def fit(self, value: float) -> float:
        """Return the nearest number that is allowed."""
        fitted = min(max(value, self.low), self.high)
        return float(round(fitted)) if self.whole else float(f"{fitted:.4g}")

    def stepped(self, value: float, count: int) -> float:
        """Return the number after so many presses of Up."""
        return self.fit(value * self.step**count if self.log else value + count * self.step)


class NumberEntry(QLineEdit):
    """A number that keeps to its range; what is no number is given up for the last one that was.

    Parameters
    ----------
    name : str
        Its object name.
    tip : str
        What it does.
    """

    entered = Signal(object)
    """The number, each time that a person changes it."""

    def __init__(self, name: str, tip: str, value: float, kept: Range) -> None:
        super().__init__()
        self.setAcceptDrops(False)  # a file that is dropped here is the window's to open
        self.setObjectName(name)
        self.setAccessibleName(tip)
        self.setToolTip(plain(tip))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0.0001") + 16)
        self.range = kept
        self.value = 0.0
        self.take(value)
        self.returnPressed.connect(self._read)

    def take(self, value: float) -> None:
        """Show a number, silently."""
        self.value = self.range.fit(value)
        self.setText(f"{self.value:g}".replace("-", "−"))

    def _read(self) -> None:
        """Take what was typed."""
        try:
            typed = float(self.text().replace("−", "-").replace(",", ".").strip())
        except ValueError:
            typed = math.nan
        self._change(typed if math.isfinite(typed) else self.value)

    def _change(self, value: float) -> None:
        before = self.value
        self.take(value)
        if self.value != before:
            self.entered.emit(self.value)

    def event(self, event: QEvent) -> bool:
        """Keep the stepping keys from being taken as the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = _STEPS.get(Qt.Key(event.key()))
        if count is None:
            super().keyPressEvent(event)
        else:
            self._change(self.range.stepped(self.value, count))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._read()
