"""Names of curves in their colours, each with its number: a legend that is also the read-out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.gate import plain
from rnnviz.views.words.figures import number

GAP = 11
DASHED = (4.0, 2.0)


@dataclass(frozen=True, kw_only=True)
class Caption:
    """One name with its number.

    Attributes
    ----------
    label, value : str
        Name, and number ("" for none).
    colour : str
        Of the curve, and of its name.
    ink : str
        Of the name alone, where the curve's colour is too faint to be read.
    mark : str
        How the curve is drawn: "line", "dash", "dot" (a line with dots), or "" for no curve.
    dashes : tuple of float
        The strokes and gaps of a "dash", in widths of the line.
    tip : str
        What it is, in the tooltip.
    """

    label: str
    value: str = ""
    colour: str
    ink: str = ""
    mark: str = "line"
    dashes: tuple[float, ...] = DASHED
    tip: str = ""


class Captions(QWidget):
    """Captions from left to right, wrapped where they do not fit.

    A caption's place keeps the width of its widest number so far, so that numbers do not push one another about.

    Parameters
    ----------
    ink : str
        Colour of the numbers.
    most : int
        Lines at most: where more were needed, the first captions are left to the tooltip. 0: as many as are needed.
    """

    def __init__(self, ink: str, most: int = 0) -> None:
        super().__init__()
        self.captions: tuple[Caption, ...] = ()
        self.most = most
        self._ink = QColor(ink)
        self._widths: list[int] = []
        self._height = 0
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """What is written, in one line."""
        return "  ".join(f"{caption.label} {caption.value}".strip() for caption in self.captions)

    def show_captions(self, captions: Sequence[Caption]) -> None:
        """Show other captions, or other numbers of the same ones."""
        if tuple(captions) == self.captions:
            return
        if [caption.label for caption in captions] != [caption.label for caption in self.captions]:
            self._widths = [0] * len(captions)
        self.captions = tuple(captions)
        tips = (f"{caption.label} {caption.value}: {caption.tip}".strip() for caption in captions if caption.tip)
        self.setToolTip(plain("\n".join(tips)))
        self._widths = [max(was, self._width(now)) for was, now in zip(self._widths, captions, strict=True)]
        self.setAccessibleName(self.text)
        self._fit()
        self.update()

    @property
    def _sample(self) -> int:
        """Pixels of a curve's sample."""
        return round(0.85 * self.fontMetrics().height())

    def _sample_of(self, caption: Caption) -> int:
        """Return the pixels of a sample: dashes that are to be told apart need more."""
        return 2 * self._sample if caption.mark == "dash" and caption.dashes != DASHED else self._sample

    def _width(self, caption: Caption) -> int:
        advance = self.fontMetrics().horizontalAdvance
        sample = self._sample_of(caption) + 4 if caption.mark else 0
        return sample + advance(_spaced(caption)) + advance(caption.value)

    def places(self) -> list[QPointF]:
        """Return the left end of each caption's baseline, but for the first ones that have no room."""
        metrics = self.fontMetrics()
        for first in range(max(len(self._widths), 1)):
            found, left, line = [], 0, 0
            for width in self._widths[first:]:
                if left and left + width > self.width():
                    left, line = 0, line + 1
                found.append(QPointF(left, line * metrics.height() + metrics.ascent()))
                left += width + GAP
            if not self.most or line < self.most:
                break
        return found

    def _fit(self) -> None:
        places = self.places()
        height = round(places[-1].y()) + self.fontMetrics().descent() if places else 0
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(0, self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            metrics = self.fontMetrics()
            places = self.places()
            for caption, place in zip(self.captions[len(self.captions) - len(places) :], places, strict=True):
                left, middle = place.x(), place.y() - metrics.xHeight() / 2
                colour = QColor(caption.colour)
                if caption.mark:
                    sample = self._sample_of(caption)
                    drawn = QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
                    if caption.mark == "dash":
                        drawn.setWidthF(1.5)
                        drawn.setDashPattern(caption.dashes)
                    painter.setPen(drawn)
                    painter.drawLine(QPointF(left, middle), QPointF(left + sample, middle))
                    if caption.mark == "dot":
                        painter.setBrush(colour)
                        painter.drawEllipse(QPointF(left + self._sample / 2, middle), 2, 2)
                    left += sample + 4
                painter.setPen(QColor(caption.ink or caption.colour))
                painter.drawText(QPointF(left, place.y()), caption.label)
                painter.setPen(self._ink)
                painter.drawText(QPointF(left + metrics.horizontalAdvance(_spaced(caption)), place.y()), caption.value)


def _spaced(caption: Caption) -> str:
    return f"{caption.label} " if caption.label and caption.value else caption.label


def figure(value: float) -> str:
    """Return a number with three digits, trailing zeros too, so that it keeps its width: 1.40, 0.749, 12.3."""
    if not math.isfinite(value) or (value and not 1e-3 <= abs(value) < 1e4):
        return number(value)
    return (f"{value:#.3g}".rstrip(".") if abs(value) < 999.5 else f"{value:.0f}").replace("-", "−")
