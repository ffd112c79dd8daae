"""What a comparison means to the session that it belongs to: progress made there alone is not lost silently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app.compare.window import CompareWindow
from rnnviz.app.files.recovery import SECONDS, Recovery
from rnnviz.app.main_window import MainWindow
from rnnviz.link import messages
from rnnviz.session import load
from rnnviz.session.standing import unpacked
from rnnviz.trace import Moment
from tests.app.driving import LONG
from tests.app.fake_engine import FakeEngine, T


class Scene:
    """The comparing window of a main window, on engines that do what a test says."""

    def __init__(self, main: MainWindow) -> None:
        self.main = main
        self.number = 0
        self.open()

    @property
    def window(self) -> CompareWindow:
        found = self.main.comparing.window
        assert found is not None
        return found

    def open(self) -> None:
        """Open it with fresh engines, and let them come up."""
        self.engines: list[FakeEngine] = []

        def make() -> FakeEngine:
            self.engines.append(FakeEngine())
            return self.engines[-1]

        self.main.comparing.make_child = make
        self.main.comparing.open()
        if self.window.rival.differences:
            self.window.rival.copy_base()  # these engines know one cell
        for engine in self.engines:
            engine.get_ready()

    def begin(self, update: int = 0) -> None:
        """Have both models made."""
        for engine in self.engines:
            engine.take_start(update)
        self.trace(update)

    def trace(self, update: int) -> None:
        self.number += 1
        for side, engine in zip(self.window.sides, self.engines, strict=True):
            newest = side.link.newest
            assert newest is not None
            if update > newest.update:
                engine.give_rows(newest.number, *range(newest.update + 1, update + 1))
            engine.give_trace(newest.number, self.number, update)

    def learn(self, count: int) -> None:
        pair = self.window.duel.pair
        assert pair is not None
        self.window.duel.update(count)
        self.trace(pair.left.update + count)

    def answer(self) -> None:
        """Send the snapshots that were asked for last."""
        for side, engine in zip(self.window.sides, self.engines, strict=True):
            newest, asked = side.link.newest, engine.of("keep")[-1]["asked"]
            assert newest is not None
            weights = {"model/w": np.full(2, float(newest.update))}
            engine.say(messages.snapshot(newest.number, newest.update, weights, asked))

    def save(self, qtbot: QtBot, path: Path) -> None:
        with qtbot.waitSignal(self.main.sessions.saved, timeout=LONG):
            self.main.sessions.save(path)
            self.answer()


@pytest.fixture
def scene(resting: MainWindow) -> Iterator[Scene]:
    make = resting.comparing.make_child
    made = Scene(resting)
    made.begin()
    yield made
    resting.comparing.close()
    resting.comparing.make_child = make
    resting.comparing.standing = None
    resting.notices.withdraw("comparison")


def reopened(qtbot: QtBot, scene: Scene, path: Path) -> None:
    scene.main.comparing.close()
    scene.main.documents.open_path(str(path))
    qtbot.waitUntil(lambda: "comparison" in [notice.key for notice in scene.main.notices.shown], timeout=LONG)


def test_what_is_learnt_there_alone_marks_the_session_until_it_is_saved(
    qtbot: QtBot, scene: Scene, tmp_path: Path
) -> None:
    main, path = scene.main, tmp_path / "a.rnnviz"
    scene.learn(1)
    assert not main.isWindowModified(), "a preset that learns is nobody's document"
    scene.save(qtbot, path)
    assert not main.isWindowModified()
    scene.learn(2)
    assert main.isWindowModified()
    scene.save(qtbot, path)
    assert not main.isWindowModified()
    reopened(qtbot, scene, path)
    assert not main.sessions.modified, "as it was saved"
    scene.open()
    assert not main.sessions.modified
    scene.begin(3)
    assert not main.sessions.modified
    scene.learn(1)
    assert main.isWindowModified()


def test_what_is_learnt_there_alone_is_kept_for_a_crash(qtbot: QtBot, scene: Scene, tmp_path: Path) -> None:
    main, now = scene.main, [100.0]
    recovery = Recovery(tmp_path, main.sessions, main.link, main.notices, main, lambda: now[0])
    recovery.start()
    try:
        scene.learn(1)
        recovery.keep_when_due()
        assert not recovery.path.exists(), "nothing of it can be kept yet"
        for update in (1, 3):
            assert scene.window.duel.keep()
            scene.answer()
            recovery.keep_when_due()
            qtbot.waitUntil(
                lambda update=update: recovery.path.exists() and kept_update(recovery.path) == update,  # type: ignore[misc]
                timeout=LONG,
            )
            now[0] += SECONDS
            scene.learn(2)
    finally:
        recovery.end()
        recovery.deleteLater()


def kept_update(path: Path) -> int:
    parts = load(str(path)).session.parts
    found = unpacked({name.removeprefix("compare/"): data for name, data in parts.items() if "compare/" in name})
    return -1 if found is None else found.update


def test_it_is_taken_up_where_its_cursor_stood(qtbot: QtBot, scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "a.rnnviz"
    scene.learn(1)
    scene.window.player.pause()
    scene.window.player.go_to(Moment("backward", 2))
    scene.window.axis.set_range(0.5, T - 1.5)
    scene.window.selection.choose(unit=1)
    scene.save(qtbot, path)
    reopened(qtbot, scene, path)
    scene.open()
    scene.begin(1)
    window = scene.window
    assert window.player.moment == Moment("backward", 2)
    assert window.axis.range == pytest.approx((0.5, T - 1.5))
    assert window.selection.unit == 1


def test_where_an_engine_dies_both_go_on_from_what_was_kept(qtbot: QtBot, scene: Scene) -> None:
    scene.learn(4)
    assert scene.window.duel.keep()
    scene.answer()
    scene.learn(3)
    scene.engines[1].die()
    assert "update 4" in scene.window.problem
    qtbot.waitUntil(lambda: scene.engines[1].alive, timeout=LONG)
    scene.engines[1].get_ready()
    for engine in scene.engines:
        last = [message for message in engine.sent if message.kind == "start"][-1]
        np.testing.assert_array_equal(last.arrays["model/w"], [4.0, 4.0])
    standing = scene.main.comparing.standing
    assert standing is not None
    assert standing.update == 4, "what was kept is kept still"
    scene.begin(4)
    pair = scene.window.duel.pair
    assert pair is not None
    assert (pair.left.update, pair.right.update) == (4, 4)
    assert [len(side.history) for side in scene.window.sides] == [4, 4]
    scene.learn(1)
    assert scene.window.duel.pair is not pair
