"""The page of a comparison: the head, two columns of tracks, what is between them, how both learn, the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from rnnviz.app.area.track_stack import TrackStack
from rnnviz.app.compare.difference import DifferenceTrack, GradientDifference, LossDifference
from rnnviz.app.compare.foot import Foot
from rnnviz.app.compare.head import Head
from rnnviz.app.compare.rival import Rival
from rnnviz.app.compare.side import TRACKS, Side
from rnnviz.app.compare.titles import NAMES
from rnnviz.app.notices import Notices
from rnnviz.trace import Trace
from rnnviz.views.base import Shared
from rnnviz.views.palette import Palette
from rnnviz.views.predictions.told import columns_of
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr

SPARED = ("cell_state", "loss")
"""Tracks that a low page does without until somebody asks for them."""
OF_NUMBERS = "predictions"
"""The track that is there where numbers are asked for: tracks do not fold here, since both columns line up."""
OF_LECTURE = {"tokens": 150, "gradient_norms": 230}
"""Tracks that a lecture shows, with their shares of the height: letters are as large as their track allows."""
LOW = 800
"""Pixels."""


class Page(QWidget):
    """Everything that has words or colours; made anew for others of them.

    Attributes
    ----------
    head : Head
    notices : Notices
    titles : tuple of ElidedLabel
    stacks : tuple of TrackStack
        The columns; the tracks, their order and their heights are the same in both.
    differences : tuple of DifferenceTrack
    readout : ElidedLabel
        What the differences are at the cursor.
    foot : Foot
    """

    def __init__(
        self, sides: Sequence[Side], rival: Rival, foot: Foot, curves: QWidget, palette: Palette, scale: float = 1.0
    ) -> None:
        super().__init__()
        self.head = Head(rival, palette)
        self.notices = Notices(palette)
        workspace = sides[0].workspace
        self.stacks = tuple(TrackStack(workspace.axis, palette, steps_aside=False) for _ in sides)
        self.titles = tuple(ElidedLabel(fills=True) for _ in sides)
        for side, stack, title, name in zip(sides, self.stacks, self.titles, NAMES, strict=True):
            title.setObjectName(f"compare.title.{name}")
            title.setContentsMargins(6, 0, 6, 0)
            stack.rebuild(side.tracks, palette)
            stack.changed.connect(self._lay_alike)
            stack.resized.connect(self._lay_alike)
        shared = Shared(palette=palette, axis=workspace.axis, selection=workspace.selection, line_width=scale)
        self.differences: tuple[DifferenceTrack, ...] = GradientDifference(shared), LossDifference(shared)
        self.foot = foot
        self._chosen = False
        self._numbers = False
        self.stacks[0].set_shown(OF_NUMBERS, False)
        self._before_lecture: tuple[list[str], list[str], list[int]] | None = None
        self._heights: list[int] = []
        self._switches = self._make_switches()
        self.head.offer_tracks(self._switches)
        self._lay_out(curves, palette)

    def take_over(self, before: Page) -> None:
        """Show the same as a page before: its tracks, its heights, its notices."""
        self._chosen, self._before_lecture = before._chosen, before._before_lecture
        self._numbers = before._numbers
        old = before.stacks[0]
        for stack in self.stacks:
            stack.lay_out(old.order, old.hidden_keys(), old.sizes(), old.folded_keys())
        for mine, other in zip(self._switches, before._switches, strict=True):
            mine.setChecked(other.isChecked())
        for notice in before.notices.shown:
            self.notices.say(notice)
        self.head.choose(before.head.field)

    def set_lecturing(self, on: bool) -> None:
        """Leave the tracks and the curves of a lecture alone on the page, or bring everything back."""
        self.head.set_lecturing(on)
        self.foot.set_lecturing(on)
        stack = self.stacks[0]
        if on and self._before_lecture is None:
            self._before_lecture = stack.order, stack.hidden_keys(), stack.sizes()
            wanted = {OF_NUMBERS if self._numbers and key == "tokens" else key: OF_LECTURE[key] for key in OF_LECTURE}
            hidden = [key for key in TRACKS if key not in wanted]
            stack.lay_out(stack.order, hidden, [wanted.get(key, 0) for key in stack.order])
        elif not on and self._before_lecture is not None:
            before, self._before_lecture = self._before_lecture, None
            stack.lay_out(*before)

    def suit(self, traces: Iterable[Trace]) -> None:
        """Show predictions of numbers where a model makes some, unless a person has chosen the tracks."""
        numbers = any(columns_of(trace) for trace in traces)
        if numbers != self._numbers and not self._chosen and self._before_lecture is None:
            self._numbers = numbers
            self.stacks[0].set_shown(OF_NUMBERS, numbers)
            self._spare()

    def keep_alike(self) -> None:
        """Give the right column the heights of the left one, where the window has changed them."""
        if self.stacks[0].sizes() != self._heights:
            self._heights = self.stacks[0].sizes()
            self._lay_alike(self.stacks[0])

    def let_go(self) -> None:
        """Stop following what is shared."""
        for track in self.differences:
            track.close()
        for stack in self.stacks:
            stack.ruler.let_go()

    def _lay_out(self, curves: QWidget, palette: Palette) -> None:
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for stack, title in zip(self.stacks, self.titles, strict=True):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(title)
            column.addWidget(stack, 1)
            row.addLayout(column, 1)
        parts = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        parts.addWidget(columns)
        parts.addWidget(self._lay_under(curves, palette))
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 1)
        parts.setSizes([600, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.head)
        layout.addWidget(self.notices)
        layout.addWidget(parts, 1)
        layout.addWidget(self.foot)

    def _lay_under(self, curves: QWidget, palette: Palette) -> QWidget:
        """Lay the differences under the left column, whose steps they line up with, and the curves under the right."""
        under = QWidget()
        row = QHBoxLayout(under)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        frames = []
        for name in ("differences", "curves"):
            frame = QFrame()
            frame.setObjectName(f"compare.{name}")
            frame.setStyleSheet(
                f"#compare\\.{name} {{ background: {palette.paper}; border: 1px solid {palette.border};"
                " border-radius: 6px; }"
            )
            column = QVBoxLayout(frame)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            frames.append(column)
            row.addWidget(frame, 1)
        for track in self.differences:
            frames[0].addWidget(track.widget, 1)
        self.readout = ElidedLabel(fills=True)
        self.readout.setObjectName("compare.readout")
        self.readout.setProperty("quiet", True)
        self.readout.setContentsMargins(10, 0, 10, 4)
        frames[0].addWidget(self.readout)
        frames[1].addWidget(curves)
        return under

    def _make_switches(self) -> list[QAction]:
        """Return a switch for each track of both columns, and for each difference."""
        found = []
        hidden = self.stacks[0].hidden_keys()
        for key, kind in TRACKS.items():
            switch = QAction(tr(kind.title), self.head, checkable=True)
            switch.setChecked(key not in hidden)
            switch.toggled.connect(lambda on, key=key: self.stacks[0].set_shown(key, on))
            switch.triggered.connect(self._choose_tracks)
            self.stacks[0].changed.connect(_follower(switch, key))
            found.append(switch)
        for track in self.differences:
            switch = QAction(tr(track.title), self.head, checkable=True)
            switch.setChecked(True)
            switch.toggled.connect(track.widget.setVisible)
            found.append(switch)
        return found

    def _choose_tracks(self, _: object = None) -> None:
        """Leave the tracks as a person chose them, whatever the window's height."""
        self._chosen = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._chosen and self._before_lecture is None:
            self._spare()

    def _spare(self) -> None:
        """Do without some tracks where the page is low: where numbers are predicted, also without the row of them."""
        low = self.window().height() < LOW
        for key in SPARED:
            self.stacks[0].set_shown(key, not low)
        self.stacks[0].set_shown("tokens", not (low and self._numbers))

    def _lay_alike(self, stack: TrackStack) -> None:
        """Give the other column the order, the heights and the tracks of the one that was changed."""
        wanted = stack.order, stack.hidden_keys(), stack.sizes(), stack.folded_keys()
        for other in self.stacks:
            if other is not stack and (
                other.order, other.hidden_keys(), other.sizes(), other.folded_keys()
            ) != wanted:
                other.changed.disconnect(self._lay_alike)
                other.lay_out(*wanted)
                other.changed.connect(self._lay_alike)


def _follower(switch: QAction, key: str) -> Callable[[TrackStack], None]:
    return lambda stack: switch.setChecked(stack.is_shown(key))
