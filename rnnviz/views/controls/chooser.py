"""A small list in a view's heading, to choose what is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from rnnviz.views.gate import plain

Entry = tuple[str, str]
"""(key, words)."""


class Chooser(QComboBox):
    """Choices by key. It takes no focus from a click, so that keys go on moving the cursor.

    Parameters
    ----------
    name : str
        Its object name, ``view.gates.mode``.
    tip : str
        What choosing does.
    """

    chosen = Signal(object)
    """Key that a person chose."""

    def __init__(self, name: str, tip: str, entries: Sequence[Entry] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tip)
        self.setToolTip(plain(tip))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._entries: tuple[Entry, ...] = ()
        self._awaited = ""
        self.set_entries(entries)
        self.activated.connect(self._activated)

    @property
    def key(self) -> str:
        """What is chosen; "" where there is nothing to choose."""
        return str(self.currentData() or "")

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Offer other choices; the chosen one stays where it is still there, else the first is taken."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        before = self.key
        self.clear()
        for key, words in entries:
            self.addItem(words, key)
        self.updateGeometry()  # of a list whose width is given, Qt does not ask again
        self._select(before)
        if self._awaited and self._select(self._awaited):
            self._awaited = ""

    def sizeHint(self) -> QSize:
        """Take no room where there is nothing to choose yet."""
        return QSize(0 if not self.count() else super().sizeHint().width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0 if not self.count() else super().minimumSizeHint().width(), super().minimumSizeHint().height())

    def take(self, key: str) -> None:
        """Choose by key, silently; a key that is not offered changes nothing."""
        if self._select(key):
            self._awaited = ""

    @property
    def kept(self) -> str:
        """What a chooser made anew has to `recall`: what is chosen, or what is still to be offered."""
        return self._awaited or self.key

    def recall(self, key: str) -> None:
        """Choose by key, silently: where it is not offered, as soon as it is, unless something else is chosen first."""
        self._awaited = "" if self._select(key) else key

    def _select(self, key: str) -> bool:
        """Choose what is offered by a key; return whether it is."""
        found = self.findData(key)
        if found >= 0:
            self.setCurrentIndex(found)
        return found >= 0

    def _activated(self, index: int) -> None:
        self._awaited = ""
        self.chosen.emit(self.itemData(index))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls, unless a person went here by Tab."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
