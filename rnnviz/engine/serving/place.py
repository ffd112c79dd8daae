"""Where a run stands in its own past, and how far it has come, as the window is told."""

from __future__ import annotations

from rnnviz.engine.serving.travelling import Travelling
from rnnviz.engine.serving.wire import Outbox
from rnnviz.engine.training.run import Run
from rnnviz.link import travel_messages as messages

SECONDS = 0.05
"""Between two messages while the run moves."""


class Place:
    """The place of one run; at its head nothing is said: the rows tell.

    Attributes
    ----------
    head : int
        The last update that rows were made of.
    """

    def __init__(self, run: Run, number: int, outbox: Outbox) -> None:
        self.head = run.updates
        self._run = run
        self._number = number
        self._outbox = outbox
        self._told: tuple[int, int | None, int] | None = None
        self._told_at = -SECONDS

    @property
    def rewound(self) -> bool:
        """Whether the run stands before its head."""
        return self._run.updates < self.head

    def send(self, now: float, journey: Travelling | None, *, at_once: bool) -> None:
        """Say where the run stands, where that has changed; while it moves, only now and then."""
        goal = journey.goal if journey is not None else None
        here = (self._run.updates, goal, self.head) if self.rewound or journey is not None else None
        if here != self._told and (at_once or now >= self._told_at + SECONDS):
            self._told, self._told_at = here, now
            self._say(journey)

    def arrive(self, now: float) -> None:
        """Say that a journey is over."""
        self._told = (self._run.updates, None, self.head) if self.rewound else None
        self._told_at = now
        self._say(None)

    def _say(self, journey: Travelling | None) -> None:
        goal, done, total = (journey.goal, journey.done, journey.total) if journey is not None else (None, 0, 0)
        self._outbox.send(messages.at(self._number, self._run.updates, self.head, goal, done, total))
