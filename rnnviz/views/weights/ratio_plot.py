"""How far each update moves a parameter, ‖Δw‖/‖w‖ by update on a logarithmic axis: the whole, and gate by gate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rnnviz.history import History
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Caption, Captions
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.note import Note
from rnnviz.views.plots.update_plot import UpdatePlot, tall
from rnnviz.views.training.fresh_rows import FreshRows
from rnnviz.views.training.update_curve import UpdateCurve
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

RULE = -3.0
"""log10 of the ratio that A. Karpathy's course notes (CS231n, "Neural networks part 3") call a rough rule of thumb."""
WHOLE = ""


class RatioPlot(QWidget):
    """One curve a gate in its colour and one of the whole parameter, made once."""

    def __init__(self, shared: Shared) -> None:
        super().__init__()
        palette, width = shared.palette, shared.line_width
        self.palette_of_views = palette
        self.captions = Captions(palette.text)
        self.plot = UpdatePlot(shared)
        self.plot.set_log(True)
        self.rule = pg.InfiniteLine(pos=RULE, angle=0, pen=pg.mkPen(palette.muted, width=1, style=Qt.PenStyle.DashLine))
        self.plot.addItem(self.rule, ignoreBounds=True)
        roles = {role: colour for role, colour in palette.roles.items() if role not in ("hidden", "cell")}
        self.curves = {
            role: UpdateCurve(self.plot, colour, every=False, error=palette.error, width=width)
            for role, colour in roles.items()
        }
        self.curves[WHOLE] = UpdateCurve(
            self.plot, palette.ink, every=False, error=palette.error, width=width, style=Qt.PenStyle.DashLine, depth=10
        )
        self.note = Note(self.plot.box, palette)
        self.easing = Easing()
        self.columns: dict[str, tuple[str, str]] = {}
        """By role: the column that is drawn, and the letter that names it."""
        self._fresh = FreshRows()
        self._kept: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.captions)
        column.addWidget(self.plot, 1)
        self.hover: float | None = None
        self.history: History | None = None
        self.plot.hovered.connect(self._hover)
        self.plot.box.sigResized.connect(self._resized)

    def choose(self, columns: Mapping[str, tuple[str, str]]) -> None:
        """Draw these columns of the history, by role, from now on."""
        if dict(columns) != self.columns:
            self.columns = dict(columns)
            self._fresh.forget()

    def follow(self, history: History) -> None:
        """Draw what is new."""
        self.history = history
        most = self.plot.stretches
        if most != self._kept:
            self._fresh.forget()
            self._kept = most
        if not len(history) or "update" not in history:
            self._fresh.forget()
            self._write()
            return
        anew, rows = self._fresh.read(history)
        if anew:
            for curve in self.curves.values():
                curve.clear(most)
        ends = []
        for role, (column, _) in self.columns.items():
            if column in history:
                self.curves[role].extend(history["update"][rows], history[column][rows])
            ends.append(self.curves[role].bounds(log=True))
        low, high = min((e[0] for e in ends), default=math.inf), max((e[1] for e in ends), default=-math.inf)
        low, high = self.easing.follow(*(tall(min(low, RULE), max(high, RULE)) if low <= high else (-4.0, -2.0)))
        self.plot.box.setYRange(low, high, padding=0)
        for curve in self.curves.values():
            curve.draw(low, high, log=True)
        self.plot.fit_updates(float(history["update"][0]), float(history["update"][-1]), anew=anew)
        self._write()

    def _write(self) -> None:
        """Say the ratios of the update under the mouse, else of the newest."""
        palette, history = self.palette_of_views, self.history
        row = None
        if history is not None and len(history) and "update" in history:
            row = len(history) - 1
            if self.hover is not None:
                row = min(max(int(np.searchsorted(history["update"], self.hover - 0.5)), 0), row)
            self.plot.show_hover(float(history["update"][row]) if self.hover is not None else None)
        captions = []
        for role, (column, symbol) in self.columns.items():
            there = history is not None and row is not None and column in history
            value = float(history[column][row]) if there else math.nan  # type: ignore[index]
            colour = palette.roles[role] if role else palette.ink
            words = "" if math.isnan(value) else number(value, 2)
            captions.append(Caption(label=symbol, value=words, colour=colour, mark="line" if role else "dash"))
        tip = tr("a rough rule of thumb for a healthy learning rate, after A. Karpathy's notes for CS231n; much more "
                 "moves the weights too fast, much less hardly at all")  # fmt: skip
        captions.append(Caption(label="10⁻³", colour=palette.muted, mark="dash", tip=tip))
        self.captions.show_captions(captions)
        drawn = any(low <= high for low, high in (curve.values.bounds for curve in self.curves.values()))
        self.note.say("" if drawn else tr("Its ratios come with the next updates: press Next update or Train."))

    def _hover(self, update: float | None) -> None:
        self.hover = update
        self._write()

    def _resized(self, cause: object) -> None:
        if self.history is not None and self.plot.stretches != self._kept:
            self.follow(self.history)

    def known(self) -> Sequence[str]:
        """Return the columns that are drawn."""
        return [column for column, _ in self.columns.values()]
