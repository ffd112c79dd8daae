"""The ruler under the tracks: step numbers in the tracks' own columns, and the loop range."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.frames.track import LEFT, RIGHT
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.shared import TimeAxis
from rnnviz.views.words.language import tr

GRAB = 6
"""Pixels around an end of the loop range where a drag takes hold of it."""


def tick_step(span: float, room: float, widest: float) -> int:
    """Return the distance in steps (1, 2 or 5 times a power of ten) at which numbers fit side by side."""
    decade, room = 1, max(room, 1.0)  # a window that closes may leave none
    while True:
        for step in (decade, 2 * decade, 5 * decade):
            if step / span * room >= widest:
                return step
        decade *= 10


class Ruler(QWidget):
    """Drag to choose the steps that Play repeats, drag an end of them to move it, double-click to drop them."""

    def __init__(self, axis: TimeAxis, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("ruler")
        self._axis = axis
        self._palette = palette
        self._beside = 0
        self._t = 0
        self._anchor: int | None = None
        self._before: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it fills itself: what lies under it is not painted
        tip = tr("Drag to choose the steps that Play repeats; double-click for the whole pass. The wheel zooms.")
        self.setToolTip(plain(tip))
        axis.ranged.connect(self._changed)
        axis.looped.connect(self._changed)

    def let_go(self) -> None:
        """Stop following the axis."""
        self._axis.ranged.disconnect(self._changed)
        self._axis.looped.disconnect(self._changed)

    def mark(self, t: int) -> None:
        """Move the cursor mark."""
        if t != self._t:
            before, self._t = self._t, t
            for place in (before, t):
                self.update(self._cursor(place).boundingRect().toAlignedRect().adjusted(-1, 0, 1, 1))

    def leave(self, beside: int) -> None:
        """Leave pixels free at the right, beside which the tracks have a scroll bar."""
        if beside != self._beside:
            self._beside = beside
            self.update()

    def _room(self) -> int:
        """Return how many pixels all steps have."""
        return self.width() - LEFT - RIGHT - self._beside

    def x_of(self, t: float) -> float:
        """Return the pixel column of a step."""
        low, high = self._axis.range
        return LEFT + (t - low) / (high - low) * self._room()

    def t_at(self, x: float) -> int:
        """Return the step of a pixel column, kept inside the pass."""
        low, high = self._axis.range
        t = low + (x - LEFT) / max(self._room(), 1) * (high - low)
        return min(max(round(t), 0), self._axis.length - 1)

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._palette.paper))
            painter.setClipRect(QRectF(LEFT - 1, 0, self._room() + 2, self.height()))
            self._paint_loop(painter)
            self._paint_cursor(painter)
            painter.setClipping(False)
            self._paint_numbers(painter, event.rect())

    def _paint_loop(self, painter: QPainter) -> None:
        if self._axis.loop is None:
            return
        first, last = self._ends(self._axis.loop)
        band = QColor(self._palette.accent)
        band.setAlpha(60)
        painter.fillRect(QRectF(first, 0, last - first, self.height()), band)
        painter.setPen(QColor(self._palette.accent))
        for x in (first, last):
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _paint_cursor(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.cursor))
        painter.drawPolygon(self._cursor(self._t))

    def _cursor(self, t: int) -> QPolygonF:
        """Return the mark of the cursor at a step."""
        x = self.x_of(t)
        return QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 6)])

    def _paint_numbers(self, painter: QPainter, room: QRect) -> None:
        """Write the numbers that can be seen of a part of the ruler."""
        low, high = self._axis.range
        widest = self.fontMetrics().horizontalAdvance(f"{self._axis.length} ") + 12
        step = tick_step(high - low, self._room(), widest)
        painter.setPen(QColor(self._palette.muted))
        if room.left() < LEFT - 8:
            end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, 4, LEFT - 8, self.height() - 4), end, "t")
        per = self._room() / (high - low)  # pixels of a step
        least, most = (low + (x - LEFT) / per for x in (room.left() - widest, room.right() + widest))
        t = -(-max(int(low), int(least), 0) // step) * step
        while t <= min(high, most, self._axis.length - 1):
            x = self.x_of(t)
            painter.drawLine(QPointF(x, 0), QPointF(x, 3))
            painter.drawText(QRectF(x - widest, 4, 2 * widest, self.height() - 4), Qt.AlignmentFlag.AlignCenter, f"{t}")
            t += step

    def _ends(self, loop: tuple[int, int]) -> tuple[float, float]:
        return self.x_of(loop[0] - 0.5), self.x_of(loop[1] + 0.5)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the mouse, as over a track; with Shift, pan."""
        turned = (event.angleDelta().y() or event.angleDelta().x()) / 120
        low, high = self._axis.range
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._axis.pan(-turned * 0.1 * (high - low))
        else:
            at = low + (event.position().x() - LEFT) / max(self._room(), 1) * (high - low)
            self._axis.zoom(0.8**turned, at)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        loop, x = self._axis.loop, event.position().x()
        self._anchor, self._before = self.t_at(x), loop
        if loop is not None:
            first, last = self._ends(loop)
            if abs(x - first) <= GRAB:
                self._anchor = loop[1]
            elif abs(x - last) <= GRAB:
                self._anchor = loop[0]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        t = self.t_at(event.position().x())
        if self._anchor is None:
            self._show_grip(event.position().x())
            self._axis.set_hover(t)
        elif t != self._anchor or self._axis.loop is not None:
            self._axis.set_loop((self._anchor, t))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._anchor is not None and self._axis.loop is None:
            self._axis.scrub(self._anchor)
        self._anchor = None

    def give_up(self) -> bool:
        """Leave a drag under way, for the steps that were chosen when it began; whether there was one."""
        down, self._anchor = self._anchor is not None, None
        if down:
            self._axis.set_loop(self._before)
        return down

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._axis.set_loop(None)

    def leaveEvent(self, event: object) -> None:
        self._axis.set_hover(None)

    def _show_grip(self, x: float) -> None:
        near = self._axis.loop is not None and any(abs(x - end) <= GRAB for end in self._ends(self._axis.loop))
        self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)

    def _changed(self, _: object) -> None:
        self.update()
