"""One line of the benchmark's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    what : str
    figure : float
        A ratio, or what `unit` says.
    goal : str
        The bound that the figure should keep; "" where it stands for comparison.
    kept : bool
    information : str
        The figures behind it.
    """

    what: str
    figure: float
    goal: str
    kept: bool
    information: str
