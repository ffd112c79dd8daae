"""Shares of a whole as horizontal bars, each with its name and its number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

FEWEST = 3
"""Bars that there is room for at least."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One share, 0 to 1; NaN where there is none."""

    name: str
    share: float
    colour: str


class ShareBars(QWidget):
    """As many bars as there is room for; what is left over is one bar of its own, so that they sum to the whole."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette_used = palette
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars, from the top."""
        if tuple(bars) != self.bars:
            same = len(bars) == len(self.bars)
            self.bars = tuple(bars)
            words = "\n".join(f"{bar.name} {tenths(bar.share)}" for bar in bars)
            self.setToolTip(plain(words))
            self.setAccessibleName(words)
            if not same:
                self.updateGeometry()
            self.update()

    @property
    def line(self) -> int:
        """Pixels of a bar with its gap."""
        return self.fontMetrics().height() + 3

    def shown(self) -> list[Bar]:
        """Return the bars that are drawn."""
        room = max(self.height() // self.line, 1)
        if len(self.bars) <= room:
            return list(self.bars)
        rest = self.bars[room - 1 :]
        others = tr("{count} others").format(count=len(rest))
        left_over = Bar(name=others, share=sum(bar.share for bar in rest), colour=self.palette_used.muted)
        return [*self.bars[: room - 1], left_over]

    def sizeHint(self) -> QSize:
        return QSize(0, max(len(self.bars), FEWEST) * self.line)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, FEWEST * self.line)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            metrics, line, gap = self.fontMetrics(), self.line, 8
            drawn = self.shown()
            figures = metrics.horizontalAdvance("100.0\u00a0%")
            fine = QFontMetricsF(self.font())  # in whole pixels the longest name would be cut for a half of one
            names = max((math.ceil(fine.horizontalAdvance(bar.name)) + 1 for bar in self.bars), default=0)
            names = min(names, round(0.55 * (self.width() - figures)))
            widest = max(self.width() - names - figures - 2 * gap, 1)
            for number, bar in enumerate(drawn):
                top = number * line
                middle = int(Qt.AlignmentFlag.AlignVCenter)
                painter.setPen(QColor(self.palette_used.text))
                name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, names)
                painter.drawText(QRectF(0, top, names + 1, line), middle, name)
                right = middle | int(Qt.AlignmentFlag.AlignRight)
                painter.drawText(QRectF(self.width() - figures, top, figures, line), right, tenths(bar.share))
                share = bar.share if math.isfinite(bar.share) else 0.0
                painter.fillRect(QRectF(names + gap, top + 3, widest * share, line - 6), QColor(bar.colour))


def tenths(share: float) -> str:
    """Return a share in percent with one decimal; "–" where there is none."""
    return f"{100 * share:.1f}\u00a0%" if math.isfinite(share) else "–"
