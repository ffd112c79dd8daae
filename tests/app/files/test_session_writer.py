"""The thread that writes sessions: no garbage is swept there, for it could be a plot's, while Qt draws."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rnnviz.app.files import session_writer
from rnnviz.app.files.session_writer import SessionWriter
from rnnviz.app.sweeping import unswept

LONG = 10_000


class Ring:
    """Garbage that only a sweep finds."""

    def __init__(self, swept: list[int]) -> None:
        self.itself, self.swept = self, swept

    def __del__(self) -> None:
        self.swept.append(threading.get_ident())


def littering(path: Path, session: Any) -> None:
    """Make so much garbage that Python would sweep."""
    for _ in range(5000):
        one: list[object] = []
        one.append(one)


def write(qtbot: QtBot, writer: SessionWriter, path: Path) -> None:
    with qtbot.waitSignal(writer.written, timeout=LONG):
        writer.write(path, None)  # type: ignore[arg-type]


def test_what_is_garbage_is_not_swept_by_the_thread_that_writes(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_writer, "save", littering)
    writer = SessionWriter()
    swept: list[int] = []
    for _ in range(3):
        Ring(swept)
        write(qtbot, writer, tmp_path / "a")
        assert gc.isenabled(), "sweeps come again once it is written"
    gc.collect()
    assert set(swept) == {threading.get_ident()}
    assert len(swept) == 3


def test_sweeps_come_again_after_the_last_of_several(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(session_writer, "save", lambda *_: seen.append(gc.isenabled()))
    writer = SessionWriter()
    writer.write(tmp_path / "a", None)  # type: ignore[arg-type]
    with unswept():  # the theme is changed meanwhile
        writer.write(tmp_path / "b", None)  # type: ignore[arg-type]
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: not writer.busy)
    assert gc.isenabled()
    writer.write(tmp_path / "c", None)  # type: ignore[arg-type]
    writer.finish()
    assert gc.isenabled()
    writer.write(tmp_path / "d", None)  # type: ignore[arg-type]  # what became of the one before is not told yet
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: not writer.busy)
    assert gc.isenabled()
    assert seen == [False] * 4
