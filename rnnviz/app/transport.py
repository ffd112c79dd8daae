"""The transport: where in the pass we are, and the buttons that move there."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from rnnviz.app.dress.icons import icon
from rnnviz.app.form.slider import Slider
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.app.moment.player import FASTEST, SLOWEST, USUAL, Player
from rnnviz.app.past.line_list import LineList
from rnnviz.app.past.time_machine import CHOICES, TimeMachine
from rnnviz.app.past.timeline import Timeline
from rnnviz.history import History
from rnnviz.trace import PHASES, Moment
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.shared import TimeAxis
from rnnviz.views.words.figures import number
from rnnviz.views.words.language import tr

MOVES = ("first_moment", "step_back", "play", "step_forward", "last_moment")


class Transport(QFrame):
    """A slider over the pass, a timeline of the updates, and under them the buttons, the phases and the speed."""

    def __init__(
        self, player: Player, axis: TimeAxis, actions: ActionSet, palette: Palette, machine: TimeMachine
    ) -> None:
        super().__init__()
        self._machine = machine
        self.setObjectName("transport")
        self.setProperty("card", True)
        self._player = player
        self._axis = axis
        self._actions = actions
        self._palette = palette
        self.time = Slider()
        self.time.setObjectName("transport.time")
        self.time.setAccessibleName(tr("Step"))
        self.time.setToolTip(plain(tr("Step t of the pass: drag to move the cursor in every track")))
        self.time.dragged.connect(self._dragged)
        self.time.stepped.connect(self._stepped)
        self.where = self._figure("transport.where", "t 99999 / 99999")
        self.loss = self._figure("transport.loss", tr("loss {loss}").format(loss="−9.99·10⁻⁹⁹"))
        self.loss.setToolTip(plain(tr("Mean loss of the shown update's batch, before its weights moved")))
        self.loss.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.timeline = Timeline(palette)
        self.timeline.dragged.connect(machine.scrub)
        self.timeline.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.timeline.customContextMenuRequested.connect(self._show_menu)
        self.learnt = self._figure("transport.learnt", self._of("99,999", "99,999"))
        top = QGridLayout()
        top.setHorizontalSpacing(12)
        top.setVerticalSpacing(0)
        top.setColumnStretch(0, 1)
        top.addWidget(self.time, 0, 0)
        top.addLayout(self._lay_right(self.where, self.loss), 0, 1)
        top.addWidget(self.timeline, 1, 0)
        top.addLayout(self._lay_right(self.learnt, self._cancel_button(), self._branch_button()), 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 5)
        layout.setSpacing(3)
        layout.addLayout(top)
        layout.addLayout(self._lay_buttons())
        self.follow_switches()
        self.follow(player.moment)

    @staticmethod
    def _lay_right(*widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in widgets:
            row.addWidget(widget)
        row.insertStretch(1, 1)
        return row

    def _figure(self, name: str, widest: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        metrics = label.fontMetrics()
        label.setFixedSize(metrics.horizontalAdvance(widest), metrics.height() + 2)  # fixed: no layout for a figure
        label.setProperty("quiet", name != "transport.where")
        return label

    def _lay_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3)
        for key in MOVES:
            row.addWidget(self._play_button() if key == "play" else self._button(self._actions[key]))
        row.addSpacing(6)
        self.phases = {phase: self._button(self._actions[f"phase_{phase}"], words=True) for phase in PHASES}
        for button in self.phases.values():
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._button(self._actions["loop"]))
        row.addWidget(self._lay_speed())
        row.addStretch(1)
        row.addWidget(self._button(self._actions["previous_update"]))
        for key in ("next_update", "train", "reset"):
            row.addWidget(self._button(self._actions[key], words=True))
        return row

    def _button(self, action: QAction, *, words: bool = False) -> QToolButton:
        """Return a button of an action; a click gives it no focus, so that Space goes on meaning Play."""
        button = QToolButton()
        button.setObjectName(f"button.{action.objectName().removeprefix('action.')}")
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("framed", words)
        if words:
            iconless = action.icon().isNull()
            style = Qt.ToolButtonStyle.ToolButtonTextOnly if iconless else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            button.setToolButtonStyle(style)
        return button

    def _play_button(self) -> QToolButton:
        """Return the button to press first; its icon is not the action's, which has to be seen in a menu."""
        self.play = QToolButton()
        self.play.setObjectName("button.play")
        self.play.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.play.setStyleSheet(
            f"QToolButton {{ background: {self._palette.accent}; border-color: {self._palette.accent};"
            " padding-left: 10px; padding-right: 10px; }"
            f" QToolButton:focus {{ border-color: {self._palette.text}; }}"
        )
        self.play.clicked.connect(self._actions["play"].trigger)
        return self.play

    def _lay_speed(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.speed = Slider()
        self.speed.setObjectName("transport.speed")
        self.speed.setFixedWidth(60)
        self.speed.setAccessibleName(tr("Speed"))
        words = tr("Speed of Play in steps of the network per second, from one to full speed; double-click: {usual}")
        self.speed.setToolTip(plain(words.format(usual=round(USUAL))))
        self.speed.reset.connect(lambda _: self._player.set_speed(USUAL))
        self.speed.dragged.connect(lambda drag: self._set_speed(drag[0]))
        self.speed.stepped.connect(self._step_speed)
        self.speed_figure = self._figure("transport.speed_figure", tr("{speed}/s").format(speed="1000"))
        row.addWidget(self.speed)
        row.addWidget(self.speed_figure)
        return box

    def _cancel_button(self) -> QToolButton:
        """Return the button that leaves off with a journey; its place stays while there is none."""
        self.cancel = self._button(self._actions["turn_back"])
        policy = self.cancel.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.cancel.setSizePolicy(policy)
        self.cancel.hide()
        return self.cancel

    def _branch_button(self) -> QToolButton:
        """Return the button that opens the list of branches; it names the present one where there are several."""
        self.branch = self._button(self._actions["branches"])
        self.list = LineList(self._machine.lines, self._palette, self)
        return self.branch

    def show_branches(self) -> None:
        """Open the list of branches, or close it."""
        if self.list.isVisible():
            self.list.hide()
        else:
            self.list.open_above(self.branch)

    def _show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the past of the run."""
        menu = QMenu(self)
        for key in ("first_update", "previous_update", "newest_update", "branches"):
            menu.addAction(self._actions[key])
        memory = menu.addMenu(tr("Memory for snapshots"))
        for megabytes in CHOICES:
            choice = memory.addAction(tr("{size} MB").format(size=f"{megabytes:,}"))
            choice.setCheckable(True)
            choice.setChecked(megabytes == self._machine.megabytes)
            choice.triggered.connect(lambda _=False, megabytes=megabytes: self._machine.set_memory(megabytes))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.timeline.mapToGlobal(at))

    # what the player does is shown

    def follow(self, moment: Moment) -> None:
        """Show a moment."""
        last = self._player.length - 1
        self.time.set_fraction(moment.t / max(last, 1))
        self.where.setText(f"t {moment.t} / {last}")
        phase = self._actions[f"phase_{moment.phase}"]
        if not phase.isChecked():
            phase.setChecked(True)

    def follow_switches(self) -> None:
        """Show whether the moment runs and the engine learns, and how fast."""
        player = self._player
        play = self._actions["play"]
        play.setChecked(player.playing)
        play.setText(tr("Pause") if player.playing else tr("Play"))
        shown = "pause" if player.playing else "play"
        play.setIcon(icon(shown, self._palette))
        self.play.setIcon(icon(shown, self._palette, self._palette.on_accent))
        self.play.setToolTip(play.toolTip())
        self.play.setAccessibleName(play.text())
        self._actions["train"].setChecked(player.training)
        self._actions["loop"].setChecked(player.loop is not None)
        self.speed.set_fraction(self._speed_place())
        self.speed_figure.setText(tr("{speed}/s").format(speed=round(player.speed)))

    def follow_learning(self, history: History) -> None:
        """Show the number of the shown trace's update, where the run stands, and the loss there."""
        trace = self._player.trace
        update = trace.update if trace else 0
        row = history.row(update) if "loss" in history else None
        loss = number(float(history["loss"][row])) if row is not None else "–"
        self.loss.setText(tr("loss {loss}").format(loss=loss))
        self.follow_place()
        self.timeline.follow(history)

    def follow_place(self) -> None:
        """Say which update is shown, of how many where the run stands in its past, and how far a journey is."""
        trace, machine = self._player.trace, self._machine
        update = trace.update if trace else 0
        head, goal = machine.head(update), machine.goal
        past = update < head and machine.rewound
        if goal is not None and machine.slow:
            words = tr("to update {goal}: {share} %").format(goal=f"{goal:,}", share=machine.percent)
        elif past:
            words = self._of(f"{update:,}", f"{head:,}")
        else:
            words = tr("update {update}").format(update=f"{update:,}")
        self.learnt.setText(words)
        if self.learnt.property("past") != past:
            self.learnt.setProperty("past", past)
            self.learnt.setStyleSheet(f"color: {self._palette.accent}; font-weight: bold;" if past else "")
        self.cancel.setVisible(goal is not None and machine.slow)
        still = tr("The run is not on its way to another update.")
        self._actions.withhold("turn_back", "" if goal is not None else still)
        self.timeline.follow_place(update, head, goal)

    def follow_lines(self) -> None:
        """Mark what there is on the timeline, and name the branch."""
        machine = self._machine
        self.timeline.mark(machine.marks)
        current = machine.lines.current
        several = len(machine.lines.shown) > 1 and current is not None
        self.branch.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon if several else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        self.branch.setText(current.name if several and current is not None else self._actions["branches"].text())

    @staticmethod
    def _of(update: str, last: str) -> str:
        return tr("update {update} of {last}").format(update=update, last=last)

    # what a person does

    def _dragged(self, drag: tuple[float, bool]) -> None:
        self._axis.scrub(round(drag[0] * (self._player.length - 1)))

    def _stepped(self, step: tuple[int, bool]) -> None:
        self._axis.scrub(self._player.moment.t + step[0])

    def _speed_place(self) -> float:
        return math.log(self._player.speed / SLOWEST) / math.log(FASTEST / SLOWEST)

    def _step_speed(self, step: tuple[int, bool]) -> None:
        self._set_speed(self._speed_place() + step[0] * (0.01 if step[1] else 0.05))

    def _set_speed(self, place: float) -> None:
        self._player.set_speed(SLOWEST * (FASTEST / SLOWEST) ** min(max(place, 0.0), 1.0))
