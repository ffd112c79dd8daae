"""Texts as they are drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rnnviz.views.gate import plain, visible


@pytest.mark.parametrize(
    ("token", "drawn"),
    [("-0.43", "−0.43"), ("-1e-05", "−1e−05"), ("-", "-"), ("->", "->"), ("a-1", "a-1"),
     ("0.71 -3.1", "0.71·−3.1"), ("x -1", "x·-1"), (" ", "·"), ("\n", "↵")],
)
def test_a_negative_number_has_a_true_minus_sign(token: str, drawn: str) -> None:
    assert visible(token) == drawn


@pytest.mark.parametrize("text", ["a", "R&D/x.txt", "a < b\nand c", "<b>GPU</b> & more"])
def test_a_tooltip_reads_a_text_as_it_was(qtbot: QtBot, text: str) -> None:
    """A label finds out by itself whether it has HTML, as a tooltip does."""
    label, bare = QLabel(plain(text)), QLabel(text)
    qtbot.addWidget(label)
    qtbot.addWidget(bare)
    bare.setTextFormat(bare.textFormat().PlainText)
    document = QTextDocument()
    document.setHtml(plain(text)) if plain(text) != text else document.setPlainText(text)
    assert document.toPlainText() == text
    assert label.sizeHint().height() == bare.sizeHint().height()
    assert abs(label.sizeHint().width() - bare.sizeHint().width()) <= 2
