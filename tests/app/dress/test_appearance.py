"""Other words and colours: nothing is swept while Qt goes through all widgets."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.dress.icons import icon
from rnnviz.app.form.field_controls import SeedEdit
from rnnviz.app.main_window import MainWindow
from rnnviz.app.screen import FORM
from rnnviz.app.settings_store import SettingsStore

WALKS = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)


class Listener(QObject):
    """Hears what each widget is told, as the window's own filters do, and whether a sweep could come then."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[bool] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WALKS:
            self.heard.append(gc.isenabled())
        return False


@pytest.fixture
def appearance(qapp: QApplication, tmp_path: Path) -> Iterator[Appearance]:
    made = Appearance(qapp, SettingsStore(tmp_path))
    yield made
    made.set_theme("light")
    made.set_language("en")


def test_no_widget_is_swept_away_while_all_of_them_are_dressed(
    qtbot: QtBot, qapp: QApplication, appearance: Appearance
) -> None:
    listener, widget = Listener(), QWidget()
    qtbot.addWidget(widget)
    widget.show()
    qapp.installEventFilter(listener)
    appearance.turn_theme()
    appearance.turn_language()
    qapp.removeEventFilter(listener)
    assert listener.heard
    assert not any(listener.heard)
    assert gc.isenabled()


def test_what_is_garbage_by_then_is_not_dressed(appearance: Appearance) -> None:
    lost = QWidget()
    lost.itself = lost  # type: ignore[attr-defined]  # as the menus of a plot: nobody's, in a cycle
    address = shiboken6.getCppPointer(lost)[0]
    del lost
    appearance.turn_theme()
    assert address not in {shiboken6.getCppPointer(each)[0] for each in QApplication.allWidgets()}


def test_another_language_dresses_no_widget_in_the_colours_that_it_has(
    qtbot: QtBot, qapp: QApplication, appearance: Appearance
) -> None:
    listener, widget = Listener(), QWidget()
    qtbot.addWidget(widget)
    widget.show()
    qapp.installEventFilter(listener)
    appearance.turn_language()
    appearance.turn_language()
    qapp.removeEventFilter(listener)
    assert not listener.heard


def test_turning_about_while_it_learns_leaves_no_widget_behind(qtbot: QtBot, resting: MainWindow) -> None:
    def turned() -> int:
        resting.appearance.turn_theme()
        resting.appearance.turn_language()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qtbot.waitUntil(lambda: resting.parts.settled)
        gc.collect()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(QApplication.allWidgets())

    resting.player.set_training(True)
    turned()
    before = turned()
    assert turned() <= before
    resting.player.set_training(False)


def test_in_other_colours_the_form_is_the_same_one(qtbot: QtBot, resting: MainWindow) -> None:
    """What is folded and half typed in it stays; in other words it is made anew."""
    resting.parts.opening.finish()
    form = resting.parts.form
    seed, card = form.rows["seed"].control, form.cards["cell"]
    assert isinstance(seed, SeedEdit)
    seed.field.setText("12")
    card.header.setChecked(False)
    resting.appearance.turn_theme()
    assert resting.parts.form is form
    assert resting.parts.docks.docks[FORM].widget() is form
    palette = resting.appearance.palette
    assert seed.button.icon().cacheKey() == icon("dice", palette).cacheKey()
    assert form.rows["seed"].reset.icon().cacheKey() == icon("reset", palette).cacheKey()
    assert card.header.icon().cacheKey() == icon("chevron_right", palette, palette.muted).cacheKey()
    assert (seed.field.text(), card.header.isChecked()) == ("12", False)
    paper = form.grab().toImage()
    resting.appearance.turn_language()
    assert resting.parts.form is not form
    assert resting.parts.form.rows.keys() == form.rows.keys()
    assert paper.pixelColor(paper.width() // 2, 1).name() in (palette.window, palette.panel)


@pytest.mark.soak
def test_forty_turns_with_dialogs_open(qtbot: QtBot, resting: MainWindow) -> None:
    for show in (resting.documents.browse_presets, resting.notes.show, resting.help.show_keys, resting.help.show_about):
        show()
    resting.player.set_training(True)
    counts = []
    for number in range(40):
        (resting.appearance.turn_theme if number % 2 else resting.appearance.turn_language)()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qtbot.waitUntil(lambda: resting.player.trace is not None and not resting.link.lacking, timeout=20_000)
        gc.collect()
        counts.append(len(QApplication.allWidgets()))
    resting.player.set_training(False)
    assert max(counts[-4:]) <= max(counts[4:8])
    for name in ("preset_browser", "notes", "keys_sheet", "about"):
        dialogs = resting.findChildren(QDialog, name)
        assert [dialog.isVisible() for dialog in dialogs].count(True) == 1
        for dialog in dialogs:
            dialog.close()
