"""The paragraphs on the screen: only the rows that can be seen are painted, and nothing is made anew to scroll."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from rnnviz.views.palette import Palette, contrast
from rnnviz.views.plots.heat_map import colours
from rnnviz.views.text.page import SPACE, Page

Bytes = npt.NDArray[np.uint8]
EDGE = 4
"""Pixels left of the text."""
FRAMED = (-4, -4, 5, 5)
"""Pixels around a cell that its frame may touch."""
STRIP = 3
"""Pixels of an annotation's row under the text, and one between."""
SPACING = 1.3
"""Height of a row over the font's."""


class TextPainter(QAbstractScrollArea):
    """A page of coloured cells that scrolls."""

    hovered = Signal(object)
    """Cell under the mouse, or None."""
    picked = Signal(object)
    """Cell that was clicked."""

    def __init__(self, palette: Palette, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.colours = palette
        self.page = Page([])
        self.index: Bytes = np.zeros(0, np.uint8)
        self.strips: list[Bytes] = []
        self.at: int | None = None
        self.over: int | None = None
        tables = {kind: colours(palette, signed=kind) for kind in (True, False)}
        self._tables = {kind: _packed(table) for kind, table in tables.items()}
        self._pens = {kind: _prefers(palette, table) for kind, table in tables.items()}
        self.signed = True
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._measure()

    # what is shown

    def show_page(self, page: Page) -> None:
        """Show another text, from its beginning."""
        self.page = page
        self.index = np.full(len(page), 127, np.uint8)
        self.strips = []
        self.at = self.over = None
        self._fit()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def colour(self, index: Bytes, *, signed: bool) -> None:
        """Colour the cells: an index into the ramp each (`rnnviz.views.plots.heat_map.indices`)."""
        self.index, self.signed = index, signed
        self.viewport().update()

    def annotate(self, strips: Sequence[Bytes]) -> None:
        """Show rows of marks under the text, an unsigned colour index a cell each."""
        if len(strips) != len(self.strips):
            top = self.page.starts[min(self.first_row, max(self.page.rows - 1, 0))] if len(self.page) else 0
            self.strips = list(strips)
            self._fit()
            self.reveal(int(top), at_top=True)
        self.strips = list(strips)
        self.viewport().update()

    def point(self, at: int | None, over: int | None) -> None:
        """Frame the chosen cell and the one under the mouse."""
        if (at, over) != (self.at, self.over):
            touched = {self.at, self.over, at, over}
            self.at, self.over = at, over
            for cell in touched:
                if cell is not None and cell < len(self.page):
                    self.viewport().update(self.framed(cell))

    def reveal(self, cell: int, *, at_top: bool = False) -> None:
        """Scroll to a cell, where it cannot be seen or shall stand at the top."""
        if not 0 <= cell < len(self.page):
            return
        y, bar = self.page.row_of(cell) * self.row_height, self.verticalScrollBar()
        if at_top or not bar.value() <= y <= bar.value() + self.viewport().height() - self.row_height:
            bar.setValue(round(y if at_top else y - self.viewport().height() / 3))

    # geometry

    @property
    def row_height(self) -> int:
        """Pixels of a row with its marks."""
        return self._line + (len(self.strips) * (STRIP + 1) + 3 if self.strips else 0)

    @property
    def first_row(self) -> int:
        """The first row that can be seen."""
        return self.verticalScrollBar().value() // self.row_height

    def _measure(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        pixels = QApplication.font().pixelSize()
        if pixels > 0:
            font.setPixelSize(pixels)
        else:
            font.setPointSizeF(max(QApplication.font().pointSizeF(), 6.0))
        font.setStyleStrategy(QFont.StyleStrategy.PreferDefault)
        font.setKerning(False)
        self._font = font
        metrics = QFontMetricsF(font)
        self._column = max(round(metrics.horizontalAdvance("0")), 1)
        spare = self._column - metrics.horizontalAdvance("0")
        if spare:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spare)  # columns are whole pixels
        self._line = round(metrics.height() * SPACING)
        self._base = (self._line - metrics.height()) / 2 + metrics.ascent()
        self.verticalScrollBar().setSingleStep(self._line * 3 // 2)

    def _fit(self) -> None:
        room = self.viewport().size()
        self.page.lay_out((room.width() - 2 * EDGE) // self._column)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self.page.rows * self.row_height - room.height() + 4, 0))
        bar.setEnabled(bar.maximum() > 0)  # its room stays, so that a column more moves no line
        bar.setPageStep(max(room.height() - self.row_height, self.row_height))

    def cell_at(self, place: QPointF) -> int | None:
        """Return the cell at a pixel of the viewport."""
        row = int(place.y() + self.verticalScrollBar().value()) // self.row_height
        return self.page.cell_at(row, int((place.x() - EDGE) // self._column)) if place.x() >= EDGE else None

    def rectangle(self, cell: int) -> QRectF:
        """Return where a cell is in the viewport."""
        left = EDGE + self.page.column_of(cell) * self._column
        top = self.page.row_of(cell) * self.row_height - self.verticalScrollBar().value()
        width = int(self.page.widths[cell]) - (1 if self.page.words else 0)
        return QRectF(left, top, width * self._column, self._line)

    def framed(self, cell: int) -> QRect:
        """Return the pixels of the viewport that a cell's frame touches."""
        return self.rectangle(cell).toAlignedRect().adjusted(*FRAMED)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = int(self.page.starts[min(self.first_row, self.page.rows)]) if len(self.page) else 0
        before = self.page.columns
        self._fit()
        if self.page.columns != before:
            self.reveal(top, at_top=True)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange):
            self._measure()
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(60 * self._column, 14 * self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * self._column, 2 * self._line)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered.emit(self.cell_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.picked.emit(cell)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.verticalScrollBar().maximum()}
        if event.key() in ends and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.verticalScrollBar().setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            for part in event.region():  # type: ignore[attr-defined]  # a sequence, which its stub does not know
                painter.setClipRect(part)
                self.paint(painter, part)

    def paint(self, painter: QPainter, part: QRect | None = None) -> None:
        """Paint the rows that can be seen, or those of a part of the viewport."""
        seen = self.viewport().rect() if part is None else part
        painter.fillRect(seen, QColor(self.colours.paper))
        scrolled = self.verticalScrollBar().value()
        first = max(seen.top() + scrolled, 0) // self.row_height
        last = min((seen.bottom() + scrolled) // self.row_height + 1, self.page.rows)
        if not len(self.page) or first >= last:
            return
        offset = first * self.row_height - self.verticalScrollBar().value()
        grid = self.page.filled(first, last, self.index, 127 if self.signed else 0)
        self._paint_cells(painter, grid, first, last, offset)
        self._paint_letters(painter, grid, first, last, offset)
        for cell, colour in ((self.over, self.colours.muted), (self.at, self.colours.cursor)):
            if cell is not None and cell < len(self.page):
                self._frame(painter, self.rectangle(cell), colour)

    def _paint_cells(self, painter: QPainter, grid: Bytes, first: int, last: int, offset: int) -> None:
        """Paint cells and marks as one image, a pixel wide for each column, that is stretched to the columns."""
        paper = np.uint32(QColor(self.colours.paper).rgb())
        pixels = np.full((len(grid), self.row_height, grid.shape[1]), paper, np.uint32)
        pixels[:, : self._line] = self._tables[self.signed][grid][:, None]
        for place, strip in enumerate(self.strips):
            top = self._line + place * (STRIP + 1) + 1
            marks = self._tables[False][self.page.filled(first, last, strip, 0)]
            pixels[:, top : top + STRIP] = marks[:, None]
        height = pixels.shape[0] * pixels.shape[1]
        image = QImage(pixels.data, grid.shape[1], height, 4 * grid.shape[1], QImage.Format.Format_RGB32)
        painter.drawImage(QRectF(EDGE, offset, grid.shape[1] * self._column, height), image)

    def _paint_letters(self, painter: QPainter, grid: Bytes, first: int, last: int, offset: int) -> None:
        letters = self.page.letters(first, last)
        pens = self._pens[self.signed]
        painter.setFont(self._font)
        kinds = pens.index[grid]
        for kind, pen in enumerate(pens.colours):
            chosen = np.where(kinds == kind, letters, SPACE)
            painter.setPen(pen)
            for row in np.flatnonzero((chosen != SPACE).any(1)).tolist():
                codes = chosen[row]
                text = codes.astype("<u4").tobytes().decode("utf-32-le").rstrip()
                painter.drawText(QPointF(EDGE, offset + row * self.row_height + self._base), text)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        for cell, row, column, text in self.page.special(first, last):
            painter.setPen(QColor(self.colours.muted) if text in "↵⇥" else pens.colours[kinds[row, column]])
            width = int(self.page.widths[cell]) - (1 if self.page.words else 0)
            left, top = EDGE + column * self._column, offset + row * self.row_height
            painter.drawText(QRectF(left, top, width * self._column, self._line), middle, text)

    def _frame(self, painter: QPainter, place: QRectF, colour: str) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(QColor(self.colours.paper), 4), QPen(QColor(colour), 2)):
            painter.setPen(pen)
            painter.drawRect(place.adjusted(0, 1, 0, -1))


class _Pens:
    """Which of a few colours the text has on each colour of a ramp."""

    def __init__(self, found: list[QColor], index: Bytes) -> None:
        self.colours = found
        self.index = index


def _prefers(palette: Palette, table: npt.NDArray[np.uint8]) -> _Pens:
    """Choose the text's colour where it can be read, else the paper's, else black or white."""
    names = list(dict.fromkeys((palette.text, palette.paper, "#000000", "#ffffff")))
    index = np.zeros(len(table), np.uint8)
    for place, row in enumerate(table.tolist()):
        behind = "#{:02x}{:02x}{:02x}".format(*row)
        good = [i for i, name in enumerate(names) if contrast(name, behind) >= 4.5]
        index[place] = good[0] if good else max(range(len(names)), key=lambda i: contrast(names[i], behind))
    return _Pens([QColor(name) for name in names], index)


def _packed(table: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """Return a colour table as the pixels of an image."""
    wide = table.astype(np.uint32)
    found: npt.NDArray[np.uint32] = (0xFF000000 | wide[:, 0] << 16 | wide[:, 1] << 8 | wide[:, 2]).astype(np.uint32)
    return found
