"""What a hunt has found, row by row, and what it means in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rnnviz.annotations import ANNOTATIONS
from rnnviz.trace import Array
from rnnviz.views.jobs import JobResult
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

TELLS_AUC, TELLS_R2 = 0.9, 0.5
"""What a unit must reach to be said to tell a label."""
LEVEL = 0.05


@dataclass(frozen=True, kw_only=True)
class Row:
    """One unit against one label.

    Attributes
    ----------
    label, scope : str
    unit : int
    told, shuffled, p, chance : float
        AUC (at least ½) or r², that of shifted labels, its corrected p, and the best of any unit on shifted labels.
    falls : bool
        Whether the unit falls where the label is set or larger.
    """

    label: str
    scope: str
    unit: int
    told: float
    shuffled: float
    p: float
    chance: float
    falls: bool

    @property
    def binary(self) -> bool:
        """Whether it is an AUC, not an r²."""
        return ANNOTATIONS[self.label].binary

    @property
    def tells(self) -> bool:
        """Whether the unit tells the label well, and not by chance."""
        return self.told >= (TELLS_AUC if self.binary else TELLS_R2) and self.p <= LEVEL


@dataclass(frozen=True, kw_only=True, eq=False)
class Scored:
    """What the job "hunt" found."""

    run: int
    update: int
    values: Mapping[str, Any]
    arrays: Mapping[str, Array]

    @classmethod
    def of(cls, result: JobResult, run: int) -> Scored:
        """Return a hunt's result."""
        return cls(run=run, update=result.update, values=result.values, arrays=result.arrays)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that there are in the text."""
        return tuple(self.values["labels"])

    @property
    def quantity(self) -> str:
        """What of the units was scored: hidden."""
        return str(self.values["quantity"])

    @property
    def units(self) -> int:
        """How many units of all layers were scored."""
        return len(self.arrays["unit"])

    def ranked(self, label: str, most: int) -> list[Row]:
        """Return the best units for a label."""
        place = self.labels.index(label)
        told = self.arrays["told"][place]
        order = np.argsort(-np.nan_to_num(told, nan=-1.0), kind="stable")[:most]
        return [self._row(place, int(i)) for i in order.tolist() if np.isfinite(told[i])]

    def best(self) -> list[Row]:
        """Return the best unit for each label, in the order of the labels."""
        return [row for label in self.labels for row in self.ranked(label, 1)]

    def _row(self, place: int, i: int) -> Row:
        label, real = self.labels[place], float(self.arrays["real"][place, i])
        return Row(
            label=label, scope=str(self.values["layers"][int(self.arrays["layer"][i])]),
            unit=int(self.arrays["unit"][i]), told=float(self.arrays["told"][place, i]),
            shuffled=float(self.arrays["shuffled"][place, i]), p=float(self.arrays["p"][place, i]),
            chance=float(self.arrays["chance"][place]), falls=real < (0.5 if ANNOTATIONS[label].binary else 0.0),
        )


def told_words(row: Row) -> str:
    """Return the numbers of a row, in words."""
    words = tr("{label}: unit {unit} of {layer}, {measure} {told}; with shifted labels {shuffled}, p {p} (corrected)")
    return words.format(
        label=tr(ANNOTATIONS[row.label].title), unit=row.unit, layer=row.scope, measure="AUC" if row.binary else "r²",
        told=number(row.told, 3), shuffled=number(row.shuffled, 3), p=number(row.p, 2),
    )


def verdict(row: Row, units: int) -> str:
    """Return what a label's best unit means, in a sentence."""
    label = tr(ANNOTATIONS[row.label].title)
    figures = {
        "label": label, "unit": row.unit, "layer": row.scope, "measure": "AUC" if row.binary else "r²",
        "told": number(row.told, 3), "shuffled": number(row.shuffled, 2), "chance": number(row.chance, 2),
        "p": number(row.p, 2), "units": units,
    }
    if row.tells:
        words = tr(
            "Unit {unit} of {layer} tells “{label}”: {measure} {told}; with shifted labels {shuffled}, the best of all "
            "{units} units {chance} (p {p}, corrected)."
        )
    elif row.p <= LEVEL:
        words = tr(
            "No unit tells “{label}” well: the best is unit {unit} of {layer} with {measure} {told}, more than chance "
            "({chance} with shifted labels), but many units share the work."
        )
    else:
        words = tr(
            "No unit tells “{label}”: the best has {measure} {told}, no more than shifted labels give ({chance})."
        )
    return words.format(**figures)


def lesion_words(row: Row, found: Mapping[str, Any]) -> str:
    """Return what silencing did, in a sentence."""
    there, elsewhere, ratio = (float(found[name]) for name in ("there", "elsewhere", "ratio"))
    label = tr(ANNOTATIONS[row.label].title)
    if not row.binary:
        label = tr("{label} above its median").format(label=label)
    figures = {
        "label": label, "unit": row.unit, "value": number(float(found["value"]), 2), "there": number(there, 2),
        "elsewhere": number(elsewhere, 2), "ratio": number(ratio, 2),
    }
    if there <= 0:
        words = tr("Held at {value}, unit {unit} is not missed: the loss changes by {there} nats at “{label}”, "
                   "by {elsewhere} elsewhere.")
    elif ratio < 0:
        words = tr("Held at {value}, unit {unit} is missed there alone: the loss rises by {there} nats at “{label}”, "
                   "not elsewhere ({elsewhere}).")
    elif ratio <= 1:
        words = tr("Held at {value}, unit {unit} is missed at “{label}” no more than elsewhere: the loss rises by "
                   "{there} nats there, by {elsewhere} elsewhere.")
    else:
        words = tr("Held at {value}, unit {unit} is missed: the loss rises by {there} nats at “{label}”, by "
                   "{elsewhere} elsewhere: {ratio} times as much.")
    return words.format(**figures)
