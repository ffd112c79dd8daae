"""A plot over the one time axis: columns that line up, the mouse that drives it, what every track marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainterPath
from PySide6.QtWidgets import QToolTip

from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.plots.ghosts import OperatedSteps
from rnnviz.views.plots.overlay import Shade
from rnnviz.views.plots.still_plot import FloatingLine, StillPlot
from rnnviz.views.scopes import boundary
from rnnviz.views.shared import TimeAxis

LEFT = 64
"""Pixels from a track's left edge to step 0, the same in every track so that columns line up."""
RIGHT = 14
EDGE = 6
"""Pixels above and below, where the halves of the outermost labels find room."""

POINTS = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress)
"""Events that say where the mouse is: after a menu has been closed a press may come without a move."""

pg.setConfigOptions(imageAxisOrder="row-major", antialias=False, segmentedLineMode="on")


class TimeBox(pg.ViewBox):
    """The box of a track's plot: the mouse drives the shared time axis.

    Wheel zooms at the mouse, Shift+wheel and Ctrl+drag (or the middle button) pan, drag scrubs,
    Shift+drag chooses the loop range, double-click shows the whole pass.
    """

    picked = Signal(object)
    """(t, y) of a single click: the step, and the height in the plot's units."""
    beside = 0.0
    """Pixels beside the columns that a mark on the first or the last step may take: half of it would be cut off."""

    def __init__(self, axis: TimeAxis) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)
        self.axis = axis
        self.setMouseEnabled(x=False, y=False)
        self.disableAutoRange()

    def shape(self) -> QPainterPath:
        """Return what is drawn in."""
        path = QPainterPath()
        path.addRect(self.boundingRect().adjusted(-self.beside, 0, self.beside, 0))
        return path

    def _time(self, event: Any) -> float:
        return float(self.mapSceneToView(event.scenePos()).x())

    def wheelEvent(self, event: Any, axis: Any = None) -> None:
        low, high = self.axis.range
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.axis.pan(-(event.delta() / 120) * 0.1 * (high - low))
        else:
            self.axis.zoom(0.8 ** (event.delta() / 120), self._time(event))
        event.accept()

    def mouseDragEvent(self, event: Any, axis: Any = None) -> None:
        event.accept()
        at = self._time(event)
        first = float(self.mapSceneToView(event.buttonDownScenePos()).x())
        pans = event.button() == Qt.MouseButton.MiddleButton or (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if pans:
            before = float(self.mapSceneToView(event.lastScenePos()).x())
            self.axis.pan(before - at)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.axis.set_loop((round(first), round(at)))
        else:
            self.axis.scrub(round(at))

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        event.accept()
        if event.double():
            self.axis.fit()
        else:
            at = self.mapSceneToView(event.scenePos())
            t = min(max(round(at.x()), 0), self.axis.length - 1)
            self.axis.scrub(t)
            self.picked.emit((t, float(at.y())))


class TimePlot(StillPlot):
    """A plot whose columns line up with every other track's.

    Attributes
    ----------
    tell : callable or None
        Returns what a tool tip says at (step, height in the plot's units); "" for nothing.
    """

    pointed = Signal(object)
    """Height under the mouse in the plot's units, or None; before the axis hears of its step."""

    def __init__(self, shared: Shared, left: Any = None) -> None:
        self.box = TimeBox(shared.axis)
        axes = {} if left is None else {"left": left}
        super().__init__(viewBox=self.box, background=shared.palette.paper, axisItems=axes)
        self.setFrameShape(self.Shape.NoFrame)
        self.axis = shared.axis
        self.tell: Callable[[int, float], str] | None = None
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setContentsMargins(0, EDGE, RIGHT, EDGE)
        plot.getAxis("left").setWidth(LEFT)
        plot.getAxis("left").setStyle(tickLength=-4, maxTickLevel=1, hideOverlappingLabels=EDGE)
        plot.getAxis("left").setPen(shared.palette.border)
        plot.getAxis("left").setTickPen(shared.palette.muted)
        plot.getAxis("left").setTextPen(shared.palette.muted)
        plot.hideAxis("bottom")
        self._add_marks(shared)
        shared.axis.ranged.connect(self._follow_range)
        shared.axis.hovered.connect(self._follow_hover)
        shared.axis.looped.connect(self._follow_loop)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)
        self._follow_range(shared.axis.range)
        self._follow_loop(shared.axis.loop)

    def _add_marks(self, shared: Shared) -> None:
        palette = shared.palette
        self.hover_line = FloatingLine(self, pg.mkPen(palette.muted, style=Qt.PenStyle.DotLine))
        self.hover_line.hide()
        self.cursor_line = FloatingLine(self, pg.mkPen(palette.cursor, width=2))
        self.boundary_line = pg.InfiniteLine(angle=90, pen=pg.mkPen(palette.muted, width=1))
        self.boundary_line.setZValue(80)
        self.boundary_line.hide()
        self.operated = OperatedSteps(self.box, palette.warning)
        self.loop_shade = Shade(self.box, palette.accent)
        self.addItem(self.boundary_line, ignoreBounds=True)

    def divide(self, trace: Trace) -> None:
        """Mark where a trace's decoder begins, and the steps that are operated on."""
        self.operated.cover(trace.operated, trace.length if trace.operated else 0)
        start = boundary(trace)
        self.boundary_line.setVisible(start is not None)
        if start is not None:
            self.boundary_line.setValue(start - 0.5)

    def let_go(self) -> None:
        """Stop following the shared axis."""
        self.axis.ranged.disconnect(self._follow_range)
        self.axis.hovered.disconnect(self._follow_hover)
        self.axis.looped.disconnect(self._follow_loop)

    def _follow_range(self, span: tuple[float, float]) -> None:
        self.box.setXRange(*span, padding=0)

    def _follow_hover(self, t: int | None) -> None:
        self.hover_line.setVisible(t is not None)
        if t is not None:
            self.hover_line.setValue(t)

    def _follow_loop(self, loop: tuple[int, int] | None) -> None:
        self.loop_shade.cover(loop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which step the mouse is over."""
        if event.type() == QEvent.Type.Paint:
            return False  # nearly all that comes
        if isinstance(event, QMouseEvent) and event.type() in POINTS:
            at: QPointF = self.mapToScene(event.position().toPoint())
            inside = self.box.sceneBoundingRect().contains(at)
            place = self.box.mapSceneToView(at)
            self.pointed.emit(float(place.y()) if inside else None)
            self.axis.set_hover(round(place.x()) if inside else None)
        elif isinstance(event, QHelpEvent) and self.tell is not None:
            at = self.mapToScene(event.pos())
            place = self.box.mapSceneToView(at)
            inside = self.box.sceneBoundingRect().contains(at)
            QToolTip.showText(event.globalPos(), self.tell(round(place.x()), place.y()) if inside else "", self)
            return True
        elif event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
            self.axis.set_hover(None)
        return bool(super().eventFilter(watched, event))
