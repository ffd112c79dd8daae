"""How spread each row of attention is: a bar a step, under a line at the most that is possible."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rnnviz.measures import entropy
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette, rgb
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
MOST = 1 << 17
"""Weights whose entropy is computed at a time: of more, every second, third … row."""
HIGH = 3.4
"""Lines of text that the strip is high."""


class EntropyStrip(QWidget):
    """Bars from 0 to ln S nats, the cursor's in its colour; a click goes to the row's step."""

    picked = Signal(object)
    """Row that was clicked."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        self.nats: Floats = np.empty(0)
        """Mean over the heads that are shown, of every `stride`-th row."""
        self.stride = 1
        self.most = 0.0
        self.columns = 0
        self.row: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def draw(self, weights: npt.NDArray[Any]) -> None:
        """Show the rows of weights (N, T, S)."""
        count, rows, columns = weights.shape
        self.columns = columns
        self.stride = max(math.ceil(count * rows * columns / MOST), 1)
        self.nats = entropy(weights[:, :: self.stride]).mean(axis=0)
        self.most = math.log(columns) if columns > 1 else 0.0
        self.update()

    def show_row(self, row: int | None) -> None:
        """Mark a row."""
        if row != self.row:
            self.row = row
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, round(HIGH * QFontMetricsF(self.font()).height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def row_at(self, x: float) -> int | None:
        """Return the row under a place."""
        place = int(x / max(self.width(), 1) * len(self.nats)) if len(self.nats) else -1
        return place * self.stride if 0 <= place < len(self.nats) else None

    def said(self, row: int) -> str:
        """Return a row's entropy in words."""
        nats = float(self.nats[row // self.stride])
        if not math.isfinite(nats):
            return tr("entropy: the weights are not finite")
        words = tr("row {row}: entropy {nats} nats = {bits} bits, of at most ln {count} = {most} nats")
        return words.format(
            row=row, nats=f"{nats:.2f}", bits=f"{nats / math.log(2):.2f}", count=self.columns, most=f"{self.most:.2f}"
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            row = self.row_at(event.pos().x())  # type: ignore[attr-defined]
            said = self.said(row) if row is not None else ""
            QToolTip.showText(event.globalPos(), plain(said), self)  # type: ignore[attr-defined]
            return True
        return bool(super().event(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.picked.emit(row)
        else:
            super().mousePressEvent(event)

    def _quiet(self) -> QColor:
        hue, paper = rgb(self.colours.hue), rgb(self.colours.paper)
        return QColor(*(round(0.5 * a + 0.5 * b) for a, b in zip(hue, paper, strict=True)))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            metrics = QFontMetricsF(self.font())
            top = metrics.height() + 2
            high, floor = self.height() - top - 2.0, self.height() - 1.0
            pitch = self.width() / max(len(self.nats), 1)
            chosen = None if self.row is None else self.row // self.stride
            painter.setPen(Qt.PenStyle.NoPen)
            for place, nats in enumerate(self.nats.tolist()):
                broken = not math.isfinite(nats)
                share = 1.0 if broken else nats / self.most if self.most else 0.0
                colour = self.colours.error if broken else self.colours.cursor if place == chosen else self.colours.hue
                plain_bar = colour == self.colours.hue and chosen is not None
                painter.setBrush(self._quiet() if plain_bar else QColor(colour))
                tall = max(high * min(share, 1.0), 1.0)
                gap = min(0.16 * pitch, 3.0)
                painter.drawRect(QRectF(place * pitch + gap / 2, floor - tall, max(pitch - gap, 0.8), tall))
            painter.setPen(QPen(QColor(self.colours.muted), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, floor - high), QPointF(self.width(), floor - high))
            painter.setPen(QColor(self.colours.muted))
            words = tr("entropy by step, at most ln {count} = {most} nats ({bits} bits)").format(
                count=self.columns, most=f"{self.most:.2f}", bits=f"{self.most / math.log(2):.2f}"
            )
            room = QRectF(0, 0, self.width(), metrics.height())
            text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
