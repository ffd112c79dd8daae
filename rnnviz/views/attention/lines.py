"""Attention weights as lines between the words that are read and those that are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.attention.word_axis import fitted
from rnnviz.views.palette import Palette, rgb

WIDEST = 0.4
"""Share of the width that words may take on each side."""
THINNEST = 0.01
"""Weights below are not drawn."""
THICKEST = 5.0
PAD = 6.0
REACH = 8.0
"""Pixels within which a line is meant."""
Place = tuple[int, int]
"""(row, column) of a weight."""


class AttentionLines(QWidget):
    """Source words in a column on the left, target words on the right, lines as wide and dark as the weights.

    The lines of one target word are drawn, or, where none is chosen, thin ones of all. The one under the
    mouse is drawn thin in the cursor's colour, and a click goes to its target word.
    """

    hovered = Signal(object)
    """Place of the line under the mouse, or of the largest weight of the word there; None: of neither."""
    picked = Signal(object)
    """Place that was clicked."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette_ = palette
        self.weights: npt.NDArray[Any] = np.zeros((0, 0))
        self.source: tuple[str, ...] = ()
        self.target: tuple[str, ...] = ()
        self.truth: npt.NDArray[Any] | None = None
        self.row: int | None = None
        self.column: int | None = None
        self.over: Place | None = None
        """Place under the mouse."""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def draw(self, weights: npt.NDArray[Any], source: Sequence[str], target: Sequence[str]) -> None:
        """Show other weights (T, S) and words."""
        self.weights = np.nan_to_num(np.asarray(weights, np.float64), nan=0.0)
        self.source, self.target = tuple(source), tuple(target)
        if self.over is not None and not all(a < b for a, b in zip(self.over, self.weights.shape, strict=True)):
            self.over = None
        self.update()

    def show_step(self, row: int | None, column: int | None) -> None:
        """Choose the target word that is written, or the source word that is read."""
        if (row, column) != (self.row, self.column):
            self.row, self.column = row, column
            self.update()

    def show_truth(self, alignment: npt.NDArray[Any] | None) -> None:
        """Draw the true alignment (T, S) of the same words as dashed lines, or not."""
        self.truth = alignment
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 60)

    def lines(self, weights: npt.NDArray[Any]) -> list[tuple[QLineF, float]]:
        """Return each line with its weight: those of the chosen target word, or of all."""
        return [(line, float(weights[place])) for place, line in self._places(weights)]

    def _places(self, weights: npt.NDArray[Any]) -> list[tuple[Place, QLineF]]:
        """Return each line that is drawn with its place."""
        left, right = self._columns()
        rows = range(len(weights)) if self.row is None else [self.row]
        return [
            ((row, column), QLineF(left, self._y(column, len(self.source)), right, self._y(row, len(self.target))))
            for row in rows
            if row < len(weights)
            for column, weight in enumerate(weights[row])
            if weight >= THINNEST
        ]

    def place_at(self, at: QPointF) -> Place | None:
        """Return the place of the nearest line that is drawn; of a word, that of its largest weight."""
        if not self.weights.size or not self.rect().contains(at.toPoint()):
            return None
        left, right = self._columns()
        rows, columns = self.weights.shape
        if at.x() > right:
            row = min(int(at.y() / self.height() * rows), rows - 1)
            return row, int(self.weights[row].argmax())
        if at.x() < left:
            column = min(int(at.y() / self.height() * columns), columns - 1)
            return int(self.weights[:, column].argmax()) if self.row is None else self.row, column
        across = (at.x() - left) / max(right - left, 1.0)
        apart = [(abs(line.pointAt(across).y() - at.y()), place) for place, line in self._places(self.weights)]
        distance, nearest = min(apart, default=(REACH + 1, (0, 0)))
        return nearest if distance <= REACH else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.place_at(event.position()))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.picked.emit(place)
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)
        super().leaveEvent(event)

    def _point(self, place: Place | None) -> None:
        if place != self.over:
            self.over = place
            self.hovered.emit(place)
            self.update()

    def _columns(self) -> tuple[float, float]:
        """Return where the lines begin and end."""
        metrics = QFontMetricsF(fitted(self.font(), self._pitch(), bold=True))
        widest = WIDEST * self.width()
        left = min(max((metrics.horizontalAdvance(word) for word in self.source), default=0.0), widest)
        right = min(max((metrics.horizontalAdvance(word) for word in self.target), default=0.0), widest)
        return left + PAD, self.width() - right - PAD

    def _pitch(self) -> float:
        return self.height() / max(len(self.source), len(self.target), 1)

    def _y(self, place: int, count: int) -> float:
        """Return the middle of a word's line; the shorter column is spread as wide as the longer one."""
        return (place + 0.5) * self.height() / max(count, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            hue, paper = rgb(self.palette_.hue), rgb(self.palette_.paper)
            for line, weight in sorted(self.lines(self.weights), key=lambda drawn: drawn[1]):
                share = min(weight, 1.0) * (0.4 if self.row is None else 1.0)
                mixed = (round(share * a + (1 - share) * b) for a, b in zip(hue, paper, strict=True))
                painter.setPen(QPen(QColor(*mixed), max(1.0, THICKEST * share)))
                painter.drawLine(line)
            if self.over is not None:
                row, column = self.over
                ends = self._y(column, len(self.source)), self._y(row, len(self.target))
                left, right = self._columns()
                painter.setPen(QPen(QColor(self.palette_.cursor), 1.0))
                painter.drawLine(QLineF(left, ends[0], right, ends[1]))
            painter.setPen(QPen(QColor(self.palette_.text), 1, Qt.PenStyle.DashLine))
            for line, _ in self.lines(self.truth) if self.truth is not None else []:
                painter.drawLine(line)
            left, right = self._columns()
            self._write(painter, self.source, QRectF(0, 0, left - PAD, 0), Qt.AlignmentFlag.AlignRight, self.column)
            room = QRectF(right + PAD, 0, self.width() - right - PAD, 0)
            self._write(painter, self.target, room, Qt.AlignmentFlag.AlignLeft, self.row)

    def _write(
        self, painter: QPainter, words: tuple[str, ...], room: QRectF, side: Qt.AlignmentFlag, marked: int | None
    ) -> None:
        pitch = self._pitch()
        for place, word in enumerate(words):
            painter.setFont(fitted(self.font(), pitch, bold=place == marked))
            metrics = painter.fontMetrics()
            if metrics.height() > 2 * pitch and place != marked:
                continue
            painter.setPen(QColor(self.palette_.cursor if place == marked else self.palette_.text))
            text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, int(room.width()) + 2)
            line = QRectF(room)
            line.setHeight(metrics.height())
            line.moveCenter(QPointF(line.center().x(), self._y(place, len(words))))
            painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), text)
