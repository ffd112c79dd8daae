"""The colours of a logarithmic heat map: a ramp between two powers of ten, and where float32 would be zero."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rnnviz.measures import FLOAT32_SMALLEST
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.figures import power
from rnnviz.views.words.language import tr

FAINTEST = 0.12
"""Share of the ramp where it begins: what is not zero is never the paper."""
GAP = 6


def shares(logs: npt.NDArray[np.float64], low: float, high: float) -> npt.NDArray[np.float64]:
    """Return where log10 values lie on the ramp: 0 for exactly zero, FAINTEST to 1 for low to high and beyond.

    NaN and +inf give NaN.
    """
    with np.errstate(invalid="ignore"):
        inside = np.clip((logs - low) / max(high - low, 1e-9), 0.0, 1.0)
    found = FAINTEST + (1 - FAINTEST) * inside
    found[np.isneginf(logs)] = 0.0
    found[~np.isfinite(logs) & ~np.isneginf(logs)] = np.nan
    return found


class ColourBar(QWidget):
    """The range from its low to its high end, and beside it the colour of exactly zero."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colours = palette
        self.range = (-1.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_range(self, low: float, high: float) -> None:
        """Show another range, log10."""
        if (low, high) != self.range:
            self.range = (low, high)
            words = tr("Colours from {low} to {high}, fitted; what is smaller has the faintest, exactly 0 is paper.")
            said = words.format(low=power(low), high=power(high))
            if self.floor is not None:
                said += " " + tr("Left of the mark float32 would be 0.")
            self.setToolTip(plain(said))
            self.setAccessibleName(said)
            self.update()

    @property
    def floor(self) -> float | None:
        """Where float32's smallest number lies on the bar, 0 to 1; None where it is out of range."""
        low, high = self.range
        share = (FLOAT32_SMALLEST - low) / max(high - low, 1e-9)
        return share if 0 < share < 1 else None

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            metrics, height = self.fontMetrics(), float(self.height())
            zero = tr("0: paper")
            texts = [f"≤ {power(self.range[0], 1)}", power(self.range[1], 1), zero]
            widths = [metrics.horizontalAdvance(text) for text in texts]
            if sum(widths) + 5 * GAP + 50 > self.width():
                texts[2], widths[2] = "", 0
            painter.setPen(QColor(self.colours.text))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(QRectF(0, 0, widths[0] + 2, height), flags, texts[0])
            right = self.width() - (widths[2] + 2 * GAP if texts[2] else 0)
            bar = QRectF(widths[0] + GAP, 2, max(right - widths[1] - widths[0] - 2 * GAP, 10), height - 4)
            self._ramp(painter, bar)
            painter.setPen(QColor(self.colours.text))
            painter.drawText(QRectF(bar.right() + GAP, 0, widths[1] + 2, height), flags, texts[1])
            painter.setPen(QColor(self.colours.muted))
            painter.drawText(QRectF(right + GAP, 0, widths[2] + 2, height), flags, texts[2])

    def _ramp(self, painter: QPainter, bar: QRectF) -> None:
        ramp = self.colours.unsigned()
        first = round(FAINTEST * 255)
        for pixel in range(int(bar.width())):
            index = first + round((255 - first) * pixel / max(bar.width() - 1, 1))
            painter.fillRect(QRectF(bar.left() + pixel, bar.top(), 1, bar.height()), QColor(*map(int, ramp[index])))
        painter.setPen(QPen(QColor(self.colours.border)))
        painter.drawRect(bar)
        if self.floor is not None:
            at = bar.left() + self.floor * bar.width()
            hatch = QColor(self.colours.text)
            hatch.setAlpha(110)
            flushed = QRectF(bar.left(), bar.top(), at - bar.left(), bar.height())
            painter.fillRect(flushed, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(QColor(self.colours.text), 1))
            painter.drawLine(int(at), int(bar.top()), int(at), int(bar.bottom()))
