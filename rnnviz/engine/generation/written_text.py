"""A text as far as it is written, as the example of a pass: what the tracks show while it grows."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rnnviz.tasks import Batch
from rnnviz.trace import Trace


@dataclass(frozen=True, kw_only=True, eq=False)
class WrittenText:
    """Prompt and text as one example.

    Attributes
    ----------
    example : Batch
        B = 1; the loss falls on what the model wrote.
    from_step : int
        Step of the time axis from which on the model itself wrote what is read.
    """

    example: Batch
    from_step: int

    def bears_loss(self, step: int) -> bool:
        """Return whether a step (of the loss-bearing sequence) carries a loss."""
        here = self.example.loss_steps[:, 0]
        return 0 <= step < len(here) and bool(here[step])

    def marked(self, trace: Trace) -> Trace:
        """Return a trace of this text with ``written`` (T,), where the model wrote what is read.

        No alignment is known of what a model writes.
        """
        steps = np.arange(trace.length)
        written = steps >= self.from_step
        written.setflags(write=False)
        arrays = {name: array for name, array in trace.arrays.items() if name != "alignment"} | {"written": written}
        beside = None if trace.untouched is None else self.marked(trace.untouched)
        return replace(trace, arrays=arrays, untouched=beside)
