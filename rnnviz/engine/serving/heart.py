"""The engine's heart: it beats from a thread of its own, and says how fast the learning goes."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from rnnviz.engine.serving.wire import Outbox
from rnnviz.link.frames import Message
from rnnviz.link.messages import BEAT_SECONDS, beat


class Speed:
    """Updates a second, over the last second or so."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque(maxlen=3)

    def measure(self, now: float, count: int) -> float:
        """Return the speed, given the time in seconds and how many updates there have been so far."""
        self._seen.append((now, count))
        (first, before), (last, after) = self._seen[0], self._seen[-1]
        return (after - before) / (last - first) if last > first else 0.0


class Heart:
    """Sends a beat and a state every half second, however long the main thread computes.

    A beat that the other side has not read yet is not followed by another.

    Parameters
    ----------
    outbox : Outbox
    state : callable
        Makes the message of the engine's state, or None where there is no run.
    """

    def __init__(self, outbox: Outbox, state: Callable[[], Message | None]) -> None:
        self._outbox = outbox
        self._state = state

    def start(self) -> None:
        """Begin to beat."""
        threading.Thread(target=self._live, name="heart", daemon=True).start()

    def _live(self) -> None:
        while True:
            if not self._outbox.waiting:
                self._outbox.send(beat())
                if state := self._state():
                    self._outbox.send(state)
            time.sleep(BEAT_SECONDS)
