from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.area.workspace import Workspace
from rnnviz.app.main_window import MainWindow
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.catalogue import load
from rnnviz.history import History
from rnnviz.trace import Moment, Trace
from rnnviz.views.base import Shared
from rnnviz.views.gradient_norms import GradientNorms
from rnnviz.views.jobs import Job
from rnnviz.views.palette import DARK, LIGHT, Palette
from tests.app.area.counting_views import Counting, First, counting, trace
from tests.app.driving import LONG
from tests.app.driving import trace as shown_trace
from tests.app.fake_engine import FakeEngine


class Choosing(Counting):
    """Needs what is chosen in it."""

    key = "choosing"
    chosen: tuple[str, ...] = ()

    @property
    def watch(self) -> tuple[str, ...]:
        return self.chosen


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


class Finding(Counting):
    """Has something found for it."""

    key = "finding"

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.found: object = None
        self.jobs: list[Job] = []

    def findings(self) -> object:
        return self.found

    def take_findings(self, findings: object) -> None:
        self.found = findings

    def hand_over(self) -> list[Job]:
        given, self.jobs = self.jobs, []
        return given

    def resume(self, job: Job) -> None:
        self.jobs.append(job)


def test_what_was_found_for_a_view_and_is_under_way_goes_to_the_one_in_its_place(qtbot: QtBot) -> None:
    """Also where nobody sees it, in a tab behind another: an answer that comes then finds it."""
    workspace = Workspace({"finding": Finding, "remembering": Remembering}, late=frozenset({"finding", "remembering"}))
    homes: list[QWidget] = []

    def make(palette: Palette) -> None:
        workspace.make(palette)
        for _, place in workspace.widgets("track"):
            homes.append(QWidget())
            QVBoxLayout(homes[-1]).addWidget(place)
            qtbot.addWidget(homes[-1])

    make(LIGHT)
    view = workspace.views["finding"]
    assert isinstance(view, Finding)
    view.found, view.jobs = "the best unit", [workspace.jobs.ask("hunt")]
    (job,) = view.jobs
    make(DARK)
    assert list(workspace.views) == ["finding"]
    again = workspace.views["finding"]
    assert isinstance(again, Finding)
    assert (again.found, again.jobs, job.over) == ("the best unit", [job], False)
    workspace.close()
