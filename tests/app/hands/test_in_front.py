"""A sheet is there once, and has the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from rnnviz.app.main_window import MainWindow


@pytest.mark.parametrize(("key", "name"), [("keys", "keys_sheet"), ("presets", "preset_browser")])
def test_a_sheet_is_opened_once_and_has_the_keyboard(qtbot: QtBot, resting: MainWindow, key: str, name: str) -> None:
    resting.actions_by_key[key].trigger()
    resting.activateWindow()
    resting.actions_by_key[key].trigger()
    (dialog,) = resting.findChildren(QDialog, name)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not resting.findChildren(QDialog, name))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
