"""φ by lag: least squares with its 95 % intervals, and beside it what was learnt by gradient."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from rnnviz.views.autoregression.fitted import Fitted
from rnnviz.views.autoregression.page import Page
from rnnviz.views.base import Shared
from rnnviz.views.gate import curve
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.step_plot import StepPlot
from rnnviz.views.words.figures import lowered, number
from rnnviz.views.words.language import tr

ASIDE = 0.16
"""Steps that the two kinds of points stand apart."""


class Coefficients(Page):
    """A point a lag with its interval; learnt ones are diamonds that move while the model learns."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, size = shared.palette, 8 * shared.line_width
        self.plot = StepPlot(shared, level=0.0)
        self.bars = pg.ErrorBarItem(
            x=np.empty(0), y=np.empty(0), top=np.empty(0), bottom=np.empty(0), beam=0.18,
            pen=pg.mkPen(palette.accent, width=1.5 * shared.line_width),
        )
        self.points = pg.ScatterPlotItem(symbol="o", size=size, pen=None, brush=pg.mkBrush(palette.accent))
        self.diamonds = pg.ScatterPlotItem(symbol="d", size=size + 2, pen=None, brush=pg.mkBrush(palette.reach))
        for item in (self.bars, self.points, self.diamonds):
            self.plot.addItem(item, ignoreBounds=True)
        self.plot.hovered.connect(self._hover)
        self.column.addWidget(self.plot, 1)
        self.column.addWidget(self.said)
        self._span = (0.0, 0.0)

    def draw(self, fitted: Fitted, fresh: bool) -> None:
        phi, low, high = (fitted.arrays[name][1:] for name in ("coefficients", "low", "high"))
        lags = np.arange(1, fitted.order + 1, dtype=np.float64)
        if fresh:
            self._span = float(min(low.min(), 0.0)), float(max(high.max(), 0.0))
            self.plot.fit_places(0.4, fitted.order + 0.6)
            self.bars.setData(
                x=lags - ASIDE, y=curve(phi), top=curve(high - phi), bottom=curve(phi - low), beam=min(0.18, ASIDE)
            )
            self.points.setData(lags - ASIDE, curve(phi))
        learnt = self.learnt[1:] if self.learnt is not None else np.empty(0)
        shown = np.isfinite(learnt)
        self.diamonds.setData(lags[: len(learnt)][shown] + ASIDE, curve(learnt[shown]))
        ends = [*self._span, *learnt[shown]]
        pad = 0.06 * (max(ends) - min(ends)) or 1.0
        self.plot.box.setYRange(min(ends) - pad, max(ends) + pad, padding=0)
        self._caption(fitted)

    def _caption(self, fitted: Fitted) -> None:
        constant = fitted.arrays["coefficients"][0]
        captions = [Caption(
            label=tr("least squares, 95 %"), value=f"c {number(constant)}", colour=self.palette.accent, mark="dot",
            tip=tr("φ of each lag with its 95 % interval by Student's t, and the constant c"),
        )]  # fmt: skip
        self.summary = ""
        if self.learnt is not None:
            captions.append(Caption(
                label=tr("by gradient"), value=f"c {number(self.learnt[0])}", colour=self.palette.reach, mark="dot",
                tip=tr("the same coefficients as the model has learnt them so far"),
            ))  # fmt: skip
            low, high = fitted.arrays["low"], fitted.arrays["high"]
            inside = int(((self.learnt >= low) & (self.learnt <= high)).sum())
            self.summary = tr("{inside} of {count} learnt coefficients lie within the intervals").format(
                inside=inside, count=len(low)
            )
        else:
            low, high = fitted.arrays["low"][1:], fitted.arrays["high"][1:]
            told = [str(lag) for lag in np.flatnonzero((low > 0) | (high < 0)) + 1]
            self.summary = tr("lags whose interval leaves out zero: {lags}").format(lags=", ".join(told) or "–")
        self.captions.show_captions(captions)

    def _hover(self, place: float | None) -> None:
        self.plot.show_hover(None if place is None else round(place))
        fitted = self.fitted
        lag = round(place) if place is not None else 0
        if fitted is None or not 1 <= lag <= fitted.order:
            self.said.setText(self.summary)
            return
        words = tr("{name} = {value} ± {error} (standard error), 95 % from {low} to {high}").format(
            name=f"φ{lowered(lag)}",
            **{key: number(fitted.arrays[array][lag]) for key, array in (
                ("value", "coefficients"), ("error", "errors"), ("low", "low"), ("high", "high"),
            )},
        )  # fmt: skip
        if self.learnt is not None:
            words += "; " + tr("by gradient {value}").format(value=number(self.learnt[lag]))
        self.said.setText(words)
