"""Which parameters make up the gradient: shares of ‖g‖² by update, and of one update as bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rnnviz.history import BY_PARAMETER, History
from rnnviz.measures.clipping import shares
from rnnviz.views.base import Shared
from rnnviz.views.clipping.share_bars import Bar, ShareBars
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.thinned import Thinned
from rnnviz.views.plots.update_plot import UpdatePlot
from rnnviz.views.training.update_curve import faint

Floats = npt.NDArray[np.float64]

MOST = 8
"""Bands of the stack."""
SHADES = (0.9, 0.35, 0.7, 0.2, 0.8, 0.45, 0.6, 0.27)
"""Of the hue over the paper, so that neighbours differ."""
AT_ONCE = 4096
"""Rows that are read together, so that many parameters of many updates do not fill the memory."""
LAST = 20
"""Updates whose mean share puts the bars in order, so that the noise of one does not shuffle them."""


class SharesForm:
    """Bands from 0 to 100 % by update (running means), and under them the bars of the shown update."""

    needs: tuple[str, ...] = ()

    def __init__(self, shared: Shared) -> None:
        palette = shared.palette
        self.shades = [faint(palette.hue, palette.paper, share) for share in SHADES]
        self.plot = UpdatePlot(shared)
        self.plot.box.setYRange(0, 1, padding=0)
        self.bars = ShareBars(palette)
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.plot, 1)
        column.addWidget(self.bars, 1)
        self.bands = []
        for number, shade in enumerate(self.shades):
            band = pg.PlotCurveItem(fillLevel=0.0, brush=pg.mkBrush(shade), pen=pg.mkPen(palette.paper))
            band.setZValue(-number)
            self.plot.addItem(band, ignoreBounds=True)
            self.bands.append(band)
        self.columns: tuple[str, ...] = ()
        self.group_of: npt.NDArray[np.intp] = np.empty(0, np.intp)
        self.names: tuple[str, ...] = ()
        self.kept: list[Thinned] = []

    def begin(self, history: History) -> None:
        """Forget what was taken in; follow the parameters that this history has."""
        self.columns = tuple(name for name in history.names if name.startswith(BY_PARAMETER))
        self.names, numbers = groups([name.removeprefix(BY_PARAMETER) for name in self.columns])
        self.group_of = np.array(numbers, np.intp)
        self.kept = [Thinned(self.plot.stretches) for _ in self.names]

    def extend(self, history: History, rows: slice) -> None:
        """Take in rows."""
        for first in range(rows.start, rows.stop, AT_ONCE):
            piece = slice(first, min(first + AT_ONCE, rows.stop))
            parts = self._shares(history, piece)
            there = np.isfinite(parts).all(axis=1)
            updates = history["update"][piece][there]
            for number, thinned in enumerate(self.kept):
                thinned.extend(updates, parts[there][:, self.group_of == number].sum(axis=1))

    def _shares(self, history: History, rows: slice) -> Floats:
        """Return the shares (updates, parameters) of some rows."""
        return shares(np.stack([history[name][rows] for name in self.columns], axis=1))

    def draw(self) -> None:
        """Draw what was taken in: each band reaches from 0 to the top of its own, the higher ones behind."""
        height: Floats = np.zeros(1)
        for number, band in enumerate(self.bands):
            if number >= len(self.kept) or not self.kept[number].rows:
                band.setData([], [])
                continue
            x, mean = self.kept[number].mean()
            height = height + mean
            if len(x) == 1:  # a single update is as wide as one
                x, shown = x[0] + np.array([-0.5, 0.5]), np.repeat(height, 2)
            else:
                shown = height
            band.setData(x, shown)

    def write(self, history: History, row: int) -> list[Caption]:
        """Show the bars of a row; there is nothing else to caption."""
        self.bars.show_bars(self._bars(history, row))
        return []

    def _bars(self, history: History, row: int) -> list[Bar]:
        """Return the bars of a row, the parameters that have been largest lately first."""
        parts = self._shares(history, slice(max(row + 1 - LAST, 0), row + 1))
        there = parts[np.isfinite(parts).all(axis=1)]
        lately = there.mean(axis=0) if len(there) else np.zeros(len(self.columns))
        names = [name.removeprefix(BY_PARAMETER) for name in self.columns]
        return [
            Bar(name=names[n], share=float(parts[-1, n]), colour=self.shades[self.group_of[n]])
            for n in np.argsort(-lately, kind="stable")
        ]

    def largest(self, history: History, row: int) -> tuple[str, float]:
        """Return the parameter with the largest share of a row, and that share ("" and NaN where there is none)."""
        parts = self._shares(history, slice(row, row + 1))[0]
        if not np.isfinite(parts).all():
            return "", math.nan
        number = int(parts.argmax())
        return self.columns[number].removeprefix(BY_PARAMETER), float(parts[number])


def groups(names: Sequence[str]) -> tuple[tuple[str, ...], list[int]]:
    """Return at most `MOST` names of bands, and for each parameter the number of its band.

    The parameters themselves while they are few, else their modules, else runs of modules that follow one another.
    """
    if len(names) <= MOST:
        return tuple(names), list(range(len(names)))
    of = [name.rpartition(".")[0] for name in names]
    modules = list(dict.fromkeys(of))
    each = math.ceil(len(modules) / MOST)
    runs = [modules[first : first + each] for first in range(0, len(modules), each)]
    number = {module: place for place, run in enumerate(runs) for module in run}
    titles = tuple(run[0] if len(run) == 1 else f"{run[0]} … {run[-1]}" for run in runs)
    return titles, [number[module] for module in of]
