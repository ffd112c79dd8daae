"""One side of a comparison: its engine, its tracks, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from rnnviz.app.area.workspace import Workspace
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.running.job_desk import JobDesk
from rnnviz.history import History
from rnnviz.link.child import EngineChild
from rnnviz.trace import Moment, Trace
from rnnviz.views.activations import Activations
from rnnviz.views.cell_state import CellState
from rnnviz.views.frames.track import Track
from rnnviz.views.gates import Gates
from rnnviz.views.gradient_norms import GradientNorms
from rnnviz.views.loss import Loss
from rnnviz.views.predictions.track import Predictions
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.tokens.track import Tokens

TRACKS: dict[str, type[Track]] = {
    kind.key: kind for kind in (Tokens, Predictions, GradientNorms, Gates, CellState, Activations, Loss)
}
PAST = 1 << 20
"""Bytes for snapshots of the past: nobody goes back here."""
AVERAGED = 20
"""Updates whose mean is a side's loss, and its speed: one update says little."""


class Side(QObject):
    """A model, its engine and its tracks; the time axis and what is chosen are the other side's too.

    Attributes
    ----------
    link : EngineLink
    workspace : Workspace
    """

    def __init__(self, child: EngineChild, axis: TimeAxis, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.link = EngineLink(child, self)
        self.link.remember(PAST)
        self.workspace = Workspace(TRACKS, self)
        self.workspace.axis, self.workspace.selection = axis, selection
        self.jobs = JobDesk(self.workspace.jobs, self.link, self)

    @property
    def history(self) -> History:
        """The figures of its run; empty before there is one."""
        return self.link.run.history if self.link.run is not None else History()

    @property
    def tracks(self) -> list[Track]:
        """Its tracks, in the order of the table."""
        return [view for view in self.workspace.of("track") if isinstance(view, Track)]

    @property
    def loss(self) -> float | None:
        """The mean loss of its last updates."""
        history = self.history
        if not len(history) or "loss" not in history:
            return None
        return float(history["loss"][-AVERAGED:].mean())

    @property
    def speed(self) -> float | None:
        """Updates that it would learn in a second without waiting for the other."""
        history = self.history
        if len(history) < 2 or "seconds" not in history:
            return None
        clock = history["seconds"][-AVERAGED - 1 :]  # spent on learning since the run began
        spent = float(clock[-1] - clock[0])
        return (len(clock) - 1) / spent if spent > 0 else None

    def paint(self, trace: Trace, moment: Moment, most: int | None, running: bool, reach: int | None) -> None:
        """Show a trace at a moment, and have the next one hold what is looked at."""
        self.link.want(self.workspace.showing.paint(trace, moment, None, most, running), reach)

    def close(self) -> None:
        """Let the engine end, in its own time, and the views go."""
        self.link.leave()
        self.workspace.close()
