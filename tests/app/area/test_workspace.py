from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.area.showing import FOLLOW, READ
from rnnviz.app.area.turns import BUDGET
from rnnviz.app.area.workspace import Workspace
from rnnviz.app.main_window import MainWindow
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.catalogue import load
from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared, View
from rnnviz.views.gradient_norms import GradientNorms
from rnnviz.views.palette import DARK, LIGHT
from tests.app.driving import LONG
from tests.app.driving import trace as shown_trace
from tests.app.fake_engine import FakeEngine


class Counting(View):
    """Counts what it is shown."""

    place = "track"
    title = "Counting"
    purpose = "Counts."
    wrong: ClassVar[bool] = False

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.widget = QWidget()
        self.drawn: list[Trace] = []
        self.marked: list[Moment] = []
        self.followed = 0
        self.closed = False

    def draw(self, trace: Trace) -> None:
        if self.wrong:
            raise ZeroDivisionError
        self.drawn.append(trace)

    def mark(self, moment: Moment) -> None:
        self.marked.append(moment)

    def follow(self, history: History) -> None:
        self.followed += 1

    def close(self) -> None:
        self.closed = True


class First(Counting):
    key = "first"
    watch = ("gradient_flow/*",)


class Second(Counting):
    key = "second"
    watch = ("*.preactivation",)


class Third(Counting):
    key = "third"


class Choosing(Counting):
    """Needs what is chosen in it."""

    key = "choosing"
    chosen: tuple[str, ...] = ()

    @property
    def watch(self) -> tuple[str, ...]:
        return self.chosen


def trace(number: int = 1, length: int = 4) -> Trace:
    return Trace(number=number, arrays={"tokens": np.array(["x"] * length)})


