"""An axis of words: one beside each row, or one above each column; long ones are slanted where room is too little."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from rnnviz.views.palette import Palette

SLANT = 55.0
"""Degrees of a slanted word."""
WIDEST, SHARE = 8.0, 0.28
"""Width of a word at most: in heights of a line, and as a share of the plot's width."""
SHORT = 1.4
"""Words no wider than so many heights of a line stay upright, however little room there is."""
PAD = 5.0
SMALLEST, LEAST = 9, 0.75
"""Pixels of the smallest letters, and their share of the size of all text: in a hall, small ones are not read."""
SMALLEST_SYLLABLE = 12
"""Pixels of the smallest syllables and characters: their strokes lie closer than those of letters."""
SYLLABLES = "\u1100"
"""Where the scripts begin that write a syllable or a word in one square: Hangul, kana, Han."""


def is_dense(words: Iterable[str]) -> bool:
    """Tell whether words have signs of many strokes: Hangul, kana, Han."""
    return any(sign >= SYLLABLES for word in words for sign in word if not "\u2000" <= sign < "\u2e80")


def smallest(font: QFont, *, dense: bool = False) -> int:
    """Return the pixels of the smallest letters beside a font; where even they do not fit, words are left out."""
    return max(SMALLEST_SYLLABLE if dense else SMALLEST, round(LEAST * QFontInfo(font).pixelSize()))


def fitted(font: QFont, pitch: float, *, bold: bool = False, dense: bool = False) -> QFont:
    """Return a font whose lines are no higher than ``pitch`` pixels, down to what can still be read."""
    found = QFont(font)
    found.setBold(bold)
    height = QFontMetricsF(found).height()
    if height > pitch + 1:
        found.setPixelSize(max(int(0.85 * pitch), smallest(font, dense=dense)))
    return found


