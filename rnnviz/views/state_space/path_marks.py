"""Over the path: arrowheads that say which way it runs, and the tokens of a few steps, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget

from rnnviz.views.palette import Palette
from rnnviz.views.plots.overlay import Overlay

Floats = npt.NDArray[np.float64]
ARROWS = 9
ARROW = 5.0
"""Pixels from an arrowhead's middle to its tip."""
LABELS = 14
TRIED = 60
"""Steps whose token is tried to be placed."""
AWAY = 5.0


class PathMarks(Overlay):
    """Drawn in pixels, from the places of the steps."""

    def __init__(self, box: Any, palette: Palette) -> None:
        super().__init__(box, depth=40.0)
        self.palette = palette
        self.points: Floats = np.empty((0, 2))
        self.words: Sequence[str] = ()
        self.t = 0
        self.placed: list[tuple[int, QRectF]] = []
        """(index, room) of the tokens that were written last."""

    def show_path(self, points: Floats, words: Sequence[str]) -> None:
        """Follow other points (n, 2), each with its token."""
        self.points, self.words = points, words
        self.update()

    def show_step(self, index: int) -> None:
        """Name this step before all others."""
        if index != self.t:
            self.t = index
            self.update()

    def pixels(self) -> Floats:
        """Return the points in pixels (n, 2)."""
        (left, right), (low, high) = self.box.viewRange()
        rect = self.box.rect()
        x = (self.points[:, 0] - left) / max(right - left, 1e-300) * rect.width()
        y = (1 - (self.points[:, 1] - low) / max(high - low, 1e-300)) * rect.height()
        return np.stack([x, y], axis=1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        at = self.pixels()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.palette.paper))
        painter.setBrush(QColor(self.palette.text))
        for place, way in arrows(at):
            across = np.array([-way[1], way[0]])
            corners = (place + ARROW * way, place - ARROW * (way - 0.7 * across), place - ARROW * (way + 0.7 * across))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.setFont(QApplication.font())
        metrics = QFontMetricsF(painter.font())
        self.placed = free_places(at, self.words, self._order(len(at)), QRectF(self.box.rect()), metrics)
        for index, room in self.placed:
            painter.setPen(QColor(self.palette.cursor if index == self.t else self.palette.text))
            painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), self.words[index])

    def _order(self, count: int) -> list[int]:
        """Return the steps whose tokens are tried, the cursor's first, then the ends, then ever finer between."""
        if not count:
            return []
        order = [min(self.t, count - 1), 0, count - 1]
        parts = 2
        while len(order) < TRIED and parts <= 2 * count:
            order += [round((count - 1) * n / parts) for n in range(1, parts, 2)]
            parts *= 2
        return list(dict.fromkeys(order))[:TRIED]


def arrows(at: Floats) -> list[tuple[Floats, Floats]]:
    """Return (place, way) of arrowheads at even distances along a path of pixels; ways are of length 1."""
    at = at[np.isfinite(at).all(axis=1)]
    if len(at) < 2:
        return []
    steps = np.diff(at, axis=0)
    lengths = np.hypot(*steps.T)
    ends = np.cumsum(lengths)
    if ends[-1] < 4 * ARROW:
        return []
    count = min(ARROWS, max(int(ends[-1] / 60), 1))
    found = []
    for target in (np.arange(count) + 0.5) * ends[-1] / count:
        n = int(np.searchsorted(ends, target))
        if lengths[n] > 2 * ARROW:
            found.append((at[n] + 0.5 * steps[n], steps[n] / lengths[n]))
    return found


def free_places(
    at: Floats, words: Sequence[str], order: Iterable[int], room: QRectF, metrics: QFontMetricsF
) -> list[tuple[int, QRectF]]:
    """Return where the tokens of some steps can be written beside their dots without touching one another."""
    found: list[tuple[int, QRectF]] = []
    height = metrics.height()
    for index in order:
        if len(found) == LABELS:
            break
        x, y = at[index]
        if not (np.isfinite(x) and np.isfinite(y) and words[index]):
            continue
        width = metrics.horizontalAdvance(words[index])
        for left, top in ((x + AWAY, y - AWAY - height / 2), (x - AWAY - width, y - AWAY - height / 2),
                          (x + AWAY, y + AWAY - height / 2), (x - width / 2, y - AWAY - height)):  # fmt: skip
            tried = QRectF(left, top, width, height)
            if room.contains(tried) and not any(tried.intersects(other) for _, other in found):
                found.append((index, tried))
                break
    return found
