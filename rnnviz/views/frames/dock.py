"""A dock: what has no time axis stands beside the tracks, under a line that says what is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared, View
from rnnviz.views.controls.chooser import Chooser, Entry
from rnnviz.views.controls.heading_button import heading_button
from rnnviz.views.frames.preset import opening, preset_offer
from rnnviz.views.gate import plain
from rnnviz.views.offer import Offer
from rnnviz.views.words.elided import ElidedLabel
from rnnviz.views.words.language import tr
from rnnviz.views.words.plain_label import PlainLabel

MARGIN = 10


class Dock(View):
    """A card: a heading line with controls, and under it the drawing or a sentence that says what would fill it."""

    place = "dock"
    at_first = False

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.widget = QFrame()
        self.widget.setObjectName(f"view.{self.key}")
        self.widget.setProperty("card", True)
        self.widget.setAccessibleName(tr(self.title))
        self.heading = ElidedLabel(tr(self.purpose), fills=True)
        self.choosers: dict[str, Chooser] = {}
        self.toggles: dict[str, QToolButton] = {}
        self.bar = QHBoxLayout()
        self.bar.setSpacing(6)
        self.bar.addWidget(self.heading, 1)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.note = PlainLabel()
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setProperty("quiet", True)
        self._offered = ""
        self.preset = QPushButton()
        self.preset.setObjectName(f"view.{self.key}.preset")
        self.preset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.preset.clicked.connect(lambda: shared.requests.preset_asked.emit(self._offered))
        self.preset.hide()
        self.body = QWidget()
        self.body.setLayout(self.column)
        self.pages = QStackedLayout()
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(MARGIN, 6, MARGIN, 8)
        layout.setSpacing(4)
        layout.addLayout(self.bar)
        layout.addLayout(self.pages, 1)
        self.pages.addWidget(self.body)  # only now: the first page is shown at once, without a parent as a window
        self.pages.addWidget(self._empty_page())
        shared.selection.changed.connect(self.redraw)

    def _empty_page(self) -> QWidget:
        """Return what stands in place of a drawing: the sentence, and under it the preset that would fill the view."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(self.note)
        column.addWidget(self.preset, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def say(self, sentence: str, preset: str = "") -> None:
        """Show a sentence in place of the drawing, and offer a preset that fills the view; "" shows the drawing."""
        self.note.setText(sentence)
        if preset != self._offered:
            self._offered = preset
            self.preset.setText(opening(self.shared, preset) if preset else "")
            tip = tr("Open a preset that fills this view")
            self.preset.setAccessibleName(tip)
            self.preset.setToolTip(plain(tip))
        self.preset.setVisible(bool(preset))
        self.pages.setCurrentIndex(1 if sentence else 0)
        for control in (*self.choosers.values(), *self.toggles.values()):
            control.setEnabled(not sentence)

    @property
    def sentence(self) -> str:
        """The sentence that is shown in place of the drawing; "" where there is a drawing."""
        return self.note.text()

    def add_chooser(self, name: str, tip: str, entries: Sequence[Entry] = ()) -> Chooser:
        """Add a list to the heading; choosing from it draws anew."""
        chooser = Chooser(f"view.{self.key}.{name}", tip, entries)
        chooser.chosen.connect(self.redraw)
        self.choosers[name] = chooser
        self.bar.addWidget(chooser)
        return chooser

    def add_toggle(self, name: str, words: str, tip: str) -> QToolButton:
        """Add a switch to the heading; it draws anew."""
        toggle = heading_button(f"view.{self.key}.{name}", words, tip)
        toggle.setProperty("switch", True)
        toggle.setCheckable(True)
        toggle.toggled.connect(self.redraw)
        self.toggles[name] = toggle
        self.bar.addWidget(toggle)
        return toggle

    def add_button(self, name: str, words: str, tip: str) -> QPushButton:
        """Add a button to the heading."""
        button = QPushButton()
        button.setObjectName(f"view.{self.key}.{name}")
        button.setText(words)
        button.setAccessibleName(tip)
        button.setToolTip(plain(tip))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.addWidget(button)
        return button

    def preset_offer(self, preset: str) -> Offer:
        """Return the same as an entry of the view's menu."""
        return preset_offer(self, preset)

    def state(self) -> dict[str, str]:
        """Return what is chosen in the heading, for a view made anew to take over."""
        chosen = {name: chooser.kept for name, chooser in self.choosers.items()}
        return chosen | {name: "on" if toggle.isChecked() else "" for name, toggle in self.toggles.items()}

    def restore(self, state: Mapping[str, str]) -> None:
        """Choose what another view of this kind had chosen."""
        for name, key in state.items():
            if name in self.choosers:
                self.choosers[name].recall(key)
            elif name in self.toggles:
                self.toggles[name].setChecked(bool(key))
        self.redraw()

    def redraw(self, cause: object = None) -> None:
        """Draw the same again: something else was chosen."""
        if self.trace is not None:
            self.draw(self.trace)
            self.mark(self.moment)

    def close(self) -> None:
        """Let go of what is shared."""
        self.shared.selection.changed.disconnect(self.redraw)


class HistoryDock(Dock):
    """A dock over the figures by update; a trace changes nothing in it."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.history: History | None = None

    def draw(self, trace: Trace) -> None:
        """Draw nothing: the figures come with the history."""

    def mark(self, moment: Moment) -> None:
        """Mark nothing."""

    def redraw(self, cause: object = None) -> None:
        """Draw the same history again."""
        if self.history is not None:
            self.follow(self.history)
