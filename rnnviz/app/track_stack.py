"""The tracks, one above the other over the one time axis; under them the ruler and the read-out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QSizePolicy, QSpacerItem, QSplitter, QVBoxLayout

from rnnviz.app.ruler import Ruler
from rnnviz.views.base import View
from rnnviz.views.elided import ElidedLabel
from rnnviz.views.language import tr
from rnnviz.views.palette import Palette
from rnnviz.views.shared import TimeAxis

USUAL_HEIGHT = 120


class TrackStack(QFrame):
    """Shows tracks in an order that a person may change; hidden ones keep their place."""

    changed = Signal(object)
    """This stack: order or visibility changed."""
    resized = Signal(object)
    """This stack: a person gave its tracks other heights."""

    def __init__(self, axis: TimeAxis, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("tracks")
        self._axis = axis
        self._tracks: dict[str, View] = {}
        self._hidden: set[str] = set()
        self._large = False
        self._splitter = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._splitter.setHandleWidth(3)
        self._splitter.splitterMoved.connect(lambda: self.resized.emit(self))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._splitter, 1)
        self._rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        """Under all: the room that a track which is tall enough leaves."""
        self._lay_feet(palette)

    def _lay_feet(self, palette: Palette) -> None:
        self.setStyleSheet(
            f"#tracks {{ background: {palette.paper}; border: 1px solid {palette.border}; border-radius: 6px; }}"
        )
        self.ruler = Ruler(self._axis, palette)
        self.readout: QLabel
        self.readout = _wrapped(2) if self._large else ElidedLabel(fills=True)
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
        """The tracks that are not hidden, from top to bottom."""
        return [self._tracks[key] for key in self.order if key not in self._hidden]

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
            widget.setVisible(view.key not in self._hidden)
            self._splitter.setSizes(sizes)
        self._tracks[view.key] = view

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
        self._tracks[key].widget.setVisible(shown)
        self.changed.emit(self)

    def shift(self, key: str, by: int) -> None:
        """Move a track up (-1) or down (+1), past hidden ones."""
        order = self.order
        seen = [name for name in order if name not in self._hidden]
        place = seen.index(key) + by
        if 0 <= place < len(seen):
            self._splitter.insertWidget(order.index(seen[place]), self._tracks[key].widget)
            self.changed.emit(self)

    def lay_out(self, order: list[str], hidden: Iterable[str], sizes: list[int]) -> None:
        """Restore an order, what is hidden, and the heights; unknown keys are passed over."""
        for place, key in enumerate(key for key in order if key in self._tracks):
            self._splitter.insertWidget(place, self._tracks[key].widget)
        self._hidden = set(hidden) & set(self._tracks)
        for key, view in self._tracks.items():
            view.widget.setVisible(key not in self._hidden)
        self._splitter.setSizes(sizes or [self._height(self._tracks[key]) for key in self.order])
        self.changed.emit(self)

    def hidden_keys(self) -> list[str]:
        """Keys of the hidden tracks."""
        return sorted(self._hidden)

    def sizes(self) -> list[int]:
        """Heights in pixels, from top to bottom."""
        return self._splitter.sizes()

    def set_large(self, on: bool) -> None:
        """Say under the tracks what is happening, where the line that says it is away."""
        self._large = on
        self.narration.setVisible(on)

    def narrate(self, words: str) -> None:
        """Say what is happening."""
        self.narration.setText(words)

    def read_out(self, t: int) -> None:
        """Say what every shown track has at a step."""
        words = [f"t {t}", *(view.readout(t) for view in self.shown)]
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
        up.setEnabled(place > 0)
        down.setEnabled(0 <= place < len(seen) - 1)
        menu.addAction(tr("Show all tracks"), self.show_all)
        menu.addAction(tr("Show all steps"), self.fit)

    def show_all(self) -> None:
        """Show every track."""
        for key in self.order:
            self.set_shown(key, True)


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
