"""A small plot over whole numbers (lags, indices): the mouse asks for one, a click chooses it."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent

from rnnviz.views.base import Shared
from rnnviz.views.plots.update_plot import UpdatePlot


class StepPlot(UpdatePlot):
    """An `UpdatePlot` whose range is given, with a line at a value and a mark at a place."""

    picked = Signal(object)
    """Place (a float) that was clicked."""

    def __init__(self, shared: Shared, *, level: float | None = None) -> None:
        super().__init__(shared)
        palette = shared.palette
        self.place_line = pg.InfiniteLine(angle=90, pen=pg.mkPen(palette.cursor, width=2))
        self.place_line.setZValue(80)
        self.place_line.hide()
        self.level_line = pg.InfiniteLine(angle=0, pen=pg.mkPen(palette.muted, width=1))
        self.level_line.setZValue(-3)
        self.level_line.setVisible(level is not None)
        self.level_line.setValue(level or 0.0)
        for item in (self.place_line, self.level_line):
            self.addItem(item, ignoreBounds=True)
        self.scene().sigMouseClicked.connect(self._click)

    def fit_places(self, first: float, last: float) -> None:
        """Show the places first to last."""
        span = max(last - first, 1.0)
        self.box.setXRange(first - 0.015 * span, first + 1.015 * span, padding=0)

    def show_position(self, position: int | None) -> None:
        """Mark no update: the places are none."""
        self.position_line.hide()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pg.PlotWidget.mouseReleaseEvent(self, event)  # a click goes to no update

    def show_place(self, place: float | None) -> None:
        """Mark a place; None marks none."""
        self.place_line.setVisible(place is not None)
        if place is not None:
            self.place_line.setValue(place)

    def _click(self, event: Any) -> None:
        inside = self.box.sceneBoundingRect().contains(event.scenePos())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.picked.emit(float(self.box.mapSceneToView(event.scenePos()).x()))
