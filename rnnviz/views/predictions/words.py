"""What is said of predictions: in the heading, and of one number."""

from __future__ import annotations

import math

from rnnviz.views.plots.ghosts import beside
from rnnviz.views.predictions.told import Told
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

EXACT = 1e-6
"""Share of a column's scale that float32 tells apart: below it, a number is what rounding left of zero."""


def figure(value: float, scale: float, digits: int = 4) -> str:
    """Return a number of a column, without what float32 made of its last digits."""
    if math.isfinite(value) and scale > 0:
        value = round(value, min(max(-math.floor(math.log10(EXACT * scale)), 0), 300))
    return number(value + 0.0, digits)  # no minus before a zero


def more(value: float, scale: float) -> str:
    """Return a residual with its sign, also where it is small."""
    said = figure(value, scale, 3)
    return f"+{said}" if value > 0 and said != "0" else said


def name_of(column: str) -> str:
    """Return a column's name for people: a bare number is its place."""
    return tr("column {n}").format(n=column) if column.isdigit() else column


def figures(shown: Told, before: Told | None, place: int) -> dict[str, str]:
    """Return truth, prediction and residual of the n-th scored step in words, with the untouched ones beside."""
    found = {"truth": figure(float(shown.truth[place]), shown.scale)}
    if before is not None and len(before.steps) != len(shown.steps):
        before = None
    for name, say in (("prediction", figure), ("residual", more)):
        value = say(float(getattr(shown, name)[place]), shown.scale)
        found[name] = beside(value, "" if before is None else say(float(getattr(before, name)[place]), shown.scale))
    return found


def said_of(shown: Told, before: Told | None, window: int) -> tuple[str, ...]:
    """Return what a heading says of truth and prediction, from long to short."""
    if len(shown.steps) == 1:
        words = tr("asked for at one step: truth {truth}, prediction {prediction}, residual {residual}")
        said = figures(shown, before, 0)
        return words.format(**said), tr("truth {truth}, prediction {prediction}").format(**said)
    off, what = _off(shown, before), _what(shown)
    short = tr("{what}: off by {rms} (root mean square)").format(what=what, rms=off)
    last = tr("prediction, off by {rms}").format(rms=off)
    if not shown.same:
        return short, last
    if window:
        what = tr("{what} from the last {count} (shaded)").format(what=what, count=window)
    idle, mean = (figure(value, shown.scale, 3) for value in (shown.idle_rms, shown.mean_rms))
    words = tr("{what}: off by {rms}; the last value again by {idle}, the mean by {mean} (root mean square)")
    fewer = tr("off by {rms}; the last value again by {idle}, the mean by {mean}")
    if math.isnan(shown.mean):
        words = tr("{what}: off by {rms}; the last value again by {idle} (root mean square)")
        fewer = tr("off by {rms}; the last value again by {idle}")
    return (
        words.format(what=what, rms=off, idle=idle, mean=mean), fewer.format(rms=off, idle=idle, mean=mean), short, last
    )


def residual_words(shown: Told, before: Told | None) -> tuple[str, ...]:
    """Return what a heading says of the residual, from long to short."""
    said = {"what": _what(shown), "rms": _off(shown, before)}
    return (
        tr("residual of the {what}, truth − prediction: {rms} (root mean square)").format(**said),
        tr("residual, truth − prediction: {rms}").format(**said),
        tr("residual {rms}").format(**said),
    )


def _what(shown: Told) -> str:
    if not shown.same:
        return tr("number asked for")
    return tr("next value of {name}").format(name=shown.name) if shown.name else tr("next value")


def _off(shown: Told, before: Told | None) -> str:
    off = beside(figure(shown.rms, shown.scale, 3), "" if before is None else figure(before.rms, shown.scale, 3))
    return f"{off} {shown.unit}" if shown.unit else off
