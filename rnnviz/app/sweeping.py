"""Python's sweeps for garbage, held off while what stays is made, and while one could delete what is in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


class _Sweeper:
    """Python's own, sent away by as many as want that, and back when the last of them is done, whichever that is."""

    def __init__(self) -> None:
        self._by = 0
        self._was_there = False

    def send_away(self) -> bool:
        """Hold sweeps off; return whether somebody else did not have it so already."""
        if not self._by:
            self._was_there = gc.isenabled()
            gc.disable()
        self._by += 1
        return self._was_there

    def call_back(self) -> None:
        """Let sweeps come again, once for each time that they were held off."""
        self._by -= 1
        if not self._by and self._was_there:
            gc.enable()


_sweeper = _Sweeper()


@contextmanager
def unswept(*, keep: bool = False) -> Iterator[None]:
    """Make what is needed from now on without looking through it for garbage again and again.

    Those that want that may overlap in any order. All of them are in the thread of the windows.

    Parameters
    ----------
    keep : bool
        Nobody looks among what there is by then later on either, so that a sweep while the picture runs is short.
    """
    was_there = _sweeper.send_away()
    try:
        yield
    finally:
        if keep and was_there:
            gc.freeze()
        _sweeper.call_back()
