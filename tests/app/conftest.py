"""No window or process left behind by any test of the window."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.app import open_window
from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import load
from rnnviz.link.child import see_off


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget or a running process; those of wider fixtures excepted."""
    shared = request.getfixturevalue("window") if "window" in request.fixturenames else None
    _complete(shared)  # a window that many tests share is none that this test leaves
    before = _living()
    yield
    see_off()
    _complete(shared)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if _living() - before:
        gc.collect()  # what hangs in a cycle of references goes now
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = _living() - before
    assert not left, f"left behind: {dict(left)}"


def _complete(window: MainWindow | None) -> None:
    """Have every view of a window made, also those that nobody has looked at."""
    for kind, _ in window.workspace.widgets("dock") if window is not None else ():
        assert window is not None
        assert window.workspace.views[kind.key].key == kind.key


@pytest.fixture(scope="session")
def window(qapp: QApplication) -> Iterator[MainWindow]:
    """One window with a real engine, on a small experiment, for all tests that leave it as they found it."""
    made = open_window("hello-rnn")
    made.resize(1280, 860)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def resting(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window as at first: its experiment fresh, nothing moving, the first step shown, no notice."""
    window.appearance.set_theme("light")
    window.appearance.set_language("en")
    window.player.pause()
    window.editing.open(load("hello-rnn"))
    window.editing.undo_stack.clear()
    number = window.link.newest.number if window.link.newest else 0
    qtbot.waitUntil(lambda: shown_run(window) == number, timeout=60_000)
    window.lecture.turn(False)
    window.layout_memory.reset()
    window.player.first_moment()
    window.workspace.axis.set_hover(None)
    for notice in window.notices.shown:
        window.notices.withdraw(notice.key)
    window.activateWindow()
    window.setFocus()
    return window


def shown_run(window: MainWindow) -> int:
    """Return the number of the run whose trace is shown; 0 before the first."""
    return window.player.trace.run if window.player.trace else 0


def _living() -> Counter[str]:
    """Return how many windows of each kind there are, and how many processes run."""
    windows = [w for w in QApplication.topLevelWidgets() if w.parent() is None]
    processes = [w for w in shiboken6.getAllValidWrappers() if isinstance(w, QProcess)]
    running = [process for process in processes if process.state() != QProcess.ProcessState.NotRunning]
    return Counter(type(found).__name__ for found in (*windows, *running))
