"""Norms of the gradient along time, and how far one step's loss reaches back."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg

from rnnviz.measures import Decay, Memory, decay, memory, nearest_step
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.decades import DecadeAxis
from rnnviz.views.easing import Easing
from rnnviz.views.elided import ElidedLabel
from rnnviz.views.figures import lowered, number, power
from rnnviz.views.float_limits import FloatLimits
from rnnviz.views.language import tr
from rnnviz.views.legend import Key
from rnnviz.views.line import DASHES, pen
from rnnviz.views.log_line import LogLine
from rnnviz.views.scopes import Layer, laid, layer_name, layer_of, layers, row_at
from rnnviz.views.track import Track

TOTAL = "gradient_norm_log10/"
REACH = "gradient_reach_log10/"
CURVES = ((TOTAL, "hidden"), (TOTAL, "cell"), (REACH, "hidden"), (REACH, "cell"))
Floats = npt.NDArray[np.float64]
Curves = dict[tuple[str, str], tuple[npt.NDArray[np.int64], Floats]]


class Sentence(ElidedLabel):
    """What the reach does, in words; its tooltip says how that was found."""

    def explain(self, words: str) -> None:
        """Put other words into the tooltip."""
        if words != self.about:
            self.about = words
            self._tip()


class GradientNorms(Track):
    """log10 of ‖∂L/∂h_t‖ and ‖∂L/∂c_t‖, and of one loss's ‖∂ℓ_t*/∂h_t‖, on an axis of decades."""

    key = "gradient_norms"
    title = "Gradient norms"
    purpose = (
        "How strongly the loss L depends on the state at each step, and how far back the loss of one step ℓ reaches. "
        "Click a step to follow its loss. The sentence is fitted to that reach: the total also holds every "
        "step's own loss, and looks healthy when long paths have died. ▽: exactly zero; ×: not finite."
    )
    height = 170

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared, DecadeAxis("left"))
        palette = shared.palette
        self.curves = {
            (kind, name): LogLine(
                self.plot,
                palette.ink if kind == TOTAL else palette.reach,
                width=shared.line_width,
                dashes=DASHES[name],
                broken=palette.error,
                depth=0 if kind == TOTAL else 10,
            )
            for kind, name in CURVES
        }
        self.limits = FloatLimits(self.plot.box, palette)
        self.source = pg.InfiniteLine(angle=90, pen=pen(palette.reach, 1, (2, 3)))
        self.source.hide()
        self.plot.addItem(self.source, ignoreBounds=True)
        self.sentence = Sentence(about(None, None))
        self.sentence.setStyleSheet(f"color: {palette.reach}")
        self.bar.add_remark(self.sentence)
        self.layer = self.add_chooser("layer", tr("The layer that is drawn"), then=self._choose_layer)
        self.easing = Easing(least=2.0)
        self.plot.box.picked.connect(self._choose_loss)

    def draw(self, trace: Trace) -> None:
        self.plot.divide(trace)
        layer = layer_of(trace, self.shared.selection.scope)
        self._offer(trace, layer)
        found = {key: laid(trace, layer, key[1], key[0]) for key in CURVES}
        here = {key: (one[0], np.asarray(one[1], np.float64)) for key, one in found.items() if one is not None}
        low, high = self._fit([values for _, values in here.values()], trace.run)
        for key, line in self.curves.items():
            steps, values = here.get(key, (np.empty(0), np.empty(0)))
            line.draw_log(steps, values, low=low, high=high)
        self.explain("" if here else tr("No gradients in this trace: they come with the backward pass."))
        self.heading.setText(tr("gradient norm"))
        self._show_reach(trace, here.get((REACH, "hidden")))
        self._show_legend(trace, here)

    def _fit(self, curves: list[Floats], run: int) -> tuple[float, float]:
        values = np.concatenate([np.empty(0), *curves])
        finite = values[np.isfinite(values)]
        low, high = (finite.min(), finite.max()) if len(finite) else (-3.0, 0.0)
        low, high = self.easing.follow(float(low), float(high), run)
        self.plot.box.setYRange(low, high, padding=0)
        return low, high

    def _show_reach(self, trace: Trace, reach: tuple[npt.NDArray[np.int64], Floats] | None) -> None:
        step = _source(trace)
        self.source.setVisible(reach is not None and step is not None)
        if reach is None or step is None:
            self.sentence.setText("")
            return
        self.source.setValue(step)
        steps, values = reach
        at = int(np.searchsorted(steps, step, side="right")) - 1
        fit, read = decay(values, at), values[: at + 1]
        self.sentence.set_texts(sentence(fit, read, steps), sentence(fit, read, steps, interval=False))
        self.sentence.explain(about(fit, memory(values, at)))

    def _show_legend(self, trace: Trace, here: Curves) -> None:
        step = _source(trace)
        at = "" if step is None else lowered(step)
        palette = self.shared.palette
        keys = []
        for kind, name in CURVES:
            total, reach = (here.get((one, name)) for one in (TOTAL, REACH))
            same = total is not None and reach is not None and _alike(total[1], reach[1])
            if (kind, name) not in here or (same and kind == TOTAL):
                continue  # the only loss: its reach lies on the total
            symbol = "h" if name == "hidden" else "c"
            words = [f"‖∂L/∂{symbol}‖"] if kind == TOTAL or same else []
            words += [f"‖∂ℓ{at}/∂{symbol}‖"] if kind == REACH else []
            colour = palette.ink if kind == TOTAL else palette.reach
            keys.append(Key(label=" = ".join(words), colour=colour, dashes=DASHES[name]))
        self.legend.show_keys(keys)

    def _offer(self, trace: Trace, layer: Layer) -> None:
        known = layers(trace)
        self.layer.setVisible(len(known) > 1)
        self.layer.set_entries([(one[-1], layer_name(one)) for one in known])
        if layer:
            self.layer.take(layer[-1])

    def _choose_layer(self, scope: object) -> None:
        self.shared.selection.choose(scope=str(scope))

    def _choose_loss(self, place: tuple[int, float]) -> None:
        if self.trace is None or _source(self.trace) is None:
            return
        step = nearest_step(self.trace["loss_steps"], place[0] - self.trace.loss_start)
        if step is not None:
            self.shared.selection.choose_reach(step)

    def readout(self, t: int) -> str:
        """Return the norms at a step."""
        if self.trace is None:
            return ""
        layer = layer_of(self.trace, self.shared.selection.scope)
        said = []
        for kind, name in CURVES:
            value = row_at(laid(self.trace, layer, name, kind), t)
            if value is not None:
                symbol = ("∂L/∂" if kind == TOTAL else "∂ℓ/∂") + ("h" if name == "hidden" else "c")
                said.append(f"{symbol} {power(value)}")
        return "  ".join(said)


