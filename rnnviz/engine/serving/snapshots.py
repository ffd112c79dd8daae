"""Snapshots of a run: sent to the window for a restart, and kept for the day the loss turns NaN."""

from __future__ import annotations

import numpy as np

from rnnviz.engine.serving.rows import Rows
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training import checkpoint
from rnnviz.engine.training.run import Run
from rnnviz.link import messages

Arrays = dict[str, np.ndarray]

SECONDS = 10.0
"""Between two snapshots while the model changes."""
IDLE_SECONDS = 0.5
"""From the last change to a snapshot, where nothing more happens."""
MOMENT = 0.02
"""Seconds that a snapshot which is due waits for what was sent just before it: a long trace may follow."""
LARGEST_SENT = 256 << 20
"""Bytes; a larger one is kept here alone, and a restart after a crash begins afresh."""


class Snapshots:
    """The newest snapshot of one run, and the newest that has proven good.

    Weights are known to be good once an update from them has given a finite loss. Rows that wait are sent
    before a snapshot, so that whoever has it has the history up to it.
    """

    def __init__(self, outbox: Outbox, run: int, now: float, rows: Rows) -> None:
        self._outbox = outbox
        self._rows = rows
        self._run = run
        self._good: Arrays | None = None
        self._unproven: Arrays | None = None
        self._taken = now
        self._changed: float | None = now

    def change(self, now: float) -> None:
        """Say that the model has learnt: what was taken before has proven good."""
        if self._unproven is not None:
            self._good, self._unproven = self._unproven, None
        self._changed = now

    def patience(self, now: float) -> float | None:
        """Return the seconds until a snapshot is due if nothing happens until then; None: none is needed."""
        return None if self._changed is None else max(self._changed + IDLE_SECONDS - now, 0.0)

    def send(self, run: Run, now: float) -> None:
        """Take a snapshot and send it, where one is due."""
        if self._changed is None or now < min(self._taken + SECONDS, self._changed + IDLE_SECONDS):
            return
        if self._outbox.waiting and not self._outbox.drain(MOMENT):
            self._changed = now  # later, when the window has read what it was sent
        else:
            self._take(run, now)

    def send_now(self, run: Run, now: float) -> None:
        """Take a snapshot and send it where the last is older than the run: it is about to go somewhere else."""
        if self._changed is not None and run.updates:
            self._take(run, now)

    def secure(self, run: Run, now: float) -> None:
        """Have a snapshot to go back to; called before an update."""
        if self._good is None and self._unproven is None:
            self._take(run, now)

    def go_back(self, run: Run, now: float) -> None:
        """Take the run back to the newest good snapshot, or, where none has proven good, to the first."""
        back = self._good if self._good is not None else self._unproven
        assert back is not None
        run.restore(back)
        self._changed = now

    def leave(self, run: Run) -> None:
        """Send what has been learnt since the last snapshot: another run begins, and undo may want this one back."""
        if self._changed is not None and run.updates:
            arrays = run.snapshot()
            if checkpoint.finite(arrays) and _size(arrays) <= LARGEST_SENT:
                self._send(run, arrays)

    def keep(self, run: Run, asked: int) -> None:
        """Send a snapshot that was asked for, of whatever size the wire takes.

        Raises
        ------
        BadInput
            It is larger than that.
        """
        self._send(run, run.snapshot(), asked)

    def _take(self, run: Run, now: float) -> None:
        self._taken, self._changed = now, None
        arrays = run.snapshot()
        first = self._good is None
        if not (first or checkpoint.finite(arrays)):
            return
        self._unproven = arrays
        if _size(arrays) <= LARGEST_SENT:
            self._send(run, arrays)

    def _send(self, run: Run, arrays: Arrays, asked: int = 0) -> None:
        self._rows.flush()
        self._outbox.send(messages.snapshot(self._run, run.updates, arrays, asked))


def _size(arrays: Arrays) -> int:
    return sum(array.nbytes for array in arrays.values())
