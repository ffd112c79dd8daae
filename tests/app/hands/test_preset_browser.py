"""The experiments as cards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rnnviz.app.hands.preset_browser import THUMBNAIL, PresetBrowser, thumbnail, thumbnail_file
from rnnviz.app.main_window import MainWindow
from rnnviz.catalogue import presets
from rnnviz.resources import resources
from rnnviz.views.palette import PALETTES
from tests.app.driving import LONG, action, find

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, of dialogs


def test_a_card_is_found_told_of_and_opened(qtbot: QtBot, resting: MainWindow) -> None:
    action(resting, "presets").trigger()
    browser = find(resting, PresetBrowser, "preset_browser")
    assert browser.list.count() == len(presets())
    assert browser.list.currentItem().data(Qt.ItemDataRole.UserRole) == "hello-rnn"
    browser.search.setText("adding-lstm")
    assert browser.list.currentItem().data(Qt.ItemDataRole.UserRole) == "adding-lstm"
    assert browser.purpose.text() == presets()["adding-lstm"].purpose
    QTest.keyClick(browser, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: resting.editing.now.name == "adding-lstm", timeout=LONG)
    qtbot.waitUntil(lambda: resting.findChild(PresetBrowser, "preset_browser") is None)


def test_nothing_opens_where_nothing_is_found(qtbot: QtBot, resting: MainWindow) -> None:
    action(resting, "presets").trigger()
    browser = find(resting, PresetBrowser, "preset_browser")
    browser.search.setText("zzzqqq")
    assert not browser.go.isEnabled()
    QTest.keyClick(browser, Qt.Key.Key_Return)
    assert resting.editing.now.name == "hello-rnn"
    browser.close()
    qtbot.waitUntil(lambda: resting.findChild(PresetBrowser, "preset_browser") is None)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_thumbnails_are_small_real_and_in_both_themes(theme: str) -> None:
    files = sorted((resources() / "thumbnails").glob(f"*-{theme}.png"))
    assert [path.name.removesuffix(f"-{theme}.png") for path in files] == sorted(presets()), "a card is a picture"
    for path in files:
        image = QImage(str(path))
        assert image.size() == THUMBNAIL
        assert len({image.pixel(x, y) for x in range(0, 240, 3) for y in range(0, 150, 3)}) > 3
        assert path.stat().st_size < 20_000
    assert sum(path.stat().st_size for path in files) < 400_000


def test_a_preset_without_a_thumbnail_has_a_card_all_the_same(resting: MainWindow) -> None:
    strange = presets()["hello-rnn"]._replace(title="Strange")
    assert not thumbnail_file("none", "light").exists()
    assert thumbnail(strange, PALETTES["dark"]).size() == THUMBNAIL
