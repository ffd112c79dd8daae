"""A growing column of figures, thinned to what a plot can show: the lowest and highest of each stretch of rows."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

SHORTEST_MEAN = 20
"""Rows of a running mean at least; of a long column it is a fiftieth of the rows."""


class Thinned:
    """At most ``most`` stretches of equally many rows; when there are more, neighbours become one.

    New rows cost time by their own number, not by the column's length, and no lowest or highest
    value is lost.

    Parameters
    ----------
    most : int
        Stretches kept; a curve has two points for each.

    Attributes
    ----------
    rows : int
        Rows taken in.
    each : int
        Rows of a stretch (the last one may hold fewer), a power of two.
    """

    def __init__(self, most: int) -> None:
        self.most = max(most, 2)
        self.rows = 0
        self.each = 1
        self._x, self._low, self._high, self._sum, self._count = (np.empty(0) for _ in range(5))

    def extend(self, x: Floats, y: Floats) -> None:
        """Take in rows; the values are finite."""
        if not len(y):
            return
        places = (self.rows + np.arange(len(y))) // self.each
        starts = np.flatnonzero(np.diff(places, prepend=places[0] - 1))
        low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
        with np.errstate(over="ignore"):
            total = np.add.reduceat(y, starts)
        count = np.diff(np.append(starts, len(y))).astype(np.float64)
        first = x[starts]
        if places[0] < len(self._low):  # the last stretch was not full
            first[0] = self._x[-1]
            low[0], high[0] = min(low[0], self._low[-1]), max(high[0], self._high[-1])
            total[0], count[0] = total[0] + self._sum[-1], count[0] + self._count[-1]
        whole = slice(0, int(places[0]))
        self._x = np.concatenate([self._x[whole], first])
        self._low, self._high = np.concatenate([self._low[whole], low]), np.concatenate([self._high[whole], high])
        self._sum, self._count = np.concatenate([self._sum[whole], total]), np.concatenate([self._count[whole], count])
        self.rows += len(y)
        while len(self._low) > self.most:
            self._fold()

    def _fold(self) -> None:
        """Make one stretch of each two."""
        starts = np.arange(0, len(self._low), 2)
        self._x = self._x[starts]
        self._low, self._high = np.minimum.reduceat(self._low, starts), np.maximum.reduceat(self._high, starts)
        with np.errstate(over="ignore"):
            self._sum = np.add.reduceat(self._sum, starts)
        self._count = np.add.reduceat(self._count, starts)
        self.each *= 2

    def curve(self) -> tuple[Floats, Floats]:
        """Return (x, y): the rows themselves while each is a stretch, else each stretch's ends at its first row."""
        if self.each == 1:
            return self._x, self._low
        return np.repeat(self._x, 2), np.stack([self._low, self._high], axis=1).reshape(-1)

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and highest value (inf, −inf of nothing)."""
        return float(self._low.min(initial=math.inf)), float(self._high.max(initial=-math.inf))

    @property
    def smallest_positive(self) -> float:
        """The smallest value above zero among the ends of the stretches (inf where there is none)."""
        return min(float(ends.min(initial=math.inf, where=ends > 0)) for ends in (self._low, self._high))

    @property
    def mean_rows(self) -> int:
        """Rows that the running mean is over."""
        return max(1, math.ceil(max(SHORTEST_MEAN, self.rows / 50) / self.each)) * self.each

    def mean(self) -> tuple[Floats, Floats]:
        """Return (x, y): at each stretch the mean of the last `mean_rows` rows up to it, of fewer at the start."""
        window = self.mean_rows // self.each

        def summed(values: Floats) -> Floats:
            padded = np.concatenate([np.zeros(window - 1), values])
            found: Floats = np.lib.stride_tricks.sliding_window_view(padded, window).sum(axis=1)
            return found

        if not self.rows:
            return self._x, self._low
        return self._x, summed(self._sum) / summed(self._count)
