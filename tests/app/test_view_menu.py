"""Every view has its menu: the standard entries, what it draws as data, and what it is for."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from rnnviz.app.export.exporting import MOST_COPIED
from rnnviz.app.main_window import MainWindow
from rnnviz.app.view_menu import MOST_OPERATIONS, STANDARD
from rnnviz.data_file import text_of, write_npz
from rnnviz.views import VIEWS
from rnnviz.views.frames.track import Track
from rnnviz.views.offer import Offer
from tests.app.driving import LONG, action, press
from tests.app.files.saving import press_button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, of popups


def entry(menu: QMenu, name: str) -> QAction:
    """Return an entry by its name."""
    found = menu.findChild(QAction, f"entry.{name}")
    assert isinstance(found, QAction), name
    return found


@pytest.mark.parametrize("key", list(VIEWS))
def test_every_view_has_the_standard_entries_and_gives_its_data(
    qtbot: QtBot, resting: MainWindow, tmp_path: Path, key: str
) -> None:
    view = resting.workspace.views[key]
    trace = resting.player.trace
    assert trace is not None
    view.show(trace, resting.player.moment)
    menu = resting.menus.menu(key)
    for name in (*STANDARD, "hide"):
        assert entry(menu, name).text(), (key, name)
    assert view.purpose.endswith(".")
    assert len(view.purpose) > 40
    arrays = view.data()
    assert entry(menu, "copy_data").isEnabled() == bool(arrays)
    menu.deleteLater()
    for name, array in arrays.items():
        assert isinstance(array, np.ndarray)
        assert array.dtype.kind in "fiubU", (key, name, array.dtype)
    write_npz(tmp_path / "x.npz", arrays, {"view": key})
    with np.load(tmp_path / "x.npz", allow_pickle=False) as file:
        assert set(file) == {*arrays, "about"}
        for name, array in arrays.items():
            np.testing.assert_array_equal(file[name], array)
    assert text_of(arrays, {}).count("\n") >= 1 + sum(array.size for array in arrays.values())


@pytest.mark.parametrize(("key", "names"), [
    ("tokens", {"tokens", "layer0.hidden"}), ("activations", {"layer0.hidden"}), ("cell_state", set()),
    ("loss", {"loss", "loss_steps", "loss_by_time"}),
])  # fmt: skip
def test_the_data_are_the_arrays_of_the_trace(resting: MainWindow, key: str, names: set[str]) -> None:
    trace = resting.player.trace
    assert trace is not None
    view = resting.workspace.views[key]
    view.show(trace, resting.player.moment)
    assert set(view.data()) == names
    for name, array in view.data().items():
        assert array is trace[name]


def test_what_a_view_offers_stands_first_and_acts(resting: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    go = Offer(title="Silence & go", act=lambda: done.append("a"))
    offers = [go, Offer(title="Not now", act=list, why="It is too early.")]
    monkeypatch.setattr(type(resting.workspace.views["gates"]), "offers", lambda _: offers)
    menu = resting.menus.menu("gates")
    first, second = menu.actions()[:2]
    first.trigger()
    assert done == ["a"]
    assert first.text() == "Silence && go"
    assert not second.isEnabled()
    assert second.toolTip() == "It is too early."
    menu.deleteLater()


def test_every_entry_that_cannot_be_chosen_says_why(resting: MainWindow) -> None:
    for key in resting.workspace.kinds:
        menu = resting.menus.menu(key)
        within = [part for part in menu.findChildren(QMenu) if part is not menu]
        for part in (menu, *within):
            assert part.toolTipsVisible()
            for entry in part.actions():
                words = entry.text().partition("\t")[0]
                if not entry.isSeparator() and not entry.isEnabled():
                    assert entry.toolTip() not in ("", words), f"{key}: {words}"
        menu.deleteLater()
    for key in ("undo", "redo", "turn_back"):
        entry = resting.actions_by_key[key]
        assert not entry.isEnabled()
        assert "(" not in entry.toolTip(), "the reason stands in place of what it would do, and its keys"


@pytest.mark.parametrize("count", [MOST_OPERATIONS, MOST_OPERATIONS + 1])
def test_many_acts_of_surgery_have_a_menu_of_their_own(
    resting: MainWindow, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    done: list[int] = []
    acts = [Offer(title=f"Act {n}", act=lambda n=n: done.append(n), operates=True) for n in range(count)]  # type: ignore[misc]
    other = Offer(title="Other", act=list)
    monkeypatch.setattr(type(resting.workspace.views["gates"]), "offers", lambda _: [*acts, other])
    menu = resting.menus.menu("gates")
    within = menu.findChild(QMenu, "entry.surgery")
    assert (within is not None) == (count > MOST_OPERATIONS)
    entries = (menu if within is None else within).actions()[:count]
    assert [each.text() for each in entries] == [act.title for act in acts]
    assert "Other" in [each.text() for each in menu.actions()]
    entries[-1].trigger()
    assert done == [count - 1]
    menu.deleteLater()


def shown_menu() -> QMenu | None:
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, QMenu) else None


@pytest.mark.parametrize("key", ["gates", "training", "equations"])
def test_the_right_button_opens_the_menu(qtbot: QtBot, resting: MainWindow, key: str) -> None:
    widget = resting.workspace.views[key].widget
    at = QPoint(widget.width() // 2, widget.height() // 2)
    child = widget.childAt(at) or widget
    place = child.mapFrom(widget, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, child.mapToGlobal(place))
    QApplication.sendEvent(child, event)
    qtbot.waitUntil(lambda: shown_menu() is not None)
    menu = shown_menu()
    assert menu is not None
    assert menu.objectName() == f"menu.view.{key}"
    menu.close()


def test_keys_mean_the_plot_that_has_the_focus(qtbot: QtBot, resting: MainWindow) -> None:
    units = resting.workspace.views["activations"]
    assert isinstance(units, Track)
    qtbot.waitUntil(lambda: units.trace is resting.player.trace, timeout=LONG)
    units.plot.setFocus()
    assert resting.menus.current is units
    press(resting, Qt.Key.Key_F10, shift=True)
    qtbot.waitUntil(lambda: shown_menu() is not None)
    menu = shown_menu()
    assert menu is not None
    assert menu.objectName() == "menu.view.activations"
    menu.close()
    QGuiApplication.clipboard().clear()
    press(resting, Qt.Key.Key_C, ctrl=True)
    image = QGuiApplication.clipboard().image()
    assert image.width() == 2 * units.widget.width()
    assert image.text("experiment") == "hello-rnn"
    loss = resting.workspace.views["loss"]
    assert isinstance(loss, Track)
    qtbot.waitUntil(lambda: loss.trace is resting.player.trace, timeout=LONG)
    loss.plot.setFocus()
    action(resting, "copy_data").trigger()
    text = QGuiApplication.clipboard().text()
    assert "# command,rnnviz run hello-rnn" in text
    rows = [row.split(",") for row in text.splitlines() if row.startswith("loss_by_time,nats")]
    trace = resting.player.trace
    assert trace is not None
    np.testing.assert_array_equal(np.array([row[-1] for row in rows], np.float32), trace["loss_by_time"])
    assert [notice.key for notice in resting.notices.shown] == ["done"]


def test_many_numbers_are_offered_a_file_before_the_clipboard(
    qtbot: QtBot, resting: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = resting.workspace.views["loss"]
    monkeypatch.setattr(view, "data", lambda: {"loss_by_time": np.arange(MOST_COPIED + 1.0)})
    QGuiApplication.clipboard().setText("as it was")
    resting.exporting.copy_data(view)
    assert QGuiApplication.clipboard().text() == "as it was"
    (notice,) = resting.notices.shown
    assert "200,001 numbers" in notice.text
    assert not notice.seconds, "a choice waits for whoever has it"
    (export, _), (copy, _) = notice.choices
    press_button(resting, export)
    dialog = resting.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: resting.findChild(QFileDialog) is None)
    assert not resting.notices.shown
    monkeypatch.setattr(view, "data", lambda: {"loss_by_time": np.arange(3.0)})
    resting.exporting.copy_data(view)
    assert QGuiApplication.clipboard().text().endswith("loss_by_time,nats,2,2.0\n")
    monkeypatch.setattr(view, "data", lambda: {"loss_by_time": np.arange(MOST_COPIED + 1.0)})
    resting.exporting.copy_data(view)
    press_button(resting, copy)
    assert QGuiApplication.clipboard().text().endswith("loss_by_time,nats,200000,200000.0\n")
    QGuiApplication.clipboard().clear()


def test_a_view_explains_itself(qtbot: QtBot, resting: MainWindow) -> None:
    resting.exporting.explain(resting.workspace.views["gradient_norms"])
    card = QApplication.activePopupWidget()
    assert card is not None
    assert card.objectName() == "explanation"
    QTest.keyClick(card, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_hidden_from_the_menu_and_shown_again(qtbot: QtBot, resting: MainWindow) -> None:
    for key in ("gates", "training"):
        view = resting.workspace.views[key]
        resting.menus.hide(view)
        assert not resting.menus.is_shown(key)
        resting.menus.reveal(key)
        qtbot.waitUntil(lambda key=key: resting.menus.is_shown(key))  # type: ignore[misc]


def test_data_are_saved_by_the_ending(resting: MainWindow, tmp_path: Path) -> None:
    view = resting.workspace.views["loss"]
    resting.exporting.save_data(view, tmp_path / "loss.csv")
    resting.exporting.save_data(view, tmp_path / "loss.npz")
    assert "loss_by_time,nats,0," in (tmp_path / "loss.csv").read_text("utf-8")
    with np.load(io.BytesIO((tmp_path / "loss.npz").read_bytes()), allow_pickle=False) as file:
        np.testing.assert_array_equal(file["loss_by_time"], view.data()["loss_by_time"])
    resting.exporting.save_data(view, tmp_path / "none" / "loss.csv")
    assert "cannot be written" in resting.notices.shown[-1].text
