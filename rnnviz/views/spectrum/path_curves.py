"""How far the chosen loss reaches back, measured, under the bounds that theory gives."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rnnviz.directions import as_read, is_reverse
from rnnviz.measures import decay, matrix_bound, norm_condition, product_bound, radius_line, spectral_radius
from rnnviz.measures.spectrum import by_lag
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.plots.captions import Caption
from rnnviz.views.plots.easing import Easing
from rnnviz.views.plots.float_limits import FloatLimits
from rnnviz.views.plots.line import Dashes
from rnnviz.views.plots.log_line import LogLine
from rnnviz.views.plots.step_plot import StepPlot
from rnnviz.views.scopes import Layer, cell_of, scope_at
from rnnviz.views.spectrum.drawing import Drawing, found
from rnnviz.views.words.figures import number, power
from rnnviz.views.words.gradient_words import sentence as decay_words
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]
STYLES: dict[str, tuple[str, Dashes, float]] = {
    "path": ("ink", (), 1.0), "reach": ("reach", (), 1.0), "product": ("accent", (6, 3), 0.8),
    "power": ("warning", (9, 3, 2, 3), 0.8), "linear": ("muted", (2, 2), 0.8),
}  # fmt: skip
"""Colour, dashes and width of each curve; bounds are thinner than what is measured."""


@dataclass(frozen=True, kw_only=True)
class Paths:
    """What is known of the way back from step t* of one scope, by lag from it.

    Attributes
    ----------
    at : int
        t* on the one time axis.
    curves : dict of str to array (lags,)
        log10, of those that are known: path, reach, product, power, linear.
    norm, radius : float
        σₘₐₓ and spectral radius of W_hh; NaN of a cell with several gates.
    back : bool
        The layer reads from the end, so that its way leads to later steps.
    """

    at: int
    curves: dict[str, Floats]
    norm: float = math.nan
    radius: float = math.nan
    back: bool = False

    def step(self, lag: int) -> int:
        """Return the step of the time axis at a lag."""
        return self.at + lag if self.back else self.at - lag

    def lag(self, step: int) -> int:
        """Return the lag of a step of the time axis; negative on the other side of t*."""
        return step - self.at if self.back else self.at - step


def paths(trace: Trace, layer: Layer, chosen: str = "") -> Paths | None:
    """Return what a trace knows of the way back from the step whose loss is followed.

    Parameters
    ----------
    trace : Trace
    layer : tuple of str
    chosen : str
        Which of the layer's scopes; any other: the one that the step lies in. In an encoder, which carries no
        loss, the way begins at its last step.
    """
    if not {"loss_steps", "reach_from"} <= set(trace):
        return None
    scope = chosen if chosen in layer else scope_at(trace, layer, trace.reach_step)
    measured = found(trace, "path_norm_log10", scope)
    if measured is None or not len(measured):
        return None
    place = min(max(trace.reach_step - trace.start(scope), 0), len(measured) - 1)
    at, back = trace.start(scope) + place, is_reverse(scope)
    if back:  # in the order in which it reads
        measured, place = as_read(scope, measured), len(measured) - 1 - place
    curves = {"path": by_lag(measured, place).astype(np.float64)}
    reach = trace.get(f"gradient_reach_log10/{scope}.hidden")
    reach = None if reach is None else as_read(scope, reach)
    if reach is not None and math.isfinite(reach[place]):
        curves["reach"] = by_lag(reach, place).astype(np.float64) - float(reach[place])
    norms = found(trace, "jacobian_norm", scope)
    if norms is not None:
        norms = as_read(scope, norms)
        curves["product"] = by_lag(product_bound(np.where(np.isfinite(norms), norms, np.nan), place), place)
    weights, eigenvalues = found(trace, "recurrent_norm", scope), found(trace, "recurrent_eigenvalues", scope)
    cell = cell_of(trace, layer)
    if weights is None or eigenvalues is None or len(weights) != 1 or cell is None or cell.gates:
        return Paths(at=at, back=back, curves=curves)
    norm, radius = float(weights[0]), float(spectral_radius(eigenvalues[0]))
    curves["power"] = by_lag(matrix_bound(norm, len(measured), place), place)
    curves["linear"] = by_lag(radius_line(radius, len(measured), place), place)
    return Paths(at=at, back=back, curves=curves, norm=norm, radius=radius)


class PathCurves(Drawing):
    """log10 of ‖∂h_t*/∂h_k‖ and of the reach by lag t* − k, Pascanu's two bounds, and the linear estimate."""

    key = "reach"
    families = ("path_norm_log10", "jacobian_norm", "recurrent_norm", "recurrent_eigenvalues")
    needed = ("path_norm_log10",)

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        palette, width = shared.palette, shared.line_width
        self.plot = StepPlot(shared, level=0.0)
        self.plot.set_log(True)
        self.lines = {
            key: LogLine(
                self.plot, getattr(palette, colour), width=share * width, dashes=dashes, broken=palette.error, depth=-n
            )
            for n, (key, (colour, dashes, share)) in enumerate(STYLES.items())
        }
        self.limits = FloatLimits(self.plot.box, palette)
        self.plot.hovered.connect(self._hover)
        self.plot.picked.connect(self._pick)
        self.column.addWidget(self.plot, 1)
        self.easing = Easing(least=2.0)
        self.paths: Paths | None = None
        self.hover: int | None = None

    @property
    def title(self) -> tuple[str, str]:
        step = "t*" if self.paths is None else str(self.paths.at)
        return tr("gradient by lag from step {step}").format(step=step), tr("by lag")

    def fills(self, trace: Trace, layer: Layer) -> bool:
        return paths(trace, layer, self.shared.selection.scope) is not None

    def draw(self, trace: Trace, layer: Layer) -> None:
        self.paths = paths(trace, layer, self.shared.selection.scope)
        curves = {} if self.paths is None else self.paths.curves
        low, high = self._fit(list(curves.values()), trace.run)
        for key, line in self.lines.items():
            values = curves.get(key, np.empty(0))
            line.draw_log(np.arange(len(values)), values, low=low, high=high)
        if self.paths is not None:
            self.plot.fit_places(0.0, float(max(len(curves["path"]) - 1, 1)))
            self.said.setText(sentence(self.paths))

    def _fit(self, curves: list[Floats], run: int) -> tuple[float, float]:
        values = np.concatenate([np.zeros(1), *curves])
        finite = values[np.isfinite(values)]
        low, high = self.easing.follow(float(finite.min()), float(finite.max()), run)
        self.plot.box.setYRange(low, high, padding=0)
        return low, high

    def mark(self, t: int) -> None:
        super().mark(t)
        lag = self._lag_of(t)
        self.plot.show_place(lag)
        self._write()

    def _lag_of(self, t: int) -> int | None:
        """Return how many steps before the loss's step a step lies; None where it lies beyond the plot."""
        if self.paths is None or not 0 <= self.paths.lag(t) < len(self.paths.curves["path"]):
            return None
        return self.paths.lag(t)

    def _write(self) -> None:
        """Name the curves, with their values at the lag under the mouse, else at the cursor, else at the last lag."""
        if self.paths is None:
            return
        lag = self.hover if self.hover is not None else self._lag_of(self.t)
        if lag is None:
            lag = len(self.paths.curves["path"]) - 1
        palette = self.shared.palette
        captions = [Caption(label=tr("lag"), value=str(lag), colour=palette.muted, mark="")]
        for key, (label, tip) in names().items():
            values = self.paths.curves.get(key)
            if values is not None:
                captions.append(
                    Caption(
                        label=label, value=power(values[lag]) if lag < len(values) else "–",
                        colour=getattr(palette, STYLES[key][0]), mark="dash" if STYLES[key][1] else "line", tip=tip,
                    )
                )
        self.captions.show_captions(captions)

    def _hover(self, place: float | None) -> None:
        self.hover = None
        if place is not None and self.paths is not None:
            self.hover = min(max(round(place), 0), len(self.paths.curves["path"]) - 1)
        self.plot.show_hover(None if self.hover is None else float(self.hover))
        self.shared.axis.set_hover(None if self.hover is None or self.paths is None else self.paths.step(self.hover))
        self._write()

    def _pick(self, place: float) -> None:
        if self.paths is not None:
            lag = min(max(round(place), 0), len(self.paths.curves["path"]) - 1)
            self.shared.axis.scrub(self.paths.step(lag))


