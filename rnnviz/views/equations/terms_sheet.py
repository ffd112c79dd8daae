"""Terms of a sum, a line each with a bar, and their sum below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rnnviz.views.equations.back_terms import Terms
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

ROW = 1.12
"""Height of a line, of the text's."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line: a step, or all steps that have no line of their own (``k`` None)."""

    k: int | None
    word: str
    norm: float
    along: float
    of_loss: float | None


class TermsSheet(QWidget):
    """The largest terms in the order of the steps, the cursor's among them, and the rest in one line."""

    picked = Signal(object)
    """Step, counted within the scope, that was clicked."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        self.terms: Terms | None = None
        self.words: tuple[str, ...] = ()
        self.at: int | None = None
        self.loss_name = ""
        self.unit = ""
        """Of the terms: that of the loss."""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, round(5 * QFontMetricsF(self.font()).height()))

    def draw(self, terms: Terms | None, words: Sequence[str], at: int | None, loss_name: str) -> None:
        """Show other terms, the words of their steps, the step at the cursor and the name of the chosen loss."""
        self.terms, self.words, self.at, self.loss_name = terms, tuple(words), at, loss_name
        self.setAccessibleName(self.sums)
        self.update()

    def rows(self, count: int) -> list[Row]:
        """Return at most so many lines; together they are the whole sum."""
        terms = self.terms
        if terms is None or count < 1:
            return []
        length = len(terms.along)
        chosen = list(range(length))
        if length > count:
            order = np.argsort(-np.abs(np.nan_to_num(terms.along)), kind="stable").tolist()
            first = [self.at] if self.at is not None and 0 <= self.at < length else []
            chosen = sorted([*first, *(k for k in order if k not in first)][: max(count - 1, 0)])
        found = [
            Row(
                k=k, word=self.words[k] if k < len(self.words) else "", norm=float(terms.norms[k]),
                along=float(terms.along[k]), of_loss=None if terms.of_loss is None else float(terms.of_loss[k]),
            )
            for k in chosen
        ]  # fmt: skip
        if len(chosen) < length:
            rest = np.setdiff1d(np.arange(length), chosen)
            found.append(
                Row(
                    k=None, word=tr("{n} more").format(n=len(rest)), norm=float(terms.norms[rest].max()),
                    along=float(terms.along[rest].sum()),
                    of_loss=None if terms.of_loss is None else float(terms.of_loss[rest].sum()),
                )
            )  # fmt: skip
        return found

    @property
    def sums(self) -> str:
        """The sum of the terms, and what it is to be."""
        terms = self.terms
        if terms is None:
            return ""
        return tr("Σ = {sum}, ‖∂L/∂W‖ = {whole}, residual {residual}").format(
            sum=number(float(terms.along.sum())), whole=number(terms.whole), residual=number(terms.residual, 1)
        )

    def _shown(self) -> tuple[list[Row], float]:
        high = ROW * QFontMetricsF(self.font()).height()
        return self.rows(int((self.height() - 2.2 * high) / high)), high

    def row_at(self, place: QPointF) -> Row | None:
        """Return the line at a place."""
        rows, high = self._shown()
        n = int(place.y() / high) - 1
        return rows[n] if 0 <= n < len(rows) else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            row = self.row_at(QPointF(event.pos()))  # type: ignore[attr-defined]
            QToolTip.showText(event.globalPos(), plain(self.said(row) if row else ""), self)  # type: ignore[attr-defined]
            return True
        return bool(super().event(event))

    def said(self, row: Row) -> str:
        """Return a line in words."""
        if row.k is None:
            words = tr("the other steps together: {along} {unit} along the sum")
            return words.format(along=number(row.along), unit=self.unit)
        words = tr("step {k}: a term of norm {norm} {unit}, {along} of it along the sum")
        return words.format(k=row.k, norm=number(row.norm), along=number(row.along), unit=self.unit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row is not None and row.k is not None:
            self.picked.emit(row.k)
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            rows, high = self._shown()
            wide = self.terms is not None and self.terms.of_loss is not None
            names = ["k", "", tr("‖term‖"), tr("along Σ"), *([self.loss_name] if wide else [])]
            self._line(painter, names, 0, high, QColor(self.colours.muted))
            largest = max((abs(row.along) for row in rows if np.isfinite(row.along)), default=0.0)
            for n, row in enumerate(rows, 1):
                self._bar(painter, row, n, high, largest, len(names))
                of_loss = [] if row.of_loss is None else [number(row.of_loss)]
                norm = number(row.norm) if row.k is not None else f"≤ {number(row.norm)}"
                texts = ["" if row.k is None else str(row.k), row.word, norm, number(row.along), *of_loss]
                here = row.k is not None and row.k == self.at
                colour = self.colours.cursor if here else self.colours.text
                self._line(painter, texts, n, high, QColor(colour), bold=here)
            painter.setFont(self.font())
            painter.setPen(QColor(self.colours.text))
            room = QRectF(0, (len(rows) + 1) * high, self.width(), high)
            text = QFontMetricsF(self.font()).elidedText(self.sums, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _places(self, count: int) -> list[tuple[float, float]]:
        """Return (left, width) of the columns: a narrow one, a word, and numbers."""
        one = QFontMetricsF(self.font()).horizontalAdvance("0000")
        numbers = (self.width() - one) / (count - 1)
        return [(0.0, one)] + [(one + n * numbers, numbers) for n in range(count - 1)]

    def _line(
        self, painter: QPainter, texts: Sequence[str], n: int, high: float, colour: QColor, *, bold: bool = False
    ) -> None:
        font = QFont(self.font())
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(colour)
        metrics = QFontMetricsF(font)
        for place, (text, (left, width)) in enumerate(zip(texts, self._places(len(texts)), strict=True)):
            room = QRectF(left, n * high, width - 5, high)
            align = Qt.AlignmentFlag.AlignLeft if place == 1 else Qt.AlignmentFlag.AlignRight
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | align, shown)

    def _bar(self, painter: QPainter, row: Row, n: int, high: float, largest: float, count: int) -> None:
        """Draw how much of the sum a term is: orange for what adds to it, blue for what is against it."""
        if not largest or not np.isfinite(row.along):
            return
        left, width = self._places(count)[3]
        long = abs(row.along) / largest * (width - 5)
        colour = QColor(self.colours.high if row.along > 0 else self.colours.low)
        colour.setAlphaF(0.35)
        painter.fillRect(QRectF(left + width - 5 - long, n * high + 1, long, high - 2), colour)
