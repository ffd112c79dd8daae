"""One of several processes that train at the same time: it writes down when what happens, until it is told to end."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rnnviz.link.frames import Message

READY = "ready"
"""What a process says when what it is measured by has begun."""
REST, RESTING = "rest", "resting"
"""What it is told, and says when it may be stopped: an engine that is stopped while it makes a trace takes the trace
for one that takes as long, and makes fewer of them for a while."""
SETTLED = 20
"""Updates that it has made by then."""

Times = dict[str, list[list[float]]]
"""Of updates [time, how many by then]; of traces, and of the paints of each plot, times; by the monotonic clock."""


def window(everything: bool = False) -> Times:
    """Train in a window at full speed, with the usual docks open or with every one, each in a place of its own."""
    from rnnviz.bench.paints import PlotPaints
    from rnnviz.bench.window import FAST, close, open_with_docks, until
    from rnnviz.views.frames.track import Track

    opened = open_with_docks(everything)
    opened.player.set_speed(FAST)
    opened.player.set_loop((0, opened.player.length - 1))  # the loss, clip and update phases stand still by design
    opened.player.set_training(True)
    history = opened.link.run.history if opened.link.run else None
    assert history is not None
    updates: list[list[float]] = []
    traces: list[float] = []
    opened.link.measured.connect(lambda _rows: updates.append([time.perf_counter(), len(history)]))
    opened.player.traced.connect(lambda _trace: traces.append(time.perf_counter()))
    until(lambda: len(history) > SETTLED)
    paints = PlotPaints([view.plot for view in opened.workspace.seen() if isinstance(view, Track)])
    word = _Word()
    opened.player.traced.connect(lambda _trace: word.rest())  # the next trace is not begun for some time
    until(word.ended, float("inf"))
    close(opened)
    return {"updates": updates, "traces": [traces], "paints": paints.times}


def alone(name: str, sets: Sequence[str]) -> Times:
    """Train in an engine's process that no window looks at: it learns, and sends the rows of its updates."""
    from PySide6.QtCore import QCoreApplication

    from rnnviz.assembly import as_values
    from rnnviz.catalogue import load
    from rnnviz.link import messages
    from rnnviz.link.child import EngineChild

    app = QCoreApplication([])  # noqa: F841 - there is one as long as it lives
    engine = EngineChild()
    updates: list[list[float]] = []
    word: _Word | None = None

    def send(message: Message) -> None:
        engine.send(message.header, message.arrays)

    def take(message: Message) -> None:
        if message.kind == "ready":
            send(messages.start(1, as_values(load(name, list(sets)))))
        elif message.kind == "started":
            send(messages.train(1, on=True))
        elif message.kind == "metrics":
            updates.append([time.perf_counter(), message.header["update"]])
            if word is not None:
                word.rest()

    engine.received.connect(take)
    engine.start()
    while not updates or updates[-1][1] <= SETTLED:
        _wait()
    word = _Word()
    while not word.ended():
        _wait()
    engine.close()
    return {"updates": updates, "traces": [], "paints": []}


def _wait() -> None:
    """Run the event loop for a moment."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(20, loop.quit)
    loop.exec()


class _Word:
    """What the other side wants, as it writes it on standard input; it is told that this process is ready."""

    def __init__(self) -> None:
        self._over, self._wanted = threading.Event(), threading.Event()
        _say(READY)
        threading.Thread(target=self._listen, name="word", daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            if line.strip() == REST:
                self._wanted.set()
        self._over.set()

    def ended(self) -> bool:
        """Tell whether nothing more is wanted."""
        return self._over.is_set()

    def rest(self) -> None:
        """Say that this is a moment to be stopped at, where one is waited for."""
        if self._wanted.is_set():
            self._wanted.clear()
            _say(RESTING)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
