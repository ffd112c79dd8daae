"""A small plot of figures by update, on a linear or a logarithmic axis."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent
from PySide6.QtWidgets import QApplication

from rnnviz.views.base import Shared
from rnnviz.views.plots.bare_plot import BarePlot
from rnnviz.views.plots.decades import DecadeAxis
from rnnviz.views.plots.figure_axis import CLOSE, MANY, label_room, round_places, round_step
from rnnviz.views.words.figures import number

RIGHT = 12
TOP = 6
BOTTOM = 2
PARTS = 0.5
"""Spacing that stands for ticks inside decades."""
STILL = 3.0
"""Pixels that the mouse may move between press and release of a click."""
FIRST_SPAN = 20.0
"""Updates shown at least."""


class ValueAxis(DecadeAxis):
    """The left axis: numbers, or log10 of them, with ticks at round numbers where decades are too far apart."""

    def __init__(self) -> None:
        super().__init__("left")
        self.log = False

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        low, high = sorted((minVal, maxVal))
        room = label_room()
        if not self.log:
            step, offset = round_places(low, high, size)
            first, last = math.ceil((low - offset) / step - 1e-9), math.floor((high - offset) / step + 1e-9)
            return [(step, [offset + n * step for n in range(first, last + 1)])]
        if high - low >= 2.5 or max(-low, high) > 300:  # beyond floats there are decades alone
            return super().tickValues(low, high, size)
        least = room * (high - low) / max(size, 1)
        within = [n + math.log10(part) for n in range(math.floor(low), math.ceil(high) + 1) for part in (1, 2, 5)]
        within = [value for value in within if low <= value <= high]
        if len(within) < 3:
            within = [math.log10(v) for v in round_ticks(10**low, 10**high, int(size / room))[1] if v > 0]
        elif least > math.log10(2):
            within = [value for value in within if value == round(value)]
        most, found = max(int(size / room), 1), apart(within, least)
        for more in (1, 2, 3, 5, 10):  # a single number tells no scale, and none tells nothing
            if len(found) >= 2 or (found and size < room):
                break
            closer = [math.log10(v) for v in round_ticks(10**low, 10**high, more * most)[1] if v > 0]
            found = apart(closer, 0.95 * least)
            tight = apart(closer, CLOSE * least)
            if len(found) < 2 <= len(tight):
                found = [tight[0], tight[-1]]
        return [(PARTS, found)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if not self.log:
            return [number(value, 5 if abs(value) < 1e6 else 3) for value in values]
        if spacing == PARTS or (spacing >= 1 and all(abs(value) <= 3 for value in values)):
            return [number(10**value, 5) for value in values]
        return super().tickStrings(values, scale, spacing)


class UpdateAxis(pg.AxisItem):
    """The bottom axis: whole updates."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        widest = QFontMetricsF(QApplication.font()).horizontalAdvance(f"{maxVal:,.0f}  ")
        step, values = round_ticks(minVal, maxVal, min(max(int(size / widest), 1), MANY))
        return [(step, [value for value in values if value == round(value)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [f"{value:,.0f}" for value in values]


class UpdatePlot(BarePlot):
    """A plot over the updates; the mouse asks for the figures of one, a click goes there.

    Where the run stands in its past, a line marks the update that is shown; the curves go on behind it.

    Parameters
    ----------
    left : AxisItem, optional
        Another left axis than one of numbers.
    box : ViewBox, optional
        A box that does more.
    """

    hovered = Signal(object)
    """Update under the mouse (a float), or None."""

    def __init__(self, shared: Shared, left: Any = None, box: Any = None) -> None:
        self.left: Any = ValueAxis() if left is None else left
        self.box: Any = pg.ViewBox(enableMenu=False, defaultPadding=0) if box is None else box
        super().__init__(
            viewBox=self.box, background=shared.palette.paper,
            axisItems={"left": self.left, "bottom": UpdateAxis("bottom")},
        )
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # there is nothing in it for the keys
        self.box.setMouseEnabled(x=False, y=False)
        self.box.disableAutoRange()
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setContentsMargins(0, TOP, RIGHT, BOTTOM)
        # The same in every such plot, so that updates line up.
        self.left.setWidth(QFontMetricsF(QApplication.font()).horizontalAdvance("10⁻¹⁰⁰0"))
        self.left.setStyle(tickLength=-4, hideOverlappingLabels=8)
        plot.getAxis("bottom").setStyle(tickLength=-4, hideOverlappingLabels=True, tickTextOffset=3)
        for side in ("left", "bottom"):
            plot.getAxis(side).setPen(shared.palette.border)
            plot.getAxis(side).setTickPen(shared.palette.muted)
            plot.getAxis(side).setTextPen(shared.palette.muted)
        self.hover_line = pg.InfiniteLine(angle=90, pen=pg.mkPen(shared.palette.muted, style=Qt.PenStyle.DotLine))
        self.hover_line.setZValue(90)
        self.hover_line.hide()
        self.addItem(self.hover_line, ignoreBounds=True)
        self.position_line = pg.InfiniteLine(angle=90, pen=pg.mkPen(shared.palette.cursor, width=2))
        self.position_line.setZValue(95)
        self.addItem(self.position_line, ignoreBounds=True)
        self._requests = shared.requests
        self._pressed: QPointF | None = None
        shared.update_line.placed.connect(self.show_position)
        self.show_position(shared.update_line.position)
        self.setMinimumHeight(44)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)
        self._right = 0.0
        self.fit_updates(1.0, 1.0, anew=True)

    @property
    def columns(self) -> int:
        """Pixel columns of the curves."""
        return max(int(self.width() - self.left.width()) - RIGHT, 32)

    @property
    def stretches(self) -> int:
        """Stretches of a `Thinned` column that the pixels can show; the same for small changes of the width."""
        return 2 * (self.columns // 32 * 32)

    def fit_updates(self, first: float, last: float, *, anew: bool = False) -> None:
        """Show the updates first to last; the range stays put until they no longer fit."""
        if anew or last > self._right:
            span = 0.0 if anew and last - first < FIRST_SPAN else 0.12 * (last - first)
            self._right = max(last + span, first + FIRST_SPAN)
            self.box.setXRange(first - 0.01 * (self._right - first), self._right, padding=0)

    def show_updates(self, on: bool) -> None:
        """Show the numbers of the updates under the plot, or not (another plot under it has them).

        Without them the lowest number of the left axis still has room for its lower half.
        """
        plot = self.getPlotItem()
        plot.getAxis("bottom").setStyle(showValues=on)
        half = math.ceil(QFontMetricsF(QApplication.font()).height() / 2)
        plot.setContentsMargins(0, TOP, RIGHT, BOTTOM if on else max(BOTTOM, half))

    def set_log(self, log: bool) -> None:
        """Read heights as log10 of what is meant, or as they are."""
        if log != self.left.log:
            self.left.log = log
            self.left.picture = None
            self.left.update()

    def show_hover(self, update: float | None) -> None:
        """Mark an update; None marks none."""
        self.hover_line.setVisible(update is not None)
        if update is not None:
            self.hover_line.setValue(update)

    def show_position(self, position: int | None) -> None:
        """Mark the past update that is shown; None: the newest is."""
        self.position_line.setVisible(position is not None)
        if position is not None:
            self.position_line.setValue(position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or (event.position() - pressed).manhattanLength() > STILL:
            return
        at: QPointF = self.mapToScene(event.position().toPoint())
        if self.box.sceneBoundingRect().contains(at):
            self._requests.update_asked.emit(float(self.box.mapSceneToView(at).x()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which update the mouse is over."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            at: QPointF = self.mapToScene(event.position().toPoint())
            inside = self.box.sceneBoundingRect().contains(at)
            self.hovered.emit(float(self.box.mapSceneToView(at).x()) if inside else None)
        elif event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        return bool(super().eventFilter(watched, event))


def round_ticks(low: float, high: float, most: int) -> tuple[float, list[float]]:
    """Return (step, ticks): multiples of 1, 2 or 5 times a power of ten between two ends, at most about so many."""
    step = round_step((high - low) / max(most, 1))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return step, [n * step for n in range(first, last + 1)]


def apart(values: list[float], least: float) -> list[float]:
    """Return rising values without those that lie too close above another."""
    kept: list[float] = []
    for value in values:
        if not kept or value - kept[-1] >= least:
            kept.append(value)
    return kept


def tall(low: float, high: float) -> tuple[float, float]:
    """Return a range of some height around ends that may be equal or not finite."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return 0.0, 1.0
    least = max(abs(low), abs(high), 1e-12) * 1e-3
    return (low, high) if high - low >= least else (low - least, high + least)
