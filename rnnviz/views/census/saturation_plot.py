"""Karpathy's triangle: each gate of each unit at its shares of shut and of open steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg

from rnnviz.views.base import Shared
from rnnviz.views.census.counted import Part
from rnnviz.views.plots.dot_plot import DotPlot, Points
from rnnviz.views.plots.figure_axis import FigureAxis
from rnnviz.views.plots.line import pen
from rnnviz.views.words.language import tr

SYMBOLS: Mapping[str, tuple[str, str]] = {
    "input": ("o", "●"), "forget": ("s", "■"), "output": ("t1", "▲"), "reset": ("d", "◆"), "update": ("s", "■"),
    "hidden": ("o", "●"),
}  # fmt: skip
"""How each role's dots are drawn, so that a print in grey tells them apart, and the sign that names them."""
RANGE, UPRIGHT = (-0.07, 1.07), (-0.095, 1.095)
"""Of the shares: in a low plot no dot at an end is cut."""


class SaturationPlot(DotPlot):
    """x: share of steps left-saturated, y: share right-saturated; their sum is at most 1, the slanting line.

    After Karpathy, Johnson and Fei-Fei 2015, figure 2.
    """

    def __init__(self, shared: Shared) -> None:
        roles = shared.palette.roles
        styles = {role: (roles[role], symbol) for role, (symbol, _) in SYMBOLS.items()}
        super().__init__(shared, styles, {"left": FigureAxis()})
        self.getPlotItem().getAxis("bottom").setStyle(maxTickLevel=0)
        self.edge = pg.PlotCurveItem(
            np.array([0.0, 1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0, 0.0]), pen=pen(shared.palette.muted, 1)
        )
        self.edge.setZValue(-10)
        self.addItem(self.edge, ignoreBounds=True)
        self.box.setRange(xRange=RANGE, yRange=UPRIGHT, padding=0)

    def draw_parts(self, parts: Sequence[Part], unit: int, steps: int) -> None:
        """Draw some gates, counted over so many steps, and ring a unit."""
        points = {
            part.role: Points(part.saturation.left, part.saturation.right, np.arange(len(part.saturation.left)))
            for part in parts
        }
        self.draw(points, unit)
        if parts:
            left, right = bounds(parts[0], steps)
            self.title("bottom", left)
            self.title("left", right)


def bounds(part: Part, steps: int) -> tuple[str, str]:
    """Say what the shares of a part are: of the steps below one bound, and above the other."""
    match part.kind:
        case "gate":
            left, right = tr("shut (< 0.1), of {steps} steps"), tr("open (> 0.9)")
        case "tanh":
            left, right = tr("h < −0.9, of {steps} steps"), tr("h > 0.9")
        case _:
            left, right = tr("h = 0, of {steps} steps"), tr("no upper end")
    return left.format(steps=f"{steps:,}"), right
