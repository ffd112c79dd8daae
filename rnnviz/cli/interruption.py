"""Ctrl+C during long work: the first asks for an orderly end, the second ends at once."""

from __future__ import annotations

import signal
from types import FrameType, TracebackType


class Interruption:
    """Catches Ctrl+C while the block runs; ``asked`` is True once it was pressed.

    An update that is under way is finished, so that weights, counters and rows belong together. A
    second Ctrl+C raises KeyboardInterrupt.
    """

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> Interruption:
        self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
