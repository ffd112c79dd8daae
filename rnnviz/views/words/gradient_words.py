"""What the reach of one loss does on its way back, in words."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rnnviz.measures import Decay, Memory
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

Floats = npt.NDArray[np.float64]


class Sentence(ElidedLabel):
    """What the reach does, in words; its tooltip says how that was found."""

    def explain(self, words: str) -> None:
        """Put other words into the tooltip."""
        if words != self.about:
            self.about = words
            self._tip()


def sentence(
    fit: Decay | None, values: Floats, steps: npt.NDArray[np.int64], *, interval: bool = True, back: bool = False
) -> str:
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
    back : bool
        The layer reads from the end: values and steps are in that order, and gradients go on to later steps.
    """
    if fit is None:
        if len(values) and np.isnan(values).any():
            return tr("not finite: exploded")
        if back:
            return tr("too few steps after this loss to say how its gradient changes")
        return tr("too few steps before this loss to say how its gradient changes")
    said = _tenfold(fit, between=interval)
    if fit.broken:
        said += tr("; values not finite: {count}").format(count=fit.broken)
    zero = np.flatnonzero(np.isneginf(values))
    if len(zero):
        words = tr("; exactly 0 from step {step} on") if back else tr("; exactly 0 up to step {step}")
        said += words.format(step=int(steps[zero[-1]]))
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


def brief(fit: Decay | None, values: Floats) -> str:
    """Say the same where there is hardly any room; "" where only the whole sentence says it."""
    if fit is None and not np.isnan(values).any():
        return tr("too few steps")
    if fit is None or fit.broken:
        return ""
    if fit.verdict == "steady":
        return tr("keeps its size")
    said = tr("÷10 every {steps} steps") if fit.verdict == "vanishing" else tr("×10 every {steps} steps")
    return said.format(steps=_few(fit.tenfold))


def verdict(fit: Decay | None) -> str:
    """Say in a word what it does; "" where there is none for it."""
    if fit is None or fit.broken or fit.verdict == "steady":
        return ""
    return tr("vanishing") if fit.verdict == "vanishing" else tr("exploding")


def _few(steps: float) -> str:
    return f"{steps:.1f}" if steps < 9.95 else number(steps)


def about(fit: Decay | None, kept: Memory | None) -> str:
    """Say how the sentence was found, and over how many steps the reach lies."""
    said = [tr("A straight line fitted to log₁₀ ‖∂ℓ/∂h‖ against the steps back from the loss.")]
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
