"""A heading shows as much as there is room for, and hides nothing for good."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.views.controls.chooser import Chooser
from rnnviz.views.controls.heading import Heading
from rnnviz.views.plots.legend import Key, Legend
from rnnviz.views.words.elided import ElidedLabel


def test_a_label_takes_the_longest_text_that_fits(qtbot: QtBot) -> None:
    label = ElidedLabel("what it is", yields=True)
    qtbot.addWidget(label)
    label.set_texts("a long sentence about what is drawn here", "short")
    full = label.fontMetrics().horizontalAdvance(label.text())
    label.resize(full + 10, 20)
    label.show()
    whole = label.grab().toImage()
    assert label.toolTip() == "what it is"
    label.resize(full - 20, 20)
    assert label.cut
    assert label.toolTip() == "a long sentence about what is drawn here\nwhat it is"
    assert label.text() == "a long sentence about what is drawn here"
    assert label.grab().toImage() != whole.copy(0, 0, full - 20, 20)
    assert label.shortest < full
    assert label.maximumWidth() < full + 10


def test_markup_in_a_label_is_shown_as_it_is(qtbot: QtBot) -> None:
    label = ElidedLabel("<img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.toolTip() == "<span>&lt;img src=x&gt;</span>"


@pytest.fixture
def heading(qtbot: QtBot) -> Heading:
    made = Heading("about", 14)
    qtbot.addWidget(made)
    made.title.set_texts("a title with many words in it", "title")
    made.legend.show_keys([Key(label=name, colour="#ff0000") for name in ("input", "forget", "output")])
    made.add_control(Chooser("x", "tip", [("a", "mean and band"), ("b", "one unit")]))
    made.show()
    return made


def test_the_legend_goes_to_a_second_line_where_it_does_not_fit(qtbot: QtBot, heading: Heading) -> None:
    heading.resize(900, heading.sizeHint().height())
    qtbot.waitUntil(lambda: not heading.wrapped)
    top = heading.legend.geometry().center().y()
    heading.resize(330, 60)
    qtbot.waitUntil(lambda: heading.wrapped)
    QApplication.processEvents()
    assert heading.legend.geometry().top() > top
    assert heading.legend.width() >= heading.legend.sizeHint().width()
    heading.resize(900, 60)
    qtbot.waitUntil(lambda: not heading.wrapped)


def test_a_heading_does_not_flutter(qtbot: QtBot, heading: Heading) -> None:
    """Between wrapping and coming back there is a range of widths in which nothing changes."""
    turns = []
    for width in [*range(700, 250, -4), *range(250, 700, 4)]:
        heading.resize(width, 60)
        turns.append(heading.wrapped)
    down, up = turns[: len(turns) // 2], turns[len(turns) // 2 :]
    assert sum(a != b for a, b in itertools.pairwise(turns)) == 2
    assert list(range(250, 700, 4))[up.index(False)] > list(range(700, 250, -4))[down.index(True)] + 20


def test_an_empty_legend_takes_no_room(qtbot: QtBot, heading: Heading) -> None:
    heading.legend.show_keys([])
    heading.resize(200, 60)
    assert not heading.wrapped
    assert heading.legend.isHidden()


def test_a_legend_names_every_line_in_its_tooltip(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_keys([Key(label="a<b", colour="#00ff00"), Key(label="c", colour="#0000ff")])
    assert legend.toolTip() == "<span>a&lt;b, c</span>"
    legend.resize(10, 20)
    assert not legend.grab().isNull()


def test_a_chooser_keeps_what_is_chosen(qtbot: QtBot) -> None:
    chooser = Chooser("view.x.mode", "what", [("a", "A"), ("b", "B")])
    qtbot.addWidget(chooser)
    assert chooser.key == "a"
    with qtbot.assertNotEmitted(chooser.chosen):
        chooser.take("b")
        chooser.take("gone")
        chooser.set_entries([("c", "C"), ("b", "B")])
    assert chooser.key == "b"
    chooser.set_entries([("c", "C")])
    assert chooser.key == "c"
    with qtbot.waitSignal(chooser.chosen) as chosen:
        chooser.activated.emit(0)
    assert chosen.args == ["c"]
    chooser.set_entries([])
    assert chooser.key == ""


def test_the_wheel_passes_over_a_chooser(qtbot: QtBot) -> None:
    chooser = Chooser("view.x.mode", "what", [("a", "A"), ("b", "B")])
    qtbot.addWidget(chooser)
    chooser.show()
    event = QWheelEvent(
        QPointF(2, 2), QPointF(2, 2), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(chooser, event)
    assert chooser.key == "a"
    assert chooser.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_remark_follows_the_legend_where_the_first_line_has_no_room(qtbot: QtBot, heading: Heading) -> None:
    remark = ElidedLabel(yields=True)
    remark.set_texts("falls tenfold every 9.7 steps: vanishing", "÷10 every 9.7 steps")
    heading.add_remark(remark)
    heading.resize(900, 60)
    qtbot.waitUntil(lambda: not heading.wrapped)
    assert not heading.lowered
    heading.resize(300, 60)
    qtbot.waitUntil(lambda: heading.wrapped)
    assert not heading.lowered  # beside three names of lines there is less room than beside the title
    heading.legend.show_keys([Key(label="input", colour="#ff0000")])
    qtbot.waitUntil(lambda: heading.lowered)
    qtbot.waitUntil(lambda: remark.geometry().top() >= heading.legend.geometry().top() - 2)
    qtbot.waitUntil(lambda: remark.geometry().left() > heading.legend.geometry().left())
    heading.resize(900, 60)
    qtbot.waitUntil(lambda: not heading.lowered and not heading.wrapped)
    qtbot.waitUntil(lambda: remark.geometry().right() < heading.legend.geometry().left())
