"""The sheet that a diagram is drawn on: as sharp as the screen at every size, with hover and clicks."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rnnviz.views.diagram.drawing import Box, Cut, Drawing, Wire, Words
from rnnviz.views.diagram.magnitude import shorter
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette, rgb

SMALLEST = 7.5
"""Pixels of the smallest letters that are written."""
ROUND = 5.0
TOUCH = 9.0
"""Pixels around a wire that answer the mouse."""
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft, "centre": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight,
}  # fmt: skip


class Canvas(QWidget):
    """Draws what a page makes for its size; a page is asked again when the size or the numbers change.

    Parameters
    ----------
    make : callable
        (size, font) → Drawing.
    """

    hovered = Signal(object)
    """The Box under the mouse, or None."""
    clicked = Signal(object)
    """The Box that was clicked."""

    def __init__(self, palette: Palette, make: Callable[[QRectF, QFont], Drawing]) -> None:
        super().__init__()
        self.colours = palette
        self._make = make
        self._drawing: Drawing | None = None
        self._over: str | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def refresh(self) -> None:
        """Draw anew: what the page shows has changed."""
        self._drawing = None
        self.update()

    @property
    def drawing(self) -> Drawing:
        """What is drawn, for the size that the sheet has."""
        if self._drawing is None:
            self._drawing = self._make(QRectF(self.rect()), self.font())
        return self._drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawing = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.refresh()

    def box_at(self, place: QPointF) -> Box | None:
        """Return the box at a place."""
        return next((box for box in reversed(self.drawing.boxes) if box.key and box.rect.contains(place)), None)

    def tip_at(self, place: QPointF) -> str:
        """Return what is said of a place: of its box, else of the nearest wire or cut."""
        box = self.box_at(place)
        if box is not None:
            return box.tip
        for cut in self.drawing.cuts:
            if abs(place.x() - cut.x) < TOUCH / 2 and cut.top <= place.y() <= cut.bottom:
                return cut.tip
        stroker = QPainterPathStroker()
        stroker.setWidth(TOUCH)
        for wire in reversed(self.drawing.wires):
            if wire.tip and stroker.createStroke(path_of(wire)).contains(place):
                return wire.tip
        return ""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = event.pos()  # type: ignore[attr-defined]
            QToolTip.showText(event.globalPos(), plain(self.tip_at(QPointF(place))), self)  # type: ignore[attr-defined]
            return True
        return bool(super().event(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.box_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, box: Box | None) -> None:
        key = box.key if box is not None else None
        if key != self._over:
            self._over = key
            self.setCursor(Qt.CursorShape.ArrowCursor if box is None else Qt.CursorShape.PointingHandCursor)
            self.hovered.emit(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        box = self.box_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and box is not None:
            self.clicked.emit(box)
        else:
            super().mousePressEvent(event)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            drawing = self.drawing
            for frame in drawing.frames:
                painter.setPen(QPen(QColor(self.colours.border), 1.2))
                painter.setBrush(QColor(*mixed(self.colours.window, self.colours.paper, 0.55)))
                painter.drawRoundedRect(frame, 12, 12)
            for wire in sorted(drawing.wires, key=lambda one: not one.faint):
                self._wire(painter, wire)
            for cut in drawing.cuts:
                self._cut(painter, cut)
            for box in drawing.boxes:
                self._box(painter, box)
            for words in drawing.words:
                self._words(painter, words)

    def _colour(self, colour: str, *, faint: bool) -> QColor:
        return QColor(*mixed(colour, self.colours.paper, 0.22)) if faint else QColor(colour)

    def _wire(self, painter: QPainter, wire: Wire) -> None:
        colour = self._colour(wire.colour, faint=wire.faint)
        pen = QPen(colour, wire.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if wire.dashed:
            pen.setDashPattern([max(5.0 / wire.width, 1.5), max(3.0 / wire.width, 1.0)])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path_of(wire, short=True))
        if wire.head:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(_head(wire))
        if wire.figure:
            self._along(painter, wire)

    def _along(self, painter: QPainter, wire: Wire) -> None:
        """Write a number above the longest level part of a wire, where there is room."""
        level = [(a, b) for a, b in zip(wire.points, wire.points[1:], strict=False) if abs(a.y() - b.y()) < 0.5]
        if not level:
            return
        left, right = max(level, key=lambda ends: abs(ends[0].x() - ends[1].x()))
        font = sized(self.font(), 0.78 * QFontMetricsF(self.font()).height() * 0.75)
        metrics = QFontMetricsF(font)
        room = abs(right.x() - left.x()) - 10
        if metrics.horizontalAdvance(wire.figure) > room:
            return
        painter.setFont(font)
        painter.setPen(QColor(self.colours.muted))
        middle = (left.x() + right.x()) / 2
        top = left.y() - wire.width / 2 - metrics.height() - 1
        painter.drawText(
            QRectF(middle - room / 2, top, room, metrics.height()), Qt.AlignmentFlag.AlignCenter, wire.figure
        )

    def _cut(self, painter: QPainter, cut: Cut) -> None:
        pen = QPen(QColor(self.colours.error), 2.0)
        pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        font = sized(self.font(), 10.0)
        height = QFontMetricsF(font).height()
        painter.drawLine(QPointF(cut.x, cut.top + height), QPointF(cut.x, cut.bottom))
        painter.setFont(font)
        wide = QFontMetricsF(font).horizontalAdvance(cut.word) + 4
        painter.drawText(QRectF(cut.x - wide / 2, cut.top, wide, height), Qt.AlignmentFlag.AlignCenter, cut.word)

    def _box(self, painter: QPainter, box: Box) -> None:
        colour = self._colour(box.colour, faint=box.faint)
        paper = self.colours.paper
        painter.setBrush(QColor(*mixed(box.colour, paper, (0.05 if box.faint else 0.10) + 0.30 * box.tint)))
        over = box.key and box.key == self._over
        painter.setPen(
            QPen(QColor(self.colours.cursor), 2.2) if box.marked or over else QPen(colour, 1.3)
        )
        painter.drawRoundedRect(box.rect, ROUND, ROUND)
        lines = 2 if box.figures else 1
        size = min(box.rect.height() / (1.32 * lines), 0.82 * QFontMetricsF(self.font()).height())
        sign, number = QRectF(box.rect), QRectF(box.rect)
        written = fitting(box.figures, sized(self.font(), size), box.rect.width() - 4)
        while written is None and box.figures and size - 1 >= SMALLEST:  # smaller letters before no number
            size -= 1
            written = fitting(box.figures, sized(self.font(), size), box.rect.width() - 3)
        if written is None or size < SMALLEST:
            size = min(box.rect.height() / 1.25, QFontMetricsF(self.font()).height())
        else:
            sign.setHeight(box.rect.height() * 0.52)
            number.setTop(box.rect.top() + box.rect.height() * 0.46)
            painter.setFont(sized(self.font(), size))
            painter.setPen(self._colour(self.colours.text, faint=box.faint))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, written)
        self._sign(painter, box, sign, size)

    def _sign(self, painter: QPainter, box: Box, room: QRectF, size: float) -> None:
        """Write what is done, and the letter of the result; the letter alone where both do not fit."""
        if size < SMALLEST:
            return
        plain_font, bold = sized(self.font(), size), sized(self.font(), size, bold=True)
        op, symbol = box.op, box.symbol
        if not symbol:
            op = fitting(shorter(op), plain_font, room.width() - 4) or shorter(op)[-1]
        space = QFontMetricsF(plain_font).horizontalAdvance(" ") if op and symbol else 0.0
        wide = [QFontMetricsF(plain_font).horizontalAdvance(op), QFontMetricsF(bold).horizontalAdvance(symbol)]
        if symbol and op and sum(wide) + space > room.width() - 4:
            op, space, wide[0] = "", 0.0, 0.0
        if not symbol and wide[0] > room.width() - 4:  # a word: smaller letters, then an ellipsis
            plain_font = sized(self.font(), max(size * (room.width() - 4) / wide[0], SMALLEST + 1.5))
            metrics = QFontMetricsF(plain_font)
            op = metrics.elidedText(op, Qt.TextElideMode.ElideRight, room.width() - 3)
            wide[0] = metrics.horizontalAdvance(op)
        left = room.center().x() - (sum(wide) + space) / 2
        painter.setFont(plain_font)
        painter.setPen(self._colour(self.colours.muted if symbol else self.colours.text, faint=box.faint))
        painter.drawText(QRectF(left, room.top(), wide[0] + 1, room.height()), Qt.AlignmentFlag.AlignVCenter, op)
        painter.setFont(bold)
        painter.setPen(self._colour(box.colour, faint=box.faint))
        place = QRectF(left + wide[0] + space, room.top(), wide[1] + 1, room.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, symbol)

    def _words(self, painter: QPainter, words: Words) -> None:
        font = sized(self.font(), min(words.rect.height() / 1.3, QFontMetricsF(self.font()).height()), bold=words.bold)
        painter.setFont(font)
        painter.setPen(QColor(words.colour))
        text = QFontMetricsF(font).elidedText(words.text, Qt.TextElideMode.ElideRight, words.rect.width())
        painter.drawText(words.rect, Qt.AlignmentFlag.AlignVCenter | _ALIGN[words.align], text)


def sized(font: QFont, pixels: float, *, bold: bool = False) -> QFont:
    """Return a font of so many pixels."""
    found = QFont(font)
    found.setPixelSize(max(round(pixels), 6))
    found.setBold(bold)
    return found


def fitting(texts: tuple[str, ...], font: QFont, width: float) -> str | None:
    """Return the first of some texts that fits, None where none does."""
    metrics = QFontMetricsF(font)
    return next((text for text in texts if metrics.horizontalAdvance(text) <= width), None)


def mixed(colour: str, paper: str, share: float) -> tuple[int, int, int]:
    """Return a share of a colour on paper, as (red, green, blue)."""
    red, green, blue = (round(share * a + (1 - share) * b) for a, b in zip(rgb(colour), rgb(paper), strict=True))
    return red, green, blue


def path_of(wire: Wire, *, short: bool = False) -> QPainterPath:
    """Return a wire's line, its corners rounded; ``short``: it ends where its arrow head begins."""
    points = list(wire.points)
    if short and wire.head:
        end, beside = (-1, -2) if wire.head == "end" else (0, 1)
        whole = math.dist(points[end].toTuple(), points[beside].toTuple())
        share = min(0.8 * _length(wire) / max(whole, 1e-6), 1.0)
        points[end] = points[end] + (points[beside] - points[end]) * share
    path = QPainterPath(points[0])
    if wire.curved and len(points) == 4:
        path.cubicTo(points[1], points[2], points[3])
        return path
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(7.0, *(math.dist(corner.toTuple(), end.toTuple()) / 2 for end in (before, after)))
        path.lineTo(_towards(corner, before, radius))
        path.quadTo(corner, _towards(corner, after, radius))
    path.lineTo(points[-1])
    return path


def _towards(start: QPointF, end: QPointF, pixels: float) -> QPointF:
    whole = math.dist(start.toTuple(), end.toTuple())
    return start if whole < 1e-6 else start + (end - start) * (pixels / whole)


def _length(wire: Wire) -> float:
    return 5.0 + 1.2 * wire.width


def _head(wire: Wire) -> QPolygonF:
    """Return the triangle of a wire's arrow."""
    tip, beside = (wire.points[-1], wire.points[-2]) if wire.head == "end" else (wire.points[0], wire.points[1])
    back = _towards(tip, beside, _length(wire))
    along = tip - back
    across = QPointF(-along.y(), along.x()) * (0.55 + 0.02 * wire.width)
    return QPolygonF([tip, back + across, back - across])
