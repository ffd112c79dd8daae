"""The way into the window."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from rnnviz.app.changing.stored import Stored
from rnnviz.app.main_window import MainWindow
from rnnviz.app.sweeping import unswept
from rnnviz.catalogue import DEFAULT, load
from rnnviz.experiment import Experiment


def application() -> QApplication:
    """Return the process's one QApplication, made where there is none."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication(sys.argv[:1])
    app.setApplicationName("rnnviz")
    app.setApplicationDisplayName("")
    return app


def open_window(experiment: str | Experiment | Stored = DEFAULT) -> MainWindow:
    """Open a window on an experiment; it is shown at once, and plays as soon as its engine has the first trace.

    Parameters
    ----------
    experiment : str, Experiment or Stored
        A preset's name, a TOML file, an experiment, or a session that was read (`rnnviz.app.changing.stored.read`),
        which rests where it was left.

    Returns
    -------
    MainWindow
        Keep it: the window lives as long as it is referred to.

    Raises
    ------
    BadInput
        There is no such experiment, or it breaks a rule.
    """
    found = load(experiment) if isinstance(experiment, str) else experiment
    with unswept():
        application()
        window = _made(found)
        window.show()
        window.start()
    return window


def _made(found: Experiment | Stored) -> MainWindow:
    return MainWindow(found.run.experiment, stored=found) if isinstance(found, Stored) else MainWindow(found)


def run_window(experiment: str | Experiment | Stored = DEFAULT) -> int:
    """Open a window and wait until it is closed. Return the exit code: 130 where Ctrl+C in the terminal closed it."""
    app = application()
    window = open_window(experiment)
    sys.excepthook = _reporting(window)

    def interrupt(*_: object) -> None:
        if window.closing.needs_asking:
            window.recovery.leave()  # offered at the next start
        window.close()
        app.exit(130)

    signal.signal(signal.SIGINT, interrupt)
    awake = QTimer(window, interval=200)
    awake.timeout.connect(lambda: None)  # lets Python look for signals while Qt waits
    awake.start()
    return app.exec()


def _reporting(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return a hook that says in the window what a slot has let through, besides writing it to standard error."""

    def report(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, at)
        if issubclass(kind, Exception) and shiboken6.isValid(window):
            window.troubles.say_bug("".join(traceback.format_exception(kind, error, at)))

    return report
