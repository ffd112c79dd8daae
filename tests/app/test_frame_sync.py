"""A frame repaints its window once, however many plots it changes."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.frame_sync import FrameSync


class Window(QWidget):
    """Counts its repaints, and knows in which its plots were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.repaints = 0
        self.painted: list[int] = []
        column = QVBoxLayout(self)
        self.plots = [pg.PlotWidget() for _ in range(3)]
        self.lines = []
        for plot in self.plots:
            column.addWidget(plot)
            self.lines.append(plot.addLine(x=0.5))
            plot.viewport().installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        self.repaints += event.type() == QEvent.Type.UpdateRequest
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.append(self.repaints)
        return False


def shown(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: len(window.painted) >= 3)
    settle()
    return window


def settle() -> None:
    app = pg.mkQApp()
    for _ in range(5):
        app.processEvents()


def test_three_plots_are_painted_in_one_repaint(qtbot: QtBot) -> None:
    window = shown(qtbot)
    sync = FrameSync(window)
    for place in range(1, 5):
        before = window.repaints
        window.painted.clear()
        for line in window.lines:
            line.setValue(0.1 * place)
        sync.gather()
        assert sync.holding
        qtbot.waitUntil(lambda: len(window.painted) >= 3)
        assert window.painted[:3] == [before + 1] * 3
        assert not sync.holding


def test_what_changes_between_frames_is_not_held_back(qtbot: QtBot) -> None:
    window = shown(qtbot)
    sync = FrameSync(window)
    sync.gather()
    settle()
    assert not sync.holding
    before = window.repaints
    window.plots[0].viewport().update()
    settle()
    assert window.repaints > before


def test_a_frame_that_changes_nothing_repaints_nothing(qtbot: QtBot) -> None:
    window = shown(qtbot)
    sync = FrameSync(window)
    before = window.repaints
    sync.gather()
    settle()
    assert window.repaints == before
