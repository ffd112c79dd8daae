"""How tests drive the window: keys, actions, drops; and what they look at."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from rnnviz.app.form.field_row import Edit
from rnnviz.app.main_window import MainWindow
from rnnviz.trace import Trace
from rnnviz.views.frames.track import Track

LONG = 60_000
"""Milliseconds in which even a busy machine does anything that is waited for."""

_serials = itertools.count(10_000)

W = TypeVar("W", bound=QWidget)


def press(widget: QWidget, key: Qt.Key, *, shift: bool = False, ctrl: bool = False) -> None:
    """Press and release a key."""
    modifiers = Qt.KeyboardModifier.NoModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    if ctrl:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(widget, key, modifiers)


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def find(window: QWidget, kind: type[W], name: str) -> W:
    """Return a widget of the window by its name."""
    found = window.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def action(window: MainWindow, key: str) -> QAction:
    """Return an action by its key."""
    found = window.findChild(QAction, f"action.{key}")
    assert isinstance(found, QAction), key
    return found


def edit(window: MainWindow, path: str, value: object, *, final: bool = True, serial: int = 0) -> None:
    """Change a field as the form does."""
    window.parts.form.edited.emit(Edit(path=path, value=value, final=final, serial=serial or next(_serials)))


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def trace(window: MainWindow) -> Trace:
    """Return the trace that is shown."""
    assert window.player.trace is not None
    return window.player.trace


def plays(window: MainWindow) -> bool:
    """Return whether the moment runs."""
    return window.player.playing


def cursor(window: MainWindow, key: str) -> float:
    """Return the step at which a track draws its cursor."""
    view = window.workspace.views[key]
    assert isinstance(view, Track)
    return float(view.plot.cursor_line.value())


def said(window: MainWindow) -> list[str]:
    """Return the keys of the notices that are shown."""
    return [notice.key for notice in window.notices.shown]
