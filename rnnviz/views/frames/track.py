"""A track: a plot over the one time axis, under a line that says what is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared, View
from rnnviz.views.controls.chooser import Chooser, Entry
from rnnviz.views.controls.heading import Heading
from rnnviz.views.frames.track_frame import TrackFrame
from rnnviz.views.plots.ghosts import Ghosts
from rnnviz.views.plots.note import Note
from rnnviz.views.plots.time_plot import LEFT, RIGHT, TimeBox, TimePlot
from rnnviz.views.words.language import tr

__all__ = ["LEFT", "RIGHT", "TimeBox", "TimePlot", "Track"]


class Track(View):
    """A view over the one time axis: a heading line with a legend and controls, a plot under it."""

    place = "track"
    height: int = 120
    """Pixels it would like."""
    easings: ClassVar[tuple[str, ...]] = ("easing",)
    """Attributes that hold ranges which follow data; beside another model's track they are locked to its own."""

    def __init__(self, shared: Shared, left: Any = None) -> None:
        super().__init__(shared)
        self.bar = Heading(tr(self.purpose), RIGHT)
        self.heading, self.legend = self.bar.title, self.bar.legend
        self.choosers: dict[str, Chooser] = {}
        self.plot = TimePlot(shared, left)
        self.plot.setMinimumHeight(36)
        self.plot.setAccessibleName(tr(self.title))
        self.ghosts = Ghosts(self.plot, shared.palette, shared.line_width)
        self.note = Note(self.plot.box, shared.palette)
        self.frame = TrackFrame(self.bar, self.plot)
        self.widget = self.frame
        self.widget.setObjectName(f"view.{self.key}")
        shared.selection.changed.connect(self.redraw)

    def add_chooser(
        self, name: str, tip: str, entries: Sequence[Entry] = (), then: Callable[[object], None] | None = None
    ) -> Chooser:
        """Add a list to the heading; choosing from it draws anew, unless ``then`` says what it does."""
        chooser = Chooser(f"view.{self.key}.{name}", tip, entries)
        chooser.chosen.connect(then or self.redraw)
        self.choosers[name] = chooser
        self.bar.add_control(chooser)
        return chooser

    def state(self) -> dict[str, str]:
        """Return what is chosen in the heading, for a view made anew to take over."""
        return {name: chooser.kept for name, chooser in self.choosers.items()}

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what another view of this kind had chosen."""
        for name, key in state.items():
            if name in self.choosers:
                self.choosers[name].recall(key)
        self.redraw()

    def redraw(self, cause: object = None) -> None:
        """Draw the same trace again: something else was chosen."""
        if self.trace is not None:
            self.draw(self.trace)
            self.mark(self.moment)

    def explain(self, text: str) -> None:
        """Say in the empty plot what would fill it; "" where it is filled."""
        self.note.say(text)
        self.plot.cursor_line.setVisible(not text)
        self.plot.getPlotItem().getAxis("left").setOpacity(0.0 if text else 1.0)

    def step_aside(self, why: str, *shorter: str) -> None:
        """Say why a model has nothing of this kind, and leave the room to the other tracks; "" comes back."""
        self.explain(why)
        self.frame.vacate(why, *shorter)

    @property
    def untouched(self) -> Trace | None:
        """The untouched trace that an operated one is drawn against; None where the drawn one is untouched itself."""
        return None if self.trace is None else self.trace.untouched

    def mark(self, moment: Moment) -> None:
        """Move the cursor line."""
        self.plot.cursor_line.setValue(moment.t)

    def close(self) -> None:
        """Let go of what is shared."""
        self.shared.selection.changed.disconnect(self.redraw)
        self.plot.let_go()
