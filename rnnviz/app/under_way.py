"""What is under way and can be left off, listed once: buttons and Esc leave it the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rnnviz.app.running.trace_words import CAN_LEAVE

Way = Callable[[], bool]
"""Leaves what it stands for; whether there was anything to leave."""


class UnderWay:
    """What the engine is at, and what the window does beside it.

    Parameters
    ----------
    of_engine : mapping of str to callable
        How to leave what the engine says that it is at, the innermost first; all of `trace_words.CAN_LEAVE`.
    beside : sequence of callable
    """

    def __init__(self, of_engine: Mapping[str, Way], beside: Sequence[Way] = ()) -> None:
        assert of_engine.keys() == CAN_LEAVE
        self._of_engine = dict(of_engine)
        self.ways: tuple[Way, ...] = (*of_engine.values(), *beside)

    def leave(self, busy: str) -> bool:
        """Leave what the engine says that it is at; whether there was such a thing."""
        way = self._of_engine.get(busy)
        return way is not None and way()
