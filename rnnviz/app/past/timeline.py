"""The timeline: one ruler for the past of the run, with its loss, its snapshots and what was changed live."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rnnviz.app.dress.theme import mixed
from rnnviz.history import History
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

EDGE = 6
"""Pixels beside the ruler, so that the handle is whole at its ends."""
LEAST = 20
"""Updates that the ruler shows at least."""
ROOM = 1.25
"""The ruler reaches so many times further than the run, so that it need not be drawn anew with each update."""
REDRAWN = 0.5
"""Seconds between two times that the loss is drawn anew while the run learns."""
NEAR = 5
"""Pixels around a mark where the mouse is at it."""
HANDLE = 5.0
"""Radius of the handle, in pixels."""
TICK, FOOT = 3, 4
"""Height of a snapshot's tick, and of the ruler under the loss, in pixels."""


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What is marked on the ruler.

    Attributes
    ----------
    snapshots : tuple of int
        Updates that can be gone to at once.
    changes : tuple of (int, str)
        Live changes: after which update, and in words.
    branches : tuple of (int, str)
        Where other runs have left this one, and their names.
    """

    snapshots: tuple[int, ...] = ()
    changes: tuple[tuple[int, str], ...] = ()
    branches: tuple[tuple[int, str], ...] = ()


class Timeline(QWidget):
    """Drag to go back and on through what was learnt; a click goes to one update."""

    dragged = Signal(object)
    """(update, near): a person goes there; near while the mouse is still down."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("transport.timeline")
        self.setAccessibleName(tr("Update"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._palette = palette
        self.marks = Marks()
        self.head = 0
        self.position = 0
        self.goal: int | None = None
        self._history = History()
        self._right = float(LEAST)
        self._drawn: tuple[object, ...] = ()
        self._drawn_at = 0.0
        self._loss = QPolygonF()
        self._hover: int | None = None
        self._down = False
        self._from = 0
        self._later = QTimer(self, singleShot=True, interval=round(1000 * REDRAWN))
        self._later.timeout.connect(lambda: self.follow(self._history))

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 10)

    # what is shown

    def follow_place(self, position: int, head: int, goal: int | None) -> None:
        """Show where the run stands, how far it has come and where it is going."""
        now = (position, head, goal)
        if head > self._right or head < self._right / (2 * ROOM):
            self._right, right = max(float(LEAST), head * ROOM), self._right
            if self._right != right:
                self._drawn = ()
        if now != (self.position, self.head, self.goal):
            self.position, self.head, self.goal = now
            self.update()

    def follow(self, history: History) -> None:
        """Draw the loss; while the run learns, only now and then."""
        self._history = history
        drawn = (id(history), self.width(), history.version)
        if drawn == self._drawn:
            return
        if drawn[:2] == self._drawn[:2] and time.monotonic() < self._drawn_at + REDRAWN:
            self._later.start()
            return
        self._drawn, self._drawn_at = drawn, time.monotonic()
        self._loss = self._line(history)
        self.update()

    def mark(self, marks: Marks) -> None:
        """Mark snapshots, changes and branches."""
        if marks != self.marks:
            self.marks = marks
            self.update()

    def x_of(self, update: float) -> float:
        """Return the pixel column of an update."""
        return EDGE + update / self._right * max(self.width() - 2 * EDGE, 1)

    def update_at(self, x: float) -> int:
        """Return the update of a pixel column, kept between 0 and the newest."""
        update = round((x - EDGE) / max(self.width() - 2 * EDGE, 1) * self._right)
        return min(max(update, 0), self.head)

    def _line(self, history: History) -> QPolygonF:
        """Return the loss as a line over the ruler: the mean of each pixel column, on a logarithmic scale if it can."""
        if len(history) < 2 or "loss" not in history:
            return QPolygonF()
        columns = np.floor(EDGE + history["update"] / self._right * max(self.width() - 2 * EDGE, 1))
        starts = np.flatnonzero(np.diff(columns, prepend=-1.0))
        loss = np.where(np.isfinite(history["loss"]), history["loss"], np.nan)
        counts = np.add.reduceat(np.isfinite(loss).astype(float), starts)
        with np.errstate(over="ignore", invalid="ignore"):
            means = np.add.reduceat(np.nan_to_num(loss), starts) / np.where(counts > 0, counts, np.nan)
        seen = np.isfinite(means)
        x, means = columns[starts][seen], means[seen]
        if len(means) < 2:
            return QPolygonF()
        if means.min() > 0:
            means = np.log(means)
        low, high = float(means.min()), float(means.max())
        share = np.clip((means - low) / max(high - low, 1e-12 * max(abs(high), 1.0)), 0.0, 1.0)
        y = self._floor() - 2 - share * (self._floor() - 5)
        return QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])

    def _floor(self) -> float:
        return self.height() - FOOT / 2 - HANDLE - 0.5

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._palette
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            here = self.x_of(self.position)
            self._paint_bar(painter, self.width(), palette.border)
            self._paint_bar(painter, self.x_of(self.head), mixed(palette.accent, palette.border, 0.45))
            self._paint_bar(painter, here, palette.accent)
            self._paint_loss(painter, here)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._paint_snapshots(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_marks(painter)
            self._paint_handle(painter, here)

    def _paint_bar(self, painter: QPainter, right: float, colour: str) -> None:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(0, self._floor(), right, FOOT), 2, 2)  # as far as the slider's over it

    def _paint_loss(self, painter: QPainter, here: float) -> None:
        """Draw the loss as far as the run stands in the accent, and what was learnt after it fainter."""
        if self._loss.isEmpty():
            return
        palette = self._palette
        first, last = self._loss.first().x(), self._loss.last().x()
        for left, right, colour in ((0.0, here, palette.accent), (here, float(self.width()), palette.muted)):
            if last < left or right < first:
                continue
            painter.setClipRect(QRectF(left, 0, right - left, self._floor()))
            area = QPolygonF(self._loss)
            area.append(QPointF(self._loss.last().x(), self._floor()))
            area.append(QPointF(self._loss.first().x(), self._floor()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mixed(colour, palette.panel, 0.14)))
            painter.drawPolygon(area)
            painter.setPen(QColor(mixed(colour, palette.panel, 0.75)))
            painter.drawPolyline(self._loss)
        painter.setClipping(False)

    def _paint_snapshots(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._palette.muted))
        top = self._floor() + FOOT - TICK
        for x in {round(self.x_of(update)) for update in self.marks.snapshots if update <= self.head}:
            painter.drawLine(x, round(top + TICK - 1), x, round(top + TICK + 1))

    def _paint_marks(self, painter: QPainter) -> None:
        """Draw a diamond where something was changed, and a ring where another run left."""
        for update, _ in self.marks.branches:
            painter.setPen(QColor(self._palette.accent))
            painter.setBrush(QColor(self._palette.panel))
            painter.drawEllipse(QPointF(self.x_of(update), self._floor() + FOOT / 2), 3.5, 3.5)
        painter.setPen(QColor(self._palette.panel))
        painter.setBrush(QColor(self._palette.warning))
        for update, _ in self.marks.changes:
            x, y = self.x_of(update), 5.0
            painter.drawPolygon(QPolygonF([QPointF(x, y - 4.5), QPointF(x + 4.5, y), QPointF(x, y + 4.5),
                                           QPointF(x - 4.5, y)]))

    def _paint_handle(self, painter: QPainter, here: float) -> None:
        colour = QColor(self._palette.accent)
        if self.goal is not None and self.goal != self.position:
            painter.setPen(colour)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(self.x_of(self.goal), self._floor() + FOOT / 2), HANDLE, HANDLE)
        if self.position < self.head:
            painter.setPen(colour)
            painter.drawLine(QPointF(here, 0), QPointF(here, self._floor()))
        if self._hover is not None and not self._down:
            painter.setPen(QColor(self._palette.muted))
            painter.drawLine(QPointF(self.x_of(self._hover), 0), QPointF(self.x_of(self._hover), self._floor()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(here, self._floor() + FOOT / 2), HANDLE, HANDLE)

    # what a person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.head:
            self._down, self._from = True, self.position
            self.dragged.emit((self.update_at(event.position().x()), True))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        update = self.update_at(event.position().x())
        if update != self._hover:
            self._hover = update
            self.update()
            if self._down:
                self.dragged.emit((update, True))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._down and event.button() == Qt.MouseButton.LeftButton:
            self._down = False
            self.dragged.emit((self._marked(event.position().x()), False))

    def give_up(self) -> bool:
        """Leave a drag under way, for where the run stood when it began; whether there was one."""
        down, self._down = self._down, False
        if down:
            self.dragged.emit((self._from, False))
        return down

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._loss = self._line(self._history)

    def _marked(self, x: float) -> int:
        """Return the update of a mark that the mouse is at, else the one under it."""
        marked = [update for update, _ in (*self.marks.changes, *self.marks.branches)]
        nearest = min(marked, key=lambda update: abs(self.x_of(update) - x), default=None)
        return nearest if nearest is not None and abs(self.x_of(nearest) - x) < NEAR else self.update_at(x)

    def event(self, event: QEvent) -> bool:
        """Say what is known of the update under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain(self.said(float(event.x()))), self)
            return True
        return bool(super().event(event))

    def said(self, x: float) -> str:
        """Return the words for a pixel column: update, loss, what was changed or left there, what a click does."""
        update = self._marked(x)
        lines = [tr("Update {update} of {last}").format(update=f"{update:,}", last=f"{self.head:,}")]
        row = self._history.row(update)
        if row is not None and "loss" in self._history:
            lines[0] += " · " + tr("loss {loss}").format(loss=number(float(self._history["loss"][row])))
        lines += [words for at, words in self.marks.changes if at == update]
        lines += [tr("{name} leaves here").format(name=name) for at, name in self.marks.branches if at == update]
        lines.append(tr("Drag through the training, click to go to an update; a change made there begins a branch."))
        return "\n".join(lines)