def _source(trace: Trace) -> int | None:
    """Return the step whose loss the reach belongs to."""
    return trace.reach_step if {"tokens", "loss_steps", "reach_from"} <= set(trace) else None


def _alike(one: Floats, other: Floats) -> bool:
    with np.errstate(over="ignore", invalid="ignore"):
        return one.shape == other.shape and np.allclose(one, other, equal_nan=True)


def sentence(fit: Decay | None, values: Floats, steps: npt.NDArray[np.int64], *, interval: bool = True) -> str:
    """Say in plain words how a reach changes on its way back.

    Parameters
    ----------
    fit : Decay or None
    values : array
        log10 of the reach up to the loss's step.
    steps : array of int
        The steps of the values.
    interval : bool
        Whether to say the interval, where it says more than the figure itself.
    """
    if fit is None:
        if len(values) and np.isnan(values).any():
            return tr("not finite: exploded")
        return tr("too few steps before this loss to say how its gradient changes")
    said = _tenfold(fit, between=interval)
    if fit.broken:
        said += tr("; values not finite: {count}").format(count=fit.broken)
    zero = np.flatnonzero(np.isneginf(values))
    if len(zero):
        said += tr("; exactly 0 up to step {step}").format(step=int(steps[zero[-1]]))
    return said


def _tenfold(fit: Decay, *, between: bool) -> str:
    """Say in how many steps the fitted line changes tenfold, and between which ends of the interval."""
    every, low, high = (_few(steps) for steps in (fit.tenfold, *fit.tenfold_range))
    between = between and math.isfinite(fit.low) and math.isfinite(fit.high) and not low == every == high
    match fit.verdict, between:
        case "steady", _:
            return tr("keeps its size: no vanishing")
        case "vanishing", True:
            said = tr("falls tenfold every {steps} steps ({low} to {high}): vanishing")
        case "vanishing", _:
            said = tr("falls tenfold every {steps} steps: vanishing")
        case _, True:
            said = tr("grows tenfold every {steps} steps ({low} to {high}): exploding")
        case _:
            said = tr("grows tenfold every {steps} steps: exploding")
    return said.format(steps=every, low=low, high=high)


def _few(steps: float) -> str:
    return f"{steps:.1f}" if steps < 9.95 else number(steps)


def about(fit: Decay | None, kept: Memory | None) -> str:
    """Say how the sentence was found, and over how many steps the reach lies."""
    said = [tr("A straight line fitted to log10 ‖∂ℓ/∂h‖ against the steps back from the loss.")]
    if fit is not None and math.isfinite(fit.low) and math.isfinite(fit.high):
        words = tr("In brackets: the {share} % confidence interval; it allows for neighbouring residuals being alike.")
        said.append(words.format(share=round(100 * fit.confidence)))
    if kept is not None:
        words = tr(
            "Effective memory: half of Σ‖∂ℓ/∂h‖ lies within {half} steps of the loss, 90 % within {most}; "
            "as much as {effective} steps of equal norm."
        )
        said.append(words.format(half=kept.half, most=kept.most, effective=_few(kept.effective)))
    return "\n".join(said)
