"""What the engine says of itself: whether it trains, how fast, and what keeps it busy."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rnnviz.engine.patience import Patience
from rnnviz.engine.serving.heart import Speed
from rnnviz.engine.serving.served import Served
from rnnviz.engine.serving.wire import Outbox
from rnnviz.link import messages
from rnnviz.link.frames import Message

BUSY_SECONDS = 0.5
"""A command that takes longer is named in the engine's state."""


class Telling:
    """Makes the message ``state`` of the run that is served.

    Attributes
    ----------
    served : Served or None
    made : int
        Updates that were made since the engine began, of any run.
    """

    def __init__(self, outbox: Outbox) -> None:
        self.served: Served | None = None
        self.made = 0
        self._outbox = outbox
        self._speed = Speed()
        self._doing: tuple[str, float] | None = None
        self._patience: Patience | None = None

    @contextmanager
    def doing(self, what: str, patience: Patience | None = None, since: float | None = None) -> Iterator[None]:
        """Name what is done meanwhile, should it take long; the patience with it knows how far it is.

        What goes on since an earlier moment (`time.monotonic`) is one part of something longer.
        """
        self._patience, self._doing = patience, (what, time.monotonic() if since is None else since)
        try:
            yield
        finally:
            self._doing = self._patience = None

    def send(self) -> None:
        """Tell the window."""
        if message := self._state(0.0):
            self._outbox.send(message)

    def beat(self) -> Message | None:
        """Return the state with the speed of the last second; called by the heart."""
        return self._state(self._speed.measure(time.monotonic(), self.made))

    def _state(self, speed: float) -> Message | None:
        served, doing, patience = self.served, self._doing, self._patience
        if served is None:
            return None
        if doing is None and (verifying := served.verifying) is not None:
            doing, patience = ("verify", verifying.began), verifying.patience
        elif doing is None and (journey := served.journey) is not None:
            doing, patience = ("go_to", journey.began), journey.patience
        seconds = time.monotonic() - doing[1] if doing is not None else 0.0
        if doing is None or seconds < BUSY_SECONDS:
            return messages.state(served.number, training=served.training, updates_per_second=speed, busy="")
        return messages.state(
            served.number, training=served.training, updates_per_second=speed, busy=doing[0], seconds=seconds,
            names=sorted(patience.names) if patience is not None else (),
            share=patience.share if patience is not None else None,
            again=patience is not None and patience.again,
        )
