from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from rnnviz.app.notices import MOST, Notice, NoticeBar, Notices
from rnnviz.views.palette import DARK, LIGHT


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    made = Notices(LIGHT)
    qtbot.addWidget(made)
    return made


def keys(notices: Notices) -> list[str]:
    return [notice.key for notice in notices.shown]


def test_it_takes_no_room_until_something_is_said(notices: Notices) -> None:
    assert notices.isHidden()
    notices.say(Notice(key="a", text="one"))
    assert not notices.isHidden()
    notices.withdraw("a")
    assert notices.isHidden()


def test_a_notice_replaces_that_of_its_key_and_the_oldest_makes_way(notices: Notices) -> None:
    notices.say(Notice(key="a", text="one"))
    notices.say(Notice(key="a", text="two"))
    assert [notice.text for notice in notices.shown] == ["two"]
    for key in "bcd":
        notices.say(Notice(key=key, text=key))
    assert keys(notices) == ["b", "c", "d"]
    assert len(notices.shown) == MOST


def test_a_choice_acts_and_closes(notices: Notices) -> None:
    done: list[str] = []
    notices.say(Notice(key="a", text="one", choices=(("Restart", lambda: done.append("restart")),)))
    button = next(b for b in notices.findChildren(QPushButton) if b.text() == "Restart")
    button.click()
    assert (done, keys(notices)) == (["restart"], [])


def test_what_goes_by_itself_goes_no_later_for_another_theme(qtbot: QtBot, notices: Notices) -> None:
    notices.say(Notice(key="a", text="done", seconds=30.0))
    notices.say(Notice(key="b", text="stays"))
    bar = notices.findChild(NoticeBar, "notice.a")
    assert bar is not None
    bar.going.start(200)
    notices.dress(DARK)
    again = next(each for each in notices.findChildren(NoticeBar, "notice.a") if each is not bar)
    assert 0 <= again.going.remainingTime() < 2000  # Qt's coarse timers may add a little to 200
    qtbot.waitUntil(lambda: keys(notices) == ["b"])


def test_it_is_closed_by_its_cross(notices: Notices) -> None:
    notices.say(Notice(key="a", text="one"))
    notices.findChildren(QToolButton)[0].click()
    assert keys(notices) == []


def test_text_from_files_is_never_markup(notices: Notices) -> None:
    hostile = "<img src='/etc/hostname'><b>bold</b>"
    notices.say(Notice(key="a", text=hostile, details=hostile))
    label = notices.findChildren(QLabel)[0]
    assert label.text() == hostile
    assert label.textFormat().name == "PlainText"
    assert notices.findChildren(QPlainTextEdit)[0].toPlainText() == hostile


@pytest.mark.parametrize(("width", "under"), [(420, True), (1500, False)])
def test_buttons_stand_under_a_sentence_that_they_would_break(
    qtbot: QtBot, notices: Notices, width: int, under: bool
) -> None:
    choices = (("Learning rate ÷ 10", lambda: None), ("Back to 0.001", lambda: None))
    notices.say(Notice(key="a", text="The loss is not finite. " * 8, choices=choices))
    notices.resize(width, 200)
    notices.show()
    sentence, button = notices.findChildren(QLabel)[0], notices.findChildren(QPushButton)[0]
    qtbot.waitUntil(lambda: (button.geometry().top() >= sentence.geometry().bottom()) is under)
    assert (sentence.geometry().right() > button.geometry().left()) is under
    assert sentence.height() >= sentence.heightForWidth(sentence.width()), "no line is cut"


def test_what_is_said_stays_in_another_theme(notices: Notices) -> None:
    notices.say(Notice(key="a", text="one", level="error"))
    notices.dress(DARK)
    assert keys(notices) == ["a"]
    bars = [bar for bar in notices.children() if bar.objectName() == "notice.a"]
    assert DARK.error in bars[-1].styleSheet()  # type: ignore[attr-defined]


def test_what_is_said_is_said_again_in_another_language(notices: Notices) -> None:
    spoken = ["one"]
    notices.say(lambda: Notice(key="a", text=spoken[0]))
    notices.say(Notice(key="b", text="as it is"))
    spoken[0] = "하나"
    notices.dress(DARK)
    assert [notice.text for notice in notices.shown] == ["하나", "as it is"]
    notices.withdraw("a")
    notices.say(Notice(key="a", text="fixed"))
    notices.dress(LIGHT)
    assert [notice.text for notice in notices.shown] == ["as it is", "fixed"], "an older one is forgotten"
