"""Equations under one another, each with its numbers; nothing is cut at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.equations.filled_equation import Span
from rnnviz.views.equations.formula import Picture, svg

SIZE = 1.15
"""Height of an equation's letters, of the height of the text."""
SMALLEST = 0.7
"""Scale below which the plain text, which can be wrapped, reads better."""
INDENT = 14.0
GAP = 6.0
KEPT = 1000
"""Widths of texts that are remembered."""
RELATIONS = ("=", "+", "·", "−", "×", "/")
"""A line may end before these, not after."""

Placed = tuple[QPointF, Span]


@dataclass(frozen=True)
class SheetLine:
    """An equation and the same in numbers.

    Attributes
    ----------
    latex : str
        Set as a picture; "" for none.
    text : tuple of Span
        Shown until it is set, or where it cannot be.
    numbers : tuple of Span
    """

    latex: str = ""
    text: tuple[Span, ...] = ()
    numbers: tuple[Span, ...] = ()


class EquationSheet(QWidget):
    """Draws lines as wide as it is: pictures are scaled down to fit, numbers are wrapped.

    An equation is shown as plain text first and set as a picture when there is nothing else to do.
    """

    def __init__(self, ink: str) -> None:
        super().__init__()
        self.ink = ink
        self.lines: tuple[SheetLine, ...] = ()
        self._pictures: dict[str, Picture | None] = {}
        self._height = 0
        self._width = -1
        self._placed: list[Placed] = []
        self._images: list[tuple[QPointF, Picture]] = []
        self._scale = 1.0
        self._advances: dict[tuple[str, bool], float] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._set_one)

    def show_lines(self, lines: Sequence[SheetLine]) -> None:
        """Show other lines."""
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        self.setAccessibleName(self.text)
        if not self.all_set:
            self._idle.start()
        self._changed()

    @property
    def text(self) -> str:
        """What is written, in plain characters."""
        rows = (row for line in self.lines for row in (line.text, line.numbers) if row)
        return "\n".join("".join(span.text for span in row) for row in rows)

    @property
    def all_set(self) -> bool:
        """Whether every equation is a picture, or cannot be one."""
        return all(line.latex in self._pictures for line in self.lines if line.latex)

    def _set_one(self) -> None:
        """Set one equation; the next when the window has done everything else again."""
        latex = next((line.latex for line in self.lines if line.latex and line.latex not in self._pictures), "")
        if not latex:
            return
        drawing = svg(latex, round(SIZE * QFontMetricsF(self.font()).height(), 1), self.ink)
        self._pictures[latex] = Picture(drawing) if drawing else None
        self._changed()
        self._idle.start()

    def _changed(self) -> None:
        height = self._height
        self._place(self.width())
        if self._height != height:
            self.updateGeometry()
        self.update()

    def _place(self, width: int) -> float:
        """Lay everything out for a width, and return the height."""
        self._placed, self._images, self._width = [], [], width
        here = [found for line in self.lines if (found := self._pictures.get(line.latex)) is not None]
        self._scale = min([1.0, *(width / picture.width for picture in here)])
        if self._scale < SMALLEST:
            here = []
        ascent = self._scale * max((picture.ascent for picture in here), default=0.0)
        descent = self._scale * max((picture.descent for picture in here), default=0.0)
        top = 0.0
        for line in self.lines:
            picture = self._pictures.get(line.latex)
            if picture is not None and here:  # all of one height, so that the lines are evenly spaced
                self._images.append((QPointF(0, top + ascent - self._scale * picture.ascent), picture))
                top += ascent + descent
            elif line.text:
                top = self._flow(line.text, 0.0, top, width)
            if line.numbers:
                top = self._flow(line.numbers, INDENT if line.text else 0.0, top, width)
            top += GAP
        self._height = round(top - GAP + 1) if self.lines else 0
        return self._height

    def _flow(self, spans: tuple[Span, ...], indent: float, top: float, width: float) -> float:
        """Place words from left to right, wrapped; return where the next line begins."""
        plain, bold = QFontMetricsF(self.font()), QFontMetricsF(_bold(self.font()))
        ascent, height, left = plain.ascent(), plain.height(), indent
        space = self._advance(" ", False, plain)
        for group in unbreakable(spans):
            advances = [self._advance(span.text, span.bold, bold if span.bold else plain) for span in group]
            if left > indent and left + sum(advances) > width:
                left, top = 2 * INDENT, top + height
            for span, advance in zip(group, advances, strict=True):
                self._placed.append((QPointF(left, top + ascent), span))
                left += advance
            left += space
        return top + height

    def _advance(self, text: str, heavy: bool, metrics: QFontMetricsF) -> float:
        """Return a text's width; symbols and operators come again with every step, and some of the numbers."""
        if len(self._advances) > KEPT:
            self._advances.clear()
        found = self._advances.get((text, heavy))
        if found is None:
            found = self._advances[text, heavy] = metrics.horizontalAdvance(text)
        return found

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._advances.clear()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(0, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width != self._width:
            self._place(width)
        return self._height

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._width != self.width():
            self._place(self.width())
        with QPainter(self) as painter:
            for place, picture in self._images:
                painter.drawImage(place, picture.image(self._scale, self.devicePixelRatioF()))
            plain, bold = self.font(), _bold(self.font())
            for at, span in self._placed:
                painter.setFont(bold if span.bold else plain)
                painter.setPen(QColor(span.colour or self.ink))
                painter.drawText(at, span.text)


def unbreakable(spans: tuple[Span, ...]) -> list[list[Span]]:
    """Split spans at spaces into groups that stay in one line; an operator goes with what follows it."""
    groups: list[list[Span]] = [[]]
    for span in spans:
        for place, piece in enumerate(span.text.split(" ")):
            if place and groups[-1]:
                alone = "".join(part.text for part in groups[-1])
                if alone in RELATIONS:
                    groups[-1].append(Span(" "))
                else:
                    groups.append([])
            if piece:
                groups[-1].append(Span(piece, span.colour, span.bold))
    return [group for group in groups if group]


def _bold(font: QFont) -> QFont:
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.Bold)
    return heavier


