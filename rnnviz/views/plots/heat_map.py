"""A heat map over time: zero is the paper, what is not finite has a colour of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.views.gate import image
from rnnviz.views.palette import Palette, rgb

BROKEN = 255
"""Index of the colour for what is not finite; 0 to 254 is the ramp, 127 the middle of a signed one."""


class HeatMap:
    """An image of units by steps, one colour index a cell."""

    def __init__(self, plot: Any, palette: Palette, *, signed: bool = True) -> None:
        self.palette = palette
        self.item = pg.ImageItem()
        self.item.setZValue(-20)
        self.values: npt.NDArray[Any] = np.zeros((1, 1))
        """What is drawn: (T, rows)."""
        plot.addItem(self.item, ignoreBounds=True)
        self.signed = not signed
        self.use(signed=signed)
        self.item.hide()

    def use(self, *, signed: bool) -> None:
        """Choose the ramp: from blue through the paper to orange, or from the paper to one hue."""
        if signed != self.signed:
            self.signed = signed
            self.item.setLookupTable(colours(self.palette, signed=signed))

    def draw(self, steps: npt.NDArray[Any], values: npt.NDArray[Any], limit: float) -> None:
        """Draw values (T, rows) at contiguous steps; row 0 lies at y = 0.

        Parameters
        ----------
        limit : float
            The value of the ramp's end (and minus it that of the other, if signed).
        """
        self.values = values
        index = indices(values, limit, signed=self.signed)
        self.item.setImage(index.T.copy(), autoLevels=False, levels=None)
        self.item.setRect(float(steps[0]) - 0.5, -0.5, values.shape[0], values.shape[1])
        self.item.show()

    def draw_indices(self, index: npt.NDArray[np.uint8], block: tuple[int, int] = (1, 1)) -> None:
        """Draw colour indices (rows, T) from step 0 on, made elsewhere as `indices` makes them.

        ``block``: how many rows and steps a pixel stands for.
        """
        self.item.setImage(index, autoLevels=False, levels=None)
        self.item.setRect(-0.5, -0.5, index.shape[1] * block[1], index.shape[0] * block[0])
        self.item.show()

    def clear(self) -> None:
        """Draw nothing."""
        self.item.hide()


def colours(palette: Palette, *, signed: bool) -> npt.NDArray[np.uint8]:
    """Return the 256 RGB rows that `indices` point into."""
    ramp = palette.signed() if signed else palette.unsigned()
    table = np.empty((256, 3), np.uint8)
    table[:BROKEN] = ramp[np.linspace(0, 255, BROKEN).round().astype(int)]
    if signed:
        table[BROKEN // 2] = rgb(palette.paper)
    table[BROKEN] = rgb(palette.error)
    return table


def indices(values: npt.NDArray[Any], limit: float, *, signed: bool) -> npt.NDArray[np.uint8]:
    """Return the colour index of each value; beyond the limit the ramp's end."""
    end = np.float32(min(max(limit, 1e-30), 1e38))
    share = np.clip(image(values), -end if signed else np.float32(0), end) / end
    scaled = share * 127 + 127 if signed else share * 254
    index: npt.NDArray[np.uint8] = np.rint(scaled).astype(np.uint8)
    index[~np.isfinite(values)] = BROKEN
    return index
