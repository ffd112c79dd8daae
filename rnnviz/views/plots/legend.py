"""The coloured words of a heading: which line is which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.gate import plain
from rnnviz.views.plots.line import SOLID, Dashes, pen

SAMPLE = 22
GAP = 12


@dataclass(frozen=True, kw_only=True)
class Key:
    """One line of a plot, as the legend shows it.

    Attributes
    ----------
    label, colour : str
    dashes : Dashes
    short : str
        A symbol that says the same where there is no room for names; "" for none.
    """

    label: str
    colour: str
    dashes: Dashes = SOLID
    short: str = ""


class Legend(QWidget):
    """A sample of each line and its name in the line's colour.

    Where not all names fit, symbols stand for them; what still does not fit is left to the tooltip.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[Key, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show other lines."""
        if tuple(keys) != self.keys:
            self.keys = tuple(keys)
            self.setToolTip(plain(", ".join(key.label for key in keys)))
            self.setVisible(bool(keys))
            self.updateGeometry()
            self.update()

    @property
    def written(self) -> tuple[str, ...]:
        """The names as they fit: whole, or as symbols."""
        names = tuple(key.label for key in self.keys)
        return names if self._room(names) <= self.width() else tuple(key.short or key.label for key in self.keys)

    def _width(self, name: str) -> int:
        return SAMPLE + 4 + self.fontMetrics().horizontalAdvance(name)

    def _room(self, names: Sequence[str]) -> int:
        """Return the pixels of some names side by side."""
        return sum(self._width(name) + GAP for name in names) - (GAP if names else 0)

    def sizeHint(self) -> QSize:
        return QSize(self._room([key.label for key in self.keys]), self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            metrics = self.fontMetrics()
            left, middle = 0, self.height() / 2
            for key, name in zip(self.keys, self.written, strict=True):
                if left + self._width(name) > self.width():
                    painter.setPen(QPen(QColor(self.keys[0].colour)))
                    painter.drawText(QPointF(left, middle + metrics.ascent() / 2 - 1), "…")
                    break
                painter.setPen(pen(key.colour, 1.5, key.dashes))
                painter.drawLine(QPointF(left, middle), QPointF(left + SAMPLE, middle))
                baseline = middle + (metrics.ascent() - metrics.descent()) / 2
                painter.drawText(QPointF(left + SAMPLE + 4, baseline), name)
                left += self._width(name) + GAP
