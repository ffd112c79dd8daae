"""The image of one part's numbers, and their histogram in the same colours and range."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rnnviz.trace import Array
from rnnviz.views.base import Shared
from rnnviz.views.plots.axis_name import name_axis
from rnnviz.views.plots.bare_plot import BarePlot
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.fixed_box import FixedBox
from rnnviz.views.plots.heat_map import BROKEN, HeatMap, indices
from rnnviz.views.plots.note import Note
from rnnviz.views.plots.step_axis import StepAxis
from rnnviz.views.spectrum.complex_plane import RealAxis
from rnnviz.views.training.update_curve import faint
from rnnviz.views.words.language import tr

Place = tuple[int, int]
"""(row, column) of the part."""
MOST = 512
"""Rows and columns of the image; of more, evenly spaced ones are drawn and counted."""
BINS = 51
"""Bars of the histogram: five colours each, the middle one about zero."""
LOW, NARROW = 190, 120
"""Pixels of height below which the image has no histogram under it, and its axes no names."""


class WeightImage(QWidget):
    """A heat map of rows and columns, zero the paper, and the histogram of its entries."""

    hovered = Signal(object)
    """(row, column) under the mouse, or None."""
    picked = Signal(object)
    """(row, column) that was clicked."""
    counted = Signal(object)
    """Bar of the histogram under the mouse, or None."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        palette = shared.palette
        self.box = FixedBox()
        self.left, self.bottom = StepAxis("left", palette), StepAxis("bottom", palette)
        self.plot = _plot(shared, self.box, {"left": self.left, "bottom": self.bottom})
        self.box.invertY(True)
        self.heat = HeatMap(self.plot, palette)
        self.note = Note(self.box, palette)
        self.mark = pg.ScatterPlotItem(
            symbol="s", size=11 * shared.line_width, pen=pg.mkPen(palette.cursor, width=2), brush=None
        )
        self.mark.setZValue(30)
        self.plot.addItem(self.mark, ignoreBounds=True)
        self.counts_box = FixedBox()
        axes: dict[str, Any] = {"left": FigureAxis(), "bottom": RealAxis("bottom")}
        self.counts = _plot(shared, self.counts_box, axes)
        self.bars = pg.PlotCurveItem(
            np.zeros(2), np.zeros(1), stepMode="center", fillLevel=0.0, pen=pg.mkPen(palette.muted),
            brush=pg.mkBrush(faint(palette.muted, palette.paper, 0.35)),
        )
        self.zero = pg.InfiniteLine(pos=0.0, angle=90, pen=pg.mkPen(palette.grid, width=1))
        for item in (self.zero, self.bars):
            self.counts.addItem(item, ignoreBounds=True)
        metrics = QFontMetricsF(QApplication.font())
        for axis in (self.left, axes["left"]):
            axis.setWidth(metrics.horizontalAdvance("10,000") + metrics.height() + 4)
        axes["left"].setLabel(tr("entries"), color=palette.muted)
        self.counts_axis = axes["bottom"]
        self.ink = palette.muted
        self._names = ("", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.plot, 5)
        column.addWidget(self.counts, 3)
        self.setMinimumSize(90, 90)
        self.shape = (1, 1)
        self.strides = (1, 1)
        self.edges: npt.NDArray[np.float64] = np.zeros(BINS + 1)
        self.numbers: npt.NDArray[np.float64] = np.zeros(BINS)
        self.broken = 0
        """Entries that are not finite."""
        self.plot.setMouseTracking(True)
        self.plot.viewport().installEventFilter(self)
        self.counts.setMouseTracking(True)
        self.counts.viewport().installEventFilter(self)
        self.box.clicked.connect(self._click)

    def draw(self, values: Array, limit: float, symbol: str) -> None:
        """Draw values (rows, columns) between ±limit; the symbol names them under the histogram."""
        self.note.say("")
        self.shape = (values.shape[0], values.shape[1])
        self.strides = (math.ceil(values.shape[0] / MOST), math.ceil(values.shape[1] / MOST))
        drawn = values[:: self.strides[0], :: self.strides[1]]
        self.heat.draw(np.arange(drawn.shape[1]), drawn.T, limit)
        self.heat.item.setRect(-0.5, -0.5, drawn.shape[1] * self.strides[1], drawn.shape[0] * self.strides[0])
        self.box.setRange(xRange=(-0.5, self.shape[1] - 0.5), yRange=(-0.5, self.shape[0] - 0.5), padding=0)
        self._count(drawn, limit, symbol)

    def clear(self, sentence: str) -> None:
        """Draw nothing, and say why."""
        self.heat.clear()
        self.mark_entry(None)
        self.numbers = np.zeros(BINS)
        self.bars.setData(self.edges, self.numbers)
        self.note.say(sentence)

    def _count(self, drawn: Array, limit: float, symbol: str) -> None:
        """Count the entries by their colours: what is drawn and what is counted is one thing."""
        colours = np.bincount(indices(drawn, limit, signed=True).reshape(-1), minlength=256)
        self.broken = int(colours[BROKEN])
        self.numbers = colours[:BROKEN].reshape(BINS, -1).sum(axis=1).astype(np.float64)
        each = BROKEN // BINS
        end = min(max(limit, 1e-30), 1e38)
        self.edges = (np.arange(BINS + 1) * each - 0.5 - BROKEN // 2) / (BROKEN // 2) * end
        self.bars.setData(self.edges, self.numbers)
        self.counts_box.setRange(
            xRange=(self.edges[0], self.edges[-1]), yRange=(0.0, 1.05 * max(self.numbers.max(), 1.0)), padding=0
        )
        name_axis(self.counts_axis, symbol, self.ink)

    def name_axes(self, rows: str, columns: str) -> None:
        """Name what rows and columns are."""
        self._names = (rows, columns)
        self._name_axes()

    def _name_axes(self) -> None:
        for axis, words in zip((self.left, self.bottom), self._names, strict=True):
            name_axis(axis, words, self.ink)
            axis.showLabel(bool(words) and self.height() >= NARROW)

    def mark_entry(self, place: Place | None) -> None:
        """Frame an entry, or none."""
        x, y = ([place[1]], [place[0]]) if place is not None else ([], [])
        if x or len(self.mark.data):
            self.mark.setData(x, y)

    def entry_at(self, scene: QPointF) -> Place | None:
        """Return the entry at a place of the scene, one that is drawn."""
        if not self.box.sceneBoundingRect().contains(scene):
            return None
        at = self.box.mapSceneToView(scene)
        places = zip((at.y(), at.x()), self.strides, strict=True)
        row, column = (math.floor((place + 0.5) / stride) * stride for place, stride in places)
        return (row, column) if 0 <= row < self.shape[0] and 0 <= column < self.shape[1] else None

    def bar_at(self, scene: QPointF) -> int | None:
        """Return the bar of the histogram at a place of its scene."""
        if not self.counts_box.sceneBoundingRect().contains(scene):
            return None
        bar = int(np.searchsorted(self.edges, self.counts_box.mapSceneToView(scene).x(), side="right")) - 1
        return bar if 0 <= bar < BINS else None

    def _click(self, scene: QPointF) -> None:
        place = self.entry_at(scene)
        if place is not None:
            self.picked.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the histogram, and then the names of the axes, where there is hardly room for the image."""
        super().resizeEvent(event)
        self.counts.setVisible(self.height() >= LOW)
        self._name_axes()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which entry, or which bar of the histogram, the mouse is over."""
        if watched is self.counts.viewport():
            if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
                self.counted.emit(self.bar_at(self.counts.mapToScene(event.position().toPoint())))
            elif event.type() == QEvent.Type.Leave:
                self.counted.emit(None)
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.hovered.emit(self.entry_at(self.plot.mapToScene(event.position().toPoint())))
        elif event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        return bool(super().eventFilter(watched, event))


def _plot(shared: Shared, box: FixedBox, axes: dict[str, pg.AxisItem]) -> BarePlot:
    palette = shared.palette
    plot = BarePlot(viewBox=box, background=palette.paper, axisItems=axes)
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.getPlotItem().hideButtons()
    plot.getPlotItem().setContentsMargins(0, 4, 10, 0)
    for axis in axes.values():
        axis.enableAutoSIPrefix(False)
        axis.setPen(palette.border)
        axis.setTickPen(palette.muted)
        axis.setTextPen(palette.muted)
        axis.setStyle(tickLength=-4, tickTextOffset=3, hideOverlappingLabels=8)
    plot.setMinimumSize(60, 30)
    return plot
