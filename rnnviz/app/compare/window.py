"""The comparing window: two models in two columns, what they have between them, and how both learn."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from rnnviz.app.action_set import ActionSet
from rnnviz.app.compare.duel import Duel, Pair
from rnnviz.app.compare.foot import KEYS, Foot
from rnnviz.app.compare.locking import lock_choices, lock_ranges, redraw_stale
from rnnviz.app.compare.menus import TrackMenus
from rnnviz.app.compare.page import Page
from rnnviz.app.compare.rival import Rival
from rnnviz.app.compare.side import Side
from rnnviz.app.compare.titles import NAMES, title
from rnnviz.app.engine_events import Death
from rnnviz.app.key_focus import KeyFocus
from rnnviz.app.layout import LEAST_SIZE
from rnnviz.app.live_run import LiveRun
from rnnviz.app.looping import Looping
from rnnviz.app.notices import Notice
from rnnviz.app.painter import FRAME
from rnnviz.app.player import Player
from rnnviz.app.screen import FED
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.troubles import NOTED
from rnnviz.app.workspace import READ, Workspace, on_screen
from rnnviz.cells import CELLS
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link.child import EngineChild
from rnnviz.link.messages import problem
from rnnviz.trace import Moment
from rnnviz.views.easing import Lock
from rnnviz.views.gate import plain
from rnnviz.views.language import sentence, tr
from rnnviz.views.palette import Palette
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.training import Training
from rnnviz.views.update_line import Ghost

SIZE = (1400, 900)


class CompareWindow(QMainWindow):
    """A model of an experiment, fresh, beside a rival on the same batches.

    Attributes
    ----------
    rival : Rival
    sides : tuple of Side
        The model, and the rival.
    duel : Duel
    page : Page
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
        self._page: Page | None = None
        self._palette = palette
        self.menus = TrackMenus(
            self, self.sides, store or SettingsStore(), self._say_done, self._say_wrong, lambda: self._palette
        )
        self._followed = 0
        self._pair: Pair | None = None
        self._locks: list[Lock] = []
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
        self.setFocus()  # not the first field there is: Space plays, arrows step

    def dress(self, palette: Palette) -> None:
        """Make everything in the colours and the language that are chosen."""
        self.setWindowTitle(tr("Compare – rnnviz"))
        self.actions_by_key.dress(palette)
        self.actions_by_key["reset"].setToolTip(plain(tr("Begin again from fresh weights, on both sides")))
        self._palette = palette
        for workspace in (*(side.workspace for side in self.sides), self.both):
            workspace.make(palette)
        self.curves.pin.hide()  # what is compared here is beside it already
        self._locks = lock_ranges(self.sides)
        lock_choices(self.sides)
        before = self._page
        foot = Foot(self.player, self.axis, self.actions_by_key, palette)
        self._page = Page(self.sides, self.rival, foot, self.curves.widget, palette)
        self.page.head.failed.connect(self._refuse)
        for side, stack, exporting in zip(self.sides, self.page.stacks, self.menus.exporters, strict=True):
            for track in side.tracks:
                self.menus.take(track, exporting, stack)
        for difference in self.page.differences:
            self.menus.take(difference, self.menus.between)
        if before is not None:
            before.let_go()
            self.page.take_over(before)
        self.setCentralWidget(self.page)
        self._compare_curves()
        self._shown = ()

    @property
    def page(self) -> Page:
        """What is seen."""
        assert self._page is not None
        return self._page

    @property
    def curves(self) -> Training:
        """How both learn."""
        found = self.both.views[Training.key]
        assert isinstance(found, Training)
        return found

    # what happens

    def _begin(self, _: object = None) -> None:
        """Make both models anew."""
        self.player.pause()
        self.player.stop_waiting()
        self._say("")
        self.page.head.follow()
        self._shown = ()
        for lock in self._locks:
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
            self._shown = ()

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
        self.page.head.follow()

    def _say(self, words: str) -> None:
        """Say what went wrong; "" takes it back."""
        if words:
            self.page.notices.say(Notice(key="problem", text=words))
        else:
            self.page.notices.withdraw("problem")

    def _say_done(self, words: str) -> None:
        self.page.notices.say(Notice(key="done", text=words, level="info", seconds=NOTED))

    def _say_wrong(self, wrong: BadInput) -> None:
        self._say(sentence(wrong))

    @property
    def problem(self) -> str:
        """What went wrong; "" where nothing did."""
        return next((notice.text for notice in self.page.notices.shown if notice.key == "problem"), "")

    def _follow_switches(self, _: object) -> None:
        self.page.foot.follow_switches()

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
        self.page.keep_alike()
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
        redraw_stale(self.sides)
        for track in self.page.differences:
            if on_screen(track.widget):
                track.show_pair(*pair, moment)
        now = (pair, moment, self.axis.hover, self.sides[0].history.version)
        if now != self._shown:
            for stack in self.page.stacks:
                stack.ruler.mark(moment.t)
            running = self.player.playing or self.player.training
            if not running or time.perf_counter() - self._told_at >= READ:
                self._shown = now
                self._tell(moment)

    def _tell(self, moment: Moment) -> None:
        """Say in figures what is shown."""
        self._told_at = time.perf_counter()
        for place, line in enumerate(self.page.titles):
            line.set_texts(*title(self.sides, place, self._stages[place]))
        if self._pair is None:
            return
        t = moment.t if self.axis.hover is None else self.axis.hover
        for stack in self.page.stacks:
            stack.read_out(t)
        said = [f"t {t}", *(track.readout(t) for track in self.page.differences)]
        self.page.readout.setText("   ".join(part for part in said if part))
        self.page.foot.follow(moment, self._pair.left.update)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End both engines, and let everything go."""
        self._timer.stop()
        self.page.let_go()
        for side in self.sides:
            side.close()
        self.both.close()
        self.closed.emit(self)
        super().closeEvent(event)
