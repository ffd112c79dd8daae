"""The complex plane: circles about zero, groups of points with a mark each, and the mouse that asks for a point."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget

from rnnviz.views.base import Shared
from rnnviz.views.gate import LARGEST
from rnnviz.views.plots.bare_plot import BarePlot
from rnnviz.views.plots.figure_axis import MANY, FigureAxis, round_step
from rnnviz.views.plots.line import pen
from rnnviz.views.plots.overlay import Overlay
from rnnviz.views.words.figures import number

Floats = npt.NDArray[np.float64]
ANGLES = np.linspace(0, 2 * np.pi, 181)
NEAR = 12.0
"""Pixels from a point within which the mouse means it."""


def plus() -> QPainterPath:
    """Return the sign + as two thin lines, which hide little of what lies under them."""
    path = QPainterPath()
    for x, y in ((0.5, 0.0), (0.0, 0.5)):
        path.moveTo(-x, -y)
        path.lineTo(x, y)
    return path


class RealAxis(pg.AxisItem):
    """The bottom axis: round numbers that do not collide."""

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        width = QFontMetricsF(QApplication.font()).horizontalAdvance
        widest, span = width("−0.5 "), abs(maxVal - minVal)
        step = round_step(span / min(max(size / widest, 1), MANY))
        longest = max(width(f"{text} ") for text in self.tickStrings([minVal, maxVal], 1.0, step))
        if longest > widest:
            step = round_step(span / min(max(size / longest, 1), MANY))
        return [(step, 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [number(round(value / spacing) * spacing) for value in values]


class PlaneNames(Overlay):
    """Names of the two axes, in the corners that no circle reaches."""

    def __init__(self, box: Any, colour: str, paper: str) -> None:
        super().__init__(box, depth=60.0)
        self.colour, self.paper = QColor(colour), QColor(paper)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        room = QRectF(self.box.rect()).adjusted(5, 3, -5, -3)
        painter.setFont(QApplication.font())
        painter.setPen(QPen(self.colour))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), "Im λ")
        painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight), "Re λ")


class ComplexPlane(BarePlot):
    """Equal units on both axes; the unit circle, another circle, groups of points."""

    hovered = Signal(object)
    """(group, index) of the point under the mouse, or None."""

    def __init__(self, shared: Shared) -> None:
        palette = shared.palette
        self.box = pg.ViewBox(enableMenu=False, defaultPadding=0, lockAspect=True)
        axes: dict[str, Any] = {"left": FigureAxis(), "bottom": RealAxis("bottom")}
        super().__init__(viewBox=self.box, background=palette.paper, axisItems=axes)
        self.setFrameShape(self.Shape.NoFrame)
        self.box.setMouseEnabled(x=False, y=False)
        self.box.disableAutoRange()
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setContentsMargins(0, 6, 10, 2)
        axes["left"].setWidth(QFontMetricsF(QApplication.font()).horizontalAdvance("−0.25") + 8)
        for side, axis in axes.items():
            axis.setPen(palette.border)
            axis.setTickPen(palette.muted)
            axis.setTextPen(palette.muted)
            axis.setStyle(tickLength=-4, hideOverlappingLabels=8, **({} if side == "left" else {"tickTextOffset": 3}))
        for angle in (0, 90):
            line = pg.InfiniteLine(angle=angle, pen=pg.mkPen(palette.grid, width=1))
            line.setZValue(-10)
            self.addItem(line, ignoreBounds=True)
        self.unit = self._circle(pen(palette.muted, 1.5))
        self.unit.setData(np.cos(ANGLES), np.sin(ANGLES))
        self.outer = self._circle(pen(palette.muted, 1, (2, 3)))
        self.names = PlaneNames(self.box, palette.muted, palette.paper)
        self.groups: dict[str, Any] = {}
        self.points: dict[str, tuple[Floats, npt.NDArray[np.intp]]] = {}
        self.hover: tuple[str, int] | None = None
        self.setMinimumSize(90, 70)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)

    def _circle(self, drawn: QPen) -> Any:
        circle = pg.PlotCurveItem(pen=drawn, antialias=True)
        circle.setSegmentedLineMode("off")
        circle.setZValue(-5)
        self.addItem(circle, ignoreBounds=True)
        return circle

    def add_group(self, key: str, symbol: str | QPainterPath, colour: str, *, size: float, depth: float) -> None:
        """Add a group of points that look alike: filled signs by pyqtgraph's letter, or lines of a path."""
        filled = isinstance(symbol, str)
        drawn, brush = (None, pg.mkBrush(colour)) if filled else (pg.mkPen(colour, width=1.3), None)
        item = pg.ScatterPlotItem(symbol=symbol, size=size, pen=drawn, brush=brush)
        item.setZValue(depth)
        self.groups[key] = item
        self.addItem(item, ignoreBounds=True)
        self.show_group(key, np.empty((0, 2)))

    def show_group(self, key: str, values: npt.ArrayLike) -> None:
        """Give a group its points (n, 2), real and imaginary parts; those that are not finite are left out."""
        wide = np.asarray(values, np.float64).reshape(-1, 2)
        whole = np.flatnonzero(np.isfinite(wide).all(axis=1))
        self.points[key] = np.clip(wide[whole], -LARGEST, LARGEST), whole
        self.groups[key].setData(*self.points[key][0].T)

    def show_outer(self, radius: float) -> None:
        """Draw another circle about zero; NaN or what is not finite draws none."""
        shown = math.isfinite(radius) and 0 < radius < LARGEST
        self.outer.setVisible(shown)
        if shown:
            self.outer.setData(radius * np.cos(ANGLES), radius * np.sin(ANGLES))

    def fit_radius(self, radius: float) -> None:
        """Show at least everything up to a distance from zero."""
        self.box.setRange(xRange=(-radius, radius), yRange=(-radius, radius), padding=0)

    def point_at(self, scene: QPointF) -> tuple[str, int] | None:
        """Return (group, index) of the point nearest to a place of the scene, None where none is near."""
        if not self.box.sceneBoundingRect().contains(scene):
            return None
        at = self.box.mapSceneToView(scene)
        pixel = self.box.viewPixelSize()[0]
        best, nearest = None, NEAR * pixel
        for key, (points, places) in self.points.items():
            if len(points):
                away = np.hypot(points[:, 0] - at.x(), points[:, 1] - at.y())
                if away.min() <= nearest:
                    best, nearest = (key, int(places[away.argmin()])), float(away.min())
        return best

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which point the mouse is over."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._say(self.point_at(self.mapToScene(event.position().toPoint())))
        elif event.type() == QEvent.Type.Leave:
            self._say(None)
        return bool(super().eventFilter(watched, event))

    def _say(self, point: tuple[str, int] | None) -> None:
        if point != self.hover:
            self.hover = point
            self.hovered.emit(point)


class PlanePlace(QWidget):
    """Holds a plane at the top, no higher than wide: a high and narrow one would be mostly empty."""

    def __init__(self, plane: ComplexPlane) -> None:
        super().__init__()
        self.plane = plane
        plane.setParent(self)
        self.setMinimumSize(plane.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.plane.setGeometry(0, 0, self.width(), min(self.height(), self.width()))
