"""The texts of the steps in coloured cells."""

from __future__ import annotations

import math
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget

from rnnviz.views.palette import Palette, contrast
from rnnviz.views.plots.heat_map import colours
from rnnviz.views.plots.overlay import Overlay
from rnnviz.views.plots.step_axis import FIGURE
from rnnviz.views.plots.still_plot import StillPlot
from rnnviz.views.tokens.text_row import CENTRE, TextRow
from rnnviz.views.tokens.token_layout import LINE, TokenLayout, fit_tokens, neighbours

Bytes = npt.NDArray[np.uint8]
TIE = 8
"""Pixels between the cells and the window on some of them."""
MOST = 20
"""Texts on either side of a step that are written at most."""


class TokenStrip(Overlay):
    """One cell a step, in line with the columns of every track; where text does not fit, a window on some of it."""

    def __init__(self, plot: StillPlot, palette: Palette) -> None:
        super().__init__(plot.getPlotItem().getViewBox(), depth=10.0)
        self._plot = plot
        plot.floating.append(self)
        self.palette = palette
        self.table = colours(palette, signed=True)
        self._fills = [QColor(*row) for row in self.table.tolist()]
        self._ramp = [colour.rgb() for colour in self._fills]
        self.tokens: list[str] = []
        self.index: Bytes = np.zeros(0, np.uint8)
        self.at = 0
        self.over: int | None = None
        self.boundary: int | None = None
        """Where a decoder begins."""
        self.written: int | None = None
        """From which step on the model itself wrote what it reads: a line runs under those."""
        self.shown_as = TokenLayout(manner="flat", size=0)
        """How the tokens were last painted."""
        self._widths: list[float] = []
        self._whole = False
        """Whether they are numbers, of which none may be cut: −0.0… would be another."""

    @cached_property
    def _texts(self) -> TextRow:
        return TextRow(self.palette.paper, self._fills, self.pens)

    @cached_property
    def pens(self) -> list[QColor]:
        """The colour of a text on each of the cells' colours."""
        return [_legible(self.palette, tuple(row)) for row in self.table.tolist()]

    def draw(self, tokens: list[str], index: Bytes) -> None:
        """Show other texts, and the colour index of each cell."""
        if tokens != self.tokens:
            self.tokens = tokens
            self._widths = [_width(token) for token in tokens]
            self._whole = all(FIGURE.fullmatch(token) for token in tokens)
        self.index = index
        self.update()

    def point(self, cursor: int, hover: int | None) -> None:
        """Mark the cursor's cell and the one under the mouse."""
        if (cursor, hover) != (self.at, self.over):
            before = self._places()
            self.at, self.over = cursor, hover
            self._plot.move(*before, *self._places())

    def _layout(self, column: float) -> TokenLayout:
        low, high = self.box.viewRange()[0]
        seen = self._widths[max(round(low), 0) : round(high) + 1] or [1.0]
        ordered = sorted(seen)
        typical = ordered[-1 if self._whole else int(0.85 * (len(ordered) - 1))]
        largest = round(1.1 * QFontInfo(QApplication.font()).pixelSize())
        return fit_tokens(typical, ordered[-1], column, self.box.rect().height(), largest)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what stays where it is."""
        if not self.tokens:
            return
        column = self.pixel_x(1) - self.pixel_x(0)
        self.shown_as = self._layout(column)
        strip = self._strip
        self._paint_cells(painter, strip)
        if self.shown_as.manner != "window":
            painter.setFont(_font(self.shown_as.size))
            self._paint_texts(painter, column, strip)
        if self.boundary is not None:
            painter.fillRect(QRectF(self.pixel_x(self.boundary - 0.5) - 2, 0, 4, strip), QColor(self.palette.paper))
            painter.fillRect(QRectF(self.pixel_x(self.boundary - 0.5), 0, 1, strip), QColor(self.palette.muted))
        if self.written is not None:
            left, right = self.pixel_x(self.written - 0.5), self.pixel_x(len(self.tokens) - 0.5)
            painter.fillRect(QRectF(left, strip - 3, right - left, 3), QColor(self.palette.accent))

    def paint_over(self, painter: QPainter) -> None:
        """Draw what follows the cursor and the mouse: their frames, and the row of texts about them."""
        if not self.tokens or not self.shown_as.size:
            return
        painter.save()
        room, height = self.box.rect(), self.box.rect().height()
        painter.setClipRect(self.box.mapRectToScene(room), Qt.ClipOperation.IntersectClip)
        painter.translate(self.box.mapToScene(room.topLeft()))
        if self.shown_as.manner == "window":
            painter.setFont(_font(self.shown_as.size))
            row = self._row
            self._paint_window(painter, QRectF(0, height - row, room.width(), row - 1), self._strip)
        self._frame(painter, self.over, self.palette.muted)
        self._frame(painter, self.at, self.palette.cursor)
        painter.restore()

    @property
    def _row(self) -> float:
        """Pixels of the row that texts are written in where the columns are too narrow."""
        return self.shown_as.size * LINE + 3

    @property
    def _strip(self) -> float:
        """Pixels of the cells' height."""
        height = self.box.rect().height()
        return float(max(height - self._row - TIE, 4.0) if self.shown_as.manner == "window" else height)

    def _places(self) -> list[QRectF]:
        """Return where in the plot something follows the cursor and the mouse."""
        if not self.tokens:
            return []
        room = self.box.rect()
        found = [self._framed(t).adjusted(-4, -4, 4, 4) for t in (self.at, self.over) if t is not None]
        if self.shown_as.manner == "window":
            found.append(QRectF(0, self._strip, room.width(), room.height() - self._strip))
        return [self.box.mapRectToScene(place & room) for place in found]

    def _paint_cells(self, painter: QPainter, height: float) -> None:
        count = len(self.index)
        pixels = np.zeros((1, (count + 3) // 4 * 4), np.uint8)  # rows of an image are padded to 4 bytes
        pixels[0, :count] = self.index
        image = QImage(pixels.data, count, 1, pixels.shape[1], QImage.Format.Format_Indexed8)
        image.setColorTable(self._ramp)
        left, right = self.pixel_x(-0.5), self.pixel_x(count - 0.5)
        painter.drawImage(QRectF(left, 0, right - left, height), image)

    def _paint_texts(self, painter: QPainter, column: float, height: float) -> None:
        low, high = self.box.viewRange()[0]
        turned = self.shown_as.manner == "turned"
        metrics = QFontMetricsF(painter.font())
        for t in range(max(round(low), 0), min(round(high) + 1, len(self.tokens))):
            painter.setPen(self.pens[self.index[t]])
            text, left = self.tokens[t], self.pixel_x(t - 0.5)
            if turned:
                painter.save()
                painter.translate(left, height)
                painter.rotate(-90)
                painter.drawText(QRectF(0, 0, height, column), CENTRE, text)
                painter.restore()
                continue
            if self._widths[t] * self.shown_as.size > column:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, column)
            painter.drawText(QRectF(left, 0, column, height), CENTRE, text)

    def _paint_window(self, painter: QPainter, row: QRectF, strip: float) -> None:
        """Write the neighbours of the step under the mouse (else of the cursor), tied to their cells."""
        focus = min(self.at if self.over is None else self.over, len(self.tokens) - 1)
        texts = self._texts
        texts.lay(self.tokens, self._widths, _font(self.shown_as.size), int(row.width() / 3), math.floor(row.height()))
        texts.colour(self.index)
        begin = max(focus - MOST, 0)
        widths = texts.widths[begin : focus + MOST + 1]
        first, last = neighbours(widths, focus - begin, row.width(), MOST)
        used = sum(widths[first : last + 1])
        before = sum(widths[first : focus - begin])
        left = min(max(self.pixel_x(focus) - before - widths[focus - begin] / 2, 0.0), row.width() - used)
        left, top = float(math.floor(left)), float(math.floor(row.top()))  # on whole pixels, as its pictures are
        self._tie(painter, (begin + first, begin + last), (left, left + used), strip, top)
        texts.paint(painter, begin + first, begin + last, left, top)
        cell = QRectF(left + before, top, widths[focus - begin], math.floor(row.height()))
        painter.setPen(_pen(self.palette.muted if self.over is not None else self.palette.cursor, 2))
        painter.drawRect(cell.adjusted(1, 1, -1, -1))

    def _tie(
        self, painter: QPainter, steps: tuple[int, int], cells: tuple[float, float], top: float, bottom: float
    ) -> None:
        above = QPointF(self.pixel_x(steps[0] - 0.5), top), QPointF(self.pixel_x(steps[1] + 0.5), top)
        below = QPointF(cells[0], bottom), QPointF(cells[1], bottom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.palette.grid))
        painter.drawPolygon(QPolygonF([*above, *reversed(below)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(self.palette.muted, 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # of the lines alone: to fill smoothly takes far longer
        painter.drawLines([QLineF(*above), QLineF(*below), *map(QLineF, above, below)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _framed(self, t: int) -> QRectF:
        """Return the frame about a step's cell: beside it, so that it lies over no letter."""
        left, right, end = self.pixel_x(t - 0.5), self.pixel_x(t + 0.5), self.box.rect().width()
        spare = max(5.0 - (right - left), 2.0) / 2  # a narrow column still shows its frame
        outer = max(left - spare, 1.0) if left > -0.5 else left - spare  # at the edge it is not cut in half
        width = (min(right + spare, end - 1.0) if right < end + 0.5 else right + spare) - outer
        return QRectF(outer, 1, width, self._strip - 2)

    def _frame(self, painter: QPainter, t: int | None, colour: str) -> None:
        if t is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = self._framed(t)
        for pen in (_pen(self.palette.paper, 4), _pen(colour, 2)):  # seen on a cell of its own colour
            painter.setPen(pen)
            painter.drawRect(frame)


@cache
def _font(pixels: int) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(pixels)
    return font


@cache
def _pen(colour: str, width: int) -> QPen:
    return QPen(QColor(colour), width)


@cache
def _width(token: str) -> float:
    """Return a token's width over the font size."""
    return QFontMetricsF(_font(100)).horizontalAdvance(token) / 100


def _legible(palette: Palette, cell: tuple[int, ...]) -> QColor:
    """Return the text's colour or the paper's if that can be read on a cell, else black or white."""
    behind = "#{:02x}{:02x}{:02x}".format(*cell)

    def best(*colours: str) -> str:
        return max(colours, key=lambda colour: contrast(colour, behind))

    own = best(palette.text, palette.paper)
    return QColor(own if contrast(own, behind) >= 4.5 else best("#000000", "#ffffff"))
