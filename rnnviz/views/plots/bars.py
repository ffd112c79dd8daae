"""Bars over whole places, several parts stacked: what is above zero upwards, what is below it downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.views.gate import LARGEST
from rnnviz.views.palette import Palette
from rnnviz.views.plots.line import scatter

WIDTH = 0.82


class Bars:
    """Stacked bars, made once for each part; crosses on the zero line where a part is not finite."""

    def __init__(self, plot: Any, palette: Palette) -> None:
        self.plot = plot
        self.items: list[Any] = []
        self.crosses = pg.ScatterPlotItem(symbol="x", size=7, pen=pg.mkPen(palette.error, width=2), brush=None)
        self.crosses.setZValue(20)
        plot.addItem(self.crosses, ignoreBounds=True)

    def draw(self, places: npt.NDArray[Any], parts: npt.NDArray[Any], colours: Sequence[str]) -> tuple[float, float]:
        """Draw parts (places, n), and return the lowest and the highest end."""
        while len(self.items) < parts.shape[1]:
            item = pg.BarGraphItem(x=[0.0], y0=[0.0], height=[0.0], width=WIDTH, pen=None)
            self.plot.addItem(item, ignoreBounds=True)
            self.items.append(item)
        found, broken = stacked(parts)
        x = np.asarray(places, np.float64)
        for number, item in enumerate(self.items):
            item.setVisible(number < parts.shape[1])
            if number < parts.shape[1]:
                heights = found[1][:, number]
                item.setOpts(x=x, y0=found[0][:, number], height=heights, width=WIDTH, brush=colours[number], pen=None)
        scatter(self.crosses, x[broken], np.zeros(int(broken.sum())))
        ends = found[0] + found[1]
        return float(ends.min(initial=0.0)), float(ends.max(initial=0.0))


def stacked(
    parts: npt.NDArray[Any],
) -> tuple[tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]], npt.NDArray[np.bool_]]:
    """Return ((where each bar begins, its signed height), where a place has a part that is not finite)."""
    wide = np.asarray(parts, np.float64)
    broken = np.asarray(~np.isfinite(wide).all(axis=1))
    heights = np.clip(np.where(np.isfinite(wide), wide, 0.0), -LARGEST, LARGEST)
    up, down = np.maximum(heights, 0.0), np.minimum(heights, 0.0)
    begins: npt.NDArray[np.float64] = np.where(heights >= 0, up.cumsum(axis=1) - up, down.cumsum(axis=1) - down)
    return (begins, heights), broken