def names() -> dict[str, tuple[str, str]]:
    """Return each curve's name, and what it is."""
    return {
        "path": (
            "‖∂hₜ*/∂hₖ‖",
            tr("measured: the largest factor by which a gradient changes on the layer's own way back from t* to k"),
        ),
        "reach": (
            tr("reach"),
            tr("measured: ‖∂ℓₜ*/∂hₖ‖ of this loss by every way, other layers too, relative to its value at t*"),
        ),
        "product": ("Π σₘₐₓ(J)", tr("bound: the product of each step's largest singular value")),
        "power": ("(γσₘₐₓ(W))ⁿ", tr("bound by the weights alone (Pascanu 2013): γ = 1 is the steepest slope of φ")),
        "linear": ("ρ(W)ⁿ", tr("estimate, no bound: the network linearised about zero, ρ the spectral radius of W_hh")),
    }


def sentence(known: Paths) -> str:
    """Say what the bound by the weights allows, and what was measured."""
    by_step = known.curves["path"][::-1]
    fit = decay(by_step, len(by_step) - 1)
    steps = np.array([known.step(lag) for lag in reversed(range(len(by_step)))])
    measured = decay_words(fit, by_step, steps, back=known.back)
    if "power" not in known.curves:
        return tr("measured: {measured}; for a gated cell Π σₘₐₓ(J) is the bound").format(measured=measured)
    match norm_condition(known.norm):
        case "vanishes":
            words = tr("σₘₐₓ(W_hh) = {norm} < 1: every gradient must vanish; measured: {measured}")
        case "may explode":
            words = tr("σₘₐₓ(W_hh) = {norm} > 1: explosion is possible, not certain; measured: {measured}")
        case _:
            words = tr("σₘₐₓ(W_hh) = {norm} decides nothing; measured: {measured}")
    return words.format(norm=number(known.norm), measured=measured)
