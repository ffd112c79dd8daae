"""Small windows are opened again where they were, in other words, with what was typed in them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from rnnviz.app.dress.reopened import reopen

PLACE = QRect(40, 30, 300, 200)


class Sheet(QDialog):
    """A small window of its own words."""

    def __init__(self, over: QWidget, words: str, name: str = "sheet") -> None:
        super().__init__(over)
        self.setObjectName(name)
        self.words = words
        self.show()


class Notes(Sheet):
    """One in which something is typed."""

    typed = ""

    def take_over(self, old: Notes) -> None:
        self.typed = old.typed


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def shown(over: QWidget) -> list[Sheet]:
    return [sheet for sheet in over.findChildren(Sheet) if sheet.isVisible()]


def test_one_that_is_open_is_opened_anew_in_its_place(over: QWidget) -> None:
    old = Sheet(over, "Keys")
    old.setGeometry(PLACE)
    reopen(over, {"sheet": lambda: Sheet(over, "단축키")})
    (new,) = shown(over)
    assert (new.words, new.geometry(), new.objectName()) == ("단축키", PLACE, "sheet")
    assert not old.isVisible()


def test_one_that_was_closed_stays_closed(over: QWidget) -> None:
    Sheet(over, "Keys").close()
    reopen(over, {"sheet": lambda: Sheet(over, "단축키")})
    assert shown(over) == []


def test_what_is_typed_there_is_handed_on(over: QWidget) -> None:
    Notes(over, "Notes").typed = "half a sent"
    reopen(over, {"sheet": lambda: Notes(over, "메모")})
    (new,) = shown(over)
    assert isinstance(new, Notes)
    assert new.typed == "half a sent"


def test_windows_of_other_names_and_of_other_windows_are_left_alone(over: QWidget, qtbot: QtBot) -> None:
    other, elsewhere = Sheet(over, "About", "about"), QWidget(over)
    theirs = Sheet(elsewhere, "Keys")
    reopen(over, {"sheet": lambda: Sheet(over, "단축키")})
    assert shown(over) == [other, theirs]
    assert [sheet.words for sheet in shown(over)] == ["About", "Keys"]


def test_one_that_does_not_come_again_is_closed_all_the_same(over: QWidget) -> None:
    Sheet(over, "Keys")
    reopen(over, {"sheet": lambda: None})
    assert shown(over) == []
