"""The foot of a comparison: the transport of both models, and where they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from rnnviz.app.dress.icons import icon
from rnnviz.app.form.slider import Slider
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.app.moment.player import Player
from rnnviz.trace import Moment
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.shared import TimeAxis
from rnnviz.views.words.language import tr

MOVES = ("first_moment", "step_back", "play", "step_forward", "last_moment")
LEARNING = ("next_update", "train", "reset")
KEYS = (*MOVES, "ten_forward", "ten_back", "phase_forward", "phase_backward", "loop", "fit", *LEARNING)
"""The actions of a comparison, with the keys that they have in the main window."""


class Foot(QFrame):
    """A slider over the pass, and the buttons that move the cursor and let both learn."""

    def __init__(self, player: Player, axis: TimeAxis, actions: ActionSet, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("compare.foot")
        self.setProperty("card", True)
        self._player = player
        self._actions = actions
        self._palette = palette
        self.time = Slider()
        self.time.setAccessibleName(tr("Step"))
        self.time.setToolTip(plain(tr("Step t of the pass: drag to move the cursor in every track")))
        self.time.dragged.connect(lambda drag: axis.scrub(round(drag[0] * (player.length - 1))))
        self.time.stepped.connect(lambda step: axis.scrub(player.moment.t + step[0]))
        self.where = QLabel()
        self.where.setObjectName("compare.where")
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setFixedWidth(self.where.fontMetrics().horizontalAdvance(self._words(Moment(), 9999, 99_999)))
        self._buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(4)
        for key in MOVES:
            row.addWidget(self._button(key))
        row.addSpacing(6)
        row.addWidget(self.time, 1)
        row.addSpacing(6)
        row.addWidget(self.where)
        row.addWidget(self._button("loop"))
        row.addWidget(self._button("phase_backward", words=True))
        row.addSpacing(6)
        for key in LEARNING:
            row.addWidget(self._button(key, words=True))
        self.follow_switches()

    def _button(self, key: str, *, words: bool = False) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"compare.{key}")
        button.setDefaultAction(self._actions[key])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("framed", words)
        if words:
            iconless = self._actions[key].icon().isNull()
            style = Qt.ToolButtonStyle.ToolButtonTextOnly if iconless else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            button.setToolButtonStyle(style)
        self._buttons.append(button)
        return button

    def set_lecturing(self, on: bool) -> None:
        """Leave only where both are for a lecture, or bring back what acts; the keys go on to act."""
        for button in self._buttons:
            button.setVisible(not on)

    def follow(self, moment: Moment, update: int) -> None:
        """Show a moment and the update of both."""
        last = self._player.length - 1
        self.time.set_fraction(moment.t / max(last, 1))
        self.where.setText(self._words(moment, last, update))
        for phase in ("forward", "backward"):
            self._actions[f"phase_{phase}"].setChecked(moment.phase == phase)

    def follow_switches(self) -> None:
        """Show whether the moment runs and both learn."""
        player, play = self._player, self._actions["play"]
        play.setChecked(player.playing)
        play.setText(tr("Pause") if player.playing else tr("Play"))
        play.setIcon(icon("pause" if player.playing else "play", self._palette))
        self._actions["train"].setChecked(player.training)
        self._actions["loop"].setChecked(player.loop is not None)

    @staticmethod
    def _words(moment: Moment, last: int, update: int) -> str:
        return f"t {moment.t} / {last}  " + tr("update {update}").format(update=f"{update:,}")
