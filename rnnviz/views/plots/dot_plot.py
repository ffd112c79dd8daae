"""A plot of units as dots: the nearest one answers the mouse, the chosen one wears a ring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QColor, QMouseEvent

from rnnviz.views.base import Shared
from rnnviz.views.gate import curve, plain
from rnnviz.views.plots.axis_name import name_axis
from rnnviz.views.plots.bare_plot import BarePlot
from rnnviz.views.plots.fixed_box import FixedBox

Floats = npt.NDArray[np.float64]
REACH = 14.0
"""Pixels from the mouse to a dot that it reads out."""
SAME = 3.0
"""Dots so many pixels further away than the nearest count as lying in one place with it."""


TITLED = 110
"""Pixels of height from which on the axes have names."""


class Dot(NamedTuple):
    """One dot: which group it belongs to, and its unit."""

    group: str
    unit: int


class Points(NamedTuple):
    """The dots of a group.

    Attributes
    ----------
    x, y : array (n,)
        Places; where one is not finite there is no dot.
    units : array of int (n,)
    """

    x: Floats
    y: Floats
    units: npt.NDArray[Any]


class Dots(pg.ScatterPlotItem):
    """The dots of one group; a click on one is the plot's, not theirs."""

    def mouseClickEvent(self, event: Any) -> None:
        event.ignore()


class DotPlot(BarePlot):
    """Groups of dots, one item each, made once.

    Parameters
    ----------
    styles : mapping
        (colour, symbol) of each group.
    axes : mapping
        Axis items of its own for "left" and "bottom".
    """

    hovered = Signal(object)
    """The dots under the mouse, a tuple of `Dot` (those that lie in one place), or ()."""
    picked = Signal(object)
    """Unit that was clicked."""

    def __init__(self, shared: Shared, styles: Mapping[str, tuple[str, str]], axes: Mapping[str, Any]) -> None:
        self.box = FixedBox()
        palette = shared.palette
        super().__init__(viewBox=self.box, background=palette.paper, axisItems=dict(axes))
        self.setFrameShape(self.Shape.NoFrame)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setContentsMargins(0, 6, 8, 0)
        self.ink = palette.muted
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(palette.border)
            axis.setTickPen(palette.muted)
            axis.setTextPen(palette.muted)
            axis.setStyle(tickLength=-4, tickTextOffset=3)
        size = 7 * shared.line_width
        self.items = {group: _dots(colour, symbol, size) for group, (colour, symbol) in styles.items()}
        self.ring = Dots(
            symbol="o", size=size + 7, pen=pg.mkPen(palette.accent, width=2), brush=None, pxMode=True
        )
        self.ring.setZValue(30)
        for item in (*self.items.values(), self.ring):
            self.addItem(item, ignoreBounds=True)
        self.points: dict[str, Points] = {}
        self.unit = 0
        self._titles = {"left": "", "bottom": ""}
        self.setMinimumSize(60, 60)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)
        self.box.clicked.connect(self._click)

    def title(self, side: str, words: str) -> None:
        """Name an axis."""
        if words != self._titles[side]:
            self._titles[side] = words
            name_axis(self.getPlotItem().getAxis(side), plain(words), self.ink)
            self._name_axes()

    def draw(self, points: Mapping[str, Points], unit: int) -> None:
        """Draw these groups and no other, and ring a unit."""
        self.points = {group: _finite(found) for group, found in points.items()}
        for group, item in self.items.items():
            x, y = self.points[group][:2] if group in self.points else (np.empty(0), np.empty(0))
            if len(x) or len(item.data):
                item.setData(x, y)
        self.unit = unit
        ringed = [np.stack([x, y])[:, units == unit] for x, y, units in self.points.values()]
        self.ring.setData(*np.concatenate([np.empty((2, 0)), *ringed], axis=1))

    def _name_axes(self) -> None:
        """Leave out the names of the axes where there is hardly room for the dots."""
        for side, words in self._titles.items():
            self.getPlotItem().getAxis(side).showLabel(bool(words) and self.height() >= TITLED)

    def near(self, scene: QPointF, within: float = np.inf) -> tuple[Dot, ...]:
        """Return the dots nearest to a place of the scene: all that lie in one place, by unit."""
        rect = self.box.rect()
        if not self.box.sceneBoundingRect().contains(scene) or rect.width() < 1 or rect.height() < 1:
            return ()
        at, ((left, right), (low, high)) = self.box.mapSceneToView(scene), self.box.viewRange()
        found: list[tuple[float, Dot]] = []
        for group, (x, y, units) in self.points.items():
            across = (x - at.x()) * rect.width() / (right - left)
            away = np.hypot(across, (y - at.y()) * rect.height() / (high - low))
            found += [(float(d), Dot(group, int(unit))) for d, unit in zip(away, units, strict=True)]
        nearest = min((d for d, _ in found), default=np.inf)
        if nearest > within:
            return ()
        return tuple(sorted((dot for d, dot in found if d <= nearest + SAME), key=lambda dot: dot.unit))

    def _click(self, scene: QPointF) -> None:
        """Pick the nearest unit; of several in one place, the one after the chosen unit."""
        units = sorted({dot.unit for dot in self.near(scene)})
        if units:
            self.picked.emit(next((unit for unit in units if self.unit in units and unit > self.unit), units[0]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which dots the mouse is over, and follow the size."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.hovered.emit(self.near(self.mapToScene(event.position().toPoint()), REACH))
        elif event.type() == QEvent.Type.Leave:
            self.hovered.emit(())
        elif event.type() == QEvent.Type.Resize:
            self._name_axes()
        return bool(super().eventFilter(watched, event))


def _dots(colour: str, symbol: str, size: float) -> Dots:
    """Return the item of a group; many dots in one place are darker than one."""
    fill = QColor(colour)
    fill.setAlpha(150)
    return Dots(symbol=symbol, size=size, pen=pg.mkPen(colour), brush=pg.mkBrush(fill), pxMode=True)


def _finite(points: Points) -> Points:
    x, y = curve(points.x), curve(points.y)
    fine = np.isfinite(x) & np.isfinite(y)
    return Points(x[fine], y[fine], np.asarray(points.units)[fine])
