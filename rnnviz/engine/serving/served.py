"""The run that is served: with it everything that the window is told of it."""

from __future__ import annotations

from rnnviz.engine.serving.keeping import Keeping
from rnnviz.engine.serving.place import Place
from rnnviz.engine.serving.rows import Rows
from rnnviz.engine.serving.sampling import Sampling
from rnnviz.engine.serving.snapshots import Snapshots
from rnnviz.engine.serving.traces import Traces
from rnnviz.engine.serving.travelling import Travelling
from rnnviz.engine.serving.verifying import Verifying
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.serving.working import Working
from rnnviz.engine.training.run import Run


class Served:
    """A run with its number, and what the window is told of it."""

    def __init__(self, run: Run, number: int, outbox: Outbox, now: float, keeping: Keeping) -> None:
        self.run = run
        self.number = number
        self.training = False
        self.owed = 0
        self.rows = Rows(outbox, number)
        self.traces = Traces(outbox, number)
        self.snapshots = Snapshots(outbox, number, now, self.rows)
        self.verifying: Verifying | None = None
        self.working = Working(run, number, outbox)
        self.sampling = Sampling(run, number, outbox)
        self.keeping = keeping
        self.place = Place(run, number, outbox)
        self.journey: Travelling | None = None

    @property
    def learning(self) -> bool:
        """Whether an update is to be made now."""
        return self.training or self.owed > 0
