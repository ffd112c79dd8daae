"""One row of attention in numbers: scores, their softmax, and the weighted sum of the values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.attention.word_axis import fitted
from rnnviz.views.palette import Palette, rgb
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
LOWEST = 13.0
"""Pixels of a row at least: of more words those with the largest weights are shown."""


@dataclass(frozen=True, kw_only=True)
class Stages:
    """A row of attention, stage by stage.

    Attributes
    ----------
    products, scores, weights, sizes, parts : array (S,) or None
        q·k_j where the score is made of it, e_j (−∞ where it is masked), α_j, ‖v_j‖ and ‖α_j v_j‖.
    context : float or None
        ‖Σ_j α_j v_j‖.
    """

    products: Floats | None
    scores: Floats | None
    weights: Floats
    sizes: Floats | None
    parts: Floats | None
    context: float | None


def stages(
    scores: Array | None, weights: Array, values: Array | None, products: Array | None = None,
    masked: npt.NDArray[np.bool_] | None = None,
) -> Stages:
    """Return the stages of one row.

    Parameters
    ----------
    scores : array (S,) or None
        Before the mask.
    weights : array (S,)
    values : array (S, H) or None
    products : array (S,) or None
        q·k_j; those that are the scores themselves are no stage of their own.
    masked : bool array (S,) or None
        Places that may not be seen.
    """
    alpha = np.asarray(weights, np.float64)
    sizes = parts = context = None
    if values is not None:
        wide = np.asarray(values, np.float64)
        with np.errstate(over="ignore", invalid="ignore"):
            sizes = np.linalg.norm(wide, axis=1)
            parts = np.abs(alpha) * sizes
            context = float(np.linalg.norm(alpha @ wide))
    made = None if scores is None else np.array(scores, np.float64)
    before = None if products is None or made is None or np.array_equal(products, made) else np.array(products, float)
    if made is not None and masked is not None:
        made[masked] = -np.inf
    return Stages(products=before, scores=made, weights=alpha, sizes=sizes, parts=parts, context=context)


class StagesSheet(QWidget):
    """A table with a line for each word that is read, a bar behind each weight, and the sums below."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        self.row: Stages | None = None
        self.words: tuple[str, ...] = ()
        self.sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 60)

    def draw(self, row: Stages | None, words: Sequence[str], sentence: str = "") -> None:
        """Show another row; None: a sentence."""
        self.row, self.words, self.sentence = row, tuple(words), sentence
        self.setAccessibleName(self.text)
        self.update()

    @property
    def _divided(self) -> bool:
        return self.row is not None and self.row.products is not None

    @property
    def headings(self) -> tuple[str, ...]:
        """Names of the columns."""
        row = self.row
        hidden = row is not None and row.scores is not None and bool(np.isneginf(row.scores).any())
        score = "÷ √d" if self._divided else tr("score e")
        score = tr("{score}, mask").format(score=score) if hidden else score
        return (tr("word"), "q·k", score, tr("softmax α"), "‖v‖", "‖α v‖")

    def _columns(self, font: QFont) -> tuple[int, ...]:
        """Return the columns that there is room for: narrow ones first lose the sizes, then the scores."""
        one = QFontMetricsF(font).horizontalAdvance("−00.000") + 8
        room = self.width() - 1.3 * one
        choices: tuple[tuple[int, ...], ...]
        choices = ((0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 5), (0, 2, 3, 5), (0, 3, 5))
        if self.row is None or self.row.products is None:
            choices = ((0, 2, 3, 4, 5), (0, 2, 3, 5), (0, 3, 5))
        return next((kept for kept in choices if (len(kept) - 1) * one <= room), (0, 3))

    def lines(self, count: int) -> list[tuple[int, tuple[str, ...]]]:
        """Return (place, cells) of so many words at most, those with the largest weights, in their order."""
        row = self.row
        if row is None or count <= 0:
            return []
        columns = (row.products, row.scores, row.weights, row.sizes, row.parts)
        places = range(len(row.weights))
        if len(row.weights) > count:
            places = sorted(np.argsort(-np.nan_to_num(row.weights), kind="stable")[:count].tolist())  # type: ignore[assignment]
        return [
            (j, (self.words[j], *(_cell(column, j) for column in columns)))
            for j in places
        ]

    @property
    def sums(self) -> str:
        """What the columns add up to."""
        row = self.row
        if row is None:
            return self.sentence
        said = tr("Σα = {sum}").format(sum=number(float(row.weights.sum()), 4))
        if row.context is not None:
            said += "   " + tr("context ‖Σ α v‖ = {context}").format(context=number(row.context))
        return said

    @property
    def text(self) -> str:
        """Everything, in plain characters."""
        return "\n".join(["\t".join(cells) for _, cells in self.lines(len(self.words))] + [self.sums])

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            font = self.font()
            high = QFontMetricsF(font).height()
            if self.row is None:
                painter.setPen(QColor(self.colours.muted))
                wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
                painter.drawText(QRectF(self.rect()), wrapped, self.sentence)
                return
            room = self.height() - 2.4 * high
            count = max(int(room / LOWEST), 1)
            lines = self.lines(count)
            pitch = min(room / max(len(lines), 1), 1.35 * high)
            self._line(painter, 0, self._fitting(font), 0.0, high, font, self.colours.muted)
            small = fitted(font, pitch)
            best = int(np.nan_to_num(self.row.weights).argmax())
            for n, (j, cells) in enumerate(lines):
                self._line(painter, j, cells, 1.1 * high + n * pitch, pitch, small, self.colours.text, best=j == best)
            painter.setFont(font)
            painter.setPen(QColor(self.colours.text))
            foot = QRectF(0, self.height() - 1.15 * high, self.width(), high)
            left = len(self.row.weights) - len(lines)
            said = self.sums + ("   " + tr("{n} more words").format(n=left) if left else "")
            text = QFontMetricsF(font).elidedText(said, Qt.TextElideMode.ElideRight, foot.width())
            painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, text)

    def _fitting(self, font: QFont) -> tuple[str, ...]:
        """Return the names of the columns, each as its symbol alone where there is no room for more."""
        metrics, wide = QFontMetricsF(font), self.width() / (len(self._columns(font)) + 0.6) - 4
        names = self.headings
        symbols = (names[0], "q·k", "÷ √d" if self._divided else "e", "α", "‖v‖", "‖α v‖")
        return tuple(
            name if metrics.horizontalAdvance(name) <= wide else symbol
            for name, symbol in zip(names, symbols, strict=True)
        )

    def _line(
        self, painter: QPainter, j: int, cells: tuple[str, ...], top: float, high: float, font: QFont, colour: str,
        *, best: bool = False,
    ) -> None:
        """Write one line; behind a weight lies a bar as long as it."""
        row = self.row
        assert row is not None
        columns = self._columns(self.font())
        wide = self.width() / (len(columns) + 0.6)
        written = QFont(font)
        written.setBold(best)
        painter.setFont(written)
        metrics = QFontMetricsF(written)
        for n, column in enumerate(columns):
            cell = cells[column]
            left = 0.0 if n == 0 else (n + 0.6) * wide
            room = QRectF(left, top, wide * (1.6 if n == 0 else 1.0) - 4, high)
            if column == 3 and colour == self.colours.text and math.isfinite(row.weights[j]):
                share = min(max(float(row.weights[j]), 0.0), 1.0)
                hue, paper = rgb(self.colours.hue), rgb(self.colours.paper)
                bar = QColor(*(round(0.45 * a + 0.55 * b) for a, b in zip(hue, paper, strict=True)))
                painter.fillRect(QRectF(room.left(), top + 1, share * room.width(), high - 2), bar)
            painter.setPen(QColor(colour))
            align = Qt.AlignmentFlag.AlignLeft if n == 0 else Qt.AlignmentFlag.AlignRight
            text = metrics.elidedText(cell, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | align, text)


def _cell(column: Floats | None, j: int) -> str:
    if column is None:
        return "…"
    value = float(column[j])
    if value == -math.inf:
        return "−∞"
    if not math.isfinite(value) or not 5e-4 <= abs(value) < 100:
        return number(value, 2)
    return f"{value:.{3 if abs(value) < 10 else 2}f}".replace("-", "−")
