"""What the dots of the state space are coloured by: time, token, phase of the task, or target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rnnviz.trace import Array, Trace
from rnnviz.views.gate import visible
from rnnviz.views.palette import Palette
from rnnviz.views.scopes import boundary
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

Places = npt.NDArray[np.intp]
BINS = 8
"""Shades of something that has an order."""
NAMED = 6
"""Tokens or labels with a colour of their own, the most frequent ones."""
OTHER = BINS
"""Group of what has no colour of its own."""
FIRST_SHADE = 0.3
"""Share of the ramp where it begins, so that no dot is lost in the paper."""


class Group(NamedTuple):
    """A group of dots that look alike: which, its words for the legend ("": it is not named), and how it looks."""

    number: int
    words: str
    colour: str
    sign: str


class Coloured(NamedTuple):
    """The group of each step, what the legend says, and whether the groups are shades of one hue."""

    groups: Places
    legend: tuple[Group, ...]
    ordered: bool = False


def shades(palette: Palette) -> tuple[str, ...]:
    """Return the colours of something that has an order, the faintest first."""
    ramp = palette.unsigned()
    at = np.linspace(FIRST_SHADE * 255, 255, BINS).round().astype(int)
    return tuple("#" + "".join(f"{part:02x}" for part in ramp[place]) for place in at)


def coloured(trace: Trace, steps: Array, by: str, palette: Palette) -> Coloured:
    """Return the groups of some steps of the time axis by "time", "token", "phase" or "target"."""
    match by:
        case "token":
            return _named([str(trace["tokens"][t]) for t in steps], palette)
        case "phase":
            return _phases(trace, steps, palette)
        case "target":
            return _targets(trace, steps, palette)
    return _ordered(steps.astype(np.float64), palette, tr("step {value}"))


def _named(words: Sequence[str | None], palette: Palette) -> Coloured:
    """Give the most frequent words a colour and a sign each; None has none."""
    known = [word for word, _ in Counter(word for word in words if word is not None).most_common(NAMED)]
    groups = np.array([known.index(word) if word in known else OTHER for word in words], np.intp)
    legend = [Group(n, visible(word), palette.classes[n], SIGNS[n]) for n, word in enumerate(known)]
    if (groups == OTHER).any():
        legend.append(Group(OTHER, tr("other"), palette.muted, SIGNS[OTHER]))
    return Coloured(groups, tuple(legend))


def _ordered(values: npt.NDArray[np.float64], palette: Palette, words: str) -> Coloured:
    """Shade values from the lowest to the highest; NaN is none."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 0.0)
    share = np.nan_to_num((values - low) / max(high - low, 1e-300))
    groups = np.minimum(share * BINS, BINS - 1).astype(np.intp)
    groups[~np.isfinite(values)] = OTHER
    colours = shades(palette)
    ends = ((0, low), (BINS - 1, high)) if high > low else ((0, low),)
    legend = [Group(n, words.format(value=number(value)), colours[n], SIGNS[0]) for n, value in ends if len(finite)]
    if (groups == OTHER).any():
        legend.append(Group(OTHER, tr("none"), palette.muted, SIGNS[OTHER]))
    return Coloured(groups, tuple(legend), ordered=True)


def _phases(trace: Trace, steps: Array, palette: Palette) -> Coloured:
    """Tell encoder from decoder, or the steps before the first loss from those that carry one and the rest."""
    decoder = boundary(trace)
    words: tuple[str, ...]
    if decoder is not None:
        groups, words = (steps >= decoder).astype(np.intp), (tr("encoder reads"), tr("decoder writes"))
    else:
        loss = _on_axis(trace, trace["loss_steps"], steps, False)
        began = np.maximum.accumulate(loss) if len(loss) else loss
        groups = np.where(loss, 1, np.where(began, 2, 0)).astype(np.intp)
        words = (tr("before the first loss"), tr("carries a loss"), tr("no loss, later"))
    legend = [Group(n, word, palette.classes[n], SIGNS[n]) for n, word in enumerate(words) if (groups == n).any()]
    return Coloured(groups, tuple(legend))


def _targets(trace: Trace, steps: Array, palette: Palette) -> Coloured:
    """Shade by a number that is to be said, or name the symbols; steps without a loss have none."""
    here = _on_axis(trace, trace["loss_steps"], steps, False)
    targets = trace["targets"]
    if targets.dtype.kind == "f":
        first = targets.reshape(len(targets), -1)[:, 0].astype(np.float64)
        return _ordered(np.where(here, _on_axis(trace, first, steps, np.nan), np.nan), palette, tr("target {value}"))
    names = trace.get("target_tokens")
    found = _on_axis(trace, targets if names is None else names, steps, targets.dtype.type(0) if names is None else "")
    return _named([str(word) if with_loss else None for word, with_loss in zip(found, here, strict=True)], palette)


def _on_axis(trace: Trace, values: Array, steps: Array, nothing: Any) -> Array:
    """Return values that begin where the losses do, at some steps of the time axis."""
    inside = (steps >= trace.loss_start) & (steps < trace.loss_start + len(values))
    places = np.clip(steps - trace.loss_start, 0, max(len(values) - 1, 0))
    return np.where(inside, values[places], nothing) if len(values) else np.full(len(steps), nothing)


SIGNS = ("o", "s", "t1", "d", "t", "p", "o", "o", "o")
"""pyqtgraph's letter of each group's dots."""
MARKS = {"o": "●", "s": "■", "t1": "▲", "d": "◆", "t": "▼", "p": "⬟"}
"""The same as characters, for the legend."""
