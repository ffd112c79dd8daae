from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDockWidget,
    QMenu,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rnnviz.app.area.workspace import on_screen
from rnnviz.app.main_window import MainWindow
from rnnviz.app.moment.narration import narrate
from rnnviz.app.screen import SHARES
from rnnviz.catalogue import load
from rnnviz.history import History
from rnnviz.trace import PHASES, Moment
from rnnviz.views.frames.track import Track
from rnnviz.views.words.elided import ElidedLabel
from tests.app.driving import LONG, action, find, press, trace


def test_a_loop_is_marked_on_the_ruler_and_turned_with_l(qtbot: QtBot, resting: MainWindow) -> None:
    ruler = resting.parts.stack.ruler
    y = ruler.height() // 2
    start, end = (QPoint(round(ruler.x_of(t)), y) for t in (1, 3))
    QTest.mousePress(ruler, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(ruler, end)
    QTest.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=end)
    seen = [resting.player.loop]
    for _ in range(2):
        press(resting, Qt.Key.Key_L)
        seen.append(resting.player.loop)
    assert seen == [(1, 3), None, (1, 3)]
    assert action(resting, "loop").isChecked()
    resting.workspace.axis.set_loop(None)


def test_the_ruler_has_the_tracks_columns_to_the_pixel(qtbot: QtBot, resting: MainWindow) -> None:
    ruler = resting.parts.stack.ruler
    for key in ("gradient_norms", "activations", "loss"):
        view = resting.workspace.views[key]
        assert isinstance(view, Track)
        for t in (0, resting.player.length - 1):
            scene = view.plot.box.mapViewToScene(QPointF(t, 0))
            x = view.plot.viewport().mapTo(resting, view.plot.mapFromScene(scene)).x()
            assert abs(x - ruler.mapTo(resting, QPoint(0, 0)).x() - ruler.x_of(t)) <= 1.5, (key, t)


def test_the_layout_is_remembered_and_reset(qtbot: QtBot, resting: MainWindow) -> None:
    stack, docks = resting.parts.stack, resting.parts.docks.docks
    first = stack.order
    stack.shift("loss", -2)
    stack.set_shown("cell_state", False)
    docks["training"].hide()
    moved = stack.order
    resting.layout_memory.save()
    resting.layout_memory.reset()
    assert stack.order == first
    assert not docks["training"].isHidden()
    resting.layout_memory.restore()
    assert stack.order == moved
    assert not stack.is_shown("cell_state")
    assert docks["training"].isHidden()
    press(resting, Qt.Key.Key_0, ctrl=True)
    assert stack.order == first
    assert stack.is_shown("cell_state")
    resting.layout_memory.save()


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one
def test_docks_float_and_come_back(qtbot: QtBot, resting: MainWindow) -> None:
    dock = find(resting, QDockWidget, "dock.training")
    dock.setFloating(True)
    view = resting.workspace.views["training"]
    assert on_screen(view.widget)
    resting.layout_memory.reset()
    assert not dock.isFloating()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_smallest_window_has_room_for_everything(qtbot: QtBot, resting: MainWindow, language: str) -> None:
    resting.appearance.set_language("ko" if language == "ko" else "en")
    for name in ("python-lstm", "translate-attention"):
        resting.editing.open(load(name))
        for width, height in ((1024, 700), (1280, 860)):
            resting.resize(width, height)
            qtbot.waitUntil(lambda width=width: resting.width() == width)  # type: ignore[misc]
            assert resting.size().toTuple() == (width, height)
            for button in resting.findChildren(QToolButton):
                if on_screen(button) and button.parentWidget() in (resting.parts.transport, resting.parts.top):
                    assert button.width() >= button.sizeHint().width(), (name, button.objectName())


