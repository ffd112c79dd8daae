"""The comparing window: two models in two columns, what they have between them, and how both learn."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from rnnviz.app.area.layout import LEAST_SIZE
from rnnviz.app.area.lecture_choosers import put_away_choosers
from rnnviz.app.area.workspace import Workspace, on_screen
from rnnviz.app.beside import BesideWindow
from rnnviz.app.compare.duel import Duel, Pair
from rnnviz.app.compare.foot import KEYS, Foot
from rnnviz.app.compare.locking import lock_choices, lock_ranges
from rnnviz.app.compare.menus import TrackMenus
from rnnviz.app.compare.page import Page
from rnnviz.app.compare.painting import Painting
from rnnviz.app.compare.rival import Rival
from rnnviz.app.compare.side import Side
from rnnviz.app.compare.standing import Keeper, runs_of
from rnnviz.app.compare.titles import model_words, stop_words
from rnnviz.app.dress.dressed_dialog import dress_dialogs
from rnnviz.app.files.place import Place
from rnnviz.app.frame_sync import FrameSync
from rnnviz.app.hands.action_set import ActionSet
from rnnviz.app.hands.key_focus import KeyFocus
from rnnviz.app.moment.looping import Looping
from rnnviz.app.moment.player import Player
from rnnviz.app.notices import Choice, Notice
from rnnviz.app.painter import FRAME
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.troubles import NOTED
from rnnviz.app.window_lecture import WindowLecture
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link.child import EngineChild
from rnnviz.session.standing import Standing
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.plots.easing import Lock
from rnnviz.views.shared import Selection, TimeAxis
from rnnviz.views.training.dock import Training
from rnnviz.views.update_line import Ghost
from rnnviz.views.words.language import sentence, tr

SIZE = (1400, 900)


class CompareWindow(BesideWindow):
    """A model of an experiment, fresh, beside a rival on the same batches.

    Attributes
    ----------
    rival : Rival
    keeper : Keeper
    sides : tuple of Side
        The model, and the rival.
    duel : Duel
    page : Page
    player : Player
    lecture : WindowLecture
    """

    kept = Signal(object)
    """Standing: both as they are at one update; None where nothing came of what was asked for."""

    def __init__(
        self, experiment: Experiment, palette: Palette, children: tuple[EngineChild, EngineChild],
        store: SettingsStore | None = None, standing: Standing | None = None,
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
        if standing is not None:
            self.rival.stand(standing.b.experiment, standing.same_size)
        self.duel = Duel(self.sides[0].link, self.sides[1].link, self)
        self.place = Place(self.player, self.sides[0].workspace)
        self.keeper = Keeper(self.duel, self.rival, self.place.now, standing, self)
        self._due: Mapping[str, Any] = {} if standing is None else standing.place
        self.looping = Looping(self.axis, self.player, self)
        parts = {"player": self.player, "looping": self.looping, "axis": self.axis, "editing": self.duel}
        self.actions_by_key = ActionSet(self, parts, KEYS)
        self.lecture = WindowLecture(self, self._show_controls)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._keys = KeyFocus(app, self)
        self._page: Page | None = None
        self._palette = palette
        self.menus = TrackMenus(
            self, self.sides, store or SettingsStore(), self._say_done, self._say_wrong, lambda: self._palette
        )
        self._locks: list[Lock] = []
        self.painting = Painting(self.sides, self.both, self.player)
        self._sync = FrameSync(self)
        self._tie()
        self.dress(palette)
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.frame)
        self.place.lay_out(self._due)
        self._begin(runs=None if standing is None else runs_of(standing))

    def _tie(self) -> None:
        self.player.update_asked.connect(self.duel.update)
        self.player.train_asked.connect(self.duel.train)
        self.player.switched.connect(self._follow_switches)
        self.axis.scrubbed.connect(self.player.scrub)
        self.duel.paired.connect(self._show)
        self.duel.began.connect(self._compare_curves)
        self.duel.stopped.connect(self._stopped)
        self.keeper.kept.connect(self.kept)
        self.rival.changed.connect(self._begin)
        self.rival.refused.connect(self._refuse)
        for place, side in enumerate(self.sides):
            side.link.started.connect(self._started)
            side.link.staged.connect(self.painting.stager(place))

    # making

    def start(self) -> None:
        """Start both engines."""
        for side in self.sides:
            side.link.open()
        self._timer.start()
        self.setFocus()  # not the first field there is: Space plays, arrows step

    def dress(self, palette: Palette, scale: float = 1.0) -> None:
        """Make everything in the colours and the language that are chosen, lines ``scale`` times as wide."""
        self.setWindowTitle(tr("Compare – rnnviz"))
        self.actions_by_key.dress(palette)
        self.lecture.dress(palette)
        self.actions_by_key["reset"].setToolTip(plain(tr("Begin again from fresh weights, on both sides")))
        self._palette = palette
        for workspace in (*(side.workspace for side in self.sides), self.both):
            workspace.make(palette, scale)
        self.curves.pin.hide()  # what is compared here is beside it already
        self._locks = lock_ranges(self.sides)
        lock_choices(self.sides)
        before = self._page
        foot = Foot(self.player, self.axis, self.actions_by_key, palette)
        self._page = Page(self.sides, self.rival, foot, self.curves.widget, palette, scale)
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
        self._show_controls(self.lecture.on)
        self._compare_curves()
        self.painting.begin(self.page, self.curves)
        dress_dialogs(self, palette)

    def _show_controls(self, lecturing: bool) -> None:
        """Leave what is seen alone on the screen for a lecture, or bring back what acts."""
        self.page.set_lecturing(lecturing)
        if lecturing:
            put_away_choosers(track for side in self.sides for track in side.tracks)

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

    def _begin(self, _: object = None, runs: tuple[LiveRun, LiveRun] | None = None) -> None:
        """Make both models anew, or go on with runs that were kept."""
        self.player.pause()
        self.player.stop_waiting()
        self._say("")
        self.page.head.follow()
        self.painting.forget()
        for lock in self._locks:
            lock.forget()
        self.duel.begin(self.rival.base, self.rival.experiment, runs)

    def _compare_curves(self, _: object = None) -> None:
        newest = self.sides[1].link.newest
        if newest is not None:
            name = f"B · {model_words(newest.experiment)}"
            self.both.update_line.compare((Ghost(line=2, name=name, history=newest.history),))

    def _started(self, run: LiveRun) -> None:
        if run is self.sides[0].link.run and run is self.sides[0].link.newest:
            self.rival.know_task(run.started["task"], run.started["parameters"])

    def _show(self, pair: Pair) -> None:
        self.painting.pair = pair
        self.axis.set_length(pair.left.length)
        scopes = tuple(dict.fromkeys((*pair.left.scopes, *pair.right.scopes)))
        sizes = [trace[f"{scope}.hidden"].shape[1] for trace in pair for scope in trace.scopes]
        self.selection.fit(scopes, max(sizes, default=0))
        self.player.show(pair.left)
        due, self._due = self._due, {}
        self.place.go_to(due)

    def _stopped(self, told: tuple[int, object]) -> None:
        """Say which side cannot go on, and why."""
        self.player.pause()
        self.player.stop_waiting()
        self._say(stop_words(*told))

    def _refuse(self, refused: BadInput) -> None:
        self._say(f"B: {sentence(refused)}")
        self.page.head.follow()

    def _say(self, words: str) -> None:
        """Say what went wrong; "" takes it back."""
        if words:
            self.page.notices.say(Notice(key="problem", text=words))
        else:
            self.page.notices.withdraw("problem")

    def _say_done(self, words: str, choices: tuple[Choice, ...] = ()) -> None:
        seconds = 0.0 if choices else NOTED
        self.page.notices.say(Notice(key="done", text=words, level="info", choices=choices, seconds=seconds))

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
        self.painting.paint()
        self._sync.gather()
        for side in self.sides:
            side.link.painted()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End both engines, and let everything go."""
        self.lecture.turn(False)
        self._timer.stop()
        self.page.let_go()
        for side in self.sides:
            side.close()
        self.both.close()
        self.closed.emit(self)
        super().closeEvent(event)
