"""The tracks, one above the other over the one time axis; under them the ruler and the read-out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QSizePolicy, QSpacerItem, QSplitter, QVBoxLayout

from rnnviz.app.area.ruler import Ruler
from rnnviz.app.area.track_scroll import TrackScroll
from rnnviz.trace import Trace
from rnnviz.views.base import View
from rnnviz.views.controls.withheld import withhold
from rnnviz.views.frames.track_frame import TrackFrame
from rnnviz.views.palette import Palette
from rnnviz.views.shared import TimeAxis
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr

USUAL_HEIGHT = 120
READ_OUT = 130
"""Letters of a read-out; where an operated pass is read beside the untouched one, twice as many."""


class TrackStack(QFrame):
    """Shows tracks in an order that a person may change; hidden ones keep their place, folded ones their heading.

    A track that a model can never fill is absent: it takes no room, and comes by itself with a model that fills it.
    Layouts know nothing of that: they keep what a person shows, hides and folds.

    Where so many are open that each would be thin, they are scrolled; ruler and read-out stay where they are.

    Parameters
    ----------
    steps_aside : bool
        Whether tracks fold, or are absent, of which a model has nothing, and are scrolled where there are many: not
        where they have to line up with others.
    """

    changed = Signal(object)
    """This stack: order, visibility or what is folded changed."""
    resized = Signal(object)
    """This stack: a person gave its tracks other heights."""

    def __init__(self, axis: TimeAxis, palette: Palette, *, steps_aside: bool = True) -> None:
        super().__init__()
        self.setObjectName("tracks")
        self._axis = axis
        self._tracks: dict[str, View] = {}
        self._hidden: set[str] = set()
        self._folded: set[str] = set()
        self._absent: dict[str, str] = {}
        """Why tracks are absent."""
        self._trace: Trace | None = None
        self._wanted: dict[str, int] = {}
        """Heights that tracks have in proportion to each other while none is folded."""
        self._steps_aside = steps_aside
        self._large = False
        self._splitter = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._splitter.setHandleWidth(3)
        self._splitter.splitterMoved.connect(self._move)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.area = TrackScroll(self._splitter, self._open_now, self._fit_in) if steps_aside else None
        self._layout.addWidget(self.area or self._splitter, 1)
        self._rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        """Under all: the room that a track which is tall enough leaves."""
        self._lay_feet(palette)

    def _lay_feet(self, palette: Palette) -> None:
        self.setStyleSheet(
            f"#tracks {{ background: {palette.paper}; border: 1px solid {palette.border}; border-radius: 6px; }}"
        )
        self.ruler = Ruler(self._axis, palette)
        self.ruler.leave(self.area.beside if self.area is not None else 0)
        self.readout: QLabel
        self.readout = _wrapped(2) if self._large else ElidedLabel(fills=True, holds=READ_OUT)
        self._hold()
        self.readout.setObjectName("readout")
        self.readout.setProperty("quiet", True)
        self.readout.setContentsMargins(10, 0, 10, 4)
        self.narration = _wrapped(1)
        self.narration.setObjectName("narration")
        self.narration.setContentsMargins(10, 0, 10, 4)
        self.narration.setVisible(self._large)
        self._layout.addWidget(self.ruler)
        self._layout.addWidget(self.readout)
        self._layout.addWidget(self.narration)
        self._layout.removeItem(self._rest)
        self._layout.addItem(self._rest)

    @property
    def order(self) -> list[str]:
        """Keys from top to bottom, hidden ones too."""
        places = {key: self._splitter.indexOf(view.widget) for key, view in self._tracks.items()}
        return sorted(places, key=lambda key: places[key])

    @property
    def shown(self) -> list[View]:
        """The tracks that are neither hidden nor absent, from top to bottom."""
        return [self._tracks[key] for key in self._seen()]

    def rebuild(self, tracks: Iterable[View], palette: Palette) -> None:
        """Put other views of the same keys in the places of those that are shown, and draw the feet anew."""
        self.ruler.let_go()
        for foot in (self.ruler, self.readout, self.narration):
            self._layout.removeWidget(foot)
            foot.hide()
            foot.deleteLater()
        self._lay_feet(palette)
        for view in tracks:
            self.add(view)

    def add(self, view: View) -> None:
        """Show a track at the bottom, or in the place of an older one of its key."""
        old = self._tracks.get(view.key)
        widget = view.widget
        if old is None:
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.count() - 1, self._height(view))
        else:
            sizes = self._splitter.sizes()
            self._splitter.replaceWidget(self._splitter.indexOf(old.widget), widget)
            old.widget.hide()
            old.widget.deleteLater()
            self._splitter.setSizes(sizes)
        self._tracks[view.key] = view
        self._absent.pop(view.key, None)
        if self._steps_aside and (why := view.absence(self._trace)):  # in the language of this view
            self._absent[view.key] = why
        self._let_see(view.key)
        self._wanted.setdefault(view.key, self._height(view))
        if isinstance(widget, TrackFrame):
            widget.keep(view.key in self._folded)
            widget.step_aside(self._steps_aside)
            widget.folded.connect(lambda _: self._share())
            widget.asked.connect(lambda on: self.set_folded(view.key, on))

    @property
    def tracks(self) -> list[View]:
        """The tracks in the order in which they were first added."""
        return list(self._tracks.values())

    @property
    def first_order(self) -> list[str]:
        """Keys in the order in which the tracks were first added."""
        return list(self._tracks)

    def fit(self) -> None:
        """Show all steps."""
        self._axis.fit()

    def is_shown(self, key: str) -> bool:
        """Return whether a track is not hidden."""
        return key not in self._hidden

    def set_shown(self, key: str, shown: bool) -> None:
        """Hide a track, or show it again in its place."""
        if shown == self.is_shown(key):
            return
        self._hidden ^= {key}
        self._let_see(key)
        self._share()  # Qt would give one that comes back the height of a heading
        self._bring(key, shown)
        self.changed.emit(self)

    def suit(self, trace: Trace) -> None:
        """Let tracks be absent that a model can never fill, and come that it does."""
        if trace is self._trace or not self._steps_aside:
            return
        self._trace = trace
        self._hold()
        absent = {key: why for key, view in self._tracks.items() if (why := view.absence(trace))}
        before, self._absent = self._absent, absent
        if absent.keys() != before.keys():
            for key in absent.keys() ^ before.keys():
                self._let_see(key)
            self._share()

    def _hold(self) -> None:
        """Have room for the read-out of what is shown."""
        if isinstance(self.readout, ElidedLabel):
            both = self._trace is not None and self._trace.untouched is not None
            self.readout.hold(2 * READ_OUT if both else READ_OUT)

    def absence(self, key: str) -> str:
        """Return why a track takes no room whether it is hidden or not; "" where it has a place."""
        return self._absent.get(key, "")

    def _let_see(self, key: str) -> None:
        self._tracks[key].widget.setVisible(key not in self._hidden and key not in self._absent)

    def shift(self, key: str, by: int) -> None:
        """Move a track up (-1) or down (+1), past hidden ones."""
        order = self.order
        seen = self._seen()
        place = seen.index(key) + by
        if 0 <= place < len(seen):
            self._splitter.insertWidget(order.index(seen[place]), self._tracks[key].widget)
            self.changed.emit(self)

    def lay_out(self, order: list[str], hidden: Iterable[str], sizes: list[int], folded: Iterable[str] = ()) -> None:
        """Restore an order, what is hidden and folded, and the heights; unknown keys are passed over."""
        for place, key in enumerate(key for key in order if key in self._tracks):
            self._splitter.insertWidget(place, self._tracks[key].widget)
        self._hidden = set(hidden) & set(self._tracks)
        for key in self._tracks:
            self._let_see(key)
        sizes = sizes or [self._height(self._tracks[key]) for key in self.order]
        self._wanted.update((key, size) for key, size in zip(self.order, sizes, strict=False) if size > 0)
        self._folded = set(folded) & set(self._tracks)
        for key, view in self._tracks.items():
            if isinstance(view.widget, TrackFrame):
                view.widget.keep(key in self._folded)
        self._share()
        self.changed.emit(self)

    def hidden_keys(self) -> list[str]:
        """Keys of the hidden tracks."""
        return sorted(self._hidden)

    def sizes(self) -> list[int]:
        """Heights in pixels, from top to bottom; those that tracks have unfolded, where any is folded or absent."""
        if len(self._open()) == len(self._tracks) - len(self._hidden):
            return self._splitter.sizes()
        return [0 if key in self._hidden else self._wanted[key] for key in self.order]

    def is_folded(self, key: str) -> bool:
        """Return whether only the heading of a track is shown."""
        frame = self._tracks[key].widget
        return isinstance(frame, TrackFrame) and frame.is_folded

    def folded_keys(self) -> list[str]:
        """Keys of the tracks that a person folded."""
        return sorted(self._folded)

    def set_folded(self, key: str, folded: bool) -> None:
        """Fold a track to its heading as a person wants it, or unfold it."""
        frame = self._tracks[key].widget
        if folded != (key in self._folded) and isinstance(frame, TrackFrame):
            self._folded ^= {key}
            frame.keep(folded)
            self._bring(key, not folded)
            self.changed.emit(self)

    def _bring(self, key: str, shown: bool) -> None:
        """Scroll to a track that a person has just opened."""
        if shown and self.area is not None:
            self.area.bring(self._tracks[key].widget)

    def _open_now(self) -> int:
        return len(self._open())

    def _fit_in(self, changed: bool) -> None:
        """Follow the scroll bar: the ruler's columns stay under the tracks'; share other heights anew."""
        if self.area is not None:
            self.ruler.leave(self.area.beside)
        if changed:
            self._share()

    def _seen(self) -> list[str]:
        return [key for key in self.order if key not in self._hidden and key not in self._absent]

    def _open(self) -> list[str]:
        return [key for key in self._seen() if not self.is_folded(key)]

    def _move(self) -> None:
        """Want the heights that a person gives: in proportion to each other, where others are folded or absent."""
        sizes = dict(zip(self.order, self._splitter.sizes(), strict=True))
        open_ = self._open()
        scale = 1.0
        if len(open_) < len(self._tracks) - len(self._hidden):
            scale = sum(self._wanted[key] for key in open_) / max(sum(sizes[key] for key in open_), 1)
        self._wanted.update((key, max(round(scale * sizes[key]), 1)) for key in open_)
        self.resized.emit(self)

    def _share(self) -> None:
        """Give folded tracks a line, and the room that is left to the others as they want it."""
        if not self._splitter.isVisible():  # it has no height yet
            self._splitter.setSizes([self._wanted[key] for key in self.order])
            return
        seen, height = self._seen(), self._splitter.height()
        folded = {key: self._tracks[key].widget.sizeHint().height() for key in seen if self.is_folded(key)}
        open_ = self._open()
        room = height - self._splitter.handleWidth() * (len(seen) - 1) - sum(folded.values())
        share = room / max(sum(self._wanted[key] for key in open_), 1)
        sizes = folded | {key: max(round(share * self._wanted[key]), 1) for key in open_}
        self._splitter.setSizes([sizes.get(key, 0) for key in self.order])

    def set_large(self, on: bool) -> None:
        """Say under the tracks what is happening, where the line that says it is away."""
        self._large = on
        self.narration.setVisible(on)

    def narrate(self, words: str) -> None:
        """Say what is happening; no line ends within "t = 9"."""
        self.narration.setText(words.replace("t = ", "t\u00a0=\u00a0"))

    def read_out(self, t: int) -> None:
        """Say what every shown track has at a step; one that is scrolled away may be behind, and says nothing."""
        seen = [view for view in self.shown if self.area is None or self.area.shows(view.widget)]
        words = [f"t {t}", *(_whole(view.readout(t)) for view in seen)]
        self.readout.setText("   ".join(word for word in words if word))

    @staticmethod
    def _height(view: View) -> int:
        return int(getattr(view, "height", USUAL_HEIGHT))

    def add_moves(self, key: str, menu: QMenu) -> None:
        """Add to the menu of a track where it can be moved."""
        seen = [view.key for view in self.shown]
        place = seen.index(key) if key in seen else -1
        up = menu.addAction(tr("Move up"), lambda: self.shift(key, -1))
        down = menu.addAction(tr("Move down"), lambda: self.shift(key, +1))
        frame = self._tracks[key].widget
        if isinstance(frame, TrackFrame):
            fold = menu.addAction(tr("Unfold") if frame.is_folded else tr("Fold to its heading"))
            fold.setObjectName("entry.fold")
            by_itself = frame.is_folded and not frame.is_kept
            words = tr("The model that runs has nothing for this track: it unfolds with one that has.")
            withhold(fold, words if by_itself else "")
            fold.triggered.connect(lambda: self.set_folded(key, not frame.is_kept))
        withhold(up, "" if place > 0 else tr("It is the topmost track."))
        withhold(down, "" if 0 <= place < len(seen) - 1 else tr("It is the lowest track."))
        withhold(menu.addAction(tr("Show all tracks"), self.show_all), self.why_no_more)
        withhold(menu.addAction(tr("Show all steps"), self.fit), tr("All steps are shown.") if self._axis.whole else "")

    @property
    def why_no_more(self) -> str:
        """Why `show_all` has nothing to do; "" where it has."""
        return "" if self._hidden or self._folded else tr("All tracks are shown.")

    def show_all(self) -> None:
        """Show every track that a model has something for, unfolded."""
        for key in self.order:
            self.set_shown(key, True)
            self.set_folded(key, False)


def _whole(words: str) -> str:
    """Return words in which no line ends within a name, or before its number; where two spaces part them, it may."""
    return "  ".join(piece.replace(" ", "\u00a0").replace("/", "/\u2060") for piece in words.split("  "))


def _wrapped(lines: int) -> QLabel:
    """Return a label for so many lines that is never cut: it takes more where there is more to say."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumHeight(lines * label.fontMetrics().lineSpacing() + 6)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
