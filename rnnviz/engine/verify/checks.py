"""How a check is made: two routes to the same numbers are compared, and a tolerance says how far apart they may be."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from rnnviz.engine.patience import ask
from rnnviz.engine.verify.claims import Absent, Beyond, Claim, Sensitive, Unresolved
from rnnviz.link.checks import Check

LIMIT = 1e-2
"""Where rounding alone moves a number by more than this share, comparing it says nothing."""
SLACK = 100.0
"""How many times what one unit in the last place of every weight moves a number, rounding may move it."""


def checked(
    claim: type[Claim], array: str, routes: Sequence[str], residual: float, tolerance: float,
    note: type[Claim] | None = None, **values: object,
) -> Check:
    """Return the check of a claim about an array."""
    return Check(
        key=f"{claim.key}/{array}" if array else claim.key, title=claim.title,
        values={"array": array} | {name: str(value) for name, value in values.items()},
        routes=tuple(routes), residual=float(residual), tolerance=float(tolerance), note=note.title if note else "",
    )


def skipped(claim: type[Claim], array: str, why: type[Claim] = Absent) -> Check:
    """Return a check that was not made."""
    key = f"{claim.key}/{array}" if array else claim.key
    return Check(key=key, title=claim.title, values={"array": array}, note=why.title, compared=False)


def compare(
    claim: type[Claim], array: str, routes: Sequence[str], found: np.ndarray, true: np.ndarray, base: float,
    slack: np.ndarray | None = None,
) -> Check:
    """Compare an array with what it should be, relative to the largest value of the latter.

    Parameters
    ----------
    found, true : array (T, …)
        Rounded to the precision of ``found`` first, so that what only float64 can hold is no difference.
    base : float
        Relative tolerance.
    slack : float array (T,), optional
        What rounding may add at each step, absolute (see `sensitivity`).
    """
    ask()
    found = np.atleast_1d(found)
    if found.shape != np.atleast_1d(true).shape:
        return checked(claim, array, routes, math.inf, base)
    beyond, wrong = _beyond(found, np.atleast_1d(true))
    with np.errstate(over="ignore", under="ignore"):
        true = np.atleast_1d(true).astype(found.dtype).astype(np.float64)
    found = found.astype(np.float64)
    within = (~beyond).reshape(-1, *[1] * (true.ndim - 1)) & np.isfinite(true)
    size = float(np.max(np.abs(true), initial=0.0, where=within))
    scale = size if size > 0 else 1.0
    with np.errstate(invalid="ignore"):
        apart = np.where(found == true, 0.0, np.abs(found - true))
    apart = np.where(np.isnan(apart), np.inf, apart).reshape(len(found), -1).max(1) / scale
    apart = np.where(beyond, np.where(wrong, np.inf, 0.0), apart)
    allowed = np.full(len(found), base) if slack is None else base + SLACK * slack / scale
    usable = (allowed <= max(LIMIT, base)) & (~beyond | wrong)
    if not usable.any():
        return skipped(claim, array, Beyond if beyond.all() else Unresolved)
    ratio = np.where(usable, apart / allowed, -1.0)
    worst = int(np.argmax(ratio))
    note = None if usable.all() else Beyond if beyond.any() else Sensitive
    return checked(
        claim, array, routes, apart[worst], allowed[worst], note, count=int(usable.sum()), total=len(usable)
    )


def _beyond(found: np.ndarray, true: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tell (T,) which steps have entries that the precision cannot hold, and which of them are wrong all the same.

    The small entries of such a vector are rounded with the large ones, and have nothing left to be measured by:
    the logarithms of the norms are compared in their place.
    """
    if found.dtype.kind != "f":
        return np.zeros(len(found), bool), np.zeros(len(found), bool)
    limit = float(np.finfo(found.dtype).max) / 2
    large = np.abs(true) > limit
    lost = large & ~((np.sign(found) == np.sign(true)) & (np.abs(found) > limit / 2)) | np.isnan(found)
    beyond = large.reshape(len(found), -1).any(1)
    return beyond, beyond & lost.reshape(len(found), -1).any(1)


def sensitivity(plain: np.ndarray, moved: np.ndarray, forward: bool) -> np.ndarray:
    """Return (T,): how far a small change of the weights has moved each step of an array so far.

    A value's rounding grows with time; a gradient hangs on all states after its step, so that the
    largest change anywhere counts.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        apart = np.abs(np.atleast_1d(moved) - np.atleast_1d(plain))
    by_step = np.nan_to_num(apart, nan=np.inf, posinf=np.inf).reshape(len(apart), -1).max(1)
    return np.maximum.accumulate(by_step) if forward else np.full(len(by_step), by_step.max())
