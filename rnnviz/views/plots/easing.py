"""Ranges that follow data without jumping."""

from __future__ import annotations

import math

from rnnviz.views.gate import LARGEST

Range = tuple[float, float]

UNSEEN = 1e-3
"""Share of a range that is less than a pixel or a shade: data that fill no more of it are fitted at once."""


class Easing:
    """A range that grows at once, shrinks slowly, and stays put in between.

    Parameters
    ----------
    least : float
        Smallest width of the range.
    headroom : float
        Share of the width that is kept free beyond data that pushed an end out.
    slack : float
        Share of the width that may stay empty at one end before that end comes in.
    pace : float
        Share of the way that an end comes in with each trace.
    """

    def __init__(self, *, least: float = 1e-12, headroom: float = 0.08, slack: float = 0.3, pace: float = 0.2) -> None:
        self.least = least
        self.headroom = headroom
        self.slack = slack
        self.pace = pace
        self.range: Range | None = None
        self._coming = {"low": False, "high": False}
        self._of: object = None

    def follow(self, low: float, high: float, of: object = None) -> Range:
        """Return the range to show for data from low to high.

        Parameters
        ----------
        low, high : float
            Ends of the data; where they are not finite, or crossed, the range stays.
        of : object
            What the data belong to (a run); when that changes and the data fill less than half of
            the range, they are fitted at once. So are data of which nothing could be seen otherwise: a model that
            diverged is taken back to weights from before.
        """
        if not (math.isfinite(low) and math.isfinite(high) and low <= high):
            return self.range or (0.0, 1.0)
        low, high = (min(max(end, -LARGEST), LARGEST) for end in (low, high))
        least = max(self.least, 1e-6 * abs(low), 1e-6 * abs(high))  # narrower than that, floats run out of digits
        if high - low < least:
            centre = (low + high) / 2
            low, high = centre - least / 2, centre + least / 2
        room = self.headroom * (high - low)
        changed, self._of = of != self._of, of
        filled = math.inf if self.range is None else (high - low) / (self.range[1] - self.range[0])
        if self.range is None or filled < UNSEEN or (changed and filled < 0.5):
            self.range = (low - room, high + room)
            self._coming = {"low": False, "high": False}
            return self.range
        shown_low, shown_high = self.range
        width = shown_high - shown_low
        self.range = (
            -self._end("low", -shown_low, -low, room, width),
            self._end("high", shown_high, high, room, width),
        )
        return self.range

    def fixed(self, limit: float, of: object = None) -> float:
        """Return the end of a range that nothing can leave, so that it need not follow its data."""
        return limit

    def _end(self, name: str, shown: float, wanted: float, room: float, width: float) -> float:
        """Move one end; outward is up."""
        if wanted > shown:
            self._coming[name] = False
            return wanted + room
        gap = shown - (wanted + room)
        if gap > self.slack * width:
            self._coming[name] = True
        elif gap <= 0.02 * width:
            self._coming[name] = False
        return shown - self.pace * gap if self._coming[name] else shown


class Lock:
    """One range for the same view of two models: the wider of what the two need.

    Parameters
    ----------
    easing : Easing
        How the common range follows.
    """

    def __init__(self, easing: Easing) -> None:
        self.easing = easing
        self._ends: dict[LockedEasing, tuple[float, float, object]] = {}
        self.bounded: dict[LockedEasing, float] = {}
        """Those that nothing can leave, with their ends."""

    def end(self) -> LockedEasing:
        """Return what one of the two views follows in place of a range of its own."""
        return LockedEasing(self)

    def forget(self) -> None:
        """Forget what both needed: other models come."""
        self._ends.clear()
        self.bounded.clear()

    @property
    def shown(self) -> Range | None:
        """What both are to show: the common range, or, where both are bounded, the wider bound."""
        if self._ends.keys() - self.bounded.keys() or not self.bounded:
            return self.easing.range
        limit = max(self.bounded.values())
        return -limit, limit

    def follow(self, end: LockedEasing, low: float, high: float, of: object) -> Range:
        """Return the common range after one view's data; data that it has told already move nothing."""
        if not (math.isfinite(low) and math.isfinite(high) and low <= high):
            return self.easing.follow(low, high, of)
        if self.easing.range is None or self._ends.get(end) != (low, high, of):
            self._ends[end] = low, high, of
            lows, highs, whose = zip(*self._ends.values(), strict=True)
            return self.easing.follow(min(lows), max(highs), whose)
        return self.easing.range


class LockedEasing(Easing):
    """One end of a `Lock`."""

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self._lock = lock

    @property
    def stale(self) -> bool:
        """Whether the other view has moved the range since this one was drawn."""
        return self.range is not None and self.range != self._lock.shown

    def follow(self, low: float, high: float, of: object = None) -> Range:
        self._lock.bounded.pop(self, None)
        self.range = self._lock.follow(self, low, high, of)
        return self.range

    def fixed(self, limit: float, of: object = None) -> float:
        self._lock.follow(self, -limit, limit, of)
        self._lock.bounded[self] = limit
        self.range = self._lock.shown or (-limit, limit)
        return self.range[1]
