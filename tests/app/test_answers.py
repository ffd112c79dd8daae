"""What is asked of every view, in a window whose model fills it: it answers the mouse in numbers, and gives data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.assembly import from_values
from rnnviz.catalogue import load
from rnnviz.trace import Moment
from rnnviz.views import VIEWS
from rnnviz.views.base import View
from rnnviz.views.frames.dock import Dock
from rnnviz.views.generation.dock import Generation
from rnnviz.views.hunt.dock import UnitHunt
from rnnviz.views.plots.captions import Captions
from tests.app.driving import LONG

READS = {"task": {"kind": "char_lm", "length": 16}, "cell": {"kind": "lstm", "hidden_size": 4}}
TRANSLATES = {
    "task": {"kind": "translate"}, "model": {"attention": "dot"}, "cell": {"kind": "gru", "hidden_size": 4},
}  # fmt: skip
PREDICTS = {"task": {"kind": "series"}, "cell": {"kind": "rnn", "hidden_size": 4}}
FILLED_BY = {"attention": TRANSLATES, "autoregression": PREDICTS, "predictions": PREDICTS}
BY_MODEL = sorted(VIEWS, key=lambda key: str(FILLED_BY.get(key, READS)))
"""The views, those that one model fills one after the other: it is opened once."""
UPDATES = 40


@pytest.fixture(scope="module", autouse=True)
def as_at_first(window: MainWindow) -> Iterator[None]:
    """Leave the window as other tests know it."""
    yield
    window.layout_memory.reset()
    window.editing.open(load("hello-rnn"))
    window.editing.undo_stack.clear()


def fill(qtbot: QtBot, window: MainWindow, key: str) -> View:
    """Have a view on the screen, filled by a model after a few updates."""
    experiment = from_values(FILLED_BY.get(key, READS))
    if window.editing.now != experiment:
        window.appearance.set_language("en")
        window.editing.open(experiment)
    player, newest = window.player, window.editing.newest
    qtbot.waitUntil(lambda: player.trace is not None and player.trace.run == newest.number, timeout=LONG)
    player.pause()
    assert player.trace is not None
    if player.trace.update < UPDATES:
        window.link.update(UPDATES - player.trace.update)
        qtbot.waitUntil(lambda: player.trace is not None and player.trace.update >= UPDATES, timeout=LONG)
    player.go_to(Moment("backward", 9))
    if VIEWS[key].place == "dock":
        window.parts.docks.open(key)
    view = window.workspace.views[key]
    qtbot.waitUntil(lambda: window.parts.settled and not window.link.lacking, timeout=LONG)
    if isinstance(view, UnitHunt) and view.scored is None:
        view.hunt()
    if isinstance(view, Generation) and view.text is None:
        qtbot.waitUntil(lambda: not view.sentence and not window.jobs.busy, timeout=LONG)
        view.pace.take("once")
        view.write()
    qtbot.waitUntil(lambda: bool(view.data()) and not window.jobs.busy, timeout=LONG)
    return view


def drawing(view: View) -> QWidget:
    """Return what of a view is drawn or listed: the largest of what is painted in it."""
    parts = [each for each in view.widget.findChildren(QWidget) if each.isVisible()]
    found: list[QWidget] = [each.viewport() for each in parts if isinstance(each, QAbstractScrollArea)]
    found += [each for each in parts if type(each).__module__.startswith("rnnviz") and "paintEvent" in vars(type(each))]
    drawn = [each for each in found if not isinstance(each, QLabel | Captions | QAbstractScrollArea)]
    return max(drawn, key=lambda each: each.width() * each.height())


def said(window: MainWindow, view: View) -> set[str]:
    """Return every text that is read in a view, and the line under the tracks."""
    labels = [label.text() for label in view.widget.findChildren(QLabel) if label.isVisible()]
    captions = [each.text for each in view.widget.findChildren(Captions) if each.isVisible()]
    return {*labels, *captions, window.parts.stack.readout.text()}


def answers(window: MainWindow, view: View, over: QWidget) -> set[str]:
    """Return what is said anew while the mouse goes over a drawing, from its middle outwards: read-outs, tool tips."""
    window.workspace.axis.set_hover(None)
    middle, before = over.rect().center(), said(window, view)
    found: set[str] = set()
    for step in range(25):
        x, y = (step % 5 - 2) * over.width() // 9, (step // 5 - 2) * over.height() // 9
        at = middle + QPoint(x, y)
        QTest.mouseMove(over, at)
        window.parts.paint()
        QApplication.sendEvent(over, QHelpEvent(QEvent.Type.ToolTip, at, over.mapToGlobal(at)))
        found |= (said(window, view) - before) | {QToolTip.text()}
    QToolTip.hideText()
    return found - {""}


@pytest.mark.parametrize("key", BY_MODEL)
def test_a_view_answers_the_mouse_in_numbers_and_gives_its_data(qtbot: QtBot, window: MainWindow, key: str) -> None:
    view = fill(qtbot, window, key)
    assert not isinstance(view, Dock) or not view.sentence
    found = answers(window, view, drawing(view))
    assert any(re.search(r"\d", words) for words in found), (key, type(drawing(view)).__name__, found)
    arrays: dict[str, Any] = dict(view.data())
    assert arrays
    for name, array in arrays.items():
        assert name.strip(), key
        assert isinstance(array, np.ndarray)
    assert max(array.size for array in arrays.values()) > 1, "there is something to be exported"
    assert view.purpose.endswith(".")
    assert view.purpose[0].isupper()
