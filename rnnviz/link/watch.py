"""How an engine process fares: how long it has been silent, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

SILENT_SECONDS = 3.0
LONGEST_LOOK = 0.5
QUICK_DEATHS = 5
"""So many in a row, none stable: starting again will not help."""


class Silence:
    """How long nothing has been heard, counted by looking at the clock often.

    Of the time between two looks half a second counts at most: where the one who looks has slept
    (a suspended machine, a blocked window), the other side may well have spoken.
    """

    def __init__(self) -> None:
        self._quiet = 0.0
        self._looked: float | None = None
        self.broken = True
        """Whether it is shorter than three seconds."""

    def look(self, now: float) -> float | None:
        """Count on; return the seconds of silence where they have just become too many, else None."""
        if self._looked is not None:
            self._quiet += min(now - self._looked, LONGEST_LOOK)
        self._looked = now
        if self._quiet <= SILENT_SECONDS or not self.broken:
            return None
        self.broken = False
        return self._quiet

    def hear(self) -> float | None:
        """Begin again; return how long it was silent where that was too long, else None."""
        quiet, self._quiet = self._quiet, 0.0
        if self.broken:
            return None
        self.broken = True
        return quiet


@dataclass(frozen=True, kw_only=True)
class Failure:
    """How an engine process ended that nobody had asked to end.

    Attributes
    ----------
    reason : "exit", "signal", "not_started", "slow_start" or "corrupt"
        It left by itself; it was killed or crashed; it could not be started; it was not ready in
        time; it sent what is no message.
    detail : str
        More of the reason in English, or empty.
    exit_code : int
        What it left with (``exit``), or the signal's number (``signal``).
    log : tuple of str
        Its last lines on standard error.
    quick_deaths : int
        How many in a row ended before they had been ready for ten seconds, this one included.
    """

    reason: str
    detail: str
    exit_code: int
    log: tuple[str, ...]
    quick_deaths: int

    @property
    def hopeless(self) -> bool:
        """Whether starting again is of no use."""
        return self.quick_deaths >= QUICK_DEATHS
