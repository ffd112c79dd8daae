"""The formulas of a sheet as pictures: set one at a time, when there is nothing else to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from rnnviz.views.equations.formula import Picture, svg
from rnnviz.views.palette import Palette

SIZE = 1.05
"""Height of a formula's letters, of the height of the text."""
AT_ONCE = 8
"""So many new pictures are shown together: each moves the numbers beside them."""
ROLES = {"U": "input", "W": "recurrent", "V": "readout"}
"""What the weights are, by whose colour they are told apart."""


class Formulas(QObject):
    """Sets formulas in the font of a widget, the weights in their colours.

    Attributes
    ----------
    pictures : dict of str to Picture or None
        By LaTeX; None for one that cannot be set.
    """

    came = Signal(object)
    """This: there are more pictures."""

    def __init__(self, sheet: QWidget, colours: Palette) -> None:
        super().__init__(sheet)
        self._sheet, self._colours = sheet, colours
        self._wanted: list[str] = []
        self.pictures: dict[str, Picture | None] = {}
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._set_one)

    def want(self, formulas: Iterable[str]) -> None:
        """Set these; what is set already stays."""
        self._wanted = [latex for latex in dict.fromkeys(formulas) if latex not in self.pictures]
        if self._wanted:
            self._idle.start()

    @property
    def all_set(self) -> bool:
        """Whether every formula is a picture, or cannot be one."""
        return not self._wanted

    def set_all(self) -> None:
        """Set every formula now."""
        while not self.all_set:
            self._set_one()

    def _set_one(self) -> None:
        if not self._wanted:
            return
        latex = self._wanted.pop(0)
        size = round(SIZE * QFontMetricsF(self._sheet.font()).height(), 1)
        drawing = svg(self._coloured(latex), size, self._colours.text)
        self.pictures[latex] = Picture(drawing) if drawing else None
        if self.all_set:
            self.came.emit(self)
        else:
            self._idle.start()
            if len(self.pictures) % AT_ONCE == 0:
                self.came.emit(self)

    def _coloured(self, latex: str) -> str:
        for name, role in ROLES.items():
            colour = self._colours.weights[role]
            latex = re.sub(rf"(?<![A-Za-z\\_]){name}(?![A-Za-z])", rf"{{\\color{{{colour}}} {name}}}", latex)
        return latex
