from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rnnviz.app.form.number_field import NumberField
from rnnviz.app.main_window import MainWindow
from rnnviz.views.controls.number_entry import NumberEntry
from tests.app.driving import LONG, action, drop, press, trace
from tests.app.files.saving import save


def test_a_text_that_is_dropped_is_learnt(qtbot: QtBot, resting: MainWindow, tmp_path: Path) -> None:
    text = tmp_path / "poem <b>.txt"
    text.write_text("the quick brown fox jumps over the lazy dog\n" * 300)
    drop(resting, text)
    qtbot.waitUntil(
        lambda: resting.player.trace is not None and "fox" in "".join(resting.player.trace["tokens"]), timeout=LONG
    )
    assert resting.editing.now.value("task.path") == str(text)
    assert resting.windowTitle() == "poem <b>.txt[*] – rnnviz", "it is no LSTM that reads Python"
    assert resting.parts.top.chooser.currentText() == "poem <b>.txt"
    resting.parts.top.chooser.activated.emit(resting.parts.top.chooser.currentIndex())
    assert resting.editing.now.value("task.path") == str(text), "it is open already"
    assert action(resting, "undo").text().endswith("poem <b>.txt")
    assert resting.notices.shown == ()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("latin.txt", b"caf\xe9 " * 2000, "UTF-8"),
        ("broken.toml", b"[task\n", "TOML"),
        ("wrong.toml", b"[task]\nkind = 'hello'\n[cell]\nkind = 'lstn'\n", "cell.kind"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence_and_the_run_stays(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    resting.sessions.write_notes("mine")
    before, run, document = resting.editing.now, resting.link.run, resting.sessions.document
    drop(resting, file)
    qtbot.waitUntil(lambda: len(resting.notices.shown) == 1, timeout=LONG)
    said = resting.notices.shown[0].text
    assert words in said
    assert "\n" not in said
    assert resting.editing.now == before
    assert resting.link.run is run
    assert resting.sessions.document is document, "what was open stays, its notes too"
    assert resting.sessions.document.notes == "mine"
    assert str(file) not in resting.recent.paths
    assert not action(resting, "undo").isEnabled()
    press(resting, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: trace(resting).update == 1, timeout=LONG)


def test_a_session_is_known_by_what_it_is_also_under_another_name(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path
) -> None:
    renamed = tmp_path / "a.rnnviz.zip"
    save(qtbot, resting, renamed)
    resting.sessions.write_notes("later")
    drop(resting, renamed)
    newest = resting.editing.newest
    qtbot.waitUntil(lambda: trace(resting).run == newest.number, timeout=LONG)
    assert resting.sessions.document.path == renamed
    assert resting.sessions.document.notes == ""
    assert resting.notices.shown == ()


def test_a_file_dropped_on_a_number_is_the_windows_to_open(resting: MainWindow) -> None:
    fields = [*resting.findChildren(NumberField), *resting.findChildren(NumberEntry)]
    assert fields
    assert not any(field.acceptDrops() for field in fields)


@pytest.mark.parametrize("key", ["save_session_as", "save_experiment", "save_window"])
def test_a_name_is_proposed_for_what_is_saved(qtbot: QtBot, resting: MainWindow, key: str) -> None:
    action(resting, key).trigger()
    dialog = resting.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).stem == "hello-rnn"
    dialog.close()
    qtbot.waitUntil(lambda: resting.findChild(QFileDialog) is None)