def test_the_attention_dock_comes_and_goes_with_models_that_have_attention(qtbot: QtBot, resting: MainWindow) -> None:
    dock = resting.parts.docks.docks["attention"]
    assert dock.isHidden()
    resting.documents.open_preset("translate-attention")
    qtbot.waitUntil(lambda: on_screen(resting.workspace.views["attention"].widget), timeout=LONG)
    attention = resting.workspace.views["attention"]
    qtbot.waitUntil(lambda: attention.trace is not None and "decoder.attention" in attention.trace, timeout=LONG)
    resting.documents.open_preset("hello-rnn")
    qtbot.waitUntil(lambda: dock.isHidden(), timeout=LONG)
    equations = resting.workspace.views["equations"].widget
    qtbot.waitUntil(lambda: on_screen(equations))  # its tab comes forward when the other has gone


STUDIES = ("flow", "spectrum", "census", "cliff")


@pytest.mark.parametrize("key", STUDIES)
def test_a_dock_that_a_person_opens_comes_to_the_front_large_enough_to_be_read(
    qtbot: QtBot, resting: MainWindow, key: str
) -> None:
    resting.resize(1600, 1000)
    resting.layout_memory.reset()
    qtbot.waitUntil(lambda: resting.width() == 1600)
    dock, others = resting.parts.docks.docks[key], ("equations", "training", "clipping")
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: on_screen(resting.workspace.views[key].widget) and dock.height() >= 400)
    assert dock.width() >= 400
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(dock.isHidden)
    resting.layout_memory.reset()
    qtbot.waitUntil(lambda: all(not resting.parts.docks.docks[other].isHidden() for other in others))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_smallest_window_has_room_for_any_two_docks_above_its_transport(
    qtbot: QtBot, resting: MainWindow, language: str
) -> None:
    resting.appearance.set_language("ko" if language == "ko" else "en")
    resting.resize(1024, 700)
    resting.layout_memory.reset()
    qtbot.waitUntil(lambda: resting.width() == 1024)
    docks = resting.parts.docks.docks
    for key in STUDIES:
        docks[key].toggleViewAction().trigger()
        qtbot.waitUntil(lambda key=key: on_screen(resting.workspace.views[key].widget))  # type: ignore[misc]
        for other in ("training", "clipping"):
            docks[other].raise_()
            QApplication.processEvents()
            top = resting.parts.transport.mapTo(resting, QPoint(0, 0)).y()
            lowest = max(dock.geometry().bottom() for dock in docks.values() if on_screen(dock))
            assert lowest <= top, (key, other)
    resting.layout_memory.reset()


def test_a_tab_bar_that_lies_over_the_menu_is_put_outside_the_window(qtbot: QtBot, resting: MainWindow) -> None:
    stray = QTabBar(resting)
    stray.addTab("left")
    stray.setGeometry(0, 0, 80, 20)
    stray.show()
    qtbot.waitUntil(lambda: stray.geometry().bottom() < 0)
    stray.setParent(None)
    stray.deleteLater()


def test_no_tab_bar_is_left_over_the_menu(qtbot: QtBot, resting: MainWindow) -> None:
    size = resting.size()
    for layout in ("layout_lecture", "layout_explore", "layout_research"):
        action(resting, layout).trigger()
        for height in (700, 1000):
            resting.resize(1024, height)
            resting.layout_memory.take(resting.layout_memory.present())
            qtbot.waitUntil(lambda: not resting.tabs.strays)
    resting.appearance.set_theme("dark")  # every view is made anew, in tabs
    resting.layout_memory.take(resting.layout_memory.present())
    qtbot.waitUntil(lambda: not resting.tabs.strays)
    resting.layout_memory.reset()
    resting.resize(size)


def heights(window: MainWindow) -> dict[str, int]:
    return {view.key: view.widget.height() for view in window.parts.stack.shown}


