"""Sessions through the real window: what cannot be opened or is not all there is one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import changed, load
from rnnviz.engine.training.run import Run
from rnnviz.operation import Operation
from rnnviz.session import load as load_session
from tests.app.driving import LONG, drop, press, said, trace
from tests.app.files.saving import learn, press_button, reopen, rewritten, save


def test_a_folder_that_cannot_be_written_is_one_sentence(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    resting.sessions.save(tmp_path / "none" / "a.rnnviz")
    qtbot.waitUntil(lambda: said(resting) == ["session"], timeout=LONG)
    assert "cannot be written: No such file" in resting.notices.shown[0].text
    assert resting.sessions.document.path is None
    assert not resting.sessions.busy


def test_what_cannot_be_opened_is_one_sentence_and_what_was_open_stays(
    qtbot: QtBot, resting: MainWindow, saved: Path
) -> None:
    cases = {
        rewritten(saved, {}, format=3): "format 3",
        saved.with_name("text.rnnviz"): "not a session",
        saved.with_name("gone.rnnviz"): "no such file",
    }
    saved.with_name("text.rnnviz").write_text("hello")
    before, run, order = resting.editing.now, resting.link.newest, resting.parts.stack.order
    for file, words in cases.items():
        drop(resting, file)
        assert words in resting.notices.shown[-1].text
        assert "\n" not in resting.notices.shown[-1].text
    assert (resting.editing.now, resting.link.newest, resting.parts.stack.order) == (before, run, order)
    assert resting.editing.undo_stack.count() == 0


def test_the_rest_of_a_damaged_session_is_offered(qtbot: QtBot, resting: MainWindow, saved: Path) -> None:
    file = rewritten(saved, {"history.safetensors": b"damaged"})
    before = resting.link.newest
    drop(resting, file)
    assert "history.safetensors" in resting.notices.shown[0].text
    assert "at update 3" in resting.notices.shown[0].text
    assert resting.link.newest is before
    press_button(resting, "Open the rest")
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    assert trace(resting).update == 3
    assert resting.isWindowModified(), "what is open is not what the file has"
    assert resting.sessions.document.operations == (Operation(kind="cut", first=2),)


def test_features_find_their_parts_again_and_those_of_others_are_kept(
    qtbot: QtBot, resting: MainWindow, saved: Path
) -> None:
    class Pinned:
        def __init__(self) -> None:
            self.files: dict[str, bytes] = {}

        def pack(self) -> dict[str, bytes]:
            return self.files

        def unpack(self, files: Mapping[str, bytes]) -> None:
            self.files = dict(files)

    part = Pinned()
    resting.sessions.parts["pinned"] = part
    part.files = {"one.bin": b"\x00\x01"}
    try:
        reopen(qtbot, resting, saved)
        assert part.files == {}, "the session that is opened has none"
        part.files = {"one.bin": b"\x00\x01"}
        save(qtbot, resting, saved)
        kept = dict(load_session(str(saved)).session.parts)
        assert kept.pop("generation/samples.json")
        assert kept == {"a_feature/x": b"1", "pinned/one.bin": b"\x00\x01"}
        part.files = {}
        reopen(qtbot, resting, saved)
        assert part.files == {"one.bin": b"\x00\x01"}
    finally:
        del resting.sessions.parts["pinned"]


def test_a_session_whose_text_is_gone_can_be_looked_at(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    text, file = tmp_path / "poem.txt", tmp_path / "a.rnnviz"
    text.write_text("the quick brown fox jumps over the lazy dog\n" * 300)
    drop(resting, text)
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    learn(qtbot, resting, 2)
    tokens = trace(resting)["tokens"].tolist()
    save(qtbot, resting, file)
    text.unlink()
    resting.editing.open(load("hello-rnn"))
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    before = resting.link.run
    drop(resting, file)
    qtbot.waitUntil(lambda: said(resting) == ["session"], timeout=LONG)
    assert "cannot learn on" in resting.notices.shown[0].text
    assert str(text) in resting.notices.shown[0].text
    assert resting.link.run is before, "what was open stays"
    press_button(resting, "Show what was saved")
    assert trace(resting)["tokens"].tolist() == tokens
    run = resting.link.run
    assert run is not None
    assert run.history["update"].tolist() == [1.0, 2.0]
    press(resting, Qt.Key.Key_T)
    assert not resting.player.training
    press(resting, Qt.Key.Key_N)
    assert not resting.player.waiting
    text.write_text("another text, of other letters: 가나다라마바사\n" * 300)
    resting.notices.withdraw("session")
    drop(resting, file)
    qtbot.waitUntil(lambda: "session" in said(resting), timeout=LONG)
    assert "poem.txt has changed: its symbols" in resting.notices.shown[-1].text


def test_a_text_that_has_changed_is_said(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    text, file = tmp_path / "poem.txt", tmp_path / "a.rnnviz"
    text.write_text("the quick brown fox jumps over the lazy dog\n" * 300)
    drop(resting, text)
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    save(qtbot, resting, file)
    text.write_text("the lazy dog jumps over the quick brown fox\n" * 300)
    reopen(qtbot, resting, file)
    assert said(resting) == ["session"]
    assert "poem.txt has changed" in resting.notices.shown[0].text


def test_a_session_whose_weights_file_is_gone_opens_and_says_so(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    window, weights, file = resting, tmp_path / "w.safetensors", tmp_path / "a.rnnviz"
    run = Run(load("hello-rnn"))
    tensors = {name: value.numpy() for name, value in run.learner.model.state_dict().items()}
    save_file(tensors, weights, {"symbols": json.dumps(run.task.symbols)})
    window.editing.open(changed(load("hello-rnn"), {"model.weights": str(weights)}))
    newest = window.editing.newest
    qtbot.waitUntil(lambda: trace(window).run == newest.number, timeout=LONG)
    learn(qtbot, window, 2)
    hidden = trace(window)["layer0.hidden"]
    save(qtbot, window, file)
    window.editing.open(load("adding-lstm"))
    weights.unlink()
    reopen(qtbot, window, file)
    assert said(window) == ["weights"]
    assert "w.safetensors cannot be read any more" in window.notices.shown[0].text
    np.testing.assert_array_equal(trace(window)["layer0.hidden"], hidden)
    learn(qtbot, window, 3)
    window.notices.withdraw("problem")
    window.link.go_to(0)
    qtbot.waitUntil(lambda: window.link.run is not None and window.link.run.goal is None, timeout=LONG)
    assert trace(window).update in (2, 3), "its fresh start cannot be made again"
    assert any("no such file" in notice.text for notice in window.notices.shown)
