"""What each of several things costs, learnt from what some of them took together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

PACE = 0.5
"""Share of what was not expected that is laid to those who took part."""


class Costs:
    """Seconds of each thing, where only sums over some of them can be measured.

    Parameters
    ----------
    guess : float
        Seconds of one that has not taken part yet.
    """

    def __init__(self, guess: float) -> None:
        self.guess = guess
        self._known: dict[Hashable, float] = {}

    def __contains__(self, key: Hashable) -> bool:
        return key in self._known

    def __getitem__(self, key: Hashable) -> float:
        return self._known.get(key, self.guess)

    def of(self, keys: Iterable[Hashable]) -> float:
        """Return what these are expected to take together."""
        return sum(self[key] for key in keys)

    def learn(self, keys: Iterable[Hashable], seconds: float) -> None:
        """Take in what some things took together: a new one bears the rest alone, else all share it."""
        parts = list(dict.fromkeys(keys))
        new = [key for key in parts if key not in self._known] or parts
        pace = 1.0 if new is not parts else PACE
        share = pace * (seconds - self.of(parts)) / max(len(new), 1)
        for key in new:
            self._known[key] = max(self[key] + share, 0.0)

    def forget(self) -> None:
        """Forget everything: they are other things now."""
        self._known.clear()
