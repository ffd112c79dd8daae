"""The comparing window with real engines: the same batches, locked cursors and ranges, nothing left behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.app.compare.duel import Pair
from rnnviz.app.compare.window import CompareWindow
from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import load
from rnnviz.link.child import EngineChild, see_off
from rnnviz.session import load as load_session
from rnnviz.session.standing import Standing, packed, unpacked
from rnnviz.trace import Moment
from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.frames.track import Track
from rnnviz.views.palette import PALETTES
from rnnviz.views.plots.easing import Easing

LONG = 60_000


@pytest.fixture(scope="module")
def comparing(qapp: QApplication) -> Iterator[CompareWindow]:
    """One window with its two engines for all tests of this module; what is shown is the newest batch."""
    experiment = load("copying-gru", ["probe=current", "task.blanks=4", "cell.hidden_size=12", "seed=5"])
    made = CompareWindow(experiment, PALETTES["light"], (EngineChild(), EngineChild()))
    made.show()
    made.start()
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def ready(qtbot: QtBot, comparing: CompareWindow) -> CompareWindow:
    qtbot.waitUntil(lambda: comparing.duel.pair is not None, timeout=LONG)
    return comparing


def track(window: CompareWindow, side: int, key: str) -> Track:
    found = window.sides[side].workspace.views[key]
    assert isinstance(found, Track)
    return found


def opened(window: MainWindow) -> bool:
    return window.comparing.window is not None


def learn(qtbot: QtBot, window: CompareWindow, count: int) -> None:
    assert window.duel.pair is not None
    goal = window.duel.pair.left.update + count
    window.duel.update(count)
    qtbot.waitUntil(lambda: window.duel.pair is not None and window.duel.pair.left.update == goal, timeout=LONG)


def test_both_read_the_same_batches_at_every_update(qtbot: QtBot, ready: CompareWindow) -> None:
    seen = []
    for count in (1, 1, 5):
        learn(qtbot, ready, count)
        pair = ready.duel.pair
        assert pair is not None
        assert pair.left.update == pair.right.update
        assert pair.left.cells["layer0"].key != pair.right.cells["layer0"].key
        for name in ("inputs", "targets", "tokens"):
            np.testing.assert_array_equal(pair.left[name], pair.right[name])
        seen.append(pair.left["inputs"].tobytes())
    assert len(set(seen)) == 3, "each time from another batch"


def test_cursor_zoom_loop_and_unit_are_those_of_both(qtbot: QtBot, ready: CompareWindow) -> None:
    ready.player.go_to(Moment("forward", 7))
    ready.axis.set_range(2.5, 9.5)
    ready.axis.set_loop((4, 6))
    ready.selection.choose(unit=3)
    ready.frame()
    for key in ("gradient_norms", "gates", "activations"):
        left, right = (track(ready, side, key) for side in (0, 1))
        assert left.plot.cursor_line.value() == right.plot.cursor_line.value() == 7
        assert left.plot.box.viewRange()[0] == right.plot.box.viewRange()[0] == pytest.approx([2.5, 9.5])
    assert ready.player.loop == (4, 6)
    assert all("h₃" in track(ready, side, "activations").readout(7) for side in (0, 1))
    ready.axis.set_loop(None)
    ready.axis.fit()


def test_ranges_are_equal_and_hold_both(qtbot: QtBot, ready: CompareWindow) -> None:
    learn(qtbot, ready, 1)
    ready.frame()
    ready.frame()
    pair = ready.duel.pair
    assert pair is not None
    for key in ("gradient_norms", "loss"):
        left, right = (track(ready, side, key) for side in (0, 1))
        assert left.plot.box.viewRange()[1] == pytest.approx(right.plot.box.viewRange()[1])
        easings = [view.easing for view in (left, right)]  # type: ignore[attr-defined]
        assert all(isinstance(easing, Easing) for easing in easings)
        assert easings[0].range == easings[1].range
    top = track(ready, 0, "loss").plot.box.viewRange()[1][1]
    assert top >= max(float(trace["loss_by_time"].max()) for trace in pair)


def test_what_is_chosen_in_a_heading_is_chosen_on_both_sides(ready: CompareWindow) -> None:
    left, right = (track(ready, side, "gates") for side in (0, 1))
    right.choosers["mode"].take("unit")
    right.choosers["mode"].chosen.emit("unit")
    assert left.choosers["mode"].key == "unit"
    ready.page.stacks[1].set_shown("tokens", False)
    assert not ready.page.stacks[0].is_shown("tokens")
    ready.page.stacks[0].set_shown("tokens", True)
    assert ready.page.stacks[1].is_shown("tokens")


def test_the_differences_and_the_figures_are_of_the_shown_pair(qtbot: QtBot, ready: CompareWindow) -> None:
    learn(qtbot, ready, 2)
    ready.frame()
    pair = ready.duel.pair
    assert pair is not None
    assert [each.trace for each in ready.page.differences] == [pair.left, pair.left]
    assert [each.other for each in ready.page.differences] == [pair.right, pair.right]
    counts = [side.link.run.started["parameters"] for side in ready.sides if side.link.run]
    qtbot.waitUntil(lambda: f"{counts[1]:,}" in ready.page.titles[1].text(), timeout=LONG)
    assert f"{counts[0]:,}" in ready.page.titles[1].text()
    assert ready.curves.loss.ghosts.ghosts[0].history is ready.sides[1].history


def test_training_keeps_both_in_step_until_it_is_stopped(qtbot: QtBot, ready: CompareWindow) -> None:
    pairs: list[Pair] = []
    ready.duel.paired.connect(pairs.append)
    ready.player.set_training(True)
    qtbot.waitUntil(lambda: len(pairs) > 4, timeout=LONG)
    ready.player.pause()
    qtbot.waitUntil(lambda: not ready.duel.waiting, timeout=LONG)
    assert all(pair.left.update == pair.right.update for pair in pairs)
    assert len(ready.sides[0].history) == len(ready.sides[1].history) == pairs[-1].left.update


def test_a_rival_of_as_many_parameters_begins_beside_the_fresh_model(qtbot: QtBot, ready: CompareWindow) -> None:
    ready.page.head.same_size.click()
    qtbot.waitUntil(lambda: ready.duel.pair is not None and ready.duel.pair.left.update == 0, timeout=LONG)
    counts = [side.link.run.started["parameters"] for side in ready.sides if side.link.run]
    assert abs(counts[1] - counts[0]) < 0.1 * counts[0]
    assert "12 → " in ready.page.head.differs.text()
    ready.page.head.again.click()
    qtbot.waitUntil(lambda: ready.duel.pair is not None, timeout=LONG)
    pair = ready.duel.pair
    assert pair is not None
    assert "gradient_norm/layer0.hidden" in pair.left
    for name in pair.left:
        np.testing.assert_array_equal(pair.left[name], pair.right[name], err_msg=name)


def test_another_theme_keeps_what_is_shown(qtbot: QtBot, ready: CompareWindow) -> None:
    ready.page.stacks[0].set_shown("gates", False)
    ready.dress(PALETTES["dark"])
    ready.frame()
    assert not ready.page.stacks[1].is_shown("gates")
    pair = ready.duel.pair
    assert pair is not None
    shown = track(ready, 1, "gradient_norms")
    qtbot.waitUntil(lambda: shown.trace is pair.right, timeout=LONG)
    ready.page.stacks[0].set_shown("gates", True)


def test_it_opens_from_the_menu_and_closes_with_its_engines(qtbot: QtBot, resting: MainWindow) -> None:
    children: list[EngineChild] = []

    def make() -> EngineChild:
        children.append(EngineChild())
        return children[-1]

    resting.comparing.make_child = make
    resting.actions_by_key["compare"].trigger()
    window = resting.comparing.window
    assert window is not None
    assert opened(resting)
    assert window.rival.base == resting.editing.now
    empty = [each for each in window.findChildren(Chooser) if each.isVisible() and not each.count()]
    assert not any(each.width() for each in empty), "there is nothing to choose before the first trace"
    assert window.focusWidget() is window, "Space plays; it does not open the first list there is"
    resting.actions_by_key["compare"].trigger()
    assert resting.comparing.window is window
    assert all(child.running for child in children)
    ended: list[int] = []
    for child in children:
        child._process.finished.connect(lambda *_: ended.append(1))
    resting.comparing.close()
    assert not opened(resting)
    see_off()
    assert len(ended) == 2


def test_a_frame_holds_its_repaints_back_until_all_that_it_changes_has_changed(ready: CompareWindow) -> None:
    ready._timer.stop()  # no other frame comes between
    QApplication.processEvents()
    ready.axis.scrub(1)
    ready.frame()
    held = [ready._sync.holding]
    QApplication.processEvents()
    held.append(ready._sync.holding)
    assert held == [True, False]
    ready._timer.start()


def test_what_is_compared_is_exported_with_the_command_of_each(
    qtbot: QtBot, ready: CompareWindow, tmp_path: Path
) -> None:
    ready.frame()
    between, right = ready.menus.between, ready.menus.exporters[1]
    path = tmp_path / "between.npz"
    qtbot.waitUntil(lambda: bool(ready.page.differences[0].data()), timeout=LONG)
    between.save_data(ready.page.differences[0], path)
    with np.load(path, allow_pickle=False) as file:
        pair = ready.duel.pair
        assert pair is not None
        norms = [trace["gradient_norm_log10/layer0.hidden"] for trace in pair]
        np.testing.assert_allclose(file["difference/gradient_norm_log10"], norms[1] - norms[0])
    runs = [side.link.run for side in ready.sides]
    assert runs[1] is not None
    assert between.account(ready.page.differences[0])["compared_with"].startswith("rnnviz run")
    assert right.account(track(ready, 1, "loss"))["updates"] == str(runs[1].update)
    assert str(path) in ready.page.notices.shown[-1].text
    menu = ready.menus.menu(track(ready, 1, "loss"), right, ready.page.stacks[1])
    titles = [entry.objectName() for entry in menu.actions()]
    assert {"entry.copy_picture", "entry.export_data", "entry.explain"} <= set(titles)
    menu.deleteLater()


def timeless(rest: np.ndarray) -> dict[str, object]:
    """Return what a snapshot has besides arrays, but for the time that it took."""
    found = json.loads(rest.tobytes())
    return {name: value for name, value in found.items() if name != "seconds"}


def kept(qtbot: QtBot, window: CompareWindow) -> Standing:
    with qtbot.waitSignal(window.kept, timeout=LONG) as got:
        assert window.duel.keep()
    assert isinstance(got.args[0], Standing)
    return got.args[0]


def gone_on(qtbot: QtBot, standing: Standing, count: int) -> Standing:
    """Return what a window of its own makes of a comparison in so many updates."""
    made = CompareWindow(standing.a.experiment, PALETTES["light"], (EngineChild(), EngineChild()), standing=standing)
    duel = made.duel
    made.show()
    made.start()
    qtbot.waitUntil(lambda: duel.pair is not None, timeout=LONG)
    assert duel.pair is not None
    assert duel.pair.left.update == standing.update
    learn(qtbot, made, count)
    found = kept(qtbot, made)
    made.close()
    return found


def test_taken_up_from_what_a_session_keeps_it_goes_on_bit_for_bit(qtbot: QtBot, ready: CompareWindow) -> None:
    learn(qtbot, ready, 3)
    files = packed(kept(qtbot, ready))
    learn(qtbot, ready, 4)
    straight = kept(qtbot, ready)
    standing = unpacked(files)
    assert standing is not None
    resumed = gone_on(qtbot, standing, 4)
    assert standing.update == straight.update - 4
    assert resumed.update == straight.update
    for one, other in ((straight.a, resumed.a), (straight.b, resumed.b)):
        assert one.experiment == other.experiment
        assert one.snapshot is not None
        assert other.snapshot is not None
        assert one.snapshot.keys() == other.snapshot.keys()
        for name, array in one.snapshot.items():
            if name == "rest":
                assert timeless(array) == timeless(other.snapshot[name])
            else:
                np.testing.assert_array_equal(array, other.snapshot[name], err_msg=name)
        np.testing.assert_array_equal(one.columns["loss"], other.columns["loss"])


def test_a_session_keeps_the_comparison_and_offers_it(
    qtbot: QtBot, resting: MainWindow, ready: CompareWindow, tmp_path: Path
) -> None:
    standing = kept(qtbot, ready)
    resting.comparing.unpack(packed(standing))
    assert [notice.key for notice in resting.notices.shown] == ["comparison"]
    path = tmp_path / "a.rnnviz"
    with qtbot.waitSignal(resting.sessions.saved, timeout=LONG):
        resting.sessions.save(path)
    found = unpacked({
        name.removeprefix("compare/"): data for name, data in load_session(str(path)).session.parts.items()
        if name.startswith("compare/")
    })  # fmt: skip
    assert found is not None
    assert found.update == standing.update
    made: list[EngineChild] = []

    def make() -> EngineChild:
        made.append(EngineChild())
        return made[-1]

    resting.comparing.make_child = make
    resting.notices.shown[0].choices[0][1]()
    window = resting.comparing.window
    assert window is not None
    assert window.rival.experiment == standing.b.experiment
    assert window.sides[0].link.newest is not None
    assert window.sides[0].link.newest.update == standing.update
    assert not resting.notices.shown
    resting.documents.open_preset("hello-rnn")  # another document: it is its own no more
    resting.comparing.close()
    assert not resting.comparing.pack()
    resting.comparing.unpack({"about.json": b"{"})
    assert "about.json" in resting.notices.shown[-1].text
    resting.notices.withdraw("comparison")


def test_a_duel_that_cannot_be_kept_does_not_hold_up_a_session(qtbot: QtBot, resting: MainWindow) -> None:
    done: list[bool] = []
    resting.comparing.prepare(lambda: done.append(True))
    assert done == [True], "no window: nothing to wait for"
