"""Attention weights as a heat map between words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from rnnviz.views.attention.heads import AttentionHeads, pitch, side_by_side
from rnnviz.views.attention.word_axis import WordAxis
from rnnviz.views.base import Shared
from rnnviz.views.plots.bare_plot import BarePlot
from rnnviz.views.plots.heat_map import HeatMap

POINTS = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress)
"""Events that say where the mouse is: after a menu has been closed a press may come without a move."""
Cell = tuple[int, int, int]
"""(head, row, column)."""


class MatrixBox(pg.ViewBox):
    """A box whose clicks and drags pick cells."""

    picked = Signal(object)
    """Scene position of a click, or along a drag."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)
        self.setMouseEnabled(x=False, y=False)
        self.disableAutoRange()
        self.invertY(True)

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.picked.emit(event.scenePos())

    def mouseDragEvent(self, event: Any, axis: Any = None) -> None:
        event.accept()
        self.picked.emit(event.scenePos())

    def wheelEvent(self, event: Any, axis: Any = None) -> None:
        event.ignore()


class AttentionMatrix(BarePlot):
    """Rows are target words, columns source words; several heads are tiled into one image."""

    hovered = Signal(object)
    """(head, row, column) under the mouse, or None."""
    picked = Signal(object)
    """(head, row, column) that was clicked."""
    resampled = Signal(object)
    """This: cells lie elsewhere than before, marks must be drawn anew."""

    def __init__(self, shared: Shared) -> None:
        palette = shared.palette
        self.left, self.top = WordAxis("left", palette), WordAxis("top", palette)
        self.box = MatrixBox()
        super().__init__(
            viewBox=self.box, background=palette.paper, axisItems={"left": self.left, "top": self.top}
        )
        self.setFrameShape(self.Shape.NoFrame)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.hideAxis("bottom")
        plot.showAxis("top")
        self.heat = HeatMap(self, palette, signed=False)
        self.cursor_colour = palette.cursor
        self.mark = pg.PlotCurveItem(connect="finite")
        self.truth = pg.PlotCurveItem(pen=pg.mkPen(palette.text, width=2), connect="finite")
        self.frames = pg.PlotCurveItem(pen=pg.mkPen(palette.border), connect="finite")
        for depth, item in enumerate((self.frames, self.truth, self.mark)):
            item.setSegmentedLineMode("off")
            item.setZValue(10 + depth)
            self.addItem(item, ignoreBounds=True)
        self.head_shape = (1, 1)
        self.pitch = (2, 2)
        """Every how many rows and columns a head begins."""
        self.block = (1, 1)
        """Rows and columns of weights to a pixel: of the largest of them, where there are more than pixels."""
        self.attention: AttentionHeads | None = None
        self._layout: tuple[object, ...] = ()
        self.across = 1
        self.heads = 1
        self.single: int | None = None
        self.setMinimumSize(60, 60)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)
        self.box.picked.connect(self._pick)
        self.box.sigResized.connect(lambda _: self._resized())

    def draw(self, attention: AttentionHeads, head: int | None) -> None:
        """Draw one head, or all of them (None)."""
        self.attention, self.single = attention, head
        self.heads = 1 if head is not None else len(attention.weights)
        self.head_shape = attention.weights.shape[1:]
        self.across = side_by_side(self.heads)
        down = -(-self.heads // self.across)
        self.block = self._blocks(down)
        self.pitch = pitch(self.head_shape, self.block)
        image, _ = attention.tiled(head, self.block)
        self.heat.draw_indices(image, self.block)
        layout = (self.heads, self.head_shape, self.block, attention.source, attention.target)
        if layout != self._layout:  # the next trace lies where this one lay
            self._layout = layout
            self._lay_out(attention, down)

    def _lay_out(self, attention: AttentionHeads, down: int) -> None:
        """Give heads and words their places."""
        rows, columns = ((n - 1) * p + size for n, p, size in zip(
            (down, self.across), self.pitch, self.head_shape, strict=True
        ))  # fmt: skip
        self.box.setRange(xRange=(-0.5, columns - 0.5), yRange=(-0.5, rows - 0.5), padding=0)
        below, beside = (("",) * (p - size) for p, size in zip(self.pitch, self.head_shape, strict=True))
        self.top.show_words((*attention.source, *beside) * (self.across - 1) + attention.source)
        self.left.show_words((*attention.target, *below) * (down - 1) + attention.target)
        height, width = self.head_shape
        self.frames.setData(*_outlines([(y - 0.5, x - 0.5, height, width) for y, x in self._corners()]))
        self._fit()

    def show_truth(self, alignment: npt.NDArray[Any] | None) -> None:
        """Outline the cells of the true alignment, or nothing."""
        cells = np.argwhere(alignment == 1) if alignment is not None else np.empty((0, 2))
        places = [(y + row - 0.5, x + column - 0.5, 1, 1) for y, x in self._corners() for row, column in cells]
        self.truth.setData(*_outlines(places))

    def show_step(self, row: int | None, column: int | None) -> None:
        """Mark the row that is written, or the column that is read, in every head."""
        height, width = self.head_shape
        if row is not None:
            places = [(y + row - 0.5, x - 0.5, 1, width) for y, x in self._corners()]
        elif column is not None:
            places = [(y - 0.5, x + column - 0.5, height, 1) for y, x in self._corners()]
        else:
            places = []
        self.mark.setData(*_outlines(places))
        self.left.mark_words(frozenset() if row is None else frozenset(int(y) + row for y, _ in self._corners()))
        self.top.mark_words(frozenset() if column is None else frozenset(int(x) + column for _, x in self._corners()))

    def cell_at(self, scene: QPointF) -> Cell | None:
        """Return the cell at a place of the scene."""
        if not self.box.sceneBoundingRect().contains(scene):
            return None
        at = self.box.mapSceneToView(scene)
        x, y = round(at.x()), round(at.y())
        height, width = self.head_shape
        (down, row), (across, column) = divmod(y, self.pitch[0]), divmod(x, self.pitch[1])
        head = down * self.across + across
        if row >= height or column >= width or not 0 <= head < self.heads or x < 0 or y < 0:
            return None
        return (self.single or 0) + head, row, column

    def _corners(self) -> list[tuple[int, int]]:
        """Return (y, x) of each head's first cell."""
        high, wide = self.pitch
        return [((n // self.across) * high, (n % self.across) * wide) for n in range(self.heads)]

    def _blocks(self, down: int) -> tuple[int, int]:
        """Return how many rows and columns of weights there are to a pixel of the screen, at least one."""
        ratio = self.devicePixelRatioF()
        height, width = self.head_shape
        rows = down * (height + 1) / max(self.box.height() * ratio, 60.0)
        columns = self.across * (width + 1) / max(self.box.width() * ratio, 60.0)
        return max(int(rows), 1), max(int(columns), 1)

    def _resized(self) -> None:
        """Draw anew where a pixel stands for more or fewer weights than before."""
        if self.attention is not None and self._blocks(-(-self.heads // self.across)) != self.block:
            self.draw(self.attention, self.single)
            self.resampled.emit(self)
        else:
            self._fit()

    def _fit(self, cause: object = None) -> None:
        """Give the words the room that they want, which may turn those on top."""
        self.left.fit()
        self.top.fit()
        pitch = self.height() / max(len(self.left.words), 1)
        self.mark.setPen(pg.mkPen(self.cursor_colour, width=2 if pitch > 8 else 1))  # thin rows stay visible
        self.getPlotItem().setContentsMargins(0, 2, max(math.ceil(self.top.overhang), 4) + 2, 2)

    def _pick(self, scene: QPointF) -> None:
        cell = self.cell_at(scene)
        if cell is not None:
            self.picked.emit(cell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which cell the mouse is over."""
        if isinstance(event, QMouseEvent) and event.type() in POINTS:
            self.hovered.emit(self.cell_at(self.mapToScene(event.position().toPoint())))
        elif event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        return bool(super().eventFilter(watched, event))


def _outlines(places: Sequence[tuple[float, float, float, float]]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return (x, y) of rectangles given as (top, left, height, width), with NaN between them."""
    x = [(left, left + width, left + width, left, left, np.nan) for _, left, _, width in places]
    y = [(top, top, top + height, top + height, top, np.nan) for top, _, height, _ in places]
    return np.array(x, np.float64).reshape(-1), np.array(y, np.float64).reshape(-1)
