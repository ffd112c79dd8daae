"""What a gate census says: of the layer in a sentence, of one unit in a line."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from rnnviz.views.census.counted import Counted, Part
from rnnviz.views.census.half_life_plot import LONG
from rnnviz.views.plots.dot_plot import Dot
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

NAMED = 6
"""Units that are named; of more, the count is said."""


def summary(census: Counted) -> str:
    """Say how many units remember, and which are dead."""
    said = [_memories(census) if census.keeper else _saturated(census)]
    if len(census.dead):
        said.append(tr("dead units: {units}").format(units=_some(census.dead.tolist())))
    else:
        said.append(tr("no dead unit"))
    stuck = [f"{part.symbol} {part.stuck}" for part in census.parts if part.stuck]
    if stuck:
        said.append(tr("gates that never move: {gates}").format(gates=", ".join(stuck)))
    broken = max(part.saturation.broken for part in census.parts)
    if broken:
        said.append(tr("units that are not finite: {count}").format(count=broken))
    return "; ".join(words for words in said if words)


def _memories(census: Counted) -> str:
    known = census.half_lives[~np.isnan(census.half_lives)]
    if not len(known):
        return ""
    words = tr("{count} of {units} units remember more than {long} steps; median half-life {steps} steps")
    return words.format(
        count=int((known > LONG).sum()), units=census.units, long=LONG, steps=steps_words(float(np.median(known)))
    )


def _saturated(census: Counted) -> str:
    """Say how many units of a cell without gates are saturated most of the time."""
    part = census.parts[0]
    with np.errstate(invalid="ignore"):
        count = int((part.saturation.left + part.saturation.right > 0.5).sum())
    off = tr("{count} of {units} units are at 0 on more than half of the steps")
    words = tr("{count} of {units} units are saturated (|h| > 0.9) on more than half of the steps")
    return (off if part.kind == "relu" else words).format(count=count, units=census.units)


def _some(units: Sequence[int]) -> str:
    """Name some units, and say how many there are."""
    if len(units) <= NAMED:
        return ", ".join(str(unit) for unit in units)
    return tr("{units}, … ({count} in all)").format(
        units=", ".join(str(unit) for unit in units[: NAMED - 1]), count=len(units)
    )


def steps_words(steps: float) -> str:
    """Return a number of steps: 0.31, 3.1, 103, ∞."""
    return f"{steps:.1f}" if 1 <= steps < 99.95 else number(steps, 2 if steps < 1 else 3)


def median_words(part: Part) -> str:
    """Return the median shares of the two ends: 2 · 31 %."""
    return share_words(part, *part.saturation.medians)


def share_words(part: Part, left: float, right: float) -> str:
    """Return the shares of a part's two ends, or of the one that it has: 2 · 31 %."""
    return percents(left) if part.kind == "relu" else percents(left, right)


def ends(part: Part) -> tuple[str, str]:
    """Name the two ends of a part: ("shut", "open"); "" for an end that it does not have."""
    match part.kind:
        case "gate":
            return tr("shut"), tr("open")
        case "tanh":
            return tr("h < −0.9"), tr("h > 0.9")
        case _:
            return tr("h = 0"), ""


def percents(*shares: float) -> str:
    """Return shares of the steps: 2 · 31 %; – where there are none."""
    if any(math.isnan(share) for share in shares):
        return "–"
    return " · ".join(f"{100 * share:.0f}" for share in shares) + "\u00a0%"


def unit_words(census: Counted, parts: Sequence[Part], unit: int, hover: Sequence[Dot]) -> tuple[str, ...]:
    """Return the line about the dot under the mouse, else about the chosen unit, and ever shorter ones.

    Parameters
    ----------
    parts : sequence of Part
        The gates that are drawn.
    unit : int
        The chosen one.
    hover : sequence of Dot
        Those under the mouse, in one place.
    """
    here = [dot for dot in hover if dot.unit < census.units]
    if here:
        unit = here[0].unit
        parts = [part for part in parts if part.role == here[0].group] or list(parts)
    said = tr("unit {unit}").format(unit=unit)
    others = len({dot.unit for dot in here} - {unit})
    if others:
        said += " " + tr("(and {count} more here)").format(count=others)
    named = [f"{part.symbol} {_brief(part, unit)}" for part in parts]
    whole = [f"{tr(part.label) if len(parts) == 1 else part.symbol} {_shares(part, unit)}" for part in parts]
    life = census.half_lives[unit]
    half = [] if math.isnan(life) else [tr("half-life {steps} steps").format(steps=steps_words(float(life)))]
    short = [] if math.isnan(life) else [f"t½ {steps_words(float(life))}"]
    return (
        f"{said}: {', '.join([*whole, *half])}",
        f"{said}: {', '.join([*named, *half])}",
        f"{said}: {', '.join([*named, *short])}",
        f"{unit}: {', '.join([*named, *short])}",
        f"{unit}: {' '.join([*named, *short])}".replace(" · ", "·").replace("\u00a0%", ""),
    )


def _shares(part: Part, unit: int) -> str:
    """Return a unit's shares in words: shut 2 %, open 71 %."""
    shares = zip(ends(part), (part.saturation.left[unit], part.saturation.right[unit]), strict=True)
    if math.isnan(part.saturation.left[unit]):
        return tr("not finite")
    sign = "" if part.kind == "gate" else ":"
    return " · ".join(f"{name}{sign} {percents(float(share))}" for name, share in shares if name)


def _brief(part: Part, unit: int) -> str:
    """Return the same without words: 2 · 71 %."""
    left, right = float(part.saturation.left[unit]), float(part.saturation.right[unit])
    return percents(left) if part.kind == "relu" else percents(left, right)
