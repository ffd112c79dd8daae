"""A run as the window knows it: what it was made from, what it has shown, and where it can be taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.history import History
from rnnviz.link.frames import Header
from rnnviz.trace import Array


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
        Updates done.
    started : dict
        Header of the engine's ``started``: device, threads, parameters, task.
    snapshot : mapping of str to numpy array, or None
        The newest that came, made after ``snapshot_update`` updates.
    barred : BadInput or None
        Why the engine cannot have this run, of which a session still has what was shown.
    """

    number: int
    experiment: Experiment
    history: History
    update: int = 0
    started: Header = field(default_factory=dict)
    snapshot: Mapping[str, Array] | None = None
    snapshot_update: int = 0
    barred: BadInput | None = None
