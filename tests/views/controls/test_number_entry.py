"""A field for one number: what may be typed, and what becomes of what may not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rnnviz.views.controls.number_entry import NumberEntry, Range


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0.7", 0.7), ("0,7", 0.7), ("−3", 0.0), (" 9 ", 2.0), ("abc", 1.0), ("", 1.0), ("1,2,3", 1.0), ("nan", 1.0)],
)
def test_what_is_typed_is_read_as_in_the_form(qtbot: QtBot, typed: str, value: float) -> None:
    entry = NumberEntry("entry", "a number", 1.0, Range(low=0.0, high=2.0, step=0.1))
    qtbot.addWidget(entry)
    entered: list[float] = []
    entry.entered.connect(entered.append)
    entry.setText(typed)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert entry.value == value
    assert entry.text() == f"{value:g}"
    assert entered == ([value] if value != 1.0 else [])
