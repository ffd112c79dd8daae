"""The matrix of losses by steps, with what its rows sum to beside it and its columns under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from rnnviz.views.attention.matrix import MatrixBox
from rnnviz.views.base import Shared
from rnnviz.views.flow.arrays import FlowMatrix
from rnnviz.views.gate import curve
from rnnviz.views.palette import Palette
from rnnviz.views.plots.bare_plot import BarePlotItem
from rnnviz.views.plots.colour_bar import shares
from rnnviz.views.plots.decades import DecadeAxis, spacing
from rnnviz.views.plots.heat_map import HeatMap
from rnnviz.views.plots.line import pen
from rnnviz.views.plots.row_mark import RowMark
from rnnviz.views.plots.step_axis import WIDEST, StepAxis
from rnnviz.views.words.language import tr

Place = tuple[int | None, int | None]
"""(row, column); None where the mouse is beside or under the matrix."""
Floats = npt.NDArray[np.float64]
RIGHT = 8
BESIDE = 24
"""Pixels between the matrix and the curves at its right: halves of the outermost labels under both find room."""


class SideAxis(DecadeAxis):
    """Powers of ten along the bottom."""

    def __init__(self) -> None:
        super().__init__("bottom")

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        low, high = sorted((minVal, maxVal))
        room = QFontMetricsF(QApplication.font()).horizontalAdvance("10⁻¹⁰0")
        step = spacing(high - low, size / room)
        first, last = int(np.ceil(low / step)), int(np.floor(high / step))
        return [(float(step), [float(n * step) for n in range(first, last + 1)])]


class FlowGrid(pg.GraphicsLayoutWidget):
    """Three plots that line up: a heat map, curves by row at its right, curves by column under it."""

    hovered = Signal(object)
    """(row, column) under the mouse, or None."""
    picked = Signal(object)
    """(row, column) that was clicked."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        palette = shared.palette
        self.setBackground(palette.paper)
        self.setFrameShape(self.Shape.NoFrame)
        self.drawn: FlowMatrix | None = None
        self.left, self.bottom = StepAxis("left", palette), StepAxis("bottom", palette)
        self.matrix = self._plot(palette, 0, 0, left=self.left, bottom=self.bottom)
        self.side = self._plot(palette, 0, 1, bottom=SideAxis())
        self.below = self._plot(palette, 1, 0, left=DecadeAxis("left"))
        self.below.vb.invertY(False)
        self.ci.layout.setContentsMargins(0, 4, RIGHT, 4)
        self.ci.layout.setSpacing(4)
        self.ci.layout.setHorizontalSpacing(BESIDE)
        self._fix_axes()
        self.heat = HeatMap(self.matrix, palette, signed=False)
        self.row_mark = RowMark(self.matrix.vb, replace(palette, accent=palette.reach))
        self.cursors = [pg.InfiniteLine(angle=90, pen=pen(palette.cursor, 1)) for _ in range(2)]
        for plot, line in zip((self.matrix, self.below), self.cursors, strict=True):
            line.setZValue(50)
            plot.addItem(line, ignoreBounds=True)
        self.by_row = [self._row_curve(colour, shared.line_width) for colour in (palette.muted, palette.cursor)]
        self.setMinimumSize(60, 60)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)

    def _plot(self, palette: Palette, row: int, column: int, **axes: Any) -> Any:
        box = MatrixBox()
        plot = BarePlotItem(viewBox=box, axisItems=axes)
        plot.hideButtons()
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            plot.showAxis(side, side in axes)
            axis.setPen(palette.border)
            axis.setTickPen(palette.muted)
            axis.setTextPen(palette.muted)
        self.addItem(plot, row, column)
        box.picked.connect(self._pick)
        return plot

    def _fix_axes(self) -> None:
        """Give every axis a size that no label changes, so that the plots line up and stay."""
        metrics = QFontMetricsF(QApplication.font())
        line = metrics.height()
        self.left.setLabel(tr("loss t ↓"))
        self.bottom.setLabel(tr("step k →"))
        width = max(metrics.horizontalAdvance("10⁻¹⁰"), WIDEST["left"] * line) + line + 8
        for axis in (self.left, self.below.getAxis("left")):
            axis.setWidth(width)
        for axis in (self.bottom, self.side.getAxis("bottom")):
            axis.setHeight(2 * line + 8)
            axis.setStyle(hideOverlappingLabels=8, tickLength=-3, tickTextOffset=3)
        self.below.getAxis("left").setStyle(hideOverlappingLabels=8, tickLength=-3, tickTextOffset=3, maxTickLevel=1)

    def _row_curve(self, colour: str, width: float) -> Any:
        made = pg.PlotCurveItem(pen=pen(colour, width), connect="finite")
        self.side.addItem(made, ignoreBounds=True)
        return made

    def draw(self, matrix: FlowMatrix, low: float, high: float, words: Sequence[str]) -> None:
        """Draw a matrix; colours run from low to high (log10); words are those of the whole time axis."""
        self.drawn = matrix
        rows, columns = matrix.shape
        stride = matrix.stride
        self.heat.draw(np.arange(columns), shares(matrix.logs, low, high).T, 1.0)
        left, top = matrix.first_step - 0.5, matrix.first_loss - 0.5
        self.heat.item.setRect(left, top, columns * stride, rows * stride)
        across, down = (left, left + columns * stride), (top, matrix.last_loss + 0.5)
        self.matrix.vb.setRange(xRange=across, yRange=down, padding=0)
        self.below.vb.setXRange(*across, padding=0)
        self.side.vb.setYRange(*down, padding=0)
        self.left.show_words(words)
        self.bottom.show_words(words)

    def draw_rows(self, sums: Floats, reaching: Floats, low: float, high: float) -> None:
        """Draw what each row sums to, and what of it reaches one step; log10."""
        if self.drawn is None:
            return
        rows = np.array([self.row_middle(row) for row in range(self.drawn.shape[0])])
        self.side.vb.setXRange(low, high, padding=0.06)
        for item, values in zip(self.by_row, (sums, reaching), strict=True):
            x = curve(values)
            alone = len(x) == 1  # a lone row is a stroke as high as the row
            item.setData(np.repeat(x, 2) if alone else x, rows + np.array([-0.4, 0.4]) if alone else rows)

    def row_middle(self, row: int) -> float:
        """Return the height of a row's middle."""
        matrix = self.drawn
        return 0.0 if matrix is None else matrix.first_loss + row * matrix.stride + (matrix.stride - 1) / 2

    def mark_row(self, row: int | None) -> None:
        """Mark a loss, or none."""
        self.row_mark.show_row(None if row is None else round(self.row_middle(row)))

    def show_step(self, t: int) -> None:
        """Move the cursor."""
        for line in self.cursors:
            line.setValue(t)

    def place_at(self, scene: QPointF) -> Place | None:
        """Return what lies at a place of the scene."""
        if self.drawn is None:
            return None
        for plot in (self.matrix, self.side, self.below):
            if plot.isVisible() and plot.vb.sceneBoundingRect().contains(scene):
                at = plot.vb.mapSceneToView(scene)
                row = None if plot is self.below else self.drawn.row_of(round(at.y()))
                column = None if plot is self.side else self.drawn.column_of(round(at.x()))
                return None if row is None and column is None else (row, column)
        return None

    def _pick(self, scene: QPointF) -> None:
        place = self.place_at(scene)
        if place is not None:
            self.picked.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room: where there is too little, the matrix alone stays."""
        super().resizeEvent(event)
        if not hasattr(self, "below"):
            return
        width, height = self.width(), self.height()
        side = 0 if width < 190 else min(max(0.2 * width, 46), 150)
        below = 0 if height < 150 else min(max(0.28 * height, 48), 150)
        self.side.setVisible(side > 0)
        self.below.setVisible(below > 0)
        self.ci.layout.setColumnFixedWidth(1, side)
        self.ci.layout.setRowFixedHeight(1, below)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what the mouse is over."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.hovered.emit(self.place_at(self.mapToScene(event.position().toPoint())))
        elif event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        return bool(super().eventFilter(watched, event))
