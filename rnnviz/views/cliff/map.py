"""The map of the cliff: the loss as a heat map over w and b, and descent paths over it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from rnnviz.views.base import Shared
from rnnviz.views.plots.bare_plot import BarePlot
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.fixed_box import FixedBox
from rnnviz.views.plots.heat_map import colours, indices
from rnnviz.views.plots.update_plot import round_ticks
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
Window = tuple[float, float, float, float]
"""(lowest w, highest w, lowest b, highest b)."""

DECADES = 2.0
"""Of the heat map: from the highest loss of the map downward."""
DEPTH = 0.45
"""Share of the ramp that the highest loss gets: over a paler map the paths can be told from it."""
_MOVES = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Down: (0, -1), Qt.Key.Key_Up: (0, 1),
}  # fmt: skip


class AcrossAxis(pg.AxisItem):
    """The bottom axis: numbers at round places, never so many that they collide."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        widest = QFontMetricsF(QApplication.font()).horizontalAdvance("−0.0000")
        return [round_ticks(minVal, maxVal, max(int(size / widest), 1))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [number(value, 5) for value in values]


class MapBox(FixedBox):
    """A box whose clicks and drags place the start, and whose wheel zooms."""

    picked = Signal(object)
    """Place in the view's units (a QPointF) of a click, or along a drag."""
    zoomed = Signal(object)
    """(factor of the width, place): the wheel was turned."""

    def __init__(self) -> None:
        super().__init__()
        self.clicked.connect(lambda place: self.picked.emit(self.mapSceneToView(place)))

    def mouseDragEvent(self, event: Any, axis: Any = None) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.picked.emit(self.mapSceneToView(event.scenePos()))

    def wheelEvent(self, event: Any, axis: Any = None) -> None:
        event.accept()
        self.zoomed.emit((0.8 ** (event.delta() / 120), self.mapSceneToView(event.scenePos())))


class Trail:
    """One descent path: a line with a dot at each step, broken off where it leaves the map."""

    def __init__(self, plot: Any, colour: str, paper: str, *, width: float, dashed: bool, depth: float) -> None:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        under = pg.mkPen(paper, width=3 * width)
        self.halo = pg.PlotCurveItem(pen=under, connect="finite")
        self.line = pg.PlotCurveItem(pen=pg.mkPen(colour, width=1.5 * width, style=style), connect="finite")
        self.dots = pg.ScatterPlotItem(
            symbol="d" if dashed else "o", size=4.5 * width, pen=None, brush=pg.mkBrush(colour)
        )
        for place, item in enumerate((self.halo, self.line, self.dots)):
            item.setZValue(depth + place)
            plot.addItem(item, ignoreBounds=True)
        self.line.setSegmentedLineMode("off")

    def draw(self, points: Floats, window: Window) -> None:
        """Draw points (n, 2) of w and b as far as they lie on the map."""
        x, y = cut(points, window)
        self.halo.setData(x, y, connect="finite")
        self.line.setData(x, y, connect="finite")
        seen = inside(points, window)
        self.dots.setData(points[seen, 0], points[seen, 1])


class CliffMap(BarePlot):
    """Loss over w (across) and b (up) on a logarithmic scale of colours, the start, and two paths."""

    picked = Signal(object)
    """(w, b) of a new start."""
    zoomed = Signal(object)
    """(factor, (w, b)): show more or less around a place."""
    hovered = Signal(object)
    """(w, b) under the mouse, or None."""
    shown = Signal(object)
    """None: it came to be seen."""

    def __init__(self, shared: Shared) -> None:
        palette, width = shared.palette, shared.line_width
        self.left, self.bottom = FigureAxis(), AcrossAxis("bottom")
        self.box = MapBox()
        super().__init__(
            viewBox=self.box, background=palette.paper, axisItems={"left": self.left, "bottom": self.bottom}
        )
        self.setFrameShape(self.Shape.NoFrame)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setContentsMargins(0, 4, 12, 0)
        for axis, words in ((self.left, tr("bias b")), (self.bottom, tr("recurrent weight w"))):
            axis.setStyle(tickLength=-4, tickTextOffset=3)
            axis.setPen(palette.border)
            axis.setTickPen(palette.muted)
            axis.setTextPen(palette.muted)
            axis.setLabel(words, color=palette.muted)
        metrics = QFontMetricsF(QApplication.font())
        self.left.setWidth(metrics.horizontalAdvance("−0.000") + metrics.height() + 6)
        self.image = pg.ImageItem(axisOrder="row-major", lut=colours(palette, signed=False))
        self.image.setZValue(-20)
        self.addItem(self.image, ignoreBounds=True)
        self.plain = Trail(self, palette.warning, palette.paper, width=width, dashed=True, depth=10)
        self.clipped = Trail(self, palette.accent, palette.paper, width=width, dashed=False, depth=20)
        self.start = pg.ScatterPlotItem(
            symbol="o", size=13 * width, pen=pg.mkPen(palette.text, width=2 * width), brush=pg.mkBrush(palette.paper)
        )
        self.start.setZValue(40)
        self.addItem(self.start, ignoreBounds=True)
        self.window_shown: Window = (0.0, 1.0, 0.0, 1.0)
        self.range_of_loss = (0.0, 0.0)
        self.setMinimumSize(80, 90)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.picked.connect(self._pick)
        self.box.zoomed.connect(self._zoom)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)

    def look_at(self, window: Window) -> None:
        """Show other ranges of w and b; what is drawn is stretched until it is drawn anew."""
        self.window_shown = window
        self.box.setRange(xRange=window[:2], yRange=window[2:], padding=0)

    def draw_surface(self, w: Floats, b: Floats, loss: Floats) -> None:
        """Draw the loss (len(b), len(w)) at cell centres w and b, equally spaced."""
        with np.errstate(divide="ignore"):
            log10 = np.log10(loss)
        finite = log10[np.isfinite(log10)]
        high = float(finite.max()) if len(finite) else 0.0
        low = max(float(finite.min()), high - DECADES) if len(finite) else -DECADES
        self.range_of_loss = (10.0**low, 10.0**high)
        heights = np.where(np.isneginf(log10), 0.0, log10 - low)
        index = indices(heights, max(high - low, 1e-9) / DEPTH, signed=False)
        self.image.setImage(index, autoLevels=False, levels=None)
        across, up = float(w[1] - w[0]), float(b[1] - b[0])
        self.image.setRect(float(w[0]) - across / 2, float(b[0]) - up / 2, across * len(w), up * len(b))

    def draw_paths(self, clipped: Floats, plain: Floats) -> None:
        """Draw both paths, (n, 2) each, from one start."""
        self.clipped.draw(clipped, self.window_shown)
        self.plain.draw(plain, self.window_shown)
        self.start.setData(clipped[:1, 0], clipped[:1, 1])

    def _pick(self, at: QPointF) -> None:
        w_low, w_high, b_low, b_high = self.window_shown
        self.picked.emit((min(max(at.x(), w_low), w_high), min(max(at.y(), b_low), b_high)))

    def _zoom(self, asked: tuple[float, QPointF]) -> None:
        factor, at = asked
        self.zoomed.emit((factor, (at.x(), at.y())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say which place the mouse is over."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            scene: QPointF = self.mapToScene(event.position().toPoint())
            at: QPointF = self.box.mapSceneToView(scene)
            inside = self.box.sceneBoundingRect().contains(scene)
            self.hovered.emit((float(at.x()), float(at.y())) if inside else None)
        elif event.type() == QEvent.Type.Leave:
            self.hovered.emit(None)
        return bool(super().eventFilter(watched, event))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit(None)

    def event(self, event: QEvent) -> bool:
        """Keep the cursor keys from the window's actions while this map has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the start by a hundredth of the map, with Shift by a tenth."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        share = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0.01
        w_low, w_high, b_low, b_high = self.window_shown
        at = self.start.data[0] if len(self.start.data) else (w_low, b_low)
        self._pick(QPointF(at[0] + move[0] * share * (w_high - w_low), at[1] + move[1] * share * (b_high - b_low)))


def inside(points: Floats, window: Window) -> npt.NDArray[np.bool_]:
    """Tell which points (n, 2) lie on the map."""
    low, high = np.array(window[0::2]), np.array(window[1::2])
    found = (points >= low) & (points <= high)
    return found[:, 0] & found[:, 1]


def cut(points: Floats, window: Window) -> tuple[Floats, Floats]:
    """Return (x, y) of a path cut at the edges of the map, NaN between its pieces.

    A plot that is given points a million widths away draws dashes all the way there. Each segment is
    cut on its own (Y. Liang, B. Barsky, "A new concept and method for line clipping", 1984).
    """
    low, high = np.array(window[0::2]), np.array(window[1::2])
    first, last = points[:-1] / 4, points[1:] / 4  # their difference stays finite
    way = last - first
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        enters, leaves = (low / 4 - first) / way, (high / 4 - first) / way
    still = way == 0
    held = (first >= low / 4) & (first <= high / 4)
    enters, leaves = np.where(still, np.where(held, -np.inf, np.inf), enters), np.where(still, np.inf, leaves)
    begin = np.clip(np.minimum(enters, leaves).max(axis=1), 0, None)
    end = np.clip(np.maximum(enters, leaves).min(axis=1), None, 1)
    seen = begin <= end
    begin, end = begin[seen, None], end[seen, None]
    with np.errstate(over="ignore", invalid="ignore"):
        ends = [np.clip(4 * (first[seen] + share * way[seen]), low, high) for share in (begin, end)]
    apart = np.ones(len(begin), bool)  # a piece that goes on from the one before is drawn in one stroke with it
    numbers = np.flatnonzero(seen)
    apart[1:] = (np.diff(numbers) > 1) | (end[:-1, 0] < 1)
    pieces = np.stack([np.full_like(ends[0], np.nan), *ends], axis=1)
    kept = np.stack([apart, apart, np.ones(len(apart), bool)], axis=1)
    drawn = pieces[kept]
    return drawn[:, 0], drawn[:, 1]
