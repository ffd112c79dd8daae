"""The comparing window: two models in two columns, what they have between them, and how both learn."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from rnnviz.app.action_set import ActionSet
from rnnviz.app.compare.difference import DifferenceTrack, GradientDifference, LossDifference
from rnnviz.app.compare.duel import Duel, Pair
from rnnviz.app.compare.foot import KEYS, Foot
from rnnviz.app.compare.head import Head
from rnnviz.app.compare.menus import TrackMenus
from rnnviz.app.compare.rival import Rival
from rnnviz.app.compare.side import TRACKS, Side
from rnnviz.app.engine_events import Death
from rnnviz.app.engine_link import EngineLink
from rnnviz.app.key_focus import KeyFocus
from rnnviz.app.language import sentence
from rnnviz.app.layout import LEAST_SIZE
from rnnviz.app.live_run import LiveRun
from rnnviz.app.looping import Looping
from rnnviz.app.narration import waiting_for
from rnnviz.app.notices import Notice, Notices
from rnnviz.app.painter import FRAME
from rnnviz.app.player import Player
from rnnviz.app.screen import FED
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.track_stack import TrackStack
from rnnviz.app.troubles import NOTED
from rnnviz.app.workspace import READ, Workspace, on_screen
from rnnviz.cells import CELLS
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link.child import EngineChild
from rnnviz.link.messages import problem
from rnnviz.trace import Moment
from rnnviz.views.base import Shared
from rnnviz.views.easing import Easing, Lock, LockedEasing
from rnnviz.views.elided import ElidedLabel
from rnnviz.views.figures import number
from rnnviz.views.gate import plain
from rnnviz.views.language import tr
from rnnviz.views.palette import Palette
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.track import Track
from rnnviz.views.training import Training
from rnnviz.views.update_line import Ghost

NAMES = ("A", "B")
SIZE = (1400, 900)
SPARED = ("cell_state", "loss")
"""Tracks that a low window does without until somebody asks for them."""
LOW = 800
"""Pixels."""


class CompareWindow(QMainWindow):
    """A model of an experiment, fresh, beside a rival on the same batches.

    Attributes
    ----------
    rival : Rival
    sides : tuple of Side
        The model, and the rival.
    duel : Duel
    player : Player
    """

    closed = Signal(object)
    """This window."""

    def __init__(
        self, experiment: Experiment, palette: Palette, children: tuple[EngineChild, EngineChild],
        store: SettingsStore | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("compare")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*SIZE)
        self.axis, self.selection = TimeAxis(), Selection()
        self.sides = tuple(Side(child, self.axis, self.selection, self) for child in children)
        self.both = Workspace({Training.key: Training}, self)
        self.player = Player(self)
        self.rival = Rival(experiment, self)
        self.duel = Duel(self.sides[0].link, self.sides[1].link, self)
        self.looping = Looping(self.axis, self.player, self)
        parts = {"player": self.player, "looping": self.looping, "axis": self.axis, "editing": self.duel}
        self.actions_by_key = ActionSet(self, parts, KEYS)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._keys = KeyFocus(app, self)
        self.head: Head
        self.notices: Notices
        self._palette = palette
        self.menus = TrackMenus(
            self, self.sides, store or SettingsStore(), self._say_done, self._say_wrong, lambda: self._palette
        )
        self.stacks: tuple[TrackStack, ...] = ()
        self._chosen = False
        self._heights: list[int] = []
        self._followed = 0
        self.differences: tuple[DifferenceTrack, ...] = ()
        self._pair: Pair | None = None
        self._locks: dict[str, Lock] = {}
        self._shown: tuple[object, ...] = ()
        self._told_at = 0.0
        self._stages = ["", ""]
        self._tie()
        self.dress(palette)
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.frame)
        self._begin()

    def _tie(self) -> None:
        self.player.update_asked.connect(self.duel.update)
        self.player.train_asked.connect(self.duel.train)
        self.player.switched.connect(self._follow_switches)
        self.axis.scrubbed.connect(self.player.scrub)
        self.duel.paired.connect(self._show)
        self.duel.began.connect(self._compare_curves)
        self.duel.stopped.connect(self._stopped)
        self.rival.changed.connect(self._begin)
        self.rival.refused.connect(self._refuse)
        for place, side in enumerate(self.sides):
            side.link.started.connect(self._started)
            side.link.staged.connect(self._stager(place))

    # making

    def start(self) -> None:
        """Start both engines."""
        for side in self.sides:
            side.link.open()
        self._timer.start()

    def dress(self, palette: Palette) -> None:
        """Make everything in the colours and the language that are chosen."""
        self.setWindowTitle(tr("Compare – rnnviz"))
        self.actions_by_key.dress(palette)
        self.actions_by_key["reset"].setToolTip(plain(tr("Begin again from fresh weights, on both sides")))
        self._palette = palette
        first = not self.stacks
        laid = None if first else (self.stacks[0].order, self.stacks[0].hidden_keys(), self.stacks[0].sizes())
        for difference in self.differences:
            difference.close()
        self.head = Head(self.rival, palette, "cell.kind" if first else self.head.field)
        self.head.failed.connect(self._refuse)
        said = () if first else self.notices.shown
        self.notices = Notices(palette)
        for notice in said:
            self.notices.say(notice)
        for side in self.sides:
            side.workspace.make(palette)
        self.both.make(palette)
        self.curves.pin.hide()  # what is compared here is beside it already
        self._lock_ranges()
        self._lock_choices()
        self.stacks = tuple(TrackStack(self.axis, palette) for _ in self.sides)
        self.titles = tuple(ElidedLabel(fills=True) for _ in self.sides)
        for side, stack, title, name in zip(self.sides, self.stacks, self.titles, NAMES, strict=True):
            title.setObjectName(f"compare.title.{name}")
            title.setContentsMargins(6, 0, 6, 0)
            stack.rebuild(side.workspace.of("track"), palette)
            for track in side.tracks:
                self.menus.take(track, self.menus.exporters[NAMES.index(name)], stack)
            stack.changed.connect(self._lay_alike)
            stack.resized.connect(self._lay_alike)
        shared = Shared(palette=palette, axis=self.axis, selection=self.selection)
        self.differences = GradientDifference(shared), LossDifference(shared)
        for difference in self.differences:
            self.menus.take(difference, self.menus.between)
        self.foot = Foot(self.player, self.axis, self.actions_by_key, palette)
        self.head.offer_tracks(self._switches())
        self.setCentralWidget(self._lay_out(palette))
        self._compare_curves()
        self._shown = ()
        if laid is not None:
            for stack in self.stacks:
                stack.lay_out(*laid)
    def _lay_out(self, palette: Palette) -> QWidget:
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
        parts.addWidget(self._lay_under(palette))
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 1)
        parts.setSizes([600, 300])
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.head)
        layout.addWidget(self.notices)
        layout.addWidget(parts, 1)
        layout.addWidget(self.foot)
        return page

    def _lay_under(self, palette: Palette) -> QWidget:
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
        frames[1].addWidget(self.curves.widget)
        return under

    @property
    def curves(self) -> Training:
        """How both learn."""
        found = self.both.views[Training.key]
        assert isinstance(found, Training)
        return found

    def _lock_ranges(self) -> None:
        """Let the ranges that follow data follow those of both sides."""
        self._locks = {}
        for key in TRACKS:
            views = [side.workspace.views[key] for side in self.sides]
            easing = getattr(views[0], "easing", None)
            if isinstance(easing, Easing):
                lock = self._locks[key] = Lock(easing)
                for view in views:
                    view.easing = lock.end()  # type: ignore[attr-defined]

    def _lock_choices(self) -> None:
        """Let what is chosen in a track's heading be chosen on the other side too."""
        for key in TRACKS:
            one, other = (side.workspace.views[key] for side in self.sides)
            assert isinstance(one, Track)
            assert isinstance(other, Track)
            for track, twin in ((one, other), (other, one)):
                for chooser in track.choosers.values():
                    chooser.chosen.connect(_copier(track, twin))

    def _switches(self) -> list[QAction]:
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
        if not self._chosen:
            for key in SPARED:
                self.stacks[0].set_shown(key, self.height() >= LOW)

    def _lay_alike(self, stack: TrackStack) -> None:
        """Give the other column the order, the heights and the tracks of the one that was changed."""
        for other in self.stacks:
            if other is not stack and (other.order, other.hidden_keys(), other.sizes()) != (
                stack.order, stack.hidden_keys(), stack.sizes()
            ):
                other.changed.disconnect(self._lay_alike)
                other.lay_out(stack.order, stack.hidden_keys(), stack.sizes())
                other.changed.connect(self._lay_alike)

    # what happens

    def _begin(self, _: object = None) -> None:
        """Make both models anew."""
        self.player.pause()
        self.player.stop_waiting()
        self._say("")
        self.head.follow()
        for lock in self._locks.values():
            lock.forget()
        self.duel.begin(self.rival.base, self.rival.experiment)

    def _compare_curves(self, _: object = None) -> None:
        newest = self.sides[1].link.newest
        if newest is not None:
            name = f"B · {tr(CELLS[newest.experiment.cell.kind].info.title)}"
            self.both.update_line.compare((Ghost(line=2, name=name, history=newest.history),))

    def _started(self, run: LiveRun) -> None:
        if run is self.sides[0].link.run and run is self.sides[0].link.newest:
            self.rival.know_task(run.started["task"], run.started["parameters"])

    def _stager(self, place: int) -> Callable[[str], None]:
        def follow(stage: str) -> None:
            self._stages[place] = stage

        return follow

    def _show(self, pair: Pair) -> None:
        self._pair = pair
        self.axis.set_length(pair.left.length)
        scopes = tuple(dict.fromkeys((*pair.left.scopes, *pair.right.scopes)))
        sizes = [trace[f"{scope}.hidden"].shape[1] for trace in pair for scope in trace.scopes]
        self.selection.fit(scopes, max(sizes, default=0))
        self.player.show(pair.left)

    def _stopped(self, told: tuple[int, object]) -> None:
        """Say which side cannot go on, and why."""
        side, why = told
        self.player.pause()
        self.player.stop_waiting()
        if isinstance(why, Death):
            words = tr("The engine of {name} has ended.") if why.final else tr(
                "The engine of {name} has ended; both models begin anew."
            )
            said = words.format(name=NAMES[side])
        else:
            reason = sentence(why if isinstance(why, BadInput) else problem(why))  # type: ignore[arg-type]
            said = f"{NAMES[side]}: {reason}"
        self._say(said)

    def _refuse(self, refused: BadInput) -> None:
        self._say(f"B: {sentence(refused)}")
        self.head.follow()

    def _say(self, words: str) -> None:
        """Say what went wrong; "" takes it back."""
        if words:
            self.notices.say(Notice(key="problem", text=words))
        else:
            self.notices.withdraw("problem")

    def _say_done(self, words: str) -> None:
        self.notices.say(Notice(key="done", text=words, level="info", seconds=NOTED))

    def _say_wrong(self, wrong: BadInput) -> None:
        self._say(sentence(wrong))

    @property
    def problem(self) -> str:
        """What went wrong; "" where nothing did."""
        return next((notice.text for notice in self.notices.shown if notice.key == "problem"), "")

    def _follow_switches(self, _: object) -> None:
        self.foot.follow_switches()

    # bringing it to the screen

    def frame(self) -> None:
        """Let the time since the last frame pass, and bring what is new to the screen."""
        now = time.perf_counter()
        seconds, self._last = now - self._last, now
        self.player.tick(seconds)
        if not on_screen(self):
            return
        self.paint()
        for side in self.sides:
            side.link.painted()

    def paint(self) -> None:
        """Show the newest pair at the player's moment."""
        pair, moment = self._pair, self.player.moment
        if self.stacks[0].sizes() != self._heights:
            self._heights = self.stacks[0].sizes()
            self._lay_alike(self.stacks[0])
        if pair is None:
            self._tell(moment)
            return
        most = FED if self.player.training else None
        for side, trace in zip(self.sides, pair, strict=True):
            side.paint(trace, moment, most, self.player.playing, self.selection.reach_from)
        self.both.paint(pair.left, moment, self.sides[0].history, None)
        version = self.sides[1].history.version
        if not self.player.training and version != self._followed:  # its rows may come after the other's
            self._followed = version
            self.curves.redraw()
        for side in self.sides:
            for track in side.tracks:
                easing = getattr(track, "easing", None)
                if isinstance(easing, LockedEasing) and easing.stale:
                    track.redraw()
        for track in self.differences:
            if on_screen(track.widget):
                track.show_pair(*pair, moment)
        now = (pair, moment, self.axis.hover, self.sides[0].history.version)
        if now != self._shown:
            for stack in self.stacks:
                stack.ruler.mark(moment.t)
            running = self.player.playing or self.player.training
            if not running or time.perf_counter() - self._told_at >= READ:
                self._shown = now
                self._tell(moment)

    def _tell(self, moment: Moment) -> None:
        """Say in figures what is shown."""
        self._told_at = time.perf_counter()
        self._write_titles()
        if self._pair is None:
            return
        t = moment.t if self.axis.hover is None else self.axis.hover
        for stack in self.stacks:
            stack.read_out(t)
        said = [f"t {t}", *(track.readout(t) for track in self.differences)]
        self.readout.setText("   ".join(part for part in said if part))
        self.foot.follow(moment, self._pair.left.update)

    def _write_titles(self) -> None:
        counts = [_count(side.link) for side in self.sides]
        for place, (side, title) in enumerate(zip(self.sides, self.titles, strict=True)):
            newest = side.link.newest
            if newest is None:
                continue
            cell = newest.experiment.cell
            name = tr("{name} · {cell}, {units} units").format(
                name=NAMES[place], cell=tr(CELLS[cell.kind].info.title), units=cell.hidden_size
            )
            if side.link.run is not newest:
                stage = self._stages[place]
                title.setText("  ·  ".join((name, waiting_for(stage))) if stage else name)
                continue
            figures = []
            if place == 1 and counts[0] is not None:
                words = tr("{count} parameters against {other}")
                figures.append(words.format(count=f"{counts[1]:,}", other=f"{counts[0]:,}"))
            else:
                figures.append(tr("{count} parameters").format(count=f"{counts[place]:,}"))
            if side.speed is not None:
                figures.append(tr("{speed} updates/s").format(speed=_rate(side.speed)))
            if side.loss is not None:
                figures.append(tr("loss {loss}").format(loss=number(side.loss)))
            kept = [figures[0], *figures[1:][-1:]]
            title.set_texts(*("  ·  ".join((name, *some)) for some in (figures, kept, figures[-1:])))

    def closeEvent(self, event: QCloseEvent) -> None:
        """End both engines, and let everything go."""
        self._timer.stop()
        for track in self.differences:
            track.close()
        for side in self.sides:
            side.close()
        self.both.close()
        self.closed.emit(self)
        super().closeEvent(event)


def _copier(track: Track, twin: Track) -> Callable[[object], None]:
    return lambda _: twin.restore(track.state())


def _follower(switch: QAction, key: str) -> Callable[[TrackStack], None]:
    return lambda stack: switch.setChecked(stack.is_shown(key))


def _rate(speed: float) -> str:
    return f"{speed:,.0f}" if speed >= 10 else number(speed, 2)


def _count(link: EngineLink) -> int | None:
    """Return how many parameters a link's model has, None before the engine has said it."""
    return link.run.started.get("parameters") if link.run is not None else None
