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
GAP = 8.0
"""Pixels between two columns."""
ALONG = 3
"""The column that has bars."""
WAYS = ((3, True), (2, True), (3, False), (2, False), (1, False))
"""Digits, and whether what is of the chosen loss has a column: the first that fits is written."""


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

    @property
    def _brief_sums(self) -> str:
        """The same where there is little room: the whole is the sum but for the residual."""
        terms = self.terms
        if terms is None:
            return ""
        return tr("Σ = {sum}, residual {residual}").format(
            sum=number(float(terms.along.sum())), residual=number(terms.residual, 1)
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
        if self.terms is None:
            return
        with QPainter(self) as painter:
            rows, high = self._shown()
            lines = self.lines(rows)
            places = self.places(lines)
            self._line(painter, lines[0], places, 0, high, QColor(self.colours.muted))
            largest = max((abs(row.along) for row in rows if np.isfinite(row.along)), default=0.0)
            for n, (row, texts) in enumerate(zip(rows, lines[1:], strict=True), 1):
                self._bar(painter, row, n, high, largest, places[ALONG])
                here = row.k is not None and row.k == self.at
                colour = self.colours.cursor if here else self.colours.text
                self._line(painter, texts, places, n, high, QColor(colour), bold=here)
            painter.setFont(self.font())
            painter.setPen(QColor(self.colours.text))
            room = QRectF(0, (len(rows) + 1) * high, self.width(), high)
            metrics = QFontMetricsF(self.font())
            texts = [self.sums, self._brief_sums]
            fitting = next((text for text in texts if metrics.horizontalAdvance(text) <= room.width()), texts[-1])
            text = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def lines(self, rows: Sequence[Row]) -> list[list[str]]:
        """Return what is written, the names of the columns first: as many digits and columns as there is room for."""
        found: list[list[str]] = []
        for digits, wide in WAYS:
            names = ["k", "", tr("‖term‖"), tr("along Σ"), self.loss_name]
            found = [names, *(_texts(row, digits) for row in rows)]
            if not wide or self.terms is None or self.terms.of_loss is None:
                found = [texts[: ALONG + 1] for texts in found]
            if sum(self._widths(found)) <= self.width():
                break
        return found

    def _widths(self, lines: Sequence[Sequence[str]]) -> list[float]:
        """Return the pixels that the columns want; the words of all steps together may reach over the first two."""
        font = QFont(self.font())
        font.setBold(True)
        advance = QFontMetricsF(font).horizontalAdvance
        wanted = [max(advance(text) for text in column) + GAP for column in zip(*lines, strict=True)]
        words = [advance(texts[1]) for texts in lines if texts[0]]
        wanted[1] = max(words, default=0.0) + GAP
        together = max((advance(texts[1]) + GAP for texts in lines if not texts[0]), default=0.0)
        wanted[1] += max(together - wanted[0] - wanted[1], 0.0)
        return wanted

    def places(self, lines: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
        """Return (left, width) of the columns: what is left of the room is shared by the numbers."""
        wanted = self._widths(lines)
        spare = (self.width() - sum(wanted)) / max(len(wanted) - 2, 1)
        widths = [width + (max(spare, 0.0) if place >= 2 else 0.0) for place, width in enumerate(wanted)]
        lefts = np.concatenate([[0.0], np.cumsum(widths)[:-1]]).tolist()
        return list(zip(lefts, widths, strict=True))

    def _line(
        self, painter: QPainter, texts: Sequence[str], places: Sequence[tuple[float, float]], n: int, high: float,
        colour: QColor, *, bold: bool = False,
    ) -> None:
        font = QFont(self.font())
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(colour)
        metrics = QFontMetricsF(font)
        for place, (text, (left, width)) in enumerate(zip(texts, places, strict=True)):
            room = QRectF(left, n * high, width - GAP / 2, high)
            if place == 1 and not texts[0]:
                room.setLeft(0.0)
            align = Qt.AlignmentFlag.AlignLeft if place == 1 else Qt.AlignmentFlag.AlignRight
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | align, shown)

    def _bar(
        self, painter: QPainter, row: Row, n: int, high: float, largest: float, place: tuple[float, float]
    ) -> None:
        """Draw how much of the sum a term is: orange for what adds to it, blue for what is against it."""
        if not largest or not np.isfinite(row.along):
            return
        left, width = place
        long = abs(row.along) / largest * (width - GAP)
        colour = QColor(self.colours.high if row.along > 0 else self.colours.low)
        colour.setAlphaF(0.35)
        painter.fillRect(QRectF(left + width - GAP / 2 - long, n * high + 1, long, high - 2), colour)


def _texts(row: Row, digits: int) -> list[str]:
    """Return what is written of a line: its step, its word and its numbers."""
    norm = number(row.norm, digits) if row.k is not None else f"≤ {number(row.norm, digits)}"
    of_loss = "" if row.of_loss is None else number(row.of_loss, digits)
    return ["" if row.k is None else str(row.k), row.word, norm, number(row.along, digits), of_loss]
