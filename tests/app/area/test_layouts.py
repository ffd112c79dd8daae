"""Three designs, layouts by name, and the mode for lectures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from rnnviz.app.area.layouts import Layouts
from rnnviz.app.area.workspace import on_screen
from rnnviz.app.main_window import MainWindow
from rnnviz.views.frames.track import Track
from tests.app.driving import LONG, action, find, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, of dialogs


def shown_docks(window: MainWindow) -> set[str]:
    return {key for key, dock in window.parts.docks.docks.items() if not dock.isHidden()}


def is_on(window: MainWindow) -> bool:
    return window.lecture.on


def test_the_three_designs(qtbot: QtBot, resting: MainWindow) -> None:
    resting.resize(1600, 1000)
    qtbot.waitUntil(lambda: resting.width() == 1600)
    first = shown_docks(resting)
    action(resting, "layout_research").trigger()
    assert {"flow", "spectrum", "census", "training"} <= shown_docks(resting)
    assert "experiment" not in shown_docks(resting)
    qtbot.waitUntil(lambda: on_screen(resting.workspace.views["flow"].widget))
    qtbot.waitUntil(lambda: resting.parts.docks.docks["flow"].width() > 0.35 * resting.width())
    action(resting, "layout_lecture").trigger()
    assert [view.key for view in resting.parts.stack.shown] == ["tokens", "gradient_norms", "activations"]
    assert shown_docks(resting) == {"equations"}
    action(resting, "layout_explore").trigger()
    assert shown_docks(resting) == first
    fitting = [key for key in resting.parts.stack.first_order if key != "predictions"]  # no place for it in a text
    assert [view.key for view in resting.parts.stack.shown] == fitting


def test_a_layout_is_saved_renamed_applied_and_deleted(qtbot: QtBot, resting: MainWindow) -> None:
    layouts = resting.layouts
    action(resting, "layout_lecture").trigger()
    action(resting, "save_layout").trigger()
    dialog = find(resting, QInputDialog, "layout_name")
    (box,) = dialog.findChildren(QDialogButtonBox)
    assert not box.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.setTextValue("  my,  own & best ")
    assert box.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.accept()
    qtbot.waitUntil(lambda: resting.findChild(QInputDialog, "layout_name") is None)
    assert layouts.names == ["my, own & best"]
    layouts.rename("my, own & best", "Monday")
    action(resting, "layout_explore").trigger()
    again = Layouts(  # a later start
        resting, resting.layout_memory, resting.store, lambda: "equations", lambda: False, lambda: True, lambda _: None
    )
    assert again.names == ["Monday"]
    again.apply("Monday")
    assert shown_docks(resting) == {"equations"}
    assert [view.key for view in resting.parts.stack.shown] == ["tokens", "gradient_norms", "activations"]
    menu = find(resting, QMenu, "menu.layout")
    menu.aboutToShow.emit()
    assert "Monday" in [entry.text() for entry in menu.actions()]
    layouts.save("Tuesday")
    layouts.rename("Tuesday", "Monday")
    assert layouts.names == ["Monday", "Tuesday"]
    for name in ("Monday", "Tuesday"):
        layouts.delete(name)
    assert layouts.names == []
    again.setParent(None)
    again.deleteLater()


def test_damaged_names_of_layouts_are_forgotten(resting: MainWindow) -> None:
    for text in ("{", "[[1]]", '[["a", "docks"]]', "7"):
        resting.store.put("layouts/names", text)
        asks = (lambda: False, lambda: True)
        made = Layouts(resting, resting.layout_memory, resting.store, lambda: "equations", *asks, lambda _: None)
        assert made.names == []
        made.setParent(None)
        made.deleteLater()
    resting.store.forget("layouts/names")


@pytest.mark.parametrize("language", ["en", pytest.param("ko", marks=pytest.mark.soak)])
def test_a_lecture_is_large_calm_and_leaves_everything_as_it_was(
    qtbot: QtBot, resting: MainWindow, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(resting, "showFullScreen", lambda: None)
    resting.appearance.set_language("ko" if language == "ko" else "en")
    resting.parts.stack.set_shown("loss", False)
    before = resting.parts.stack.order, resting.parts.stack.hidden_keys(), shown_docks(resting)
    size = resting.parts.stack.readout.fontInfo().pointSizeF()
    press(resting, Qt.Key.Key_F11)
    assert is_on(resting)
    resting.resize(1280, 720)
    qtbot.waitUntil(lambda: resting.width() == 1280)
    assert resting.size().toTuple() == (1280, 720)
    for part in (resting.menuWidget(), resting.statusBar()):
        assert not part.isVisible()
    assert resting.parts.stack.readout.fontInfo().pointSizeF() == pytest.approx(1.6 * size, rel=0.02)
    units = resting.workspace.views["activations"]
    assert isinstance(units, Track)
    assert units.shared.line_width == 1.6
    qtbot.waitUntil(lambda: units.trace is resting.player.trace, timeout=LONG)
    qtbot.waitUntil(lambda: resting.parts.stack.readout.text() != "", timeout=LONG)
    qtbot.waitUntil(lambda: resting.parts.stack.narration.text() != "")
    for label in (resting.parts.stack.readout, resting.parts.stack.narration):  # nothing that is read is cut
        qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()))  # type: ignore[misc]
    press(resting, Qt.Key.Key_Right)
    assert resting.player.moment.t == 1
    press(resting, Qt.Key.Key_Escape)
    assert not is_on(resting)
    assert resting.menuWidget().isVisible()
    assert (resting.parts.stack.order, resting.parts.stack.hidden_keys(), shown_docks(resting)) == before
    assert resting.parts.stack.readout.fontInfo().pointSizeF() == pytest.approx(size, rel=0.02)
    assert not action(resting, "lecture_mode").isChecked()


def test_a_lecture_shows_what_another_model_has(
    qtbot: QtBot, resting: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resting, "showFullScreen", lambda: None)
    press(resting, Qt.Key.Key_F11)
    assert [view.key for view in resting.parts.stack.shown] == ["tokens", "gradient_norms", "activations"]
    resting.parts.stack.set_shown("loss", True)
    resting.editing.change({"cell.kind": "lstm"})
    qtbot.waitUntil(
        lambda: [view.key for view in resting.parts.stack.shown] == ["tokens", "gradient_norms", "gates"], timeout=LONG
    )
    resting.editing.change({"cell.kind": "rnn"})
    qtbot.waitUntil(lambda: "loss" in [view.key for view in resting.parts.stack.shown], timeout=LONG)
    assert not resting.parts.stack.is_shown("gates")
    resting.editing.change({"model.kind": "window", "task.kind": "series"})
    qtbot.waitUntil(lambda: shown_docks(resting) == {"autoregression"}, timeout=LONG)
    action(resting, "undo").trigger()
    qtbot.waitUntil(lambda: shown_docks(resting) == {"equations"}, timeout=LONG)
    press(resting, Qt.Key.Key_F11)
    kept = ("equations", "equations-gates", "autoregression-numbers")
    resting.store.forget(*(f"lecture/{kind}/docks" for kind in kept))
