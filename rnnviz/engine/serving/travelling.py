"""A journey of a run to another update: from its nearest snapshot, one part at a time, with a way back."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from rnnviz.engine.patience import Patience, Stopped, part
from rnnviz.engine.serving.keeping import Keeping
from rnnviz.engine.training.run import Run
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment

MakeRun = Callable[[Experiment, dict[str, np.ndarray] | None], Run]

PART = 0.03
"""Seconds of a part: between two, the engine hears commands."""


class Travelling:
    """One journey; the run must not learn meanwhile.

    On the way the steps of a power of two before the goal are kept, so that further steps back are short.

    Parameters
    ----------
    run : Run
    keeping : Keeping
        The snapshots of its line.
    goal : int
    near : bool
        The snapshot nearest to the goal will do.
    make_run : callable
        Makes the run of an experiment, where no snapshot is left to begin from.
    unwanted : callable
        Returns whether somebody wants to be elsewhere; it is asked in the midst of updates too.

    Attributes
    ----------
    patience : Patience
        How far the journey is, the update under way counted in part.
    """

    def __init__(
        self, run: Run, keeping: Keeping, goal: int, *, near: bool, make_run: MakeRun,
        unwanted: Callable[[], bool] = lambda: False,
    ) -> None:
        self.began = time.monotonic()
        self.patience = Patience(unwanted)
        self._run = run
        self._keeping = keeping
        self._make_run = make_run
        self._back = run.snapshot()
        nearest = keeping.shelf.nearest(keeping.line, goal) if near else None
        self.goal = nearest.update if nearest is not None else goal
        self._first: int | None = None

    @property
    def done(self) -> int:
        """How many of the journey's updates are made."""
        return self._run.updates - self._first if self._first is not None else 0

    @property
    def total(self) -> int:
        """How many there are to make."""
        return self.goal - self._first if self._first is not None else 0

    def go_on(self) -> bool:
        """Do the next part; return whether there is more to do.

        An update that is left off in its midst takes the run back to where it stood before the journey.

        Raises
        ------
        BadInput
            The way cannot be gone: the beginning cannot be made again, or (on a device that does not repeat
            itself) the loss diverges.
        """
        if self._first is None:
            self._set_out()
        run, keeping = self._run, self._keeping
        until = time.monotonic() + PART
        while run.updates < self.goal:
            try:
                with self.patience.heard(), part(self.done, self.total):
                    run.replay()
            except Stopped:
                self.turn_back()
                return True
            left = self.goal - run.updates
            if left & (left - 1) == 0:
                keeping.take(run)
            if time.monotonic() >= until:
                break
        return run.updates < self.goal

    def turn_back(self) -> None:
        """Take the run to where it stood before the journey."""
        self._run.restore(self._back)
        self._first = None

    def _set_out(self) -> None:
        """Go to the last place before the goal from which the way can be gone: a snapshot, or where the run stands."""
        run, keeping = self._run, self._keeping
        start = keeping.shelf.before(keeping.line, self.goal)
        if not (run.updates <= self.goal and (start is None or start.update <= run.updates)):
            run.restore(start.arrays if start is not None else self._beginning())
        self._first = run.updates

    def _beginning(self) -> dict[str, np.ndarray]:
        """Return the run at its beginning, where it can be made again."""
        run, made = self._run, self._make_run(self._run.first, None)
        if made.learner.weights.sha256 != run.learner.weights.sha256:
            raise BadInput(
                "{file} is not what the run began with: go to an update with a snapshot", file=run.first.model.weights
            )
        return made.snapshot()
