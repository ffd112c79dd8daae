"""How much each step can stretch a gradient: σₘₐₓ and spectral radius of its Jacobian over time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Caption, figure
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.line import scatter
from rnnviz.views.plots.log_line import LogLine
from rnnviz.views.plots.time_plot import TimePlot
from rnnviz.views.plots.update_plot import UpdateAxis, ValueAxis, tall
from rnnviz.views.scopes import Layer
from rnnviz.views.spectrum.complex_plane import plus
from rnnviz.views.spectrum.drawing import Drawing, found
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
Curve = tuple[npt.NDArray[np.int64], Floats]


class StepNorms(Drawing):
    """σₘₐₓ(J_t) as a line, the radius as dots where it was computed, a line at one."""

    key = "norms"
    families = ("jacobian_norm", "jacobian_radius")
    needed = ("jacobian_norm",)

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.left = ValueAxis()
        self.plot = TimePlot(shared, self.left)
        self._dress(shared)
        self.norm = LogLine(self.plot, palette.ink, width=width, dashes=(), broken=palette.error)
        drawn = pg.mkPen(palette.reach, width=1.3)
        self.radius = pg.ScatterPlotItem(symbol=plus(), size=7 * width, pen=drawn, brush=None)
        self.radius.setZValue(10)
        self.one = pg.InfiniteLine(angle=0, pen=pg.mkPen(palette.muted, width=1))
        self.one.setZValue(-3)
        for item in (self.radius, self.one):
            self.plot.addItem(item, ignoreBounds=True)
        self.column.addWidget(self.plot, 1)
        self.easings = {True: Easing(least=0.4), False: Easing(least=0.4)}
        self.log = False
        self.norms: Curve = (np.empty(0, np.int64), np.empty(0))
        self.radii: Curve = self.norms
        shared.axis.hovered.connect(self._hover)

    def _dress(self, shared: Shared) -> None:
        """Give the plot an axis of steps, and less room at the left than a track has."""
        plot = self.plot.getPlotItem()
        bottom = UpdateAxis("bottom")
        plot.setAxisItems({"bottom": bottom})
        bottom.setStyle(tickLength=-4, hideOverlappingLabels=True, tickTextOffset=3)
        bottom.setPen(shared.palette.border)
        bottom.setTickPen(shared.palette.muted)
        bottom.setTextPen(shared.palette.muted)
        plot.showAxis("bottom")
        self.left.setWidth(48)
        self.plot.setMinimumHeight(60)

    @property
    def title(self) -> tuple[str, str]:
        return tr("σₘₐₓ and radius of J = ∂sₜ/∂sₜ₋₁ by step t"), tr("J by step t")

    def set_log(self, log: bool) -> None:
        """Draw on an axis of decades, or a linear one."""
        self.log = log
        self.left.log = log
        self.left.picture = None
        self.left.update()

    def draw(self, trace: Trace, layer: Layer) -> None:
        self.plot.divide(trace)
        self.said.begin()
        self.norms, self.radii = laid(trace, "jacobian_norm", layer), laid(trace, "jacobian_radius", layer)
        norm, radius = self._heights(self.norms[1]), self._heights(self.radii[1])
        low, high = self._fit(np.concatenate([norm, radius]), trace.run)
        self.norm.draw_log(self.norms[0], norm, low=low, high=high)
        known = np.isfinite(radius)
        scatter(self.radius, self.radii[0][known].astype(np.float64), radius[known])
        self.one.setValue(0.0 if self.log else 1.0)

    def _heights(self, values: Floats) -> Floats:
        if not self.log:
            return np.where(np.isneginf(values), np.nan, values)
        with np.errstate(divide="ignore"):
            found: Floats = np.log10(values, where=values >= 0, out=np.full_like(values, np.nan))
        return found

    def _fit(self, values: Floats, run: int) -> tuple[float, float]:
        finite = values[np.isfinite(values)]
        one = 0.0 if self.log else 1.0
        low, high = min(float(finite.min(initial=one)), one), max(float(finite.max(initial=one)), one)
        low, high = self.easings[self.log].follow(*tall(low, high), run)
        self.plot.box.setYRange(low, high, padding=0)
        return low, high

    def mark(self, t: int) -> None:
        super().mark(t)
        self.plot.cursor_line.setValue(t)
        steps, norms = self.norms
        above = int((norms > 1).sum())
        words = tr("σₘₐₓ(J) is above 1 at {above} of {steps} steps: a gradient can grow there")
        if (norms < 1).all():
            words = tr("σₘₐₓ(J) is below 1 at all {steps} steps: every gradient shrinks")
        self.said.setText(words.format(above=above, steps=len(steps)))
        self._write(t)

    def _hover(self, t: int | None) -> None:
        """Write the values at the step under the mouse, in whichever plot that is, else at the cursor."""
        if self.isVisible():
            self._write(self.t if t is None else t)

    def _write(self, t: int) -> None:
        palette = self.shared.palette
        self.captions.show_captions([
            Caption(label="t", value=str(t), colour=palette.muted, mark=""),
            Caption(
                label="σₘₐₓ", value=_at(self.norms, t), colour=palette.ink,
                tip=tr("largest singular value: by how much the step can stretch a gradient at most"),
            ),
            Caption(
                label=tr("+ radius"), value=_at(self.radii, t), colour=palette.reach, mark="",
                tip=tr("largest |λ|: by how much it stretches in the end, were every step like this one"),
            ),
        ])  # fmt: skip

    def let_go(self) -> None:
        self.shared.axis.hovered.disconnect(self._hover)
        self.plot.let_go()


def laid(trace: Trace, family: str, layer: Layer) -> Curve:
    """Return (steps, values) of ``{family}/{scope}`` over the one time axis, scope after scope."""
    here = [(trace.start(scope), found(trace, family, scope)) for scope in layer]
    pieces = [(start + np.arange(len(one)), np.asarray(one, np.float64)) for start, one in here if one is not None]
    if not pieces:
        return np.empty(0, np.int64), np.empty(0)
    return np.concatenate([steps for steps, _ in pieces]), np.concatenate([values for _, values in pieces])


def _at(curve: Curve, t: int) -> str:
    """Return the value at a step: a dash where there is none."""
    place = np.flatnonzero(curve[0] == t)
    return figure(float(curve[1][place[0]])) if len(place) and not np.isnan(curve[1][place[0]]) else "–"
