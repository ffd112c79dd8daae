"""A label that is cut nowhere it need not be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from rnnviz.views.words.elided import ElidedLabel

LONG = "Backward: the gradient of the loss flows back in time; now at t = 60."


def label(qtbot: QtBot, width: int, *, holds: int, most: int) -> ElidedLabel:
    made = ElidedLabel(fills=True, holds=holds, most=most)
    qtbot.addWidget(made)
    made.resize(width, 40)
    with qtbot.waitExposed(made):
        made.show()
    made.resize(width, made.sizeHint().height())
    return made


def test_lines_follow_the_width_and_not_the_text(qtbot: QtBot) -> None:
    narrow, wide = label(qtbot, 300, holds=90, most=2), label(qtbot, 900, holds=90, most=2)
    for words in ("", "short", LONG):
        for one, lines in ((narrow, 2), (wide, 1)):
            one.setText(words)
            assert one.lines == lines
            assert one.sizeHint().height() >= lines * one.fontMetrics().lineSpacing()
            assert not one.cut


def test_more_letters_take_more_lines(qtbot: QtBot) -> None:
    label = ElidedLabel(fills=True, holds=20)
    qtbot.addWidget(label)
    label.resize(30 * label.fontMetrics().averageCharWidth(), 60)
    label._count()
    assert label.lines == 1
    label.hold(50)
    assert label.lines == 2
    label.hold(20)
    assert label.lines == 1


def test_a_text_that_has_no_room_in_its_lines_is_in_the_tooltip(qtbot: QtBot) -> None:
    narrow = label(qtbot, 100, holds=90, most=2)
    narrow.setText(LONG)
    assert narrow.cut
    assert "now at t = 60" in narrow.toolTip()
    narrow.resize(400, narrow.height())
    assert not narrow.cut


def test_wrapped_lines_hold_the_whole_text(qtbot: QtBot) -> None:
    one = label(qtbot, 250, holds=90, most=3)
    lines = one._wrapped(LONG, 250, 9)
    assert " ".join(lines) == LONG
    assert all(one.fontMetrics().horizontalAdvance(line) <= 250 for line in lines)
    one.setText(LONG)
    picture = QPixmap(one.size())
    one.render(picture)


def test_a_number_stays_with_its_symbol(qtbot: QtBot) -> None:
    one = label(qtbot, 150, holds=90, most=3)
    said = "t 60   “·”   ∂L/∂h 0.0044  ∂L/∂c 0.0012   i 0.78  f 0.85  g −0.08  o 0.6"
    for room in range(150, 400, 7):
        for line in one._wrapped(said, room, 99):
            assert line.split("  ")[-1].split()[-1][0] in "0123456789−“"


def test_a_number_stays_with_its_symbol_where_no_line_may_end_between_them(qtbot: QtBot) -> None:
    one = label(qtbot, 150, holds=90, most=3)
    said = "t\u00a060   “·”   ∂L/\u2060∂h\u00a00.0044  ∂L/\u2060∂c\u00a00.0012   i\u00a00.78  f\u00a00.85  o\u00a00.6"
    for room in range(150, 400, 7):
        for line in one._wrapped(said, room, 99):
            assert line.split("  ")[-1].replace("\u00a0", " ").split()[-1][0] in "0123456789−“"


def test_what_fits_to_the_pixel_is_not_cut(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "t = 50, LSTM"
    one = label(qtbot, 300, holds=0, most=1)
    one.setText(words)
    one.setFixedWidth(one.fontMetrics().horizontalAdvance(words))
    cut: list[str] = []

    def elided(_: QFontMetrics, text: str, *__: object) -> str:
        cut.append(text)
        return text

    monkeypatch.setattr(QFontMetrics, "elidedText", elided)
    one.grab()
    assert not cut


class Ear(QObject):
    """What kinds of events come to whom it listens to."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[QEvent.Type] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.heard.append(event.type())
        return False


def test_the_tooltip_is_made_when_it_is_asked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    one = label(qtbot, 60, holds=0, most=1)
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: said.append(text))
    ear = Ear()
    one.installEventFilter(ear)
    for t in range(5):
        one.setText(f"a long sentence at t = {t}")
    assert QEvent.Type.ToolTipChange not in ear.heard
    where = QPoint(3, 3)
    QApplication.sendEvent(one, QHelpEvent(QEvent.Type.ToolTip, where, one.mapToGlobal(where)))
    assert said == ["a long sentence at t = 4"]


def test_who_says_nothing_leaves_the_tooltip_to_what_it_lies_on(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    one = label(qtbot, 300, holds=0, most=1)
    one.setText("short")
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: said.append(text))
    asked = QHelpEvent(QEvent.Type.ToolTip, QPoint(3, 3), QPoint(3, 3))
    asked.accept()
    QApplication.sendEvent(one, asked)
    assert not said
    assert not asked.isAccepted()
