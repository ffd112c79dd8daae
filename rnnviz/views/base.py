"""What a view is: it owns a widget and draws one trace at one moment."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from PySide6.QtWidgets import QWidget

from rnnviz.history import History
from rnnviz.trace import Array, Moment, Trace
from rnnviz.views.jobs import Job, Jobs
from rnnviz.views.offer import Offer
from rnnviz.views.palette import Palette
from rnnviz.views.requests import Requests
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.update_line import UpdateLine


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What a view is given when it is made. The window rebuilds its views for another palette or language."""

    palette: Palette
    axis: TimeAxis
    selection: Selection
    jobs: Jobs = field(default_factory=Jobs)
    requests: Requests = field(default_factory=Requests)
    update_line: UpdateLine = field(default_factory=UpdateLine)
    line_width: float = 1.0


class View(ABC):
    """A track (over the one time axis) or a dock (beside it).

    A view makes its items once, in `__init__`, and shows new data by changing them. It computes
    nothing beyond sums over what is drawn: the maths is in `rnnviz.measures`.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    """Name in menus (English; shown through `tr`)."""
    purpose: ClassVar[str]
    """What am I looking at? One or two sentences (English; shown through `tr`)."""
    place: ClassVar[Literal["track", "dock"]]
    is_read: ClassVar[bool] = False
    """It shows figures to be read at the cursor: while the cursor runs, some times a second are enough."""

    group: ClassVar[Literal["model", "training", "clipping"]] = "model"
    """Docks of one group share tabs; the groups stand above each other in this order."""
    at_first: ClassVar[bool] = True
    """Whether it is shown in a first window; one that is not is made when it is first seen or asked for."""

    widget: QWidget

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.trace: Trace | None = None
        self.moment = Moment()

    @property
    def watch(self) -> tuple[str, ...]:
        """Patterns of arrays that it needs beyond the contract's default ones, for what it draws just now."""
        return ()

    def absence(self, trace: Trace | None) -> str:
        """Return why a track takes no room at all for a model, before its first trace too; "" where it has a place."""
        return ""

    def show(self, trace: Trace, moment: Moment) -> None:
        """Draw a trace, or move the cursor in the one that is drawn."""
        fresh = trace is not self.trace
        self.trace, self.moment = trace, moment
        if fresh:
            self.draw(trace)
        self.mark(moment)

    @abstractmethod
    def draw(self, trace: Trace) -> None:
        """Draw what does not depend on the moment."""

    @abstractmethod
    def mark(self, moment: Moment) -> None:
        """Draw what depends on the moment: the cursor, the numbers at it."""

    def follow(self, history: History) -> None:  # noqa: B027 (a view without curves by update has nothing to do)
        """Draw the figures by update; called when there are new ones."""

    def close(self) -> None:  # noqa: B027 (most views hold nothing that outlives their widget)
        """Let go of the shared signals; called before the widget goes."""

    def data(self) -> Mapping[str, Array]:
        """Return what is drawn, by the names of the trace or history, for export; nothing where nothing is drawn."""
        return {}

    def units(self) -> Mapping[str, str]:
        """Return the units of those arrays of `data` whose names alone do not tell them."""
        return {}

    def findings(self) -> object:
        """Return what the engine has found for it beside the traces; None: nothing.

        A view that is made in its place, in other colours or words or for a picture, has it with `take_findings`;
        a session does not keep it.
        """
        return None

    def take_findings(self, findings: object) -> None:  # noqa: B027 (most views have what they show from the trace)
        """Have what the engine found for another view of this kind."""

    def hand_over(self) -> Sequence[Job]:
        """Give up the long jobs that are under way for it, to the view that is made in its place."""
        return ()

    def resume(self, job: Job) -> None:  # noqa: B027 (most views have no long jobs)
        """Wait for a job that another view of this kind has asked for; called after `take_findings`."""

    def offers(self) -> Sequence[Offer]:
        """Return what this view's menu offers beyond copy, export and explanation."""
        return ()

    def leave_off(self) -> bool:
        """Leave off with long work that a person has asked for (Esc); whether there was any."""
        return False

    def readout(self, t: int) -> str:
        """Return what this view shows at step t in a few words, for the line under the tracks; "" for nothing."""
        return ""
