"""Pictures without a display: opens a window that nobody sees, lets it learn, and saves what it shows."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication

from rnnviz.app.area.layout import LEAST_SIZE
from rnnviz.app.changing.stored import Stored
from rnnviz.app.dress.language import Language
from rnnviz.app.main_window import MainWindow
from rnnviz.app.picture import picture
from rnnviz.app.running.engine_events import Death, Refusal
from rnnviz.app.running.live_run import LiveRun
from rnnviz.app.settings_store import SettingsStore
from rnnviz.app.window_entry import application
from rnnviz.catalogue import load
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.link.frames import Header
from rnnviz.link.messages import problem
from rnnviz.trace import Moment
from rnnviz.validation import nearest
from rnnviz.views import VIEWS
from rnnviz.views.equations.equation_sheet import EquationSheet
from rnnviz.views.palette import Theme

LARGEST = 10_000
"""Pixels of a picture's side."""

__all__ = ["EngineFailed", "picture", "shoot"]


class EngineFailed(RuntimeError):
    """The engine could not be kept alive, or the loss became NaN; the sentence says which."""


def shoot(
    experiment: str | Experiment | Stored,
    *,
    updates: int,
    moment: int | None,
    size: tuple[int, int],
    theme: Theme,
    language: Language,
    views: Sequence[str] | None,
    out: Path,
    progress: Callable[[int, int], object] | None = None,
) -> LiveRun | None:
    """Train an experiment in a window, and save a picture of the window.

    Parameters
    ----------
    experiment : str, Experiment or Stored
        A preset's name, a TOML file, an experiment, or a session that was read.
    updates : int
        Learnt from before the picture is taken, those included that a session has learnt from.
    moment : int or None
        Step of the forward phase that is shown; None: the last, or where the session was left.
    size : (int, int)
        Width and height in pixels.
    theme : "light" or "dark"
    language : "en" or "ko"
    views : sequence of str or None
        Keys of the only views that are shown; None: those of the first layout, or the session's.
    out : Path
        The PNG file.
    progress : callable, optional
        Called with the updates done and those asked for.

    Returns
    -------
    LiveRun or None
        What the picture is of; None where the engine made no model.

    Raises
    ------
    BadInput
        An unknown experiment or view, a value out of range, or a file that cannot be written.
    EngineFailed
        The engine died for good, or the loss became NaN (the picture is taken all the same).
    KeyboardInterrupt
        Ctrl+C was pressed (the picture is taken all the same).
    """
    found = load(experiment) if isinstance(experiment, str) else experiment
    _check(updates, size, views)
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application()
    with tempfile.TemporaryDirectory(prefix="rnnviz-shot-") as folder:
        store = SettingsStore(Path(folder))
        store.put("theme", theme)
        store.put("language", language)
        stored, begun = (None, found) if isinstance(found, Experiment) else (found, found.run.experiment)
        window = MainWindow(begun, store=store, stored=stored)
        shooting = _Shooting(window, progress)
        try:
            window.resize(*size)
            window.show()
            if stored is None:
                window.layout_memory.reset()
            if views is not None:
                _show_only(window, views)
            with shooting.interruptible():
                shooting.run(updates, moment, stay=stored is not None and moment is None)
            picture(window, out, QSize(*size))
            run = window.link.run
        finally:
            window.close()
            window.deleteLater()
    if shooting.interrupted:
        raise KeyboardInterrupt
    if shooting.failure:
        raise EngineFailed(shooting.failure)
    return run


class _Shooting:
    """Waits for what a window has to show, and raises what goes wrong meanwhile."""

    def __init__(self, window: MainWindow, progress: Callable[[int, int], object] | None) -> None:
        self._window = window
        self._progress = progress
        self._problem: BadInput | None = None
        self.interrupted = False
        self.failure = ""
        link = window.link
        link.refused.connect(self._refused)
        link.died.connect(self._died)
        link.diverged.connect(self._diverged)

    @contextlib.contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let Ctrl+C end the waiting: raised inside a slot, an exception would be printed and lost."""
        before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _interrupt(self, *_: object) -> None:
        self.interrupted = True

    def run(self, updates: int, moment: int | None, stay: bool = False) -> None:
        """Have the window show a trace after so many updates, at a step, or where a session was left."""
        window, player = self._window, self._window.player
        window.start()
        player.pause()
        self._wait(lambda: player.trace is not None and player.trace.number > 0)
        if player.trace is None or window.link.run is None:
            return  # the engine died, or Ctrl+C was pressed
        length = player.length
        if moment is not None and not 0 <= moment < length:
            raise BadInput(
                "moment must be between {low} and {high}, got {value}", low=0, high=length - 1, value=moment
            )
        if updates > window.link.run.update:
            window.link.started.connect(lambda run: window.link.update(updates - run.update))  # after a restart
            window.link.update(updates - window.link.run.update)
            self._wait(lambda: self._learnt(updates))
        if not stay:
            player.go_to(Moment("forward", length - 1 if moment is None else moment))
        self._wait(lambda: window.parts.settled and not window.link.lacking)
        sheets = [sheet for sheet in window.findChildren(EquationSheet) if sheet.isVisible()]
        self._wait(lambda: all(sheet.all_set for sheet in sheets))

    def _learnt(self, updates: int) -> bool:
        """Report how far it is; return whether the trace of the last update is shown."""
        trace, run = self._window.player.trace, self._window.link.run
        if self._progress is not None and run is not None:
            self._progress(min(run.update, updates), updates)
        return trace is not None and trace.update >= updates

    def _wait(self, fact: Callable[[], bool]) -> None:
        """Let the window live until something is so, or cannot become so any more."""
        while not fact() and not self.failure and not self.interrupted:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if self._problem is not None:
                raise self._problem

    def _refused(self, refusal: Refusal) -> None:
        self._problem = refusal.problem

    def _died(self, death: Death) -> None:
        if death.final:
            self.failure = f"the engine could not be kept alive: {death.log.strip().rpartition(chr(10))[2]}"

    def _diverged(self, header: Header) -> None:
        self.failure = str(problem(header))


def _check(updates: int, size: tuple[int, int], views: Sequence[str] | None) -> None:
    """Refuse what cannot be shot, before anything is opened."""
    if updates < 0:
        raise BadInput("{field} must be between {low} and {high}, got {value}", field="updates", low=0, high="10000000",
                       value=updates)
    for field, value, least in (("width", size[0], LEAST_SIZE[0]), ("height", size[1], LEAST_SIZE[1])):
        if not least <= value <= LARGEST:
            raise BadInput("{field} must be between {low} and {high}, got {value}", field=field, low=least,
                           high=LARGEST, value=value)
    for key in views or ():
        if key not in VIEWS:
            close = nearest(key, VIEWS)
            if close in VIEWS:
                raise BadInput("unknown view {name}: did you mean {nearest}?", name=key, nearest=close)
            raise BadInput("unknown view {name}; “rnnviz list views” shows them all", name=key)


def _show_only(window: MainWindow, views: Sequence[str]) -> None:
    """Hide every view that was not named, and show those that were."""
    window.parts.shows_attention = False
    for key, kind in VIEWS.items():
        if kind.place == "track":
            window.parts.stack.set_shown(key, key in views)
        else:
            window.parts.docks.docks[key].setVisible(key in views)
