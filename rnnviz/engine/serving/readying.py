"""What the first update of an engine would have to wait for, made ready while nothing is asked for.

The first optimizer of a process makes torch import its compiler: 1.3 s, and many times that on a machine with much
else to do. Until then Train or Next update would show nothing, not even that the loss is NaN.
"""

from __future__ import annotations

import torch

from rnnviz.engine.updates.optimizers import optimizer

QUIET = 1.0
"""Seconds without a command after which it is done."""


class Readying:
    """Waits for quiet, then makes an optimizer that nothing learns with, once.

    Attributes
    ----------
    done : bool
        There is nothing left to make ready.
    """

    def __init__(self, now: float) -> None:
        self.done = False
        self._stirred = now

    def stir(self, now: float) -> None:
        """Say that something was asked for, or done."""
        self._stirred = now

    def patience(self, now: float) -> float | None:
        """Return the seconds until it is time; None: it is done."""
        return None if self.done else max(self._stirred + QUIET - now, 0.0)

    def go_on(self, now: float) -> None:
        """Make it ready if it is time."""
        if self.patience(now) == 0:
            optimizer("sgd", [torch.nn.Parameter(torch.zeros(1))], 1.0)
            self.done = True