@pytest.fixture
def workspace(qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace({"first": First, "second": Second, "third": Third})
    made.make(LIGHT)
    home = QWidget()
    layout = QVBoxLayout(home)
    for view in made.views.values():
        view.widget.setMinimumSize(40, 20)
        layout.addWidget(view.widget)
    qtbot.addWidget(home)
    home.show()
    qtbot.waitExposed(home)
    yield made
    made.close()


def counting(workspace: Workspace, key: str) -> Counting:
    view = workspace.views[key]
    assert isinstance(view, Counting)
    return view


def test_a_view_is_shown_each_thing_once(workspace: Workspace) -> None:
    shown, history = trace(), History()
    for _ in range(3):
        workspace.showing.paint(shown, Moment(), history)
    workspace.showing.paint(shown, Moment("forward", 2), history)
    history.extend({"loss": [1.0]})
    workspace.showing.paint(shown, Moment("forward", 2), history)
    view = counting(workspace, "first")
    assert (view.drawn, view.marked, view.followed) == ([shown], [Moment(), Moment("forward", 2)], 2)


def test_what_is_not_seen_is_shown_nothing_and_wants_nothing(workspace: Workspace, qtbot: QtBot) -> None:
    view = counting(workspace, "first")
    view.widget.hide()
    assert workspace.showing.paint(trace(), Moment(), History()) == {"*.preactivation"}
    assert (view.drawn, view.followed) == ([], 0)
    view.widget.show()
    assert workspace.showing.paint(trace(), Moment(), History()) == {"gradient_flow/*", "*.preactivation"}
    assert len(view.drawn) == 1


def test_a_tab_behind_another_is_not_seen(qtbot: QtBot) -> None:
    workspace = Workspace({"first": First, "second": Second})
    workspace.make(LIGHT)
    tabs = QTabWidget()
    for view in workspace.views.values():
        tabs.addTab(view.widget, view.key)
    qtbot.addWidget(tabs)
    tabs.show()
    qtbot.waitExposed(tabs)
    assert [view.key for view in workspace.seen()] == ["first"]
    tabs.setCurrentIndex(1)
    assert [view.key for view in workspace.seen()] == ["second"]
    workspace.close()


def test_a_view_that_fails_is_left_alone_and_the_others_go_on(workspace: Workspace) -> None:
    failed: list[View] = []
    workspace.showing.failed.connect(failed.append)
    counting(workspace, "first").wrong = True  # type: ignore[misc]
    workspace.showing.paint(trace(1), Moment(), None)
    workspace.showing.paint(trace(2), Moment(), None)
    assert [view.key for view in failed] == ["first"]
    assert len(counting(workspace, "second").drawn) == 2


def test_new_data_is_fed_in_turn_while_cursors_move_everywhere(workspace: Workspace) -> None:
    first = trace(1)
    workspace.showing.paint(first, Moment(), None)
    second, moment = trace(2), Moment("forward", 3)
    counts = []
    for _ in range(3):
        workspace.showing.paint(second, moment, None, most=1)
        counts.append(sum(counting(workspace, key).trace is second for key in workspace.views))
        assert all(view.moment == moment for view in workspace.views.values())
    assert counts == [1, 2, 3]


def test_nobody_starves_where_traces_come_faster_than_they_are_fed(workspace: Workspace) -> None:
    for number in range(1, 10):
        workspace.showing.paint(trace(number), Moment(), None, most=1)
    drawn = [len(counting(workspace, key).drawn) for key in workspace.views]
    assert max(drawn) - min(drawn) <= 1


def test_a_trace_of_another_length_is_shown_to_all_at_once(workspace: Workspace) -> None:
    workspace.showing.paint(trace(1), Moment("forward", 3), None)
    shorter = trace(2, length=2)
    workspace.showing.paint(shorter, Moment("forward", 1), None, most=1)
    assert all(view.trace is shorter for view in workspace.views.values())


def test_views_made_anew_replace_the_old_ones(workspace: Workspace) -> None:
    old = counting(workspace, "first")
    workspace.make(DARK)
    assert old.closed
    new = counting(workspace, "first")
    assert new is not old
    assert new.shared.palette is DARK
    assert new.shared.axis is workspace.axis


def test_axis_and_selection_follow_the_trace(workspace: Workspace) -> None:
    arrays = {"tokens": np.array(["x"] * 7), "layer0.hidden": np.zeros((7, 5))}
    cells = {"layer0": None}
    workspace.selection.choose(scope="layer9", unit=99)
    workspace.fit(Trace(arrays=arrays, cells=cells))  # type: ignore[arg-type]
    assert workspace.axis.length == 7
    assert (workspace.selection.scope, workspace.selection.unit) == ("layer0", 4)


class Curves(Counting):
    """Takes rows."""

    key = "curves"


class Read(Counting):
    """Shows figures at the cursor, and takes no rows."""

    key = "read"
    is_read = True
    follow = View.follow


@pytest.fixture
def timed(qtbot: QtBot) -> Iterator[tuple[Workspace, list[float]]]:
    """A workspace of one view that takes rows and one that is read, by a clock that the test moves."""
    now = [100.0]
    made = Workspace({"curves": Curves, "read": Read}, clock=lambda: now[0])
    made.make(LIGHT)
    for view in made.views.values():
        qtbot.addWidget(view.widget)
        view.widget.show()
    yield made, now
    made.close()


def test_rows_are_taken_between_frames_and_some_times_a_second(
    qtbot: QtBot, timed: tuple[Workspace, list[float]]
) -> None:
    workspace, now = timed
    curves, history = counting(workspace, "curves"), History()
    for count in (1, 2):
        history.extend({"update": [float(count)]})
        workspace.showing.paint(None, Moment(), history, most=1)
        assert curves.followed == count - 1
        qtbot.waitUntil(lambda count=count: curves.followed == count)  # type: ignore[misc]
        now[0] += 2 * FOLLOW
    now[0] -= 1.5 * FOLLOW
    history.extend({"update": [3.0]})
    workspace.showing.paint(None, Moment(), history, most=1)
    QCoreApplication.processEvents()
    assert curves.followed == 2
    workspace.showing.paint(None, Moment(), history)
    assert curves.followed == 3


def test_figures_at_a_running_cursor_wait_and_at_a_resting_one_do_not(timed: tuple[Workspace, list[float]]) -> None:
    workspace, now = timed
    read, shown = workspace.views["read"], trace(1)
    workspace.showing.paint(shown, Moment("forward", 0), None, running=True)
    workspace.showing.paint(shown, Moment("forward", 1), None, running=True)
    assert (read.moment.t, workspace.views["curves"].moment.t) == (0, 1)
    now[0] += 2 * READ
    workspace.showing.paint(shown, Moment("forward", 2), None, running=True)
    assert read.moment.t == 2
    workspace.showing.paint(shown, Moment("forward", 3), None)
    assert read.moment.t == 3


def test_a_view_that_failed_takes_nobodys_turn(workspace: Workspace) -> None:
    counting(workspace, "first").wrong = True  # type: ignore[misc]
    workspace.showing.paint(trace(1), Moment(), None)
    for number in (2, 3, 4):
        shown = trace(number)
        for _ in range(len(workspace.views) - 1):
            workspace.showing.paint(shown, Moment(), None, most=1)
        assert all(view.trace is shown for key, view in workspace.views.items() if key != "first")


def test_what_a_view_watches_anew_is_asked_for_in_the_next_frame(qtbot: QtBot) -> None:
    """And what a hidden one watches is in no pull."""
    engine = FakeEngine()
    link, workspace = EngineLink(engine), Workspace({"choosing": Choosing})
    workspace.make(LIGHT)
    view = workspace.views["choosing"]
    assert isinstance(view, Choosing)
    qtbot.addWidget(view.widget)
    view.widget.show()
    link.open()
    link.start(load("vanishing-rnn"))
    engine.get_ready()
    run = engine.take_start()
    engine.give_trace(run, 1)

    def frame(number: int) -> list[list[str]]:
        link.want(workspace.showing.paint(trace(number), Moment(), None), None)
        return [pull["watch"] for pull in engine.of("pull")]

    assert frame(1) == [[]]
    view.chosen = ("gradient_norm/*inputs",)
    assert frame(1) == [[], ["gradient_norm/*inputs"]]
    assert frame(1) == [[], ["gradient_norm/*inputs"]], "once"
    view.chosen = ("batch_gradient_norm/*",)
    assert frame(1)[-1] == ["batch_gradient_norm/*"]
    engine.give_trace(run, 2)
    view.widget.hide()
    asked = len(frame(2))
    view.chosen = ("gradient_norm/*inputs",)
    assert len(frame(2)) == asked, "nothing is lacking"
    link.painted()
    assert engine.of("pull")[-1]["watch"] == []
    view.widget.show()
    assert frame(2)[-1] == ["gradient_norm/*inputs"]
    link.close()
    workspace.close()


def test_a_choice_in_a_track_changes_what_traces_hold(qtbot: QtBot, resting: MainWindow) -> None:
    """From the list in the heading to the engine and back, over a change of theme; and no more once it is hidden."""
    window = resting
    name = "gradient_norm_log10/inputs"

    def view() -> GradientNorms:
        found = window.workspace.views["gradient_norms"]
        assert isinstance(found, GradientNorms)
        return found

    def choose(kind: str) -> None:
        view().also.take(kind)
        view().also.activated.emit(view().also.currentIndex())

    assert name not in shown_trace(window)
    choose("inputs")
    qtbot.waitUntil(lambda: name in shown_trace(window), timeout=LONG)
    qtbot.waitUntil(lambda: not view().extra.lines["inputs"][0].empty, timeout=LONG)
    before = view()
    window.appearance.set_theme("dark")
    assert view() is not before
    assert view().also.key == "inputs"
    qtbot.waitUntil(lambda: not view().extra.lines["inputs"][0].empty, timeout=LONG)
    window.parts.stack.set_shown("gradient_norms", False)
    qtbot.waitUntil(lambda: not window.workspace.views["gradient_norms"].widget.isVisible(), timeout=LONG)
    window.player.next_update()
    qtbot.waitUntil(lambda: name not in shown_trace(window), timeout=LONG)
    window.parts.stack.set_shown("gradient_norms", True)
    qtbot.waitUntil(lambda: name in shown_trace(window), timeout=LONG)
    choose("nothing")


class Heavy(Counting):
    """A dock that takes long."""

    key = "heavy"
    place = "dock"  # type: ignore[assignment]
    watch = ("gradient_flow/*",)


class Slow(Counting):
    """Another."""

    key = "slow"
    place = "dock"  # type: ignore[assignment]


class Beside(Counting):
    """A track beside them."""

    key = "beside"


@pytest.fixture
def docks(qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace({"beside": Beside, "heavy": Heavy, "slow": Slow}, clock=lambda: 1.0)
    made.make(LIGHT)
    for view in made.views.values():
        qtbot.addWidget(view.widget)
        view.widget.show()
    made.showing.paint(trace(1), Moment(), None)
    yield made
    made.close()


def test_docks_take_turns_while_the_cursor_runs_and_tracks_do_not(docks: Workspace) -> None:
    shown = docks.views["beside"].trace
    behind = []
    for t in range(60):
        docks.showing.paint(shown, Moment("forward", t), None, running=True)
        docks.showing.turns.spend(2 * BUDGET * sum(docks.views[key].moment.t == t for key in ("heavy", "slow")))
        assert docks.views["beside"].moment.t == t
        behind.append([t - docks.views[key].moment.t for key in ("heavy", "slow")])
    marked = [len(counting(docks, key).marked) for key in ("heavy", "slow")]
    assert max(marked) < 40, "not in every frame"
    assert max(marked) - min(marked) <= 3, "each as often as the other"
    assert np.max(behind[20:]) <= 8
    assert shown is not None
    assert docks.showing.shows(shown, Moment("forward", 59)) == (max(behind[-1]) == 0)
    docks.showing.paint(shown, Moment("forward", 60), None)
    assert docks.showing.shows(shown, Moment("forward", 60))
    assert not docks.showing.shows(shown, Moment("forward", 59))
    assert all(view.moment.t == 60 for view in docks.views.values()), "at rest all are up to date"


def test_a_cursor_that_a_person_moves_waits_for_no_turn(docks: Workspace) -> None:
    for number in range(2, 20):
        docks.showing.paint(trace(number), Moment("forward", number % 4), None, most=1)
        docks.showing.turns.spend(10 * BUDGET)
        assert all(view.moment.t == number % 4 for view in docks.views.values())
    assert len(counting(docks, "heavy").drawn) < 17


def test_a_dock_stays_with_its_trace_until_one_holds_what_it_draws(docks: Workspace) -> None:
    """It draws no half of one trace beside half of another, and says of which update it is."""
    whole = replace(trace(2), update=10, watched=frozenset({"gradient_flow/*"}))
    docks.showing.paint(whole, Moment(), None)
    heavy = docks.views["heavy"]
    assert heavy.trace is whole
    partial = replace(trace(3), update=20)
    docks.showing.paint(partial, Moment("forward", 2), None)
    assert (heavy.trace, heavy.moment.t) == (whole, 2)
    assert docks.views["slow"].trace is docks.views["beside"].trace is partial
    assert docks.showing.late(partial) == {"heavy": 10}
    assert docks.showing.together == {frozenset({"gradient_flow/*"})}
    later = replace(trace(4), update=30, watched=frozenset({"gradient_flow/*", "weight/*"}))
    docks.showing.paint(later, Moment(), None)
    assert heavy.trace is later
    assert docks.showing.late(later) == {}
    other_run = replace(trace(5), run=7)
    docks.showing.paint(other_run, Moment(), None)
    assert heavy.trace is other_run


class Remembering(Counting):
    """Takes over what was chosen in the one before it."""

    key = "remembering"

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.chosen = "at first"

    def state(self) -> dict[str, str]:
        return {"chosen": self.chosen}

    def restore(self, state: Mapping[str, str]) -> None:
        self.chosen = state["chosen"]


def test_a_late_view_is_made_when_it_is_first_seen_and_bears_its_name_before(qtbot: QtBot) -> None:
    workspace = Workspace({"first": First, "remembering": Remembering}, late=frozenset({"remembering"}))
    workspace.make(LIGHT)
    assert list(workspace.views) == ["first"]
    home = QWidget()
    layout = QVBoxLayout(home)
    for _, widget in workspace.widgets("track"):
        widget.setMinimumSize(40, 20)
        layout.addWidget(widget)
    (_, (kind, place)) = workspace.widgets("track")
    assert (kind, place.objectName()) == (Remembering, "view.remembering")
    qtbot.addWidget(home)
    place.hide()
    home.show()
    qtbot.waitExposed(home)
    workspace.showing.paint(trace(), Moment(), History())
    assert list(workspace.views) == ["first"]
    place.show()
    view = workspace.views["remembering"]
    assert isinstance(view, Remembering)
    assert place.isAncestorOf(view.widget)
    view.widget.setMinimumSize(40, 20)
    qtbot.waitUntil(lambda: view in workspace.seen())
    workspace.showing.paint(trace(2), Moment(), History())
    assert len(view.drawn) == 1
    workspace.close()


def test_what_was_chosen_in_a_late_view_waits_until_it_is_made_again(qtbot: QtBot) -> None:
    workspace = Workspace({"remembering": Remembering}, late=frozenset({"remembering"}))
    homes: list[QWidget] = []
    chosen_in: list[Remembering] = []
    for palette in (LIGHT, DARK, LIGHT):
        workspace.make(palette)
        ((_, place),) = workspace.widgets("track")
        home = QWidget()
        QVBoxLayout(home).addWidget(place)
        qtbot.addWidget(home)
        homes.append(home)
        if palette is LIGHT and len(homes) == 1:
            view = workspace.views["remembering"]
            assert isinstance(view, Remembering)
            view.chosen = "by a person"
            chosen_in.append(view)
    assert not workspace.views
    assert chosen_in[0].closed
    again = workspace.views["remembering"]
    assert isinstance(again, Remembering)
    assert again.chosen == "by a person"
    workspace.close()
