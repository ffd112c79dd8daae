"""What has changed comes to the screen, in words and figures too; while the moment runs only as fast as one reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from rnnviz.app import painting
from rnnviz.app.area.dock_area import DockArea
from rnnviz.app.area.track_stack import TrackStack
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.moment.player import Player
from rnnviz.app.painting import Painting
from rnnviz.app.past.time_machine import TimeMachine
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.status_line import StatusLine
from rnnviz.app.top_bar import TopBar
from rnnviz.app.transport import Transport
from rnnviz.catalogue import load
from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.palette import LIGHT
from tests.app.area.counting_views import First
from tests.app.fake_engine import FakeEngine, T


class Bars:
    """Stands where the top bar and the transport would: remembers what it is told."""

    def __init__(self) -> None:
        self.happening = QLabel()
        self.moments: list[Moment] = []
        self.histories: list[History] = []

    def follow(self, moment: Moment) -> None:
        self.moments.append(moment)

    def follow_learning(self, history: History) -> None:
        self.histories.append(history)


class Past:
    """Stands where the time machine would."""

    rewound = False


class Window(QMainWindow):
    """A window with one view, and an engine that says what a test tells it to."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = FakeEngine()
        self.link = EngineLink(self.engine)
        self.workspace = Workspace({"first": First})
        self.player, self.past, self.bars, self.status = Player(), Past(), Bars(), StatusLine()
        self.link.traced.connect(self.player.show)
        self.stack, docks = TrackStack(self.workspace.axis, LIGHT), DockArea(self, (), ())
        self.workspace.make(LIGHT)
        self.setCentralWidget(self.workspace.views["first"].widget)
        self.painting = Painting(
            self, self.workspace, self.player, self.link, cast("TimeMachine", self.past), self.stack, docks
        )
        self.dress()

    def dress(self) -> None:
        """Have other bars, which have been told nothing."""
        self.bars = Bars()
        bars = cast("TopBar", self.bars), cast("Transport", self.bars)
        self.painting.begin(*bars, self.status)

    def paint(self, moment: Moment | None = None) -> None:
        if moment is not None:
            self.player.moment = moment
        self.painting.paint()

    def settled(self) -> bool:
        return self.painting.settled

    def close_all(self) -> None:
        self.link.close()
        self.workspace.close()
        for widget in (self.stack, self.status, self.bars.happening):
            widget.deleteLater()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_all()


@pytest.fixture
def run(window: Window) -> int:
    """A run whose first trace has come."""
    window.link.open()
    window.link.start(load("vanishing-rnn"))
    window.engine.get_ready()
    number = window.engine.take_start()
    window.engine.give_trace(number, 1, update=7)
    return number


def test_until_there_is_a_trace_it_says_what_is_waited_for(window: Window) -> None:
    window.link.open()
    window.link.start(load("vanishing-rnn"))
    assert window.bars.happening.text() == "Starting the engine…"
    window.paint()
    assert window.bars.happening.text() == "Starting the engine…"
    window.engine.get_ready()
    number = window.engine.take_start()
    assert window.bars.happening.text().startswith("Building the model")
    window.engine.give_trace(number, 1)
    window.paint()
    assert "reads “0” at t = 0" in window.bars.happening.text()


def test_it_is_settled_when_trace_and_moment_are_on_the_screen(window: Window, run: int) -> None:
    assert not window.settled()
    window.paint()
    assert window.settled()
    window.player.moment = Moment("forward", 3)
    assert not window.settled()
    window.paint()
    assert window.settled()
    view = window.workspace.views["first"]
    assert (view.trace, view.moment) == (window.player.trace, Moment("forward", 3))


def test_nothing_is_told_twice(window: Window, run: int) -> None:
    for _ in range(3):
        window.paint()
    assert window.bars.moments == [Moment()]
    window.paint(Moment("forward", 2))
    assert window.bars.moments == [Moment(), Moment("forward", 2)]
    assert "t = 2" in window.bars.happening.text()
    window.engine.give_rows(run, 1)
    window.paint()
    assert len(window.bars.histories[-1]) == 1


def test_a_running_moment_is_told_of_between_frames_and_no_faster_than_one_reads(
    window: Window, run: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.player.playing = True
    window.paint(Moment("forward", 1))
    assert window.bars.moments == [], "the frame comes first"
    qtbot.waitUntil(lambda: window.bars.moments == [Moment("forward", 1)])
    monkeypatch.setattr(painting, "READ", 1e12)
    window.paint(Moment("forward", 2))
    assert window.workspace.views["first"].moment == Moment("forward", 2)
    window.player.playing = False
    window.paint()
    assert window.bars.moments == [Moment("forward", 1), Moment("forward", 2)], "where it stops it is told at once"


def test_the_read_out_follows_the_mouse_before_the_cursor(window: Window, run: int) -> None:
    window.workspace.axis.set_length(T)
    window.paint(Moment("forward", 2))
    assert window.stack.readout.text() == "t 2"
    window.workspace.axis.set_hover(5)
    window.paint()
    assert window.stack.readout.text() == "t 5"
    window.workspace.axis.set_hover(None)
    window.paint()
    assert window.stack.readout.text() == "t 2"


def test_a_run_that_stands_in_its_past_says_so(window: Window, run: int) -> None:
    window.past.rewound = True
    window.paint()
    assert window.bars.happening.text().startswith("Past update 7. Forward: ")
    assert window.stack.narration.text().replace("\u00a0", " ") == window.bars.happening.text()


def test_new_bars_are_told_everything_again(window: Window, run: int) -> None:
    window.paint()
    window.dress()
    assert not window.settled()
    window.paint()
    assert window.bars.moments == [Moment()]
    assert window.bars.happening.text().startswith("Forward: ")
    assert window.status.path.text() == "fast path"


def test_what_the_views_watch_is_asked_for(window: Window, run: int) -> None:
    window.paint()
    assert set(window.engine.of("pull")[-1]["watch"]) == set(window.workspace.views["first"].watch)
    window.workspace.selection.choose_reach(4)
    window.paint()
    assert window.engine.of("pull")[-1]["reach_from"] == 4


def test_an_engine_that_is_gone_is_told_of_although_its_trace_stays(window: Window, run: int) -> None:
    window.paint()
    window.link.staged.emit("gone")
    window.paint(Moment("forward", 3))
    assert window.bars.happening.text() == "The engine has stopped; the traces that came stay."
    trace = window.player.trace
    assert isinstance(trace, Trace)
    assert np.array_equal(trace["tokens"], [str(t) for t in range(T)])
