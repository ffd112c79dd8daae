"""Equations under one another, each with its numbers; nothing is cut at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.equations.breaking import Cuts, Piece, broken, cuts, parts, places
from rnnviz.views.equations.filled_equation import Span
from rnnviz.views.equations.formula import Picture, svg

SIZE = 1.15
"""Height of an equation's letters, of the height of the text."""
SMALLEST = 0.7
"""Scale below which letters are too small beside the text; none is below `READABLE` either."""
READABLE = 12.0
"""Pixels of the letters' height, 9 points, that can be read."""
STEP = 0.95
"""Of a scale, the next smaller one that is tried where there is not enough height."""
INDENT = 14.0
GAP = 6.0
KEPT = 1000
"""Widths of texts, and scales, that are remembered."""
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
    """Draws lines as wide as it is: pictures are scaled down or broken to fit, numbers are wrapped.

    An equation is shown as plain text first and set as a picture when there is nothing else to do. Where all fit in
    one line each without becoming too small, none is broken; else those that are too long are, and all are as large
    as the height allows.

    Attributes
    ----------
    room : int or None
        Height that can be seen at once; None where that is of no matter.
    """

    def __init__(self, ink: str) -> None:
        super().__init__()
        self.ink = ink
        self.lines: tuple[SheetLine, ...] = ()
        self.room: int | None = None
        self._pictures: dict[str, Picture | None] = {}
        self._cuts: dict[str, Cuts] = {}
        self._widths: dict[str, float] = {}
        self._height = 0
        self._width = -1
        self._placed: list[Placed] = []
        self._images: list[tuple[QPointF, Picture, Piece | None]] = []
        self._scale = 1.0
        self._chosen: dict[object, float] = {}
        """Scales by equations, width and height: none grows again with other numbers, so that nothing jumps."""
        self._scrolled: set[object] = set()
        """For which of them no scale was small enough, though none has to be broken."""
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
        self._changed()

    def set_room(self, height: int) -> None:
        """Know how much can be seen at once."""
        if height != self.room:
            self.room = height
            self._changed()

    @property
    def text(self) -> str:
        """What is written, in plain characters."""
        rows = (row for line in self.lines for row in (line.text, line.numbers) if row)
        return "\n".join("".join(span.text for span in row) for row in rows)

    @property
    def all_set(self) -> bool:
        """Whether every equation is a picture, or cannot be one, and those that are too long can be broken."""
        return all(line.latex in self._pictures for line in self.lines if line.latex) and not self._unmeasured()

    def _em(self) -> float:
        """Return the height of an equation's letters at scale 1, in pixels."""
        return round(SIZE * QFontMetricsF(self.font()).height(), 1)

    def _least(self) -> float:
        """Return the scale below which no equation is drawn."""
        return min(max(SMALLEST, READABLE / self._em()), 1.0)

    def _here(self) -> dict[str, Picture]:
        """Return the pictures of the lines that are shown."""
        found = {line.latex: self._pictures.get(line.latex) for line in self.lines if line.latex}
        return {latex: picture for latex, picture in found.items() if picture is not None}

    def _unmeasured(self) -> str:
        """Return an equation that has to be broken, and of which it is not known where; "" for none."""
        here = self._here()
        if not here or min(self.width() / picture.width for picture in here.values()) >= self._least():
            return ""
        return next((latex for latex in here if latex not in self._cuts and places(latex)), "")

    def _set_one(self) -> None:
        """Set one equation, or measure a part of one; the next when the window has done everything else again."""
        latex = next((line.latex for line in self.lines if line.latex and line.latex not in self._pictures), "")
        if latex:
            drawing = svg(latex, self._em(), self.ink)
            self._pictures[latex] = Picture(drawing) if drawing else None
        elif latex := self._unmeasured():
            part = next((part for part in parts(latex) if part not in self._widths), "")
            if part:
                drawing = svg(part, self._em(), self.ink)
                self._widths[part] = Picture(drawing).width if drawing else 0.0
                self._idle.start()
                return
            picture = self._pictures[latex]
            assert picture is not None
            widths = [self._widths[part] for part in parts(latex)]
            self._cuts[latex] = cuts(latex, picture.width, widths, self._em())
        else:
            return
        self._changed()

    def _changed(self) -> None:
        height = self._height
        self._place(self.width())
        if not self.all_set:
            self._idle.start()
        if self._height != height:
            self.updateGeometry()
        self.update()

    def _place(self, width: int) -> float:
        """Lay everything out for a width, and return the height."""
        here, least = self._here(), self._least()
        whole = min([1.0, *(width / picture.width for picture in here.values())])
        asked = (tuple(here), frozenset(self._cuts.keys() & here.keys()), width, self.room, self._em())
        if asked not in self._chosen:
            first = whole if whole >= least else (least if self.room is None else 1.0)
            if len(self._chosen) > KEPT:
                self._chosen.clear()
                self._scrolled.clear()
            self._chosen[asked] = first
        height = self._lay(width, self._chosen[asked])
        if self.room is None or height <= self.room or asked in self._scrolled:
            return height
        while height > self.room and self._chosen[asked] > least:
            self._chosen[asked] = max(STEP * self._chosen[asked], least)
            height = self._lay(width, self._chosen[asked])
        if height > self.room and whole > least:  # it has to be scrolled all the same: then large
            self._scrolled.add(asked)
            self._chosen[asked] = whole
            height = self._lay(width, whole)
        return height

    def _lay(self, width: int, scale: float) -> float:
        """Lay everything out at a scale, and return the height."""
        self._placed, self._images, self._width, self._scale = [], [], width, scale
        here = self._here()
        ascent = scale * max((picture.ascent for picture in here.values()), default=0.0)
        descent = scale * max((picture.descent for picture in here.values()), default=0.0)
        top = 0.0
        for line in self.lines:
            pieces = self._pieces(line.latex, width / scale)
            picture = here.get(line.latex)
            if picture is not None and pieces:  # all of one height, so that the lines are evenly spaced
                for piece in pieces:
                    at = QPointF(scale * piece.indent if piece else 0, top + ascent - scale * picture.ascent)
                    self._images.append((at, picture, piece))
                    top += ascent + descent
            elif line.text:
                top = self._flow(line.text, 0.0, top, width)
            if line.numbers:
                top = self._flow(line.numbers, INDENT if line.text else 0.0, top, width)
            top += GAP
        self._height = round(top - GAP + 1) if self.lines else 0
        return self._height

    def _pieces(self, latex: str, room: float) -> tuple[Piece | None, ...]:
        """Return the lines of an equation at scale 1, None for the whole; () where no picture fits."""
        picture = self._pictures.get(latex)
        if picture is None:
            return ()
        if picture.width <= room * 1.001:
            return (None,)
        known = self._cuts.get(latex)
        return broken(known, room) if known is not None else ()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find out where long equations can be broken, once it has become too narrow for them."""
        super().resizeEvent(event)
        if not self.all_set:
            self._idle.start()

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
            for place, picture, piece in self._images:
                picture.draw(painter, place, self._scale, None if piece is None else (piece.left, piece.right))
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
