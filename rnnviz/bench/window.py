"""The window, measured from outside: its paints, its engine's pace, its keys and its memory."""

from __future__ import annotations

import os
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rnnviz.app.main_window import MainWindow

NAME = "python-lstm"
SETS = ["task.length=200", "cell.hidden_size=128", "training.batch_size=16"]
WIDTH, HEIGHT = 1600, 1000
PATIENCE = 120.0
FILLING = 600.0
FULL = 0.97
"""Share of their budget that past traces take where another one lets an older one go."""
FAST = 150.0
"""Steps a second: the cursor moves in every frame, so that a gap is never a frame with nothing to paint."""


def start() -> dict[str, float]:
    """Return the seconds until the window is on the screen, and from then until its first trace is."""
    started = time.perf_counter()
    from rnnviz.app import open_window
    from rnnviz.catalogue import load

    window = open_window(load(NAME, SETS))
    from rnnviz.bench.paints import Paints

    paints = Paints(window)
    until(lambda: bool(paints.times))
    shown = paints.times[0]
    until(lambda: window.player.trace is not None)
    drawn = len(paints.times)
    until(lambda: len(paints.times) > drawn)
    first = paints.times[drawn]
    close(window)
    return {"shown": shown - started, "first_trace": first - shown}


def keys(count: int) -> dict[str, float]:
    """Press → many times while the model learns nothing; return milliseconds from press to painted step."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from rnnviz.bench.paints import Paints, percentile

    window = open_with_docks()
    window.player.first_moment()
    paints = Paints(window)
    waits = []
    for _ in range(count):
        _idle(0.02)
        before, painted = window.player.moment, len(paints.times)
        pressed = time.perf_counter()
        QTest.keyClick(window, Qt.Key.Key_Right)
        until(lambda b=before, p=painted: window.player.moment != b and len(paints.times) > p)  # type: ignore[misc]
        waits.append((paints.times[-1] - pressed) * 1e3)
    close(window)
    return {"p50": percentile(waits, 50), "p95": percentile(waits, 95)}


def memory(paints_wanted: int) -> dict[str, float]:
    """Paint many times while the model learns; return resident megabytes early and late.

    The paints of one plot are counted, as it is painted while the cursor runs, from when the past traces have
    filled their budget: until then they grow, which is no leak. What they take is returned beside.
    """
    from rnnviz.bench.paints import PlotPaints
    from rnnviz.views.frames.track import Track

    window = open_with_docks()
    window.player.set_speed(FAST)
    window.player.set_loop((0, window.player.length - 1))
    window.player.set_training(True)
    assert window.link.run is not None
    history = window.link.run.history
    until(lambda: history.past.size > FULL * history.past.budget, FILLING)
    paints = PlotPaints([next(view.plot for view in window.workspace.seen() if isinstance(view, Track))])
    until(lambda: paints.count >= paints_wanted // 10, FILLING)
    early, rows = resident(), len(history)
    until(lambda: paints.count >= paints_wanted, FILLING)
    late = resident()
    result = {
        "early_mb": early, "late_mb": late, "paints": float(paints_wanted), "past_mb": history.past.size / 1e6,
        "updates": float(len(history) - rows),
    }
    close(window)
    return result


def resident() -> float:
    """Return this process's resident megabytes (its peak where the system does not tell)."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def open_with_docks(everything: bool = False) -> MainWindow:
    """Open a window with every track and the usual docks on the screen, or every dock, its first trace there."""
    from rnnviz.app import open_window
    from rnnviz.catalogue import load

    window: MainWindow = open_window(load(NAME, SETS))
    window.resize(WIDTH, HEIGHT)
    kinds = [kind for kind, _ in window.workspace.widgets("dock")]
    usual = [kind.key for kind in kinds if kind.at_first or kind.key == ATTENTION]
    columns = stacks([kind.key for kind in kinds], COLUMNS) if everything else [usual]
    arrange(window, columns)
    until(lambda: window.player.trace is not None)
    if everything:
        share_room(window, columns)
    return window


def stacks(keys: Sequence[str], columns: int) -> list[list[str]]:
    """Return docks as columns of about the same need of height, in their order."""
    needs = [_need(key) for key in keys]
    found: list[list[str]] = [[] for _ in range(columns)]
    for i, key in enumerate(keys):
        middle = sum(needs[:i]) + needs[i] / 2
        found[int(middle * columns / sum(needs))].append(key)
    return found


def arrange(window: MainWindow, columns: Sequence[Sequence[str]]) -> None:
    """Stand docks in columns on the right, each in a place of its own, none behind a tab."""
    from PySide6.QtCore import Qt

    stood = [[window.parts.docks.docks[key] for key in column] for column in columns]
    docks = [dock for column in stood for dock in column]
    for dock in docks:
        window.removeDockWidget(dock)
    tops = [column[0] for column in stood]
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, tops[0])
    for left, right in pairwise(tops):
        window.splitDockWidget(left, right, Qt.Orientation.Horizontal)
    for column in stood:
        for above, below in pairwise(column):
            window.splitDockWidget(above, below, Qt.Orientation.Vertical)
    for dock in docks:
        dock.show()


def share_room(window: MainWindow, columns: Sequence[Sequence[str]]) -> None:
    """Give the columns their width, and their docks the height that each needs; once the window has its size."""
    from PySide6.QtCore import Qt

    docks = window.parts.docks.docks
    window.resizeDocks([docks[column[0]] for column in columns], [WIDE] * len(columns), Qt.Orientation.Horizontal)
    for column in columns:
        heights = [round(HEIGHT * _need(key)) for key in column]
        window.resizeDocks([docks[key] for key in column], heights, Qt.Orientation.Vertical)


def _need(key: str) -> float:
    return LOWER if key in WORDS else 1.0


COLUMNS, WIDE = 3, 270
"""Of every dock: columns beside each other, about as wide as in the usual window."""
WORDS, LOWER = frozenset({"equations", "hunt", "generation", "attention", "autoregression", "ngram"}), 0.4
"""Docks that show words or a sentence with this model, and their need of height where one that draws has 1."""
ATTENTION = "attention"
"""A dock that comes with a model that attends; it was always part of this measurement."""


def until(fact: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Run the event loop until something is so."""
    end = time.perf_counter() + patience
    while not fact():
        _step()
        if time.perf_counter() > end:
            raise TimeoutError("the window did not get there in time")


def _step() -> None:
    """Run the event loop for a moment; it sleeps where it can (processEvents with a time does not)."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(5, loop.quit)
    loop.exec()


def _idle(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        _step()


def close(window: MainWindow) -> None:
    """Close a window, and let it go."""
    window.close()
    _idle(0.1)
