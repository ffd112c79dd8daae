"""Over the path: arrowheads that say which way it runs, and the tokens of a few steps, over no dot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
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
NEAR, FURTHER = 1.75, 11.0
"""Pixels from a dot's edge to its token: beside it, and where other dots lie there."""
CELL = 2.0
"""Pixels of a cell of the net in which dots are counted."""
HALO = 3.0
"""Pixels of paper around a token, so that it is read over the path."""


class PathMarks(Overlay):
    """Drawn in pixels, from the places of the steps.

    Parameters
    ----------
    box : pyqtgraph.ViewBox
    palette : Palette
    dot : float
        Pixels from a dot's middle to its edge.
    """

    def __init__(self, box: Any, palette: Palette, dot: float) -> None:
        super().__init__(box, depth=40.0)
        self.palette, self.dot = palette, dot
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
        dots = DotCount(at, QRectF(self.box.rect()), self.dot)
        self.placed = free_places(at, self.words, self._order(len(at)), dots, metrics)
        paper = QPen(QColor(self.palette.paper), HALO)
        paper.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for index, room in self.placed:
            begin = QPointF(room.left(), room.top() + metrics.ascent())
            shape = QPainterPath()
            shape.addText(begin, painter.font(), self.words[index])
            painter.strokePath(shape, paper)
            painter.setPen(QColor(self.palette.cursor if index == self.t else self.palette.text))
            painter.drawText(begin, self.words[index])

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


class DotCount:
    """How many dots touch a place, at the same cost for any number of them.

    Parameters
    ----------
    at : ndarray, shape (n, 2)
        Their middles in pixels.
    room : QRectF
        The drawing; dots outside it do not count.
    dot : float
        Pixels from a dot's middle to its edge.
    """

    def __init__(self, at: Floats, room: QRectF, dot: float) -> None:
        self.room, self.dot = room, dot
        self._shape = (int(room.width() / CELL) + 1, int(room.height() / CELL) + 1)
        cells = np.floor(at[np.isfinite(at).all(axis=1)] / CELL)
        cells = cells[((cells >= 0) & (cells < self._shape)).all(axis=1)].astype(np.intp)
        flat = np.ravel_multi_index((cells[:, 0], cells[:, 1]), self._shape)
        counts = np.bincount(flat, minlength=self._shape[0] * self._shape[1])
        self._sums = np.pad(counts.reshape(self._shape).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))

    def within(self, place: QRectF) -> int:
        """Return how many dots touch a place."""
        dot = self.dot
        ends = ((place.left() - dot, place.right() + dot), (place.top() - dot, place.bottom() + dot))
        (left, right), (top, bottom) = (
            (min(max(int(low / CELL), 0), most), min(max(int(high / CELL) + 1, 0), most))
            for (low, high), most in zip(ends, self._shape, strict=True)
        )
        sums = self._sums
        return int(sums[right, bottom] - sums[left, bottom] - sums[right, top] + sums[left, top])


def beside(x: float, y: float, width: float, height: float, dot: float) -> list[QRectF]:
    """Return where a token may stand beside its dot, the best place first."""
    places = []
    for away in (dot + NEAR, dot + FURTHER):
        right, left, middle = x + away, x - away - width, x - width / 2
        above, below = y - dot - NEAR - height / 2, y + dot + NEAR - height / 2
        corners = ((right, above), (left, above), (right, below), (middle, y - away - height), (left, below),
                   (middle, y + away))  # fmt: skip
        places += [QRectF(*corner, width, height) for corner in corners]
    return places


def free_places(
    at: Floats, words: Sequence[str], order: Iterable[int], dots: DotCount, metrics: QFontMetricsF
) -> list[tuple[int, QRectF]]:
    """Return where the tokens of some steps can be written beside their dots, over no dot and no other token.

    The first of the steps is the cursor's: it is written where fewest dots lie, if none of its places is free.
    """
    found: list[tuple[int, QRectF]] = []
    height, trim = metrics.height(), max(metrics.descent() - 1.0, 0.0)
    for place, index in enumerate(order):
        if len(found) == LABELS:
            break
        x, y = at[index]
        if not (np.isfinite(x) and np.isfinite(y) and words[index]):
            continue
        width = metrics.horizontalAdvance(words[index])
        inside = [tried for tried in beside(x, y, width, height, dots.dot) if dots.room.contains(tried)]
        free = [tried for tried in inside if not any(tried.intersects(other) for _, other in found)]
        counted = [(dots.within(tried.adjusted(0, trim, 0, -trim)), n) for n, tried in enumerate(free)]
        fewest, best = min(counted, default=(1, 0))
        if fewest == 0 or (place == 0 and free):
            found.append((index, free[best]))
    return found
