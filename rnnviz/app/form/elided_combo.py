"""A list whose chosen entry ends in … where it has no room, instead of being cut in the middle of a letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

EDGES = 6
"""Pixels that a style keeps free beside the text."""


class ElidedCombo(QComboBox):
    """Shows as much of the chosen entry as fits."""

    def room(self, option: QStyleOptionComboBox) -> int:
        """Return the pixels that the text has."""
        part = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - EDGES

    @property
    def shown(self) -> str:
        """What is written."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, self.room(option))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        with painter:  # entered, it is typed as a plain QPainter
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            option.currentText = self.shown
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
