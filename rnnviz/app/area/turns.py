"""Whose turn it is to be drawn while the picture runs by itself: as much as fits into a frame."""

from __future__ import annotations

from collections.abc import Hashable

from rnnviz.app.area.costs import Costs

BUDGET = 0.008
"""Seconds of each frame, beside the tracks' cursors, for new data and for docks."""
MOST = 2 * BUDGET
"""Seconds that can be saved up: what costs more has its turn once so many are there."""
GUESS = 0.004
"""Seconds of what has not been drawn yet."""
ALWAYS = "always"
"""What every frame has to do."""


class Turns:
    """Lets through what fits into a frame; what it costs is learnt from how long frames take, painting included.

    A frame that had more to do than its budget is made up for by the frames after it.
    """

    def __init__(self) -> None:
        self._costs = Costs(GUESS)
        self._saved = MOST
        self._shown: list[Hashable] = []
        self._spent = 0.0
        self._drawn = 0.0

    def begin(self) -> None:
        """Begin a frame: what the last one took is known by now."""
        if self._shown:
            self._costs.learn(self._shown, self._spent)
        self._shown, self._spent, self._drawn = [ALWAYS], 0.0, 0.0
        self._saved = min(self._saved + BUDGET, MOST)

    def spend(self, seconds: float) -> None:
        """Say that this frame has taken so long, to draw or to paint."""
        self._spent += seconds

    def count(self, thing: Hashable) -> None:
        """Say that something is drawn in this frame, in turn or not."""
        self._shown.append(thing)
        self._saved = max(self._saved - self._costs[thing], -MOST)

    def fits(self, thing: Hashable) -> bool:
        """Return whether something may be drawn in this frame; it is counted where it may.

        What has been saved up is for what costs more than a frame has, not for many in one frame.
        """
        fits = self._costs[thing] <= self._saved or self._saved >= MOST
        fits = fits and (not self._drawn or self._drawn + self._costs[thing] <= BUDGET)
        if fits:
            self._drawn += self._costs[thing]
            self.count(thing)
        return fits

    def cost(self, thing: Hashable) -> float:
        """Return the seconds that something is expected to take."""
        return self._costs[thing]
