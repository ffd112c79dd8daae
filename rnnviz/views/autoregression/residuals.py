"""What the fit leaves, ε_t, over the training part; and whether anything of it could still be told."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg

from rnnviz.views.autoregression.fitted import Fitted
from rnnviz.views.autoregression.page import Page
from rnnviz.views.base import Shared
from rnnviz.views.gate import curve
from rnnviz.views.plots.bars import Bars
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.line import Line
from rnnviz.views.plots.step_plot import StepPlot
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

WIDE = 1.96


class Residuals(Page):
    """ε by step, and its autocorrelation by lag with the bounds of white noise."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.plot, self.lags = StepPlot(shared, level=0.0), StepPlot(shared, level=0.0)
        self.line = Line(self.plot, palette.ink, width=width)
        self.bars = Bars(self.lags, palette)
        self.bounds = [pg.InfiniteLine(angle=0, pen=pg.mkPen(palette.accent, width=1)) for _ in range(2)]
        for bound in self.bounds:
            self.lags.addItem(bound, ignoreBounds=True)
        self.plot.hovered.connect(self._hover_step)
        self.lags.hovered.connect(self._hover_lag)
        self.column.addWidget(self.plot, 3)
        self.column.addWidget(self.lags, 2)
        self.column.addWidget(self.said)

    def draw(self, fitted: Fitted, fresh: bool) -> None:
        if not fresh:
            return
        residuals, rho = fitted.arrays["residuals"], fitted.arrays["correlation"]
        self.line.draw(np.arange(fitted.order, fitted.order + len(residuals)), curve(residuals))
        self.plot.fit_places(fitted.order, fitted.order + len(residuals) - 1)
        far = float(np.abs(residuals).max(initial=0.0)) or 1.0
        self.plot.box.setYRange(-1.05 * far, 1.05 * far, padding=0)
        bound = WIDE / math.sqrt(max(len(residuals), 1))
        self.bars.draw(np.arange(1, len(rho) + 1), rho[:, None], [self.palette.muted])
        for line, value in zip(self.bounds, (-bound, bound), strict=True):
            line.setValue(value)
        self.lags.fit_places(0.4, len(rho) + 0.6)
        high = 1.15 * max(float(np.abs(rho).max(initial=0.0)), bound)
        self.lags.box.setYRange(-high, high, padding=0)
        deviation = math.sqrt(float(fitted.values["variance"]))
        self.captions.show_captions([
            Caption(
                label="ε", value="σ " + number(deviation), colour=self.palette.ink,
                tip=tr("what the fit leaves at each step of the training part, and its standard deviation"),
            ),
            Caption(
                label=tr("ρ by lag, ±95 % of white noise"), colour=self.palette.accent,
                tip=tr("how alike ε is to itself some steps earlier: within the lines as white noise would be"),
            ),
        ])  # fmt: skip
        out = int((np.abs(rho) > bound).sum())
        words = tr("{out} of {count} lags beyond the bounds of white noise, where one in twenty would be")
        self.summary = words.format(out=out, count=len(rho))

    def _hover_step(self, place: float | None) -> None:
        fitted = self.fitted
        self.plot.show_hover(None if place is None else round(place))
        step = round(place) - fitted.order if place is not None and fitted is not None else -1
        if fitted is None or not 0 <= step < len(fitted.arrays["residuals"]):
            self.said.setText(self.summary)
            return
        words = tr("step {step}: ε = {value}")
        self.said.setText(words.format(step=step + fitted.order, value=number(fitted.arrays["residuals"][step])))

    def _hover_lag(self, place: float | None) -> None:
        self.lags.show_hover(None if place is None else round(place))
        lag = round(place) if place is not None else 0
        if self.fitted is None or not 1 <= lag <= len(self.fitted.arrays["correlation"]):
            self.said.setText(self.summary)
            return
        words = tr("lag {lag}: ρ = {value}")
        self.said.setText(words.format(lag=lag, value=number(self.fitted.arrays["correlation"][lag - 1])))