def test_tracks_that_a_model_has_nothing_for_fold_to_their_heading(qtbot: QtBot, resting: MainWindow) -> None:
    stack = resting.parts.stack
    resting.resize(1280, 860)
    qtbot.waitUntil(lambda: stack.is_folded("gates") and stack.is_folded("cell_state"), timeout=LONG)
    qtbot.waitUntil(lambda: heights(resting)["gates"] <= 30)
    view = resting.workspace.views["gates"]
    assert isinstance(view, Track)
    assert view.frame.reason.isVisible()
    assert "no gates" in view.frame.reason.text()
    assert not view.frame.reason.cut
    assert stack.folded_keys() == []  # nobody folded it
    folded = heights(resting)
    resting.editing.change({"cell.kind": "lstm"})
    qtbot.waitUntil(lambda: not stack.is_folded("gates") and not stack.is_folded("cell_state"), timeout=LONG)
    qtbot.waitUntil(lambda: heights(resting)["gates"] > 80)
    assert view.frame.reason.isHidden()
    assert heights(resting)["activations"] < folded["activations"]
    open_ = heights(resting)
    resting.editing.change({"cell.kind": "rnn"})
    qtbot.waitUntil(lambda: stack.is_folded("gates") and stack.is_folded("cell_state"), timeout=LONG)
    resting.editing.change({"cell.kind": "lstm"})
    qtbot.waitUntil(lambda: not stack.is_folded("gates") and not stack.is_folded("cell_state"), timeout=LONG)
    qtbot.waitUntil(lambda: all(abs(heights(resting)[key] - high) <= 2 for key, high in open_.items()))


def test_a_track_that_a_model_can_never_fill_takes_no_room(qtbot: QtBot, resting: MainWindow) -> None:
    stack = resting.parts.stack
    view = resting.workspace.views["predictions"]
    shown = [each.key for each in stack.shown]
    assert view.widget.isHidden()
    assert "predictions" not in shown
    assert stack.is_shown("predictions")  # nobody hid it
    assert stack.hidden_keys() == []
    assert all(size > 0 for size in stack.sizes())
    switch = find(resting, QMenu, "menu.tracks").actions()[stack.first_order.index("predictions")]
    find(resting, QMenu, "menu.tracks").aboutToShow.emit()
    assert (switch.isChecked(), switch.isEnabled()) == (True, False)
    assert "symbols" in switch.toolTip()
    resting.menus.reveal("predictions")
    assert "symbols" in resting.notices.shown[-1].text
    stack.shift(shown[1], -1)  # over the next that is seen, not over an absent one
    assert [each.key for each in stack.shown] == [shown[1], shown[0], *shown[2:]]
    stack.shift(shown[1], +1)
    resting.layout_memory.save()
    resting.layout_memory.restore()
    assert view.widget.isHidden()
    resting.editing.change({"task.kind": "adding"})
    qtbot.waitUntil(lambda: view.widget.isVisible() and heights(resting).get("predictions", 0) > 60, timeout=LONG)
    qtbot.waitUntil(lambda: view.trace is resting.player.trace, timeout=LONG)
    assert stack.absence("predictions") == ""
    resting.appearance.set_language("ko")  # made anew, it stands where it stood
    assert resting.workspace.views["predictions"].widget.isVisible()
    stack.set_shown("predictions", False)
    assert resting.workspace.views["predictions"].widget.isHidden()
    stack.set_shown("predictions", True)
    resting.editing.change({"task.kind": "hello"})
    qtbot.waitUntil(lambda: resting.workspace.views["predictions"].widget.isHidden(), timeout=LONG)
    assert stack.absence("predictions")


