"""Pinned runs: kept as they were, told apart, let go of, and stored as plain arrays."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow
from rnnviz.app.past.pins import MOST_ROWS, arrays
from rnnviz.history import History
from rnnviz.views.base import Shared
from rnnviz.views.palette import PALETTES
from rnnviz.views.plots.ghost_curves import DASHES
from rnnviz.views.training.dock import Training
from rnnviz.views.update_line import Ghost
from tests.app.driving import LONG, edit, find


@pytest.fixture
def learnt(qtbot: QtBot, resting: MainWindow) -> Iterator[MainWindow]:
    """A window whose run has learnt a little; nothing stays pinned."""
    learn(qtbot, resting, 5)
    yield resting
    line = resting.workspace.update_line
    line.unpin(*line.pinned)


def learn(qtbot: QtBot, window: MainWindow, count: int) -> None:
    window.link.update(count)
    qtbot.waitUntil(lambda: window.link.run is not None and len(window.link.run.history) == count, timeout=LONG)


def pinned(window: MainWindow) -> list[Ghost]:
    return list(window.workspace.update_line.pinned)


def curves(window: MainWindow) -> Training:
    found = window.workspace.views["training"]
    assert isinstance(found, Training)
    assert window.link.run is not None
    found.follow(window.link.run.history)
    return found


def pin(window: MainWindow) -> None:
    curves(window)
    find(window, QToolButton, "view.training.pin").click()


def test_a_pinned_run_stays_as_it_was_under_the_next(qtbot: QtBot, learnt: MainWindow) -> None:
    assert learnt.link.run is not None
    kept = learnt.link.run.history["loss"].copy()
    pin(learnt)
    edit(learnt, "cell.hidden_size", 5)
    qtbot.waitUntil(lambda: learnt.link.run is learnt.link.newest, timeout=LONG)
    learn(qtbot, learnt, 3)
    pin(learnt)
    first, second = learnt.workspace.update_line.pinned
    np.testing.assert_array_equal(first.history["loss"], kept)
    assert len(second.history) == 3
    assert second.name.endswith("Elman RNN, H 5")
    assert "hidden size 3 → 5" in second.about
    assert "update 3" in second.about
    drawn = curves(learnt).loss.ghosts
    assert drawn.ghosts[-2:] == (first, second)
    captions = drawn.captions(3.0, named=True)
    assert [caption.label for caption in captions[-2:]] == [first.name, second.name]
    dashes = [caption.dashes for caption in captions]
    assert dashes == list(DASHES[: len(dashes)])
    assert len(set(dashes)) == len(dashes)


def test_what_is_pinned_can_be_removed_one_by_one(learnt: MainWindow) -> None:
    view = curves(learnt)
    assert not view.pin.pinned.isVisibleTo(view.widget)
    pin(learnt)
    pin(learnt)
    assert view.pin.pinned.isVisibleTo(view.widget)
    first, second = learnt.workspace.update_line.pinned
    assert first.name != second.name
    view.pin.menu.aboutToShow.emit()
    view.pin.menu.actions()[0].trigger()
    assert pinned(learnt) == [second]
    offers = view.offers()
    offers[-1].act()
    assert pinned(learnt) == []
    assert not view.pin.pinned.isVisibleTo(view.widget)


def test_nothing_can_be_pinned_before_anything_was_learnt(resting: MainWindow) -> None:
    view = curves(resting)
    assert not view.pin.pin.isEnabled()
    assert not view.offers()[0].enabled
    resting.pins.pin()
    assert resting.workspace.update_line.pinned == ()


def test_pins_are_kept_in_sessions_and_join_those_that_are_there(qtbot: QtBot, learnt: MainWindow) -> None:
    pin(learnt)
    edit(learnt, "cell.hidden_size", 5)
    qtbot.waitUntil(lambda: learnt.link.run is learnt.link.newest, timeout=LONG)
    learn(qtbot, learnt, 3)
    pin(learnt)
    before = learnt.workspace.update_line.pinned
    files = dict(learnt.sessions.gather().parts)
    assert files["pins/curves.safetensors"] == learnt.pins.pack()["curves.safetensors"]
    assert learnt.pins.pack() is learnt.pins.pack(), "nothing is packed twice"
    packed = learnt.pins.pack()
    learnt.workspace.update_line.unpin(*before)
    assert learnt.pins.pack() == {}
    learnt.pins.unpack({})
    assert pinned(learnt) == []
    learnt.pins.unpack(packed)
    after = pinned(learnt)
    learnt.pins.unpack(packed)
    assert pinned(learnt) == after, "none is pinned twice"
    assert [ghost.about for ghost in after] == [ghost.about for ghost in before]
    assert [ghost.name.partition(": ")[2] for ghost in after] == [ghost.name.partition(": ")[2] for ghost in before]
    for one, other in zip(before, after, strict=True):
        assert one.history.names == other.history.names
        np.testing.assert_array_equal(one.history["loss"], other.history["loss"])


def test_a_session_keeps_long_pins_thinned_and_the_last_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    histories = [History(), History()]
    for history, length in zip(histories, (60_000, 10), strict=True):
        history.extend({"update": np.arange(1.0, length + 1), "loss": np.linspace(2, 1, length)})
    ghosts = [Ghost(line=n, name=str(n), history=h) for n, h in enumerate(histories)]
    found = arrays(ghosts)
    assert (len(found["1/update"]), len(found["2/update"])) == (MOST_ROWS, 10)
    assert (found["1/update"][0], found["1/update"][-1], found["1/loss"][-1]) == (1.0, 60_000.0, 1.0)
    monkeypatch.setattr("rnnviz.app.past.pins.MOST_BYTES", 1000)
    found = arrays(ghosts)
    assert {name.partition("/")[0] for name in found} == {"1"}
    assert str(found["1/name"]) == "1", "the one that was pinned last"


def test_a_view_made_anew_shows_what_is_pinned(qtbot: QtBot, learnt: MainWindow) -> None:
    pin(learnt)
    workspace, run = learnt.workspace, learnt.link.run
    assert run is not None
    shared = Shared(
        palette=PALETTES["dark"], axis=workspace.axis, selection=workspace.selection, update_line=workspace.update_line
    )
    again = Training(shared)
    qtbot.addWidget(again.widget, before_close_func=lambda _: again.close())
    again.follow(run.history)
    assert again.loss.ghosts.ghosts[-1:] == tuple(pinned(learnt))
    assert again.pin.pinned.text().startswith("1")
