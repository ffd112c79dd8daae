"""Metrics on their way to the window: rows are gathered, and sent together some twenty times a second."""

from __future__ import annotations

from rnnviz.engine.serving.wire import Outbox
from rnnviz.link import messages

SECONDS = 0.05
"""Between two messages while the engine learns."""


class Rows:
    """The rows of one run that have not been sent yet."""

    def __init__(self, outbox: Outbox, run: int) -> None:
        self._outbox = outbox
        self._run = run
        self._rows: list[dict[str, float]] = []
        self._sent = -SECONDS

    def append(self, row: dict[str, float]) -> None:
        """Add the row of an update."""
        self._rows.append(row)

    def send(self, now: float, learning: bool) -> None:
        """Send what has been gathered; while learning goes on, only where it is time and the last has been read."""
        if not self._rows or (learning and (now < self._sent + SECONDS or self._outbox.waiting)):
            return
        self.flush()
        self._sent = now

    def flush(self) -> None:
        """Send what has been gathered at once: what follows builds on it."""
        if self._rows:
            last = int(self._rows[-1]["update"])
            self._outbox.send(messages.metrics(self._run, last, messages.columns(self._rows)))
            self._rows.clear()
