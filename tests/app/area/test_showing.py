from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.area.showing import FOLLOW, READ
from rnnviz.app.area.turns import BUDGET
from rnnviz.app.area.workspace import Workspace
from rnnviz.history import History
from rnnviz.trace import Moment
from rnnviz.views.base import View
from rnnviz.views.palette import LIGHT
from tests.app.area.counting_views import Counting, First, Second, counting, trace


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
