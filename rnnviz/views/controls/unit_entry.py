"""The number of the hidden unit whose numbers are shown, and which every view marks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox

from rnnviz.views.gate import plain
from rnnviz.views.shared import Selection
from rnnviz.views.words.language import tr


class UnitEntry(QSpinBox):
    """Chooses the unit for every view.

    Parameters
    ----------
    name : str
        Object name.
    selection : Selection
    """

    def __init__(self, name: str, selection: Selection) -> None:
        super().__init__()
        self._selection = selection
        self.setObjectName(name)
        self.setPrefix(tr("unit "))
        tip = tr("The hidden unit whose numbers are shown, and which every view marks")
        self.setAccessibleName(tip)
        self.setToolTip(plain(tip))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.valueChanged.connect(lambda unit: selection.choose(unit=unit))

    def follow(self, count: int) -> None:
        """Show the chosen unit, of so many."""
        self.blockSignals(True)
        self.setRange(0, count - 1)
        self.setValue(self._selection.unit)
        self.blockSignals(False)
