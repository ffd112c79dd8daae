"""An item over a plot that is drawn in the plot's pixels."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget


class Overlay(QGraphicsObject):
    """Covers a plot's box, follows its size and range, and knows where a step and a value lie."""

    def __init__(self, box: Any, depth: float = 50.0) -> None:
        super().__init__()
        self.setParentItem(box)  # a parent given to the constructor would not own the item: freed twice, it crashes
        self.box = box
        self.setZValue(depth)
        box.sigResized.connect(self._moved)
        box.sigRangeChanged.connect(self._moved)

    def _moved(self, *_: object) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.box.rect())

    def pixel_x(self, t: float) -> float:
        """Return the pixel of a step (its centre; t - 0.5 is its left edge)."""
        low, high = self.box.viewRange()[0]
        return float((t - low) / max(high - low, 1e-9) * self.box.rect().width())

    def pixel_y(self, value: float) -> float:
        """Return the pixel of a value."""
        low, high = self.box.viewRange()[1]
        share = (value - low) / max(high - low, 1e-300)
        return float((share if self.box.yInverted() else 1 - share) * self.box.rect().height())


class Shade(Overlay):
    """A tint over the columns of some steps."""

    def __init__(self, box: Any, colour: str, *, alpha: int = 28) -> None:
        super().__init__(box, depth=40.0)
        self.colour = QColor(colour)
        self.colour.setAlpha(alpha)
        self.steps: tuple[int, int] | None = None
        self.hide()

    def cover(self, steps: tuple[int, int] | None) -> None:
        """Tint first to last, both included; None tints nothing."""
        self.steps = steps
        self.setVisible(steps is not None)
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.steps is not None:
            left, right = self.pixel_x(self.steps[0] - 0.5), self.pixel_x(self.steps[1] + 0.5)
            painter.fillRect(QRectF(left, 0, right - left, self.box.rect().height()), self.colour)
