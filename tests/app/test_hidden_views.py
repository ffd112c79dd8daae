"""What a view costs that nobody sees: nothing is asked for it, drawn in it or painted."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.trace import Trace
from tests.app.driving import LONG


class Paintings(QObject):
    """Counts the paint events of some widgets and all in them."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self.count = 0
        for widget in widgets:
            for part in (widget, *widget.findChildren(QWidget)):
                part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_hidden_view_costs_nothing(qtbot: QtBot, resting: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window = resting
    workspace = window.workspace
    hidden = [workspace.views[kind.key] for kind, _ in workspace.widgets("dock")]
    hidden = [view for view in hidden if view not in workspace.seen()]
    assert {"flow", "spectrum", "diagram"} <= {view.key for view in hidden}, "those that watch much are among them"
    called: Counter[str] = Counter()

    def counted(view: Any, name: str) -> None:
        real = getattr(view, name)

        def call(*arguments: object) -> None:
            called[f"{view.key}.{name}"] += 1
            real(*arguments)

        monkeypatch.setattr(view, name, call)

    for view in hidden:
        for name in ("show", "draw", "mark", "follow"):
            counted(view, name)
    paintings = Paintings([view.widget for view in hidden])
    traces: list[Trace] = []
    window.player.traced.connect(traces.append)
    window.player.set_playing(True)
    window.player.set_training(True)
    qtbot.waitUntil(lambda: len(traces) > 12, timeout=LONG)
    window.player.pause()
    window.player.traced.disconnect(traces.append)
    shown = {pattern for view in workspace.seen() for pattern in view.watch}
    assert shown, "the equations watch something"
    assert all(trace.watched <= shown for trace in traces[1:]), "nothing is computed for the others"
    assert not called
    assert paintings.count == 0
