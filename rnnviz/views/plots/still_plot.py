"""A plot that keeps a picture of itself: what moves over it is drawn without drawing all of it again."""

from __future__ import annotations

import math
from typing import Any, NamedTuple, Protocol

import shiboken6
from PySide6.QtCore import QEvent, QLineF, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from rnnviz.views.plots.bare_plot import BarePlot

NEAR = 16.0
"""Pixels between two places of a line that are painted as one: of a narrow strip every row costs, not every pixel."""


class Columns(NamedTuple):
    """The lowest step that is seen, the pixels of a step, and the room of the box."""

    low: float
    scale: float
    room: QRectF

    def x(self, t: float) -> float:
        """Return the pixel of a step."""
        return self.room.left() + (t - self.low) * self.scale


class Floating(Protocol):
    """What is drawn over a plot's scene, in the pixels of its viewport."""

    def paint_over(self, painter: QPainter) -> None:
        """Draw it."""


class StillPlot(BarePlot):
    """A plot whose scene is drawn once into a picture, and again only where something in it has changed.

    Attributes
    ----------
    floating : list of Floating
        What lies over the scene, from the bottom up.
    keeps : bool
        Whether a picture is kept; a plot that is exported draws itself each time.
    """

    def __init__(self, **options: Any) -> None:
        self.floating: list[Floating] = []
        self.keeps = True
        self._still: QPixmap | None = None
        self._current = self._bare = False
        self._columns: Columns | None = None
        super().__init__(**options)
        self.scene().installEventFilter(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else all that lies under it is painted

    def move(self, *places: QRectF) -> None:
        """Say where something floating has been, and where it is: only there the plot is painted."""
        viewport = self.viewport()
        for place in places:
            viewport.update(place.toAlignedRect() & viewport.rect())

    @property
    def columns(self) -> Columns:
        """Where steps lie in the pixels of the viewport; looked up once for each picture."""
        if self._columns is None or not self._current:
            box = self.getPlotItem().getViewBox()
            low, high = box.viewRange()[0]
            room = box.mapRectToScene(box.rect())
            self._columns = Columns(low, room.width() / max(high - low, 1e-9), room)
        return self._columns

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of it when something in the scene has changed: all of it is drawn anew."""
        if event.type() == QEvent.Type.MetaCall and watched is self.scene() and self._current:
            self._current = False
            self.viewport().update()
        return bool(super().eventFilter(watched, event))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.scene().prepareForPaint()
        if not self.keeps or not self._paint_still(event.region()):
            super().paintEvent(event)

    def _paint_still(self, region: QRegion) -> bool:
        """Paint the picture, drawn anew where the scene has changed, and over it what floats; False: it cannot be."""
        current = self._is_current()
        if not current:
            self._paint_corner()
        with QPainter(self.viewport()) as painter:  # it ends, whatever fails: none may outlive its paint event
            on_screen = _is_on_screen(painter, self)
            if on_screen:
                if not current:
                    self._take()
                assert self._still is not None
                ratio = self._still.devicePixelRatio()
                for rect in region:  # type: ignore[attr-defined]
                    painter.drawPixmap(rect, self._still, _scaled(rect, ratio))
                self._draw_floating(painter)
        return on_screen

    def _paint_corner(self) -> None:
        """Paint where nothing is: a scene hears of no change until its view has painted."""
        self._bare = True
        super().paintEvent(QPaintEvent(QRect(self.viewport().rect().bottomRight(), QSize(1, 1))))
        self._bare = False

    def _is_current(self) -> bool:
        """Return whether the picture shows what the scene holds, in the size of the plot."""
        still, viewport = self._still, self.viewport()
        return (
            self._current and still is not None
            and still.deviceIndependentSize().toSize() == viewport.size()
            and still.devicePixelRatio() == viewport.devicePixelRatioF()
        )

    def _take(self) -> None:
        """Draw the scene into the picture."""
        viewport = self.viewport()
        ratio, room = viewport.devicePixelRatioF(), viewport.rect()
        size = room.size() * ratio
        if self._still is None or self._still.size() != size or self._still.devicePixelRatio() != ratio:
            self._still = QPixmap(size)
            self._still.setDevicePixelRatio(ratio)
        self._current, self._bare = True, True
        with QPainter(self._still) as painter:
            self.render(painter, QRectF(room), room, Qt.AspectRatioMode.IgnoreAspectRatio)
        self._bare, self._columns = False, None

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        if not self._bare:
            self._columns = None  # a picture for somebody else: of the scene as it is now
            self._draw_floating(painter)

    def _draw_floating(self, painter: QPainter) -> None:
        for each in self.floating:
            each.paint_over(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._current = False
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the picture go: nobody sees it."""
        self._still, self._current = None, False
        super().hideEvent(event)


class FloatingLine:
    """A vertical line at a step, over a plot's box.

    It is no item of the scene: to move it, only its own pixels are painted.
    """

    def __init__(self, plot: StillPlot, pen: QPen) -> None:
        self._plot = plot
        self._value = 0.0
        self._visible = True
        self.pen: QPen | None = pen
        plot.floating.append(self)

    def value(self) -> float:
        """Return the step."""
        return self._value

    def setValue(self, value: float) -> None:
        """Move to a step."""
        if value != self._value:
            before = self._place()
            self._value = value
            after = self._place()
            both = before | after
            if both.width() <= before.width() + after.width() + NEAR:
                self._plot.move(both)
            else:
                self._plot.move(before, after)

    def isVisible(self) -> bool:
        """Return whether it is shown."""
        return self._visible

    def setVisible(self, visible: bool) -> None:
        """Show it, or hide it."""
        if visible != self._visible:
            self._visible = True
            self._plot.move(self._place())
            self._visible = visible

    def hide(self) -> None:
        """Hide it."""
        self.setVisible(False)

    def setPen(self, pen: QPen | None) -> None:
        """Draw it with another pen, or not at all."""
        before = self._place()
        self.pen = pen
        self._plot.move(before, self._place())

    def _place(self) -> QRectF:
        """Return the pixels that it covers; none where nothing is drawn."""
        if self.pen is None or not self._visible:
            return QRectF()
        columns, spare = self._plot.columns, math.ceil(self.pen.widthF() / 2) + 1
        return QRectF(columns.x(self._value) - spare, columns.room.top(), 2 * spare, columns.room.height())

    def paint_over(self, painter: QPainter) -> None:
        """Draw it inside the box."""
        if self.pen is None or not self._visible:
            return
        columns = self._plot.columns
        x, room = columns.x(self._value), columns.room
        painter.save()
        painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self.pen)
        painter.drawLine(QLineF(x, room.top(), x, room.bottom()))
        painter.restore()


def _is_on_screen(painter: QPainter, plot: QWidget) -> bool:
    """Return whether a plot is painted into its window, not into somebody's picture: that is drawn from the scene.

    A picture may be asked for before the scene has said that something in it has changed.
    """
    store = plot.window().backingStore()
    into = painter.paintEngine().paintDevice() if painter.isActive() else None
    return (
        store is not None and into is not None
        and shiboken6.getCppPointer(into) == shiboken6.getCppPointer(store.paintDevice())
    )


def _scaled(rect: QRect, ratio: float) -> QRect:
    """Return a rectangle of a picture's own pixels."""
    return QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio).toRect()
