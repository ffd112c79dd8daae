"""The figures of a comparison's models: mean and spread over the seeds, by update or against what is varied."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolTip

from rnnviz.app.comparisons.words import value_words
from rnnviz.compared import SpreadCurve
from rnnviz.comparison import Comparison
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.plots.band import Band
from rnnviz.views.plots.bare_plot import BarePlot
from rnnviz.views.plots.captions import figure
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.line import Dashes, Line
from rnnviz.views.words.language import tr

DASHES: tuple[Dashes, ...] = ((), (6, 3), (2, 3))
"""Of the first six models, the next six, and the others."""


def look(palette: Palette, place: int) -> tuple[str, Dashes]:
    """Return the colour and the dashes of a model."""
    count = len(palette.classes)
    return palette.classes[place % count], DASHES[min(place // count, len(DASHES) - 1)]


GRID = 38
"""How much of 255 of a grid line is seen."""
EDGE = 18
"""Pixels beside the drawing that the half of a number has."""


class ComparisonPlot(BarePlot):
    """Lines are made once a comparison, and given other numbers."""

    def __init__(self, palette: Palette, line_width: float = 1.0) -> None:
        self._width = 2.0 * line_width
        self._left = FigureAxis()
        self._left.enableAutoSIPrefix(False)
        super().__init__(background=palette.paper, axisItems={"left": self._left})
        self.colours = palette
        self.setFrameShape(self.Shape.NoFrame)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.setContentsMargins(4, 8, EDGE, 2)
        self.box = plot.getViewBox()
        self.box.setMouseEnabled(x=False, y=False)
        self.box.disableAutoRange()
        plot.getAxis("left").setGrid(GRID)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(palette.border)
            axis.setTextPen(palette.muted)
            axis.setTickPen(palette.muted)
            axis.setStyle(hideOverlappingLabels=EDGE)  # the last number may reach over the drawing's edge
        self.lines: list[Line] = []
        self.bands: list[Band] = []
        self.curves: tuple[SpreadCurve, ...] = ()
        self._comparison: Comparison | None = None
        self.setMinimumHeight(140)
        self.setMouseTracking(True)

    def begin(self, comparison: Comparison, measure: str) -> None:
        """Make a line and a band for each model."""
        self.clear()
        self.lines, self.bands, self._comparison, self.curves = [], [], comparison, ()
        for place in range(len(comparison.model)):
            colour, dashes = look(self.colours, place)
            self.bands.append(Band(self, colour, alpha=36))
            self.lines.append(Line(self, colour, width=self._width, dashes=dashes, depth=place))
        bottom = self.getPlotItem().getAxis("bottom")
        if comparison.against is not None:
            bottom.setTicks([list(enumerate(value_words(comparison, each) for each in comparison.against.values))])
            bottom.setLabel(tr(comparison.against.label) if comparison.against.label else comparison.against.field)
        elif comparison.measure == "decay":
            bottom.setTicks([[(place, str(place + 1)) for place in range(len(comparison.model))]])
            bottom.setLabel(tr("model, as numbered in the table"))
        else:
            bottom.setTicks(None)
            bottom.setLabel(tr("updates"))
        self._left.setLabel(measure)
        self.show_curves(())

    def show_curves(self, curves: Sequence[SpreadCurve]) -> None:
        """Show other numbers."""
        comparison = self._comparison
        if comparison is None:
            return
        self.curves = tuple(curves)
        by_label = {curve.label: curve for curve in curves}
        last = self._last(curves)
        for contender, line, band in zip(comparison.model, self.lines, self.bands, strict=True):
            curve = by_label.get(contender.label)
            if curve is None:
                line.clear()
                band.clear()
                continue
            x, mean, low, high = curve.x, curve.mean, curve.low, curve.high
            if curve.flat and len(x) == 1:
                x, (mean, low, high) = np.array([0.0, last]), (np.repeat(each, 2) for each in (mean, low, high))
            line.draw(x, mean)
            band.draw(x, low, high)
        self._fit(curves, last)

    def spoken(self, x: float, y: float) -> str:
        """Return the numbers of the curve nearest to a place in the plot; "" where there is none."""
        comparison, found = self._comparison, []
        for curve in self.curves:
            n = 0 if curve.flat else int(np.abs(curve.x - x).argmin()) if len(curve.x) else -1
            if n >= 0 and np.isfinite(curve.mean[n]):
                away = 0.0 if curve.flat else abs(float(curve.x[n]) - x)
                found.append((away, abs(float(curve.mean[n]) - y), curve, n))
        if comparison is None or not found:
            return ""
        nearest = min(each[0] for each in found)
        _, _, curve, n = min((each for each in found if each[2].flat or each[0] == nearest), key=lambda each: each[1])
        where = ""
        if comparison.against is not None:
            name = tr(comparison.against.label) if comparison.against.label else comparison.against.field
            where = f"{name} {value_words(comparison, comparison.against.values[int(curve.x[n])])}: "
        elif comparison.measure != "decay" and not curve.flat:
            where = tr("at update {count}: ").format(count=f"{curve.x[n]:,.0f}")
        spread = f"{figure(float(curve.low[n]))} – {figure(float(curve.high[n]))}"
        return f"{tr(curve.label)}\n{where}{figure(float(curve.mean[n]))} ({spread})"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.mapToScene(event.position().toPoint())
        if not self.box.sceneBoundingRect().contains(at):
            QToolTip.hideText()
            return
        place = self.box.mapSceneToView(at)
        words = self.spoken(float(place.x()), float(place.y()))
        QToolTip.showText(event.globalPosition().toPoint(), plain(words), self)

    def _last(self, curves: Sequence[SpreadCurve]) -> float:
        assert self._comparison is not None
        if self._comparison.against is not None:
            return max(len(self._comparison.against.values) - 1.0, 0.5)
        if self._comparison.measure == "decay":
            return max(len(self._comparison.model) - 1.0, 0.5)
        return max([float(curve.x.max(initial=0)) for curve in curves] + [float(self._comparison.updates), 1.0])

    def _fit(self, curves: Sequence[SpreadCurve], last: float) -> None:
        assert self._comparison is not None
        by_places = self._comparison.against is not None or self._comparison.measure == "decay"
        edge = 0.5 if by_places else 0.01 * last
        self.box.setXRange(-edge, last + edge, padding=0)
        heights = np.concatenate([np.concatenate([curve.low, curve.high]) for curve in curves] or [np.zeros(0)])
        heights = heights[np.isfinite(heights)]
        if not len(heights):
            self.box.setYRange(0, 1, padding=0)
            return
        if self._comparison.measure == "decay":
            heights = np.append(heights, 0.0)
        low, high = float(heights.min()), float(heights.max())
        room = max(0.06 * (high - low), 1e-3 * max(abs(low), abs(high)), 1e-9)
        self.box.setYRange(low - room, high + room, padding=0)
