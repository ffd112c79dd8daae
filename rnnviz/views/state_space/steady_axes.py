"""Axes that stay put while the model learns: fitted now and then, and then turned as little as can be."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from rnnviz.measures.principal import MOST_ROWS, Axes, aligned, explained, facing, principal_axes
from rnnviz.past import Past
from rnnviz.trace import Array, Trace

PAUSE = 1.0
"""Seconds between two fits at least, while traces of one model follow one another."""
TRACES = 8
"""Past traces that axes are fitted on together, evenly spaced over the updates."""

OVERTAKES = 2.0
"""An axis that explains so many times as much as one before it goes before it."""


class SteadyAxes:
    """The axes in use, and what they were fitted on.

    Attributes
    ----------
    axes : Axes or None
    update : int
        Of the newest trace that they were fitted on.
    traces : int
        How many those were.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._of: object = None
        self._fitted_at = 0.0
        self._kept: Trace | None = None
        self.axes: Axes | None = None
        self.update = 0
        self.traces = 0

    def forget(self) -> None:
        """Fit anew with the next trace, in any case and unlike before."""
        self._of = self.axes = None

    def follow(self, trace: Trace, values: Array, of: object, past: Past | None, names: tuple[str, ...]) -> Axes:
        """Return the axes for the states (T, H) of a trace.

        Parameters
        ----------
        of : object
            What is drawn (run, layer, state); for something else axes are fitted at once.
        past : Past or None
            The traces that axes are fitted on together; None: on this trace alone.
        names : tuple of str
            The arrays that the states are, one after the other.
        """
        key = (of, past is None)
        if self.axes is None or key != self._of:
            old = self.axes if self._of is not None and self._of[0] == of else None  # type: ignore[index]
            self._fit(trace, values, past, names, old)
        elif self._due(trace, past):
            self._fit(trace, values, past, names, self.axes)
        self._of = key
        assert self.axes is not None
        return self.axes

    def _due(self, trace: Trace, past: Past | None) -> bool:
        """Return whether to fit anew: on each trace while they come slowly, or when twice as much has been learnt."""
        if trace is self._kept:
            return False
        if past is not None:
            return trace.update >= max(2 * self.update, 1)
        return self._clock() - self._fitted_at >= PAUSE

    def _fit(self, trace: Trace, values: Array, past: Past | None, names: tuple[str, ...], old: Axes | None) -> None:
        rows = [values] if past is None else together(values, trace, past, names)
        found = principal_axes(np.concatenate(rows))
        self.axes = found if old is None else _turned(found, old, values)
        self.update, self.traces, self._kept, self._fitted_at = trace.update, len(rows), trace, self._clock()


def _turned(found: Axes, old: Axes, values: Array) -> Axes:
    """Return axes in the old order, unless one far behind another has come to hold much more of the variance."""
    turned = aligned(found, old)
    shares = explained(values, turned)
    ahead = np.minimum.accumulate(shares)[:-1]
    return facing(found, old) if bool((shares[1:] > OVERTAKES * ahead).any()) else turned


def together(values: Array, trace: Trace, past: Past, names: tuple[str, ...]) -> list[Array]:
    """Return rows of a trace and of earlier ones, some of each: `MOST_ROWS` at most in all."""
    known = [each for each in past.traces if all(name in each.arrays for name in names)]
    earlier = [each for each in known if each.update < trace.update]
    places = np.unique(np.linspace(0, len(earlier) - 1, min(TRACES - 1, len(earlier))).round().astype(int))
    found = [values]
    for place in places:
        parts = [earlier[place].arrays[name] for name in names]
        if all(part.ndim == 2 and part.shape[1] == values.shape[1] for part in parts):
            found.append(np.concatenate(parts).astype(np.float64))
    most = max(MOST_ROWS // len(found), 1)
    return [rows[np.linspace(0, len(rows) - 1, min(most, len(rows))).round().astype(int)] for rows in found]
