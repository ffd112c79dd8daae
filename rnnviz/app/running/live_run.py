"""A run as the window knows it: what it was made from, what it has shown, and where it can be taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.history import History
from rnnviz.link.frames import Header
from rnnviz.trace import Array


class Stop(NamedTuple):
    """A snapshot of a run in its past."""

    update: int
    snapshot: Mapping[str, Array]


@dataclass(kw_only=True, eq=False)
class LiveRun:
    """One run, whether the engine still has it or not.

    Attributes
    ----------
    number : int
        Counts up with every start.
    experiment : Experiment
        What repeats it: the values it began with, and what was changed live since.
    history : History
        A row for each update.
    update : int
        The update that it stands at.
    head : int
        The last update that it has come to; it stands before it where a person went back.
    line : int
        The line of updates it goes on with: the same for everything that is taken up of it again.
    of, left : int
        The line it branched from (0: none), and the update where it left that.
    before : Experiment or None
        The values that acted there.
    goal : int or None
        The update that it is on its way to.
    kept : dict
        Header of the engine's last ``kept``: which updates have a snapshot, and their memory.
    started : dict
        Header of the engine's ``started``: device, threads, parameters, task.
    snapshot : mapping of str to numpy array, or None
        The newest that came, made after ``snapshot_update`` updates.
    stop : Stop or None
        The last snapshot of an update of its past that a session was saved at, or opened at.
    replaced : dict of str to float
        What the weights were that a person has changed last, by their field in the log.
    barred : BadInput or None
        Why the engine cannot have this run, of which a session still has what was shown.
    """

    number: int
    experiment: Experiment
    history: History
    update: int = 0
    head: int = 0
    line: int = 0
    of: int = 0
    left: int = 0
    before: Experiment | None = None
    goal: int | None = None
    kept: Header = field(default_factory=dict)
    started: Header = field(default_factory=dict)
    snapshot: Mapping[str, Array] | None = None
    snapshot_update: int = 0
    stop: Stop | None = None
    replaced: dict[str, float] = field(default_factory=dict)
    barred: BadInput | None = None

    @property
    def rewound(self) -> bool:
        """Whether it stands before its head."""
        return self.update < self.head

    @property
    def kept_at(self) -> int:
        """The update that a session of it stands at: where it stands in its past, or else at its newest snapshot."""
        if self.rewound and self.stop is not None and self.stop.update == self.update and self.snapshot is not None:
            return self.update
        return self.snapshot_update if self.snapshot is not None else 0

    # what the engine says of it

    def learn(self, update: int, rows: Mapping[str, Array]) -> None:
        """Take the figures of new updates, of which one is the last."""
        self.history.extend(rows)
        self.head = self.update = update

    def go_back(self, update: int) -> None:
        """Let an update be the last: what came after it is not so."""
        self.head = self.update = update
        self.history.truncate(update)

    def keep(self, update: int, snapshot: Mapping[str, Array]) -> None:
        """Take a snapshot: as the newest, or, of an update of its past, as a stop there."""
        if update < self.head and update < self.snapshot_update:
            self.stop = Stop(update, dict(snapshot))
        else:
            self.snapshot, self.snapshot_update = dict(snapshot), update
