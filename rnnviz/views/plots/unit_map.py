"""A heat map of units over time: named rows, the chosen unit marked."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.views.palette import Palette
from rnnviz.views.plots.figure_axis import UnitAxis
from rnnviz.views.plots.heat_map import HeatMap
from rnnviz.views.plots.row_mark import RowMark


class UnitMap(HeatMap):
    """A heat map whose rows are units in some order, from the top down.

    Parameters
    ----------
    axis : UnitAxis
        The plot's left axis.
    """

    def __init__(self, plot: Any, axis: UnitAxis, palette: Palette, *, signed: bool = True) -> None:
        super().__init__(plot, palette, signed=signed)
        self.plot = plot
        self.axis = axis
        self.mark = RowMark(plot.box, palette)
        self.order: npt.NDArray[np.intp] = np.arange(0)
        """The unit in each row; empty while nothing is drawn."""
        self.first = 0
        """The step of the first column."""

    def draw_units(
        self,
        steps: npt.NDArray[Any],
        values: npt.NDArray[Any],
        limit: float,
        *,
        unit: int,
        order: npt.NDArray[np.intp] | None = None,
    ) -> None:
        """Draw values (T, H), rows in an order (by number without one), and mark a unit."""
        count = values.shape[1]
        self.first = int(steps[0])
        self.order = np.arange(count) if order is None else order
        self.draw(steps, values if order is None else values[:, order], limit)
        self.axis.show_units(self.order)
        self.plot.box.invertY(True)
        self.plot.box.setYRange(-0.5, count - 0.5, padding=0)
        place = np.flatnonzero(self.order == unit)
        self.mark.show_row(int(place[0]) if len(place) else None)

    def clear(self) -> None:
        """Draw nothing; the axis shows plain numbers."""
        super().clear()
        self.order = np.arange(0)
        self.axis.show_units(None)
        self.mark.show_row(None)
        self.plot.box.invertY(False)

    def value_at(self, t: int, unit: int) -> float | None:
        """Return what is drawn of a unit at a step; None where nothing is."""
        column, row = t - self.first, np.flatnonzero(self.order == unit)
        if not len(row) or not 0 <= column < len(self.values):
            return None
        return float(self.values[column, row[0]])

    def unit_at(self, y: float) -> int | None:
        """Return the unit at a height of the plot, None where there is no row."""
        row = round(y)
        return int(self.order[row]) if 0 <= row < len(self.order) else None
