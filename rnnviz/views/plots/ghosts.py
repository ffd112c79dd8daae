"""The untouched pass beneath an operated one: pale curves, and its numbers beside the others."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from rnnviz.operation import Operation
from rnnviz.trace import Trace
from rnnviz.views.gate import curve
from rnnviz.views.palette import Palette, rgb
from rnnviz.views.plots.dense_curve import DenseCurve
from rnnviz.views.plots.legend import Key
from rnnviz.views.plots.line import pen
from rnnviz.views.plots.overlay import Overlay
from rnnviz.views.words.language import tr

WIDE = 3
"""A ghost's width over its curve's."""
PALE = 0.45
"""Share of the curve's colour in its ghost's; the rest is paper."""


class Ghosts:
    """Curves under those of a plot, each made when it is first drawn: most models are never operated on."""

    def __init__(self, plot: Any, palette: Palette, width: float = 1.0) -> None:
        self._plot = plot
        self._palette = palette
        self._width = width
        self.curves: dict[object, pg.PlotCurveItem] = {}

    def draw(
        self, key: object, colour: str, steps: npt.ArrayLike, values: npt.ArrayLike, *, pairs: bool = False
    ) -> None:
        """Draw the untouched values of one curve; with ``pairs``, a stroke between each two points."""
        if key not in self.curves:
            drawn = pen(paled(colour, self._palette.paper), WIDE * self._width)
            item = self.curves[key] = DenseCurve(pen=drawn, connect="finite", antialias=False)
            item.setZValue(-8)
            self._plot.addItem(item, ignoreBounds=True)
        x, y = curve(steps), curve(values)
        self.curves[key].setData(x, y, connect="pairs" if pairs else "finite")

    def keys(self, untouched: Trace | None) -> list[Key]:
        """Return the legend's entry, where there is an untouched pass."""
        if untouched is None:
            return []
        return [Key(label=tr("untouched"), colour=self._palette.muted)]

    def keep(self, keys: Collection[object] = ()) -> None:
        """Draw nothing but the curves of some keys."""
        for key, item in self.curves.items():
            if key not in keys and item.xData is not None and len(item.xData):
                item.setData(np.empty(0), np.empty(0))


def paled(colour: str, paper: str) -> str:
    """Return an opaque colour between a curve's and the paper: see-through pens are slow."""
    pairs = zip(rgb(colour), rgb(paper), strict=True)
    return "#" + "".join(f"{round(PALE * a + (1 - PALE) * b):02x}" for a, b in pairs)


def beside(said: str, before: str) -> str:
    """Return a figure of the operated pass with that of the untouched one: 0.31 (untouched 0.52)."""
    if not before or before == said:
        return said
    return tr("{value} (untouched {before})").format(value=said, before=before)


def not_here(trace: Trace) -> str:
    """Say why a trace lacks what follows from a pass as linear maps."""
    if trace.operated or trace.beside:
        return tr(
            "Not computed for an operated pass: it follows from the cell's own steps, and these are clamped, scaled "
            "or cut. Switch the operations off to see it."
        )
    return tr("Not in this trace; it comes with the next one.")


class OperatedSteps(Overlay):
    """A bar along the upper edge of a track over the steps that are operated on."""

    HEIGHT = 3.0

    def __init__(self, box: Any, colour: str) -> None:
        super().__init__(box, depth=85.0)
        self.colour = QColor(colour)
        self.spans: tuple[tuple[int, int], ...] = ()
        self.hide()

    def cover(self, operations: tuple[Operation, ...], length: int) -> None:
        """Mark the steps of some operations on a pass of a length; an edited weight acts at all of them."""
        spans = tuple(
            (each.first or 0, length - 1 if each.last is None else min(each.last, length - 1)) for each in operations
        )
        if spans != self.spans:
            self.spans = spans
            self.setVisible(bool(spans))
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        for first, last in self.spans:
            left, right = self.pixel_x(first - 0.5), self.pixel_x(last + 0.5)
            painter.fillRect(QRectF(left, 0, max(right - left, 2.0), self.HEIGHT), self.colour)
