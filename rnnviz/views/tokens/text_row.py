"""Texts side by side, a few cells each kept as a picture: a row that follows the cursor is written once a trace."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
CELLS = 8
"""Cells of one picture."""
SPARE = 5
"""Pixels of a cell beside its text."""

Bytes = npt.NDArray[np.uint8]


class TextRow:
    """Cells as wide as their texts.

    Parameters
    ----------
    paper : str
        Colour between the cells.
    fills, pens : sequence of QColor
        Of a cell and of the text on it, by its colour index.
    """

    def __init__(self, paper: str, fills: Sequence[QColor], pens: Sequence[QColor]) -> None:
        self._paper = QColor(paper)
        self._fills = fills
        self._pens = pens
        self._texts: list[str] = []
        self._index: Bytes = np.zeros(0, np.uint8)
        self._given: tuple[object, ...] = ()
        self._font = QFont()
        self._height = 0
        self._written: list[str] = []
        self._pictures: dict[int, QPixmap] = {}
        """By their first cell."""
        self.widths: list[float] = []
        """Pixels of each cell, whole ones."""

    def lay(self, texts: list[str], widths: list[float], font: QFont, most: int, height: int) -> None:
        """Say what is written: texts, their widths over the font size, and the pixels that a cell has at most."""
        given = (id(texts), font.pixelSize(), most, height)
        if given == self._given:
            return
        self._given, self._texts, self._font, self._height = given, texts, font, height
        metrics, size = QFontMetricsF(font), font.pixelSize()
        self.widths = [float(round(min(width * size, most)) + SPARE) for width in widths]
        self._written = [
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, own) if width * size > most else text
            for text, width, own in zip(texts, widths, self.widths, strict=True)
        ]
        self._pictures.clear()

    def colour(self, index: Bytes) -> None:
        """Give each cell its colour index; cells whose colours stay keep their picture."""
        if index is self._index:
            return
        before, self._index = self._index, index
        for begin in [begin for begin in self._pictures if not _same(before, index, begin)]:
            del self._pictures[begin]

    def paint(self, painter: QPainter, first: int, last: int, left: float, top: float) -> None:
        """Draw the cells first to last, the first at ``left``; from pictures where a widget is painted."""
        screen, ratio = painter.device(), painter.deviceTransform().m11()
        drawn = painter.paintEngine().type() != QPaintEngine.Type.Raster  # a page keeps letters, not their pictures
        if drawn or not isinstance(screen, QWidget):
            self._write(painter, first, last, left, top)
            return
        begin = first // CELLS * CELLS
        left -= sum(self.widths[begin:first])
        for block in range(begin, last + 1, CELLS):
            end = min(block + CELLS, len(self.widths))
            width = sum(self.widths[block:end])
            # whole pictures would hang over the row's ends
            before, behind = sum(self.widths[block : max(first, block)]), sum(self.widths[last + 1 : end])
            picture = self._picture(block, end, width, ratio)
            part = QRectF(before * ratio, 0, (width - before - behind) * ratio, picture.height())
            place = QRectF(left + before, top, width - before - behind, self._height)
            painter.drawPixmap(place, picture, part)
            left += width

    def _picture(self, begin: int, end: int, width: float, ratio: float) -> QPixmap:
        kept = self._pictures.get(begin)
        if kept is not None and kept.devicePixelRatio() == ratio:
            return kept
        picture = QPixmap(round(width * ratio), round(self._height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._paper)
        with QPainter(picture) as painter:
            painter.setFont(self._font)
            self._write(painter, begin, end - 1, 0.0, 0.0)
        self._pictures[begin] = picture
        return picture

    def _write(self, painter: QPainter, first: int, last: int, left: float, top: float) -> None:
        at = QPointF(left, top)
        for t in range(first, last + 1):
            cell = QRectF(at.x(), at.y(), self.widths[t], self._height)
            painter.fillRect(cell.adjusted(0, 0, -1, 0), self._fills[self._index[t]])
            painter.setPen(self._pens[self._index[t]])
            painter.drawText(cell, CENTRE, self._written[t])
            at.setX(at.x() + self.widths[t])


def _same(before: Bytes, after: Bytes, begin: int) -> bool:
    """Return whether the cells of a picture have the colours that they had."""
    return before[begin : begin + CELLS].tobytes() == after[begin : begin + CELLS].tobytes()
