"""The forecast from the end of the training part, with its 95 % band, beside what came."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from rnnviz.views.autoregression.fitted import Fitted
from rnnviz.views.autoregression.page import Page
from rnnviz.views.base import Shared
from rnnviz.views.gate import curve
from rnnviz.views.plots.band import Band
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.line import DASHED, Line
from rnnviz.views.plots.step_plot import StepPlot
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

SHOWN = 2
"""Steps of the past that are drawn for each step of the forecast."""


class Forecast(Page):
    """The series up to where learning ended, then truth and forecast."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.plot = StepPlot(shared)
        self.band = Band(self.plot, palette.accent, alpha=48)
        self.before = Line(self.plot, palette.muted, width=width)
        self.truth = Line(self.plot, palette.ink, width=width, depth=5)
        self.mean = Line(self.plot, palette.accent, width=1.5 * width, dashes=DASHED, depth=10)
        self.end = pg.InfiniteLine(angle=90, pen=pg.mkPen(palette.grid, width=1))
        self.plot.addItem(self.end, ignoreBounds=True)
        self.plot.hovered.connect(self._hover)
        self.column.addWidget(self.plot, 1)
        self.column.addWidget(self.said)

    def draw(self, fitted: Fitted, fresh: bool) -> None:
        if not fresh:
            return
        arrays, start = fitted.arrays, fitted.training
        ahead = len(arrays["mean"])
        past = arrays["before"][-SHOWN * ahead :]
        before, after = np.arange(start - len(past), start), np.arange(start, start + ahead)
        self.before.draw(before, curve(past))
        joined = np.concatenate([past[-1:], arrays["truth"]])  # no gap where learning ended
        self.truth.draw(np.concatenate([before[-1:], after]), curve(joined))
        self.mean.draw(after, curve(arrays["mean"]))
        self.band.draw(after, arrays["forecast_low"], arrays["forecast_high"])
        self.end.setValue(start - 0.5)
        self.plot.fit_places(float(start - len(past)), float(start + ahead - 1))
        every = np.concatenate([past, *(arrays[name] for name in ("truth", "forecast_low", "forecast_high"))])
        fine = every[np.isfinite(every)]
        low, high = (float(fine.min()), float(fine.max())) if len(fine) else (0.0, 1.0)
        pad = 0.05 * (high - low) or 1.0
        self.plot.box.setYRange(low - pad, high + pad, padding=0)
        inside = int(((arrays["truth"] >= arrays["forecast_low"]) & (arrays["truth"] <= arrays["forecast_high"])).sum())
        self.captions.show_captions([
            Caption(label=tr("learnt from"), colour=self.palette.muted, tip=tr("the last steps of the training part")),
            Caption(label=tr("what came"), colour=self.palette.ink, tip=tr("the held-out part")),
            Caption(
                label=tr("forecast"), value=tr("{inside} of {count} in the band").format(inside=inside, count=ahead),
                colour=self.palette.accent, mark="dash",
                tip=tr("from the end of the training part, nothing after it seen; 95 % band, φ taken for true"),
            ),
        ])  # fmt: skip
        values = fitted.values
        words = tr("one step ahead on the held-out part: squared error {error}, the last number again {idle}")
        self.summary = words.format(error=number(values["error"]), idle=number(values["baseline"]))

    def _hover(self, place: float | None) -> None:
        self.plot.show_hover(None if place is None else round(place))
        fitted = self.fitted
        ahead = round(place) - fitted.training if place is not None and fitted is not None else -1
        if place is not None and fitted is not None and -len(fitted.arrays["before"]) <= ahead < 0:
            words = tr("step {step}, learnt from: {value}")
            value = number(fitted.arrays["before"][ahead])
            self.said.setText(words.format(step=fitted.training + ahead, value=value))
            return
        if fitted is None or not 0 <= ahead < len(fitted.arrays["mean"]):
            self.said.setText(self.summary)
            return
        names = {"mean": "mean", "low": "forecast_low", "high": "forecast_high", "truth": "truth"}
        said = {key: number(fitted.arrays[array][ahead]) for key, array in names.items()}
        words = tr("step {step}, {ahead} ahead: forecast {mean}, 95 % from {low} to {high}; what came {truth}")
        self.said.setText(words.format(step=fitted.training + ahead, ahead=ahead + 1, **said))
