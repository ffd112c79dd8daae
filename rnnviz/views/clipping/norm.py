"""The length of each update's gradient, before and after clipping, and of other runs' before it."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

from rnnviz.history import History
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Caption, figure
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.ghost_curves import GhostCurves
from rnnviz.views.plots.update_plot import UpdatePlot, tall
from rnnviz.views.training.update_curve import UpdateCurve, faint
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]


class NormForm:
    """‖g‖ over all parameters before and after, with the threshold, on a logarithmic axis."""

    needs: tuple[str, ...] = ()

    def __init__(self, shared: Shared) -> None:
        self.palette = palette = shared.palette
        width = shared.line_width
        self.widget = self.plot = UpdatePlot(shared)
        self.plot.set_log(True)
        self.faint = faint(palette.ink, palette.paper)
        self.before = UpdateCurve(self.plot, self.faint, error=palette.error, width=width)
        self.after = UpdateCurve(self.plot, palette.accent, every=False, error=palette.error, width=width, depth=10)
        self.threshold = UpdateCurve(
            self.plot, palette.warning, every=False, error=palette.error, width=width,
            style=Qt.PenStyle.DashLine, depth=20,
        )
        self.ghosts = GhostCurves(shared, self.plot)
        self._line = shared.update_line
        self.easing = Easing(least=0.5)

    def begin(self, history: History) -> None:
        """Forget what was taken in."""
        for curve in (self.before, self.after, self.threshold):
            curve.clear(self.plot.stretches)

    def extend(self, history: History, rows: slice) -> None:
        """Take in rows."""
        updates, norm, coefficient = (
            history[name][rows] for name in ("update", "gradient_norm", "clip_coefficient")
        )
        self.before.extend(updates, norm)
        self.after.extend(updates, after(norm, coefficient))
        if "clip_threshold" in history:
            self.threshold.extend(updates, history["clip_threshold"][rows])

    def draw(self) -> None:
        """Draw what was taken in."""
        curves = (self.before, self.after, self.threshold)
        self.ghosts.take(self._line.ghosts, "gradient_norm", self.plot.stretches)
        ends = [curve.bounds(log=True) for curve in (*curves, self.ghosts)]
        low, high = self.easing.follow(*tall(min(end[0] for end in ends), max(end[1] for end in ends)))
        self.plot.box.setYRange(low, high, padding=0)
        for curve in curves:
            curve.draw(low, high, log=True)
        self.ghosts.draw(log=True)

    def write(self, history: History, row: int) -> list[Caption]:
        """Return the captions for a row."""
        threshold = float(history["clip_threshold"][row]) if "clip_threshold" in history else math.nan
        captions = [
            Caption(label=tr("before"), colour=self.faint, ink=self.palette.muted),
            Caption(label=tr("after"), colour=self.palette.accent),
        ]
        if math.isfinite(threshold):
            label = tr("threshold θ")
            value = figure(threshold)
            captions.append(Caption(label=label, value=value, colour=self.palette.warning, mark="dash"))
        return [*captions, *self.ghosts.captions(float(history["update"][row]), named=True)]


def after(norm: Floats, coefficient: Floats) -> Floats:
    """Return the norms after clipping; NaN where the update was skipped."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.where(np.isnan(coefficient), np.nan, norm * coefficient)
