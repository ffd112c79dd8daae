"""What came of a comparison: a table over the seeds, in words and as CSV, and the curves of each model."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rnnviz.comparison import Comparison, Outcome, Plain, cases
from rnnviz.measures.spread import spread

Floats = npt.NDArray[np.float64]
Row = dict[str, Any]

MISSING = "—"
"""In a cell none of whose runs has ended."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SpreadCurve:
    """A figure of one model with its spread over the seeds.

    Attributes
    ----------
    x : array (n,)
        Updates; places among the values of what is varied; or the model's own place.
    mean, low, high : array (n,)
        NaN where no run has a figure.
    flat : bool
        The model learns nothing: one height for all updates.
    """

    label: str
    x: Floats
    mean: Floats
    low: Floats
    high: Floats
    flat: bool = False


def spread_curves(comparison: Comparison, outcomes: Sequence[Outcome]) -> list[SpreadCurve]:
    """Return a curve for each model that has an outcome: against what is varied, else over the updates."""
    found = []
    for place, contender in enumerate(comparison.model):
        own = [each for each in outcomes if each.label == contender.label]
        if not own:
            continue
        points: dict[float, list[float]] = {}
        if comparison.against is not None:
            values: list[Plain] = list(comparison.against.values)
            for each in own:
                points.setdefault(float(values.index(each.value)), []).append(each.measure)  # type: ignore[arg-type]
        elif comparison.measure == "decay":
            points[float(place)] = [each.measure for each in own]
        else:
            for each in own:
                for update, measure in each.curve:
                    points.setdefault(float(update), []).append(measure)
        x = sorted(points)
        spreads = [spread(points[at]) for at in x]
        found.append(SpreadCurve(
            label=contender.label, x=np.array(x), mean=np.array([each.mean for each in spreads]),
            low=np.array([each.low for each in spreads]), high=np.array([each.high for each in spreads]),
            flat=bool(contender.reference) and comparison.against is None,
        ))  # fmt: skip
    return found


def table(comparison: Comparison, outcomes: Sequence[Outcome]) -> list[Row]:
    """Return a row for each model and value: the measure's mean, lowest and highest, parameters, updates, seconds."""
    groups: dict[tuple[str, object], list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault((each.label, each.value), []).append(each)
    varied = comparison.against.field if comparison.against else ""
    rows = []
    for (label, value), runs in groups.items():
        found = spread([run.measure for run in runs])
        rows.append({
            "model": label, **({varied: value} if varied else {}), f"{comparison.measure}_mean": found.mean,
            f"{comparison.measure}_low": found.low, f"{comparison.measure}_high": found.high,
            "seeds": len(runs), "diverged": found.missing, "parameters": runs[0].parameters,
            "updates": max(run.updates for run in runs), "seconds": sum(run.seconds for run in runs) / len(runs),
        })  # fmt: skip
    return rows


class Lacking(NamedTuple):
    """A model at a value of which not all runs have ended."""

    label: str
    value: object
    done: int
    wanted: int

    def __str__(self) -> str:
        """Return ``LSTM 50 (1 of 3)``."""
        where = self.label if self.value is None else f"{self.label} {self.value}"
        return f"{where} ({self.done} of {self.wanted})" if self.done else where


def missing(comparison: Comparison, outcomes: Sequence[Outcome]) -> tuple[int, list[Lacking]]:
    """Return how many runs a comparison has, and what a stopped one lacks runs of."""
    wanted = cases(comparison)
    ended = Counter((each.label, each.value) for each in outcomes)
    cells = Counter((each.label, each.value) for each in wanted)
    found = (Lacking(*cell, ended[cell], count) for cell, count in cells.items())
    return len(wanted), [each for each in found if each.done < each.wanted]


def stopped_words(comparison: Comparison, outcomes: Sequence[Outcome]) -> str:
    """Return what a table lacks whose comparison was stopped; "" where all runs have ended."""
    total, lacking = missing(comparison, outcomes)
    named = ", ".join(map(str, lacking))
    return f"stopped after {len(outcomes)} of {total} runs; missing: {named}" if named else ""


def in_words(comparison: Comparison, rows: Sequence[Row]) -> list[str]:
    """Return the table as lines of text, models down, values across."""
    measure = comparison.measure
    varied = comparison.against.field if comparison.against else ""
    values = list(dict.fromkeys(row.get(comparison.against.field) for row in rows)) if comparison.against else [None]
    head = ["model", "parameters", *(f"{value}" if comparison.against else measure for value in values), "seconds"]
    lines = [head]
    for label in dict.fromkeys(row["model"] for row in rows):
        own = [row for row in rows if row["model"] == label]
        at = {row.get(varied): _figure(row, measure) for row in own}
        cells = [at.get(value, MISSING) for value in values]
        lines.append([label, f"{own[0]['parameters']:,}", *cells, brief(max(row['seconds'] for row in own))])
    widths = [max(len(line[place]) for line in lines if place < len(line)) for place in range(len(head))]
    title = comparison.title or comparison.name
    seeds = f"{len(comparison.seeds)} seeds" if len(comparison.seeds) != 1 else "1 seed"
    what = f"{measure}, mean (lowest to highest) over {seeds}"
    across = f"; across: {comparison.against.field}" if comparison.against else ""
    return [f"{title}: {what}{across}", *("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)]


def _figure(row: Row, measure: str) -> str:
    mean, low, high = (row[f"{measure}_{name}"] for name in ("mean", "low", "high"))
    return "diverged" if math.isnan(mean) else f"{mean:.3f} ({low:.3f} to {high:.3f})"


def runs(outcomes: Iterable[Outcome]) -> list[Row]:
    """Return a row for each run, with every score on held-out data."""
    outcomes = list(outcomes)
    names = dict.fromkeys(name for each in outcomes for name in each.scores)
    return [
        {name: value for name, value in vars(each).items() if name not in ("curve", "scores")}
        | {f"validation_{name}": each.scores.get(name, "") for name in names}
        for each in outcomes
    ]


def curves(outcomes: Iterable[Outcome]) -> list[Row]:
    """Return a row for each point of each learning curve."""
    return [
        {"label": each.label, "value": each.value, "seed": each.seed, "update": update, "measure": measure}
        for each in outcomes
        for update, measure in each.curve
    ]


def as_csv(rows: Sequence[Row]) -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else ["model"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def brief(seconds: float) -> str:
    """Return how many seconds a run took: 47.3, or 0.042 where it was less than one."""
    return f"{seconds:.1f}" if seconds >= 1 else f"{seconds:.2g}"