def test_tracks_that_would_be_thin_are_scrolled_and_the_ruler_stays_under_them(
    qtbot: QtBot, resting: MainWindow
) -> None:
    stack, size = resting.parts.stack, resting.size()
    scroll = stack.area
    assert scroll is not None
    resting.editing.change({"task.kind": "adding", "cell.kind": "lstm"})
    qtbot.waitUntil(lambda: heights(resting).keys() == set(stack.first_order), timeout=LONG)
    qtbot.waitUntil(lambda: not stack.is_folded("gates"), timeout=LONG)
    resting.resize(1600, 1000)
    qtbot.waitUntil(lambda: resting.height() == 1000 and not scroll.scrolls and scroll.beside == 0)
    resting.resize(1024, 700)
    qtbot.waitUntil(lambda: scroll.scrolls and scroll.beside > 0)
    views = {view.key: view for view in stack.shown if isinstance(view, Track)}
    qtbot.waitUntil(lambda: sum(view.plot.height() for view in views.values()) >= 75 * len(views))
    plot, ruler = views["tokens"].plot, stack.ruler
    length = resting.player.length
    for t in (0, length - 1):  # columns line up to the pixel
        place = plot.mapFromScene(plot.box.mapViewToScene(QPointF(t, 0))).x() + plot.mapTo(stack, QPoint(0, 0)).x()
        assert ruler.mapTo(stack, QPoint(0, 0)).x() + ruler.x_of(t) == pytest.approx(place, abs=1.5)
    at = ruler.mapTo(stack, QPoint(0, 0)).y()
    assert not scroll.shows(views["loss"].widget)
    press(resting, Qt.Key.Key_PageDown)
    assert scroll.shows(views["loss"].widget)
    assert not scroll.shows(views["tokens"].widget)
    qtbot.waitUntil(lambda: views["loss"].trace is resting.player.trace)
    assert ruler.mapTo(stack, QPoint(0, 0)).y() == at
    span = stack.ruler._axis.range
    send_wheel(views["loss"].bar, +1)
    assert scroll.verticalScrollBar().value() < scroll.verticalScrollBar().maximum()
    assert stack.ruler._axis.range == span
    send_wheel(views["loss"].plot.viewport(), +1)  # over a plot it zooms
    assert stack.ruler._axis.range != span
    stack.fit()
    stack.set_folded("tokens", True)
    stack.set_folded("tokens", False)
    qtbot.waitUntil(lambda: scroll.shows(views["tokens"].widget))
    for key in ("predictions", "cell_state"):
        stack.set_shown(key, False)
    qtbot.waitUntil(lambda: not scroll.scrolls and scroll.beside == 0)
    stack.show_all()
    resting.resize(size)


def test_a_track_that_is_shown_again_has_the_height_it_had(qtbot: QtBot, resting: MainWindow) -> None:
    resting.layout_memory.reset()
    QApplication.processEvents()
    stack, before = resting.parts.stack, heights(resting)
    keys = ("tokens", "activations", "loss")
    for key in keys:
        stack.set_shown(key, False)
    QApplication.processEvents()
    for key in keys:
        stack.set_shown(key, True)
    qtbot.waitUntil(lambda: all(heights(resting)[key] >= 0.7 * before[key] for key in keys))


def test_the_buttons_in_a_docks_title_say_what_they_do(resting: MainWindow) -> None:
    for key, dock in resting.parts.docks.docks.items():
        buttons = dock.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        assert len(buttons) == 2, key
        title = dock.windowTitle().replace("&&", "&")
        assert all(title in button.toolTip() for button in buttons), key


