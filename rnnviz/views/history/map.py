"""The map: updates across, true to scale, steps of time downward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent
from PySide6.QtWidgets import QApplication

from rnnviz.views.base import Shared
from rnnviz.views.history.gathered import nearest
from rnnviz.views.plots.fixed_box import FixedBox
from rnnviz.views.plots.heat_map import HeatMap
from rnnviz.views.plots.line import pen
from rnnviz.views.plots.step_axis import StepAxis
from rnnviz.views.plots.update_plot import UpdatePlot
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
MOST_ROWS = 512
"""Rows of the image; of more steps evenly spaced ones are drawn."""


class Place(NamedTuple):
    """A place on the map: which update (as the axis has it), and which step."""

    update: float
    t: int


class HistoryMap(UpdatePlot):
    """An image made once; each trace reaches halfway to its neighbours."""

    placed = Signal(object)
    """Place under the mouse, or None."""
    picked = Signal(object)
    """Place that was clicked."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared, StepAxis("left", shared.palette), FixedBox())
        metrics = QFontMetricsF(QApplication.font())
        self.left.setWidth(metrics.horizontalAdvance("10,000") + metrics.height() + 8)
        for side, words in (("left", tr("← step t")), ("bottom", tr("update →"))):
            self.getPlotItem().getAxis(side).setLabel(words, color=shared.palette.muted)
        self.box.invertY(True)
        self.heat = HeatMap(self, shared.palette, signed=False)
        self.cursors = [pg.InfiniteLine(angle=angle, pen=pen(shared.palette.cursor, 1)) for angle in (90, 0)]
        for line in self.cursors:
            line.setZValue(50)
            self.addItem(line, ignoreBounds=True)
        self.rows = 1
        self.box.clicked.connect(self._click)

    def columns_for(self, updates: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], float, float]:
        """Return (trace of each column of pixels, left end, right end) for traces of these updates."""
        low, high = self.box.viewRange()[0]
        left, right = float(updates[0]) - 0.5, float(updates[-1]) + 0.5
        count = max(int(np.ceil(self.columns * (right - left) / max(high - low, 1e-9))), 1)
        centres = left + (right - left) * (np.arange(count) + 0.5) / count
        return nearest(updates, centres), left, right

    def draw(self, values: Floats, left: float, right: float, limit: float, *, signed: bool) -> None:
        """Draw columns of values (columns, T) from one update to another."""
        self.rows = values.shape[1]
        if self.rows > MOST_ROWS:
            values = values[:, np.linspace(0, self.rows - 1, MOST_ROWS).round().astype(int)]
        self.heat.use(signed=signed)
        self.heat.draw(np.arange(len(values)), values, limit)
        self.heat.item.setRect(left, -0.5, right - left, self.rows)
        self.box.setYRange(-0.5, self.rows - 0.5, padding=0)

    def name_steps(self, words: Sequence[str]) -> None:
        """Name the steps by their tokens; nothing: by numbers."""
        self.left.show_words(words)

    def show_moment(self, update: float, t: int) -> None:
        """Mark the update and the step that are shown in the window."""
        self.cursors[0].setValue(update)
        self.cursors[1].setValue(t)

    def place_at(self, scene: QPointF) -> Place | None:
        """Return what lies at a place of the scene, None outside the map."""
        if not self.box.sceneBoundingRect().contains(scene):
            return None
        at = self.box.mapSceneToView(scene)
        t = round(at.y())
        return Place(float(at.x()), t) if 0 <= t < self.rows else None

    def _click(self, scene: QPointF) -> None:
        place = self.place_at(scene)
        if place is not None:
            self.picked.emit(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what the mouse is over."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.placed.emit(self.place_at(self.mapToScene(event.position().toPoint())))
        elif event.type() == QEvent.Type.Leave:
            self.placed.emit(None)
        return bool(super().eventFilter(watched, event))
