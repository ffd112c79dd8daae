"""What is new in a history since it was last read."""

from __future__ import annotations

import numpy as np

from rnnviz.history import History


class FreshRows:
    """Remembers how far a history was read, and notices when what was read is no longer true.

    That is so with another history (a new run), and after rows were forgotten (a restart from a snapshot).
    """

    def __init__(self) -> None:
        self.seen = 0
        self._of: History | None = None
        self._last = np.empty(0)

    def forget(self) -> None:
        """Read everything again next time."""
        self._of = None

    def read(self, history: History) -> tuple[bool, slice]:
        """Return (whether to begin anew, rows to read) and count them as read."""
        anew = history is not self._of or len(history) < self.seen
        anew = anew or not np.array_equal(self._row(history, self.seen), self._last, equal_nan=True)
        rows = slice(0 if anew else self.seen, len(history))
        self.seen, self._of = len(history), history
        self._last = self._row(history, self.seen)
        return anew, rows

    @staticmethod
    def _row(history: History, count: int) -> np.ndarray:
        """Return the update and loss of the last of so many rows."""
        return np.array([history[name][count - 1] for name in ("update", "loss") if count and name in history])
