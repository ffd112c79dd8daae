"""The plane of two components: the path, a dot for each step, and the cursor on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from rnnviz.views.base import Shared
from rnnviz.views.gate import curve, plain
from rnnviz.views.plots.axis_name import name_axis
from rnnviz.views.plots.bare_plot import BarePlot
from rnnviz.views.plots.dot_plot import Dots
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.fixed_box import FixedBox
from rnnviz.views.spectrum.complex_plane import RealAxis
from rnnviz.views.state_space.colouring import OTHER, SIGNS, Coloured, shades
from rnnviz.views.state_space.path_marks import PathMarks
from rnnviz.views.training.update_curve import faint

Floats = npt.NDArray[np.float64]
REACH = 14.0
"""Pixels from the mouse to a dot that it reads out."""
TAIL = 8
"""Steps behind the cursor that are drawn brighter."""


class StatePlane(BarePlot):
    """One path through the plane; items are made once."""

    hovered = Signal(object)
    """Index of the step under the mouse, or None."""
    picked = Signal(object)
    """Index of the step that was clicked."""

    def __init__(self, shared: Shared) -> None:
        palette, width = shared.palette, shared.line_width
        self.box = FixedBox()
        self.axes: dict[str, Any] = {"left": FigureAxis(), "bottom": RealAxis("bottom")}
        super().__init__(viewBox=self.box, background=palette.paper, axisItems=self.axes)
        self.setFrameShape(self.Shape.NoFrame)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setContentsMargins(0, 6, 10, 0)
        self.ink = palette.muted
        metrics = QFontMetricsF(QApplication.font())
        for side, axis in self.axes.items():
            axis.setPen(palette.border)
            axis.setTickPen(palette.muted)
            axis.setTextPen(palette.muted)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=-4, tickTextOffset=3, hideOverlappingLabels=8)
            if side == "left":
                axis.setWidth(metrics.horizontalAdvance("−0.025") + metrics.height() + 10)
        self.line = pg.PlotCurveItem(pen=pg.mkPen(faint(palette.muted, palette.paper, 0.6), width=1), connect="finite")
        self.tail = pg.PlotCurveItem(pen=pg.mkPen(palette.cursor, width=2 * width), connect="finite")
        self.ring = Dots(symbol="o", size=14 * width, pen=pg.mkPen(palette.cursor, width=2), brush=None, pxMode=True)
        size = 6.5 * width
        self.shaded = [_dots(colour, SIGNS[0], size) for colour in shades(palette)]
        self.named = [_dots(colour, SIGNS[n], size) for n, colour in enumerate(palette.classes)]
        self.other = _dots(palette.muted, SIGNS[OTHER], 0.8 * size)
        for depth, item in ((0, self.line), (20, self.tail), (30, self.ring)):
            item.setZValue(depth)
            self.addItem(item, ignoreBounds=True)
        for item in (*self.shaded, *self.named, self.other):
            item.setZValue(10)
            self.addItem(item, ignoreBounds=True)
        self.marks = PathMarks(self.box, palette, size / 2)
        self.points: Floats = np.empty((0, 2))
        self._titles: dict[str, tuple[str, str]] = {}
        self.setMinimumSize(90, 70)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)
        self.box.clicked.connect(self._click)

    def title(self, side: str, words: str, short: str = "") -> None:
        """Name an axis, in few words where it is short."""
        self._titles[side] = (words, short or words)
        self._name(side)

    def _name(self, side: str) -> None:
        words, short = self._titles[side]
        room = self.box.height() if side == "left" else self.box.width()
        fits = QFontMetricsF(QApplication.font()).horizontalAdvance(words) <= room
        name_axis(self.axes[side], plain(words if fits else short), self.ink)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for side in getattr(self, "_titles", ()):  # Qt tells of a size before there is anything in it
            self._name(side)

    def draw(self, points: Floats, by: Coloured, words: Sequence[str]) -> None:
        """Draw points (n, 2) in the order of their steps, each in its group and with its token."""
        self.points = np.stack([curve(points[:, 0]), curve(points[:, 1])], axis=1)
        self.line.setData(self.points[:, 0], self.points[:, 1], connect="finite")
        fine = np.isfinite(self.points).all(axis=1)
        for number in range(OTHER + 1):
            here = self.points[fine & (by.groups == number)]
            if number == OTHER:
                _fill(self.other, here)
                continue
            for items, shown in ((self.shaded, by.ordered), (self.named, not by.ordered)):
                if number < len(items):
                    _fill(items[number], here if shown else here[:0])
        self.marks.show_path(self.points, words)

    def show_step(self, index: int | None) -> None:
        """Mark a step, and the way to it."""
        if index is None or not 0 <= index < len(self.points):
            _fill(self.ring, self.points[:0])
            self.tail.setData([], [])
            return
        behind = self.points[max(index - TAIL, 0) : index + 1]
        self.tail.setData(behind[:, 0], behind[:, 1], connect="finite")
        here = self.points[index : index + 1]
        _fill(self.ring, here[np.isfinite(here).all(axis=1)])
        self.marks.show_step(index)

    def near(self, scene: QPointF, within: float = np.inf) -> int | None:
        """Return the step whose dot is nearest to a place of the scene, None where none is near."""
        rect = self.box.rect()
        if not self.box.sceneBoundingRect().contains(scene) or not len(self.points) or rect.width() < 1:
            return None
        at = self.box.mapFromScene(scene)
        away = np.hypot(*(self.marks.pixels() - [at.x(), at.y()]).T)
        away[~np.isfinite(away)] = np.inf
        nearest = int(away.argmin())
        return nearest if away[nearest] <= min(within, 1e9) else None

    def _click(self, scene: QPointF) -> None:
        index = self.near(scene)
        if index is not None:
            self.picked.emit(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which step the mouse is over."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.hovered.emit(self.near(self.mapToScene(event.position().toPoint()), REACH))
        elif event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        return bool(super().eventFilter(watched, event))


def _dots(colour: str, sign: str, size: float) -> Dots:
    fill = QColor(colour)
    fill.setAlpha(190)
    return Dots(symbol=sign, size=size, pen=pg.mkPen(colour), brush=pg.mkBrush(fill), pxMode=True)


def _fill(item: Any, points: Floats) -> None:
    if len(points) or len(item.data):
        item.setData(points[:, 0], points[:, 1])