class WordAxis(pg.AxisItem):
    """Words at the places 0, 1, 2, … of a plot; marked ones are bold and in the cursor's colour.

    Where rows or columns are narrower than a line of text, only every second, third … word is written.
    """

    def __init__(self, side: Literal["left", "top"], palette: Palette) -> None:
        super().__init__(side)
        self.palette = palette
        self.words: tuple[str, ...] = ()
        self.distinct: tuple[str, ...] = ()
        """The same, each once: what the room is measured by."""
        self.dense = False
        self.marked: frozenset[int] = frozenset()
        self._widths: dict[str, float] = {}
        """Pixels of the longest word by the font it is written in: measured once."""
        self._overhangs: dict[tuple[float, float, str], float] = {}
        self.setStyle(tickLength=0, showValues=False)

    def show_words(self, words: Sequence[str]) -> None:
        """Show other words; `fit` gives them room."""
        if tuple(words) != self.words:
            self.words = tuple(words)
            self.distinct = tuple(dict.fromkeys(self.words))
            self.dense = is_dense(self.distinct)
            self._widths.clear()
            self._overhangs.clear()
            self.update()

    def mark_words(self, places: frozenset[int]) -> None:
        """Mark the words at other places."""
        if places != self.marked:
            self.marked = places
            self.update()

    def fit(self) -> None:
        """Take the room that the words want."""
        longest = min(self._width(self._font(bold=True)), self.widest)
        if self.orientation == "left":
            self.setWidth(longest + 2 * PAD)
        else:
            line = self._metrics().height()
            slanted = longest * math.sin(math.radians(SLANT)) + line / 3
            self.setHeight((slanted if self.slanted else line) + PAD)

    @property
    def slanted(self) -> bool:
        """Whether the words above the columns are too wide to stand upright."""
        return self.orientation == "top" and not self.short and self._full > self._pitch() - 6

    @property
    def short(self) -> bool:
        """Whether all words are as short as letters."""
        return self._full <= SHORT * QFontMetricsF(QApplication.font()).height()

    @property
    def _full(self) -> float:
        """Pixels of the longest word in the size of all text."""
        font = QFont(QApplication.font())
        font.setBold(True)
        return self._width(font)

    @property
    def overhang(self) -> float:
        """Pixels by which the last word leans beyond the last column."""
        if self.orientation != "top" or not self.words:
            return 0.0
        at = (self._pitch(), self.widest, QApplication.font().key())
        if at not in self._overhangs:  # Qt asks for it many times a paint
            self._overhangs = {at: self._lean()}
        return self._overhangs[at]

    def _lean(self) -> float:
        if not self.slanted:
            return 0.0
        metrics = self._metrics()
        last = min(max(metrics.horizontalAdvance(word) for word in self.words[-3:]), self.widest)
        return max(last * math.cos(math.radians(SLANT)) - self._pitch() / 2, 0.0)

    @property
    def every(self) -> int:
        """Which words are written: 1 for each, 2 for every second."""
        if self.orientation == "top" and not self.slanted:
            return max(1, math.ceil((self._width(self._font(bold=True)) + 1) / max(self._pitch(), 0.1)))
        return max(1, math.ceil(0.95 * self._metrics().height() / max(self._room(), 0.1)))

    @property
    def widest(self) -> float:
        """Pixels of a word at most."""
        view = self.linkedView()
        whole = view.size().width() + (self.size().width() if self.orientation == "left" else 0) if view else 0.0
        return float(min(WIDEST * QFontMetricsF(QApplication.font()).height(), max(SHARE * whole, 24.0)))

    def _width(self, font: QFont) -> float:
        """Return the pixels of the longest word in a font."""
        key = font.key()
        if key not in self._widths:
            metrics = QFontMetricsF(font)
            self._widths[key] = max((metrics.horizontalAdvance(word) for word in self.distinct), default=0.0)
        return self._widths[key]

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font(bold=True))

    def _font(self, *, bold: bool) -> QFont:
        if self.orientation == "left" or self.slanted:
            return fitted(QApplication.font(), self._room(), bold=bold, dense=self.dense)
        found = QFont(QApplication.font())
        found.setBold(bold)
        if self._full > self._pitch() - 1:
            size = QFontInfo(found).pixelSize() * (self._pitch() - 1) / max(self._full, 1.0)
            found.setPixelSize(max(int(size), smallest(found, dense=self.dense)))
        return found

    def _room(self) -> float:
        """Pixels across a line of text, from one word to the next."""
        return self._pitch() * (1.0 if self.orientation == "left" else math.sin(math.radians(SLANT)))

    def _pitch(self) -> float:
        """Pixels from one word to the next."""
        low, high = self._range()
        return self._length() / max(abs(high - low), 1e-9)

    def _range(self) -> tuple[float, float]:
        view = self.linkedView()
        if view is None:
            return (-0.5, max(len(self.words), 1) - 0.5)
        low, high = view.viewRange()[0 if self.orientation == "top" else 1]
        return float(low), float(high)

    def _length(self) -> float:
        size = self.size()
        return float(size.width() if self.orientation == "top" else size.height())

    def boundingRect(self) -> QRectF:
        before = self._width(self._font(bold=True)) / 2 if self.orientation == "top" and not self.slanted else 0.0
        return QRectF(QPointF(0, 0), self.size()).adjusted(-before, 0, self.overhang + 2, 0)

    def shape(self) -> Any:
        return pg.GraphicsWidget.shape(self)

    def paint(self, painter: QPainter, option: Any, widget: Any) -> None:
        low, _ = self._range()
        pitch, every, widest, slanted = self._pitch(), self.every, int(self.widest), self.slanted
        near = sorted(place for place in self.marked if 0 <= place < len(self.words))
        beside = {place + step for place in near for step in range(1 - every, every)}
        free = [place for place in range(0, len(self.words), every) if place not in beside]
        for places, colour in ((free, self.palette.text), (near, self.palette.cursor)):
            painter.setFont(self._font(bold=places is near))
            painter.setPen(QColor(colour))
            metrics = painter.fontMetrics()
            texts: dict[str, str] = {}
            for place in places:
                word = self.words[place]
                if word not in texts:
                    texts[word] = metrics.elidedText(word, Qt.TextElideMode.ElideRight, widest)
                self._write(painter, metrics, texts[word], (place - low) * pitch, pitch, slanted)

    def _write(
        self, painter: QPainter, metrics: QFontMetrics, text: str, at: float, pitch: float, slanted: bool
    ) -> None:
        size, line = self.size(), metrics.height()
        if self.orientation == "left":
            room = QRectF(0, at - line, size.width() - PAD, 2 * line)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        elif slanted:
            painter.save()
            painter.translate(at, size.height() - PAD)
            painter.rotate(-SLANT)
            painter.drawText(QPointF(0, metrics.ascent() / 3), text)
            painter.restore()
        else:
            half = max(pitch, metrics.horizontalAdvance(text))  # of many narrow columns, a letter is wider than two
            room = QRectF(at - half, 0, 2 * half, size.height() - PAD / 2)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), text)
