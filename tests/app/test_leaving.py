"""Traces that take long, left off in the window: what is shown stays, and what was left off is to be had after all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QPushButton
from pytestqt.qtbot import QtBot

from rnnviz.app import open_window
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.leaving import Leaving
from rnnviz.app.main_window import MainWindow
from rnnviz.app.notices import Notice, Notices
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.surgery.operating import Surgery
from rnnviz.app.verify.progress import Progress
from rnnviz.catalogue import load
from rnnviz.link import messages
from rnnviz.link.frames import Header
from rnnviz.operation import Operation
from rnnviz.trace import Moment, Trace
from rnnviz.views.palette import LIGHT
from rnnviz.views.words.elided import ElidedLabel
from tests.app.area.counting_views import First
from tests.app.conftest import shown_run
from tests.app.fake_engine import FakeEngine

SLOW = ["task.length=1500", "training.loss_on=all", "cell.hidden_size=48", "training.batch_size=2", "model.layers=4"]

CLAMP = Operation(kind="clamp", target="layer0.forget_gate", first=10, last=20, value=0.0)
WATCH = frozenset(First.watch)


class Said:
    """Stands where the notices would: keeps the last one."""

    notice: Notice | None = None

    def say(self, make: Callable[[], Notice]) -> None:
        self.notice = make()

    def withdraw(self, key: str) -> None:
        self.notice = None


class Desk:
    """One view, an engine that says what a test tells it to, and what leaves off between them."""

    def __init__(self, parent: QObject) -> None:
        self.engine, self.workspace, self.said = FakeEngine(), Workspace({"first": First}), Said()
        self.link = EngineLink(self.engine)
        self.leaving = Leaving(
            self.link, cast("Surgery", None), self.workspace, cast("Notices", self.said), parent
        )
        self.workspace.make(LIGHT)
        self.traces: list[Trace] = []
        self.link.traced.connect(self.traces.append)
        self.link.open()
        self.link.start(load("vanishing-rnn"))
        self.engine.get_ready()
        self.run = self.engine.take_start()
        self.engine.give_trace(self.run, 1)

    def strip(self) -> QFrame | None:
        """Return the note over the view."""
        return self.workspace.views["first"].widget.findChild(QFrame, "left_off")

    def words(self) -> str:
        """Return the last notice."""
        return "" if self.said.notice is None else self.said.notice.text

    def can_leave(self) -> bool:
        return self.leaving.can_leave

    def leave_off(self) -> None:
        self.link.want(WATCH, None, [WATCH])
        self.link.leave_trace()
        self.engine.say(messages.left(self.run, ["gradient_flow/layer0.hidden"], 2.0))


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    parent = QObject()
    made = Desk(parent)
    qtbot.addWidget(made.workspace.views["first"].widget)
    yield made
    made.link.close()
    made.workspace.close()


def tracing(seconds: float) -> Header:
    """Return what the engine says of a trace under way."""
    return messages.state(
        1, training=False, updates_per_second=0.0, busy="pull", seconds=seconds,
        names=["gradient_flow/layer0.hidden"], share=0.34,
    ).header


def test_a_view_without_what_it_watches_says_so_until_it_is_computed_after_all(desk: Desk, qtbot: QtBot) -> None:
    assert desk.strip() is None
    desk.leave_off()
    assert "the loss-by-time matrix was cancelled after 2.0 s" in desk.words()
    strip = desk.strip()
    assert strip is not None
    button = strip.findChild(QPushButton, "left_off.compute")
    assert button is not None
    button.click()
    assert desk.link.left_off == frozenset()
    assert desk.words() == ""
    qtbot.waitUntil(lambda: desk.strip() is None)


def test_a_view_that_is_made_anew_says_so_again(desk: Desk, qtbot: QtBot) -> None:
    desk.leave_off()
    before = desk.workspace.views["first"].widget
    desk.workspace.make(LIGHT)
    now = desk.workspace.views["first"].widget
    assert now is not before
    qtbot.addWidget(now)
    qtbot.waitUntil(lambda: desk.strip() is not None)


def low(strip: QFrame | None) -> bool:
    """Whether a note lies at the foot of a view alone, so that its picture is seen."""
    return strip is not None and strip.height() < 80


def test_a_note_over_a_view_that_was_just_made_anew_leaves_the_picture_that_it_is_about_to_have(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.link.want(WATCH, None, [WATCH])
    desk.engine.give_trace(desk.run, 2)
    picture = desk.traces[-1]
    assert picture.watched >= WATCH
    desk.workspace.showing.paint(picture, Moment(t=0), None)
    desk.leave_off()
    assert desk.strip() is None or low(desk.strip())
    desk.workspace.make(LIGHT)
    view = desk.workspace.views["first"]
    view.widget.resize(300, 300)
    qtbot.addWidget(view.widget)
    assert view.trace is None
    qtbot.waitUntil(lambda: desk.strip() is not None)
    assert low(desk.strip())
    view.widget.show()
    desk.link.told.emit(tracing(2.2))
    assert low(view.widget.findChild(QFrame, "at_work"))


def test_a_note_over_a_view_without_a_picture_lies_over_all_but_its_head(desk: Desk, qtbot: QtBot) -> None:
    desk.workspace.showing.paint(desk.traces[-1], Moment(t=0), None)  # holds nothing of what it watches
    desk.leave_off()
    desk.workspace.make(LIGHT)
    view = desk.workspace.views["first"]
    view.widget.resize(300, 300)
    qtbot.addWidget(view.widget)
    qtbot.waitUntil(lambda: desk.strip() is not None)
    assert not low(desk.strip())


def test_another_model_has_left_off_with_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.leave_off()
    desk.link.start(load("vanishing-rnn"))
    desk.engine.take_start()
    assert desk.words() == ""
    qtbot.waitUntil(lambda: desk.strip() is None)


def test_there_is_nothing_to_leave_once_the_trace_has_come_or_its_engine_is_gone(desk: Desk) -> None:
    desk.link.told.emit(tracing(0.6))
    assert not desk.can_leave()
    desk.link.told.emit(tracing(2.2))
    assert desk.can_leave()
    desk.engine.give_trace(desk.run, 2)
    assert not desk.can_leave()
    desk.link.told.emit(tracing(2.2))
    desk.engine.die()
    assert not desk.can_leave()


def test_a_trace_that_takes_long_says_what_it_is_at_and_offers_to_leave_off(resting: MainWindow) -> None:
    window, status = resting, resting.parts.status

    def tell(busy: str, seconds: float) -> None:
        window.link.told.emit(
            messages.state(
                1, training=False, updates_per_second=0.0, busy=busy, seconds=seconds,
                names=["gradient_flow/layer0.hidden"], share=0.34,
            ).header
        )

    tell("pull", 0.6)
    assert status.busy.text() == "computing the loss-by-time matrix: 34 %, 1 s"
    assert (status.cancel.isHidden(), window.leaving.can_leave) == (True, False)
    tell("pull", 2.2)
    assert (status.cancel.isHidden(), window.leaving.can_leave) == (False, True)
    status.cancel.click()  # nothing is on its way: the engine is not told
    assert status.cancel.isHidden()
    tell("pull", 2.7)
    assert window.leaving.leave()  # Esc
    assert not window.leaving.leave()
    tell("update", 2.2)
    assert status.cancel.isHidden()
    tell("", 0.0)
    assert status.busy.text() == ""


def told(window: MainWindow, busy: str, seconds: float, *, training: bool = False, share: float | None = 0.34) -> None:
    """Let the engine say what it is at."""
    run = window.link.run
    assert run is not None
    window.link.told.emit(
        messages.state(
            run.number, training=training, updates_per_second=0.3 if training else 0.0, busy=busy, seconds=seconds,
            names=["gradient_flow/layer0.hidden"] if busy == "pull" else (), share=share,
        ).header
    )


def test_a_view_whose_arrays_are_computed_says_how_far_that_is(qtbot: QtBot, resting: MainWindow) -> None:
    window = resting
    window.parts.docks.open("flow")
    view = window.workspace.views["flow"]
    qtbot.waitUntil(lambda: view.trace is not None and frozenset(view.watch) <= view.trace.watched)
    told(window, "pull", 0.5)
    assert view.widget.findChild(QFrame, "at_work") is None
    told(window, "pull", 2.2)
    strip = view.widget.findChild(QFrame, "at_work")
    assert strip is not None
    assert strip.isVisible()
    assert strip.height() < view.widget.height() / 2  # the older picture is seen
    assert [label.text() for label in strip.findChildren(ElidedLabel)] == ["computing: 34 %, 2 s"]
    assert not any(other.widget.findChild(QFrame, "at_work") for other in window.workspace.of("track"))
    button = strip.findChild(QPushButton, "at_work.cancel")
    assert button is not None
    button.click()
    assert not window.leaving.can_leave
    assert view.trace is not None
    window.link.traced.emit(view.trace)
    assert not strip.isVisible()


def test_a_lecture_sees_what_the_engine_is_at_although_the_line_at_the_foot_is_hidden(resting: MainWindow) -> None:
    window, bar = resting, resting.parts.at_work.bar
    told(window, "pull", 2.2)
    assert bar.isHidden()
    window.lecture.turn(True)
    assert not window.parts.status.isVisible()
    assert (bar.isVisible(), bar.said.text()) == (True, "computing the loss-by-time matrix: 34 %, 2 s")
    assert bar.cancel.isVisible()
    told(window, "", 0.0)
    assert bar.isHidden()
    window.lecture.turn(False)


def test_a_stop_answers_at_once_where_the_update_under_way_takes_long(resting: MainWindow) -> None:
    window, status = resting, resting.parts.status
    window.player.training = True  # as the engine says it, without having it learn
    told(window, "update", 3.2, training=True)
    assert status.busy.text() == "busy: learning, 3 s for this update so far"
    window.player.training = False
    window.player.switched.emit(window.player)
    assert status.busy.text() == "stops after this update, which has taken 3 s so far"
    told(window, "", 0.0, training=True)
    assert status.busy.text() == "stops after this update"
    told(window, "", 0.0)
    assert status.busy.text() == ""


def test_a_journey_counts_in_the_update_that_is_replayed_just_now(resting: MainWindow) -> None:
    window = resting
    told(window, "go_to", 4.0, share=0.615)
    assert window.parts.status.busy.text() == "busy: replaying updates, 62 %, 4 s"
    assert window.machine.percent == 62


def test_the_button_at_the_foot_leaves_whatever_the_engine_is_at_as_escape_does(
    resting: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, status, left = resting, resting.parts.status, []
    told(window, "update", 2.2)
    assert not status.cancel.isVisible()
    monkeypatch.setattr(window.link, "turn_back", lambda: left.append("go_to"))
    monkeypatch.setattr(window.link, "leave_trace", lambda: left.append("pull"))
    monkeypatch.setattr(window.link, "verify", lambda on: left.append("verify"))
    assert window.link.run is not None
    for busy in ("go_to", "pull", "verify"):
        for leave in (status.cancel.click, window.escape.leave):
            window.link.run.goal = 1 if busy == "go_to" else None
            window.verification.progress = Progress() if busy == "verify" else None
            told(window, busy, 2.2)
            assert status.cancel.isVisible()
            leave()
            window.link.run.goal = None
    assert left == ["go_to", "go_to", "pull", "pull", "verify", "verify"]
    told(window, "", 0.0)


def test_a_trace_of_a_real_engine_is_cancelled_by_escape(qtbot: QtBot, resting: MainWindow) -> None:
    window = resting
    window.parts.docks.open("flow")
    view = window.workspace.views["flow"]
    window.editing.open(load("vanishing-rnn", SLOW))
    words = window.parts.status.busy
    # on a machine that is busy, the pass before it can take long enough to be told of, too
    qtbot.waitUntil(lambda: window.leaving.can_leave and "matrix" in words.text(), timeout=20_000)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
    qtbot.waitUntil(lambda: frozenset(view.watch) in window.link.left_off, timeout=3_000)
    assert "Left off" in window.notices.shown[-1].text
    number = window.link.newest.number if window.link.newest else 0
    qtbot.waitUntil(lambda: shown_run(window) == number, timeout=5_000)  # what is light is there
    strip = view.widget.findChild(QFrame, "left_off")
    assert strip is not None
    qtbot.waitUntil(strip.isVisible)
    assert not window.leaving.leave()


@pytest.mark.soak
def test_at_ten_thousand_steps_whatever_takes_long_is_left_off_at_once(qtbot: QtBot) -> None:
    window = open_window("adding-lstm")

    def now() -> Trace:
        assert window.player.trace is not None
        return window.player.trace

    qtbot.waitUntil(lambda: window.player.trace is not None, timeout=60_000)
    window.player.pause()
    for path, value in (("cell.hidden_size", 64), ("training.batch_size", 4), ("task.length", 10_000)):
        window.editing.change({path: value}, path=path)
    qtbot.waitUntil(lambda: now().length == 10_000, timeout=120_000)
    shown = window.player.trace

    window.surgery.add(CLAMP)
    qtbot.waitUntil(lambda: window.leaving.can_leave, timeout=20_000)
    assert window.parts.status.cancel.isVisible()
    window.parts.status.cancel.click()
    qtbot.waitUntil(lambda: not window.surgery.operations, timeout=3_000)
    assert window.player.trace is shown
    assert "redo" in window.notices.shown[-1].text

    window.parts.docks.open("spectrum")
    view = window.workspace.views["spectrum"]
    qtbot.waitUntil(lambda: window.leaving.can_leave, timeout=20_000)
    assert window.leaving.leave()
    qtbot.waitUntil(lambda: bool(window.link.left_off), timeout=3_000)
    assert frozenset(view.watch) in window.link.left_off
    assert window.player.trace is shown
    window.link.update(1)
    qtbot.waitUntil(lambda: now().update == 1, timeout=60_000)
    assert not frozenset(view.watch) <= now().watched
    window.leaving.compute(frozenset({frozenset(view.watch)}))
    qtbot.waitUntil(lambda: frozenset(view.watch) <= now().watched, timeout=120_000)
    assert not window.notices.shown
    window.close()
    window.deleteLater()
