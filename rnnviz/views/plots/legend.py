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
    """One line of a plot, as the legend shows it."""

    label: str
    colour: str
    dashes: Dashes = SOLID


class Legend(QWidget):
    """A sample of each line and its name in the line's colour; names that do not fit go into the tooltip."""

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

    def _width(self, key: Key) -> int:
        return SAMPLE + 4 + self.fontMetrics().horizontalAdvance(key.label)

    def sizeHint(self) -> QSize:
        width = sum(self._width(key) + GAP for key in self.keys) - (GAP if self.keys else 0)
        return QSize(width, self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            metrics = self.fontMetrics()
            left, middle = 0, self.height() / 2
            for key in self.keys:
                if left + self._width(key) > self.width():
                    painter.setPen(QPen(QColor(self.keys[0].colour)))
                    painter.drawText(QPointF(left, middle + metrics.ascent() / 2 - 1), "…")
                    break
                painter.setPen(pen(key.colour, 1.5, key.dashes))
                painter.drawLine(QPointF(left, middle), QPointF(left + SAMPLE, middle))
                baseline = middle + (metrics.ascent() - metrics.descent()) / 2
                painter.drawText(QPointF(left + SAMPLE + 4, baseline), key.label)
                left += self._width(key) + GAP