def send_wheel(widget: QWidget, notches: int) -> None:
    """Turn the wheel over the middle of a widget: as on a screen, what it does not take goes to what it is in."""
    asked: QWidget | None = widget
    while asked is not None:
        at = QPointF(asked.rect().center())
        event = QWheelEvent(
            at, asked.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(asked, event)
        if event.isAccepted():
            return
        asked = asked.parentWidget()


def test_a_person_folds_a_track_by_its_heading_and_it_is_remembered(qtbot: QtBot, resting: MainWindow) -> None:
    stack = resting.parts.stack
    view = resting.workspace.views["activations"]
    assert isinstance(view, Track)
    qtbot.waitUntil(lambda: heights(resting)["gates"] <= 30 and heights(resting)["cell_state"] <= 30, timeout=LONG)
    size, before = resting.size(), heights(resting)
    QTest.mouseDClick(view.bar, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert stack.folded_keys() == ["activations"]
    qtbot.waitUntil(lambda: heights(resting)["activations"] <= 36)
    resting.layout_memory.save()
    resting.layout_memory.reset()
    assert not stack.is_folded("activations")
    resting.layout_memory.restore()
    resting.resize(size)  # the screen of tests is smaller
    assert stack.folded_keys() == ["activations"]
    menu = resting.menus.menu("activations")
    next(entry for entry in menu.actions() if entry.objectName() == "entry.fold").trigger()
    menu.deleteLater()
    assert not stack.is_folded("activations")
    qtbot.waitUntil(lambda: all(abs(heights(resting)[key] - high) <= 2 for key, high in before.items()))
    resting.layout_memory.save()


def fronts(window: MainWindow) -> set[str]:
    """Return the docks on the right that are not behind a tab."""
    docks = window.parts.docks.docks
    return {key for key, dock in docks.items() if key != "experiment" and not dock.visibleRegion().isEmpty()}


def test_docks_share_tabs_in_a_window_that_was_made_low_and_part_again(qtbot: QtBot, resting: MainWindow) -> None:
    resting.resize(1280, 900)
    resting.layout_memory.reset()
    qtbot.waitUntil(lambda: fronts(resting) == {"equations", "training", "clipping"}, timeout=LONG)
    docks = resting.parts.docks.docks
    three = "equations", "training", "clipping"
    resting.resize(1280, 700)
    qtbot.waitUntil(lambda: fronts(resting) == {"equations", "training"}, timeout=LONG)
    assert docks["clipping"] in resting.tabifiedDockWidgets(docks["training"])
    assert not docks["clipping"].isHidden()
    resting.resize(1280, 900)
    qtbot.waitUntil(lambda: fronts(resting) == {"equations", "training", "clipping"}, timeout=LONG)
    for key, share in SHARES.items():  # as they stand at first
        front = "equations" if key == "model" else key
        high = share / sum(SHARES.values()) * sum(docks[each].height() for each in three)
        qtbot.waitUntil(lambda front=front, high=high: abs(docks[front].height() - high) < 0.1 * high)  # type: ignore[misc]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_happening_and_what_is_read_out_are_whole_in_the_smallest_window(
    qtbot: QtBot, resting: MainWindow, language: str
) -> None:
    resting.appearance.set_language("ko" if language == "ko" else "en")
    resting.resize(1024, 700)
    qtbot.waitUntil(lambda: resting.width() == 1024)
    parts = resting.parts
    for phase in PHASES:
        resting.player.go_to(Moment(phase, 2))
        qtbot.waitUntil(lambda: parts.settled, timeout=LONG)
        said = narrate(trace(resting), Moment(phase, 2), History())
        qtbot.waitUntil(lambda said=said: parts.top.happening.text() == said)  # type: ignore[misc]
        assert not parts.top.happening.cut, said
    label = parts.stack.readout
    assert isinstance(label, ElidedLabel)
    gradients = "∂L/∂h 0.0044  ∂L/∂c 0.0012  ∂ℓ/∂h 8.3·10⁻⁹  ∂ℓ/∂c 1.6·10⁻⁸"
    label.setText(f"t 60   “·”   {gradients}   i 0.78  f 0.85  g −0.08  o 0.6")
    assert label.lines == 2
    assert not label.cut


def test_a_layout_kept_while_docks_are_stacked_parts_again_in_a_higher_window(
    qtbot: QtBot, resting: MainWindow
) -> None:
    docks = resting.parts.docks.docks
    pair = docks["training"], docks["clipping"]
    resting.resize(1024, 700)
    qtbot.waitUntil(lambda: resting.height() == 700)
    resting.layout_memory.reset()
    assert pair[1] in resting.tabifiedDockWidgets(pair[0])
    kept = resting.layout_memory.plain()
    assert "clipping" in kept["stacked"]
    resting.resize(1600, 1000)
    resting.layout_memory.reset()
    resting.layout_memory.take_plain(kept)
    qtbot.waitUntil(lambda: all(on_screen(dock) for dock in pair))
    assert pair[1] not in resting.tabifiedDockWidgets(pair[0])
    resting.layout_memory.reset()
