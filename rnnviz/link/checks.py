"""Checks of drawn numbers, as the engine makes them and the window shows them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rnnviz.link.frames import Message

FIGURES = ("residual", "tolerance")
"""What travels as arrays, since it may be infinite or NaN."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """Two or three routes to the same numbers, how far they are apart, and how far they may be.

    Attributes
    ----------
    key : str
        "backward/layer0.hidden": the claim, and the array.
    title, note : str
        English templates; ``values`` fills them in.
    values : dict of str to str
    routes : tuple of str
        Where the numbers came from.
    residual, tolerance : float
        How far they are apart, and how far they may be; NaN where they were not compared.
    compared : bool
        False: the model does not have what is claimed, or nothing can be said.
    """

    key: str
    title: str
    values: dict[str, str] = field(default_factory=dict)
    routes: tuple[str, ...] = ()
    residual: float = math.nan
    tolerance: float = math.nan
    note: str = ""
    compared: bool = True

    @property
    def passed(self) -> bool | None:
        """Whether the routes agree; None: they were not compared."""
        return self.residual <= self.tolerance if self.compared else None

    @property
    def ratio(self) -> float:
        """Residual over tolerance: at most 1 where the routes agree. 0 where they are equal, or not compared."""
        if not self.compared or self.residual == 0:
            return 0.0
        return self.residual / self.tolerance if self.tolerance > 0 and math.isfinite(self.residual) else math.inf

    def plain(self) -> dict[str, Any]:
        """Return the check for JSON; figures that are not finite are null."""
        return {
            "key": self.key,
            "title": self.title.format(**self.values),
            "routes": list(self.routes),
            "residual": self.residual if math.isfinite(self.residual) else None,
            "tolerance": self.tolerance if math.isfinite(self.tolerance) else None,
            "passed": self.passed,
            "note": self.note.format(**self.values),
        }


def made(checks: Iterable[Check]) -> list[Check]:
    """Return the checks that were made."""
    return [check for check in checks if check.compared]


def failed(checks: Iterable[Check]) -> list[Check]:
    """Return the checks that did not pass."""
    return [check for check in checks if check.passed is False]


def ordered(checks: Iterable[Check]) -> list[Check]:
    """Return failing checks first, then the others as they came, then those that were not made."""
    return sorted(checks, key=lambda check: {False: 0, True: 1, None: 2}[check.passed])


def sentence(checks: Sequence[Check]) -> str:
    """Return what came of all checks, in one line."""
    done, wrong = made(checks), failed(checks)
    if not done:
        return "nothing could be compared"
    worst = max(done, key=lambda check: check.ratio)
    figure = f"largest residual/tolerance {worst.ratio:.2g} ({worst.key})"
    if wrong:
        return f"{len(wrong)} of {len(done)} differ; {figure}"
    return f"{len(done)} of {len(done)} agree; {figure}"


def table(checks: Sequence[Check]) -> list[str]:
    """Return the table as lines of text: check, what it says, routes, residual, tolerance, verdict."""
    rows = [("check", "what", "routes", "residual", "tolerance", "verdict")]
    for check in ordered(checks):
        what = check.title.format(**check.values).rpartition(": ")[2]  # the array is in the key
        verdict = {True: "agrees", False: "DIFFERS", None: "not compared"}[check.passed]
        figures = (f"{check.residual:.1e}", f"{check.tolerance:.1e}") if check.compared else ("", "")
        note = f": {check.note.format(**check.values)}" if check.note else ""
        rows.append((check.key, what, " = ".join(check.routes), *figures, verdict + note))
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row[:5], widths, strict=True)), row[5]]) for row in rows
    ]


def checks_to_message(run: int, checks: Sequence[Check], *, update: int, dtype: str, device: str) -> Message:
    """Send what came of all checks of a run's picture after so many updates: the ``verified`` message."""
    figures = {name: np.array([getattr(check, name) for check in checks], np.float64) for name in FIGURES}
    words = [{name: value for name, value in vars(check).items() if name not in FIGURES} for check in checks]
    listed = [{**check, "routes": list(check["routes"])} for check in words]
    header = {"kind": "verified", "run": run, "update": update, "dtype": dtype, "device": device, "checks": listed}
    return Message(header, figures)


def message_to_checks(message: Message) -> list[Check]:
    """Return the checks of a ``verified`` message."""
    residuals, tolerances = (message.arrays[name].tolist() for name in FIGURES)
    return [
        Check(**{**words, "routes": tuple(words["routes"]), "residual": residual, "tolerance": tolerance})
        for words, residual, tolerance in zip(message.header["checks"], residuals, tolerances, strict=True)
    ]
