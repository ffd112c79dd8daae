"""The likeliest next characters of one step, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.views.gate import plain, visible
from rnnviz.views.palette import BEHIND_WORDS, Palette
from rnnviz.views.words.language import tr

GAP = 6


class Guesses(QWidget):
    """Up to five characters with their probabilities; the one that really follows is underlined."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        self.guesses: tuple[tuple[str, float], ...] = ()
        self.truth = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tip = tr("The likeliest next characters and their probabilities; the one that follows is underlined")
        self.setToolTip(plain(tip))

    def show_guesses(self, guesses: Sequence[tuple[str, float]], truth: str = "") -> None:
        """Show other ones, best first."""
        if (tuple(guesses), truth) != (self.guesses, self.truth):
            self.guesses, self.truth = tuple(guesses), truth
            self.setAccessibleName(self.text)
            self.update()

    @property
    def text(self) -> str:
        """What is shown, in words."""
        return "  ".join(f"{visible(symbol)} {share:.0%}" for symbol, share in self.guesses)

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            count = max(len(self.guesses), 1)
            width = (self.width() - GAP * (count - 1)) / count
            for place, (symbol, share) in enumerate(self.guesses):
                box = QRectF(place * (width + GAP), 0, width, self.height())
                painter.fillRect(box, QColor(self.colours.grid))
                bar = QColor(self.colours.hue)
                bar.setAlpha(BEHIND_WORDS)
                filled = box.width() * min(max(share, 0.0), 1.0)
                painter.fillRect(QRectF(box.left(), box.top(), filled, box.height()), bar)
                said = f"{visible(symbol)}  {share:.0%}"
                painter.setPen(QColor(self.colours.text))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), said)
                if symbol == self.truth:
                    painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), QColor(self.colours.cursor))
