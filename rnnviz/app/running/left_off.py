"""A trace that was left off: what a person goes back to, or does without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Together = frozenset[str]
"""Patterns that belong in one trace: what one view watches."""


@dataclass(frozen=True, kw_only=True)
class LeftOff:
    """What becomes of a wish whose trace was left off.

    Attributes
    ----------
    what : str
        "operations", "writing" or "reach": the wish was another of these than the shown trace's, and goes back to
        it. "watch": views do without what they watch. "pass": there was nothing to do without; no trace is asked
        for until something else is wanted.
    names : tuple of str
        Arrays that were computed just then; none: the pass itself.
    seconds : float
        After which it was left off.
    groups : frozenset of frozenset of str
        What is done without, by the views that watch it.
    reach : int or None
        The step that "reach" goes back to.
    """

    what: Literal["operations", "writing", "reach", "watch", "pass"]
    names: tuple[str, ...] = ()
    seconds: float = 0.0
    groups: frozenset[Together] = frozenset()
    reach: int | None = None
