"""Saving and opening in the real window."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from tests.app.driving import LONG, trace


def learn(qtbot: QtBot, window: MainWindow, update: int) -> None:
    run = window.link.run
    assert run is not None
    window.link.update(update - run.update)
    qtbot.waitUntil(lambda: trace(window).update == update, timeout=LONG)


def arrived(qtbot: QtBot, window: MainWindow, update: int) -> None:
    run = window.link.run
    assert run is not None
    qtbot.waitUntil(lambda: trace(window).update == update and run.goal is None, timeout=LONG)


def save(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.sessions.saved, timeout=LONG):
        window.sessions.save(path)


def reopen(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.documents.open_path(str(path))
    newest = window.editing.newest
    qtbot.waitUntil(lambda: trace(window).run == newest.number, timeout=LONG)


def press_button(window: MainWindow, words: str) -> None:
    button = next(b for b in window.notices.findChildren(QPushButton) if b.text() == words and b.isVisible())
    button.click()


def rewritten(path: Path, change: dict[str, bytes], format: int = 1) -> Path:
    with zipfile.ZipFile(path) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    manifest = {**json.loads(members["manifest.json"]), "format": format}
    out = path.with_name("b.rnnviz")
    with zipfile.ZipFile(out, "w") as made:
        for name, data in {**members, "manifest.json": json.dumps(manifest).encode(), **change}.items():
            made.writestr(name, data)
    return out
