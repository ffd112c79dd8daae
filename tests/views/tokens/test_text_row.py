"""The row of texts: its pictures are what would be written, and only what has changed is written again."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rnnviz.views.tokens.text_row import CELLS, TextRow

TEXTS = [f"{'ab'[i % 2] * (1 + i % 3)}" for i in range(37)]
FILLS = [QColor(20 + 30 * i, 90, 200 - 30 * i) for i in range(4)]
PENS = [QColor("white"), QColor("black"), QColor("white"), QColor("black")]


class Paper(QWidget):
    """Shows some cells of a row."""

    def __init__(self, row: TextRow, first: int, last: int) -> None:
        super().__init__()
        self.row, self.first, self.last = row, first, last
        self.resize(420, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor("#ffffff"))
            self.row.paint(painter, self.first, self.last, 7.0, 2.0)


@pytest.fixture
def row(qtbot: QtBot) -> TextRow:
    font = QFont("monospace")
    font.setPixelSize(12)
    made = TextRow("#ffffff", FILLS, PENS)
    made.lay(TEXTS, [0.6 * len(text) for text in TEXTS], font, 25, 18)
    made.colour(np.arange(len(TEXTS), dtype=np.uint8) % 4)
    return made


def written(row: TextRow, first: int, last: int) -> QImage:
    image = QImage(420, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    with QPainter(image) as painter:
        font = QFont("monospace")
        font.setPixelSize(12)
        painter.setFont(font)
        row.paint(painter, first, last, 7.0, 2.0)
    return image


@pytest.mark.parametrize(("first", "last"), [(0, 11), (5, 21), (8, 15), (17, 17), (25, 36)])
def test_the_pictures_of_any_cells_are_what_would_be_written(
    qtbot: QtBot, row: TextRow, first: int, last: int
) -> None:
    paper = Paper(row, first, last)
    qtbot.addWidget(paper)
    shown = paper.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert shown == written(row, first, last)
    assert len({shown.pixel(x, 10) for x in range(shown.width())}) > 2


def test_only_cells_of_other_colours_are_written_again(qtbot: QtBot, row: TextRow) -> None:
    paper = Paper(row, 0, 23)
    qtbot.addWidget(paper)
    paper.grab()
    before = {begin: picture.cacheKey() for begin, picture in row._pictures.items()}
    index = np.arange(len(TEXTS), dtype=np.uint8) % 4
    index[CELLS + 1] = 3 - index[CELLS + 1]
    row.colour(index)
    shown = paper.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert shown == written(row, 0, 23)
    after = {begin: picture.cacheKey() for begin, picture in row._pictures.items()}
    assert [begin for begin in before if before[begin] != after[begin]] == [CELLS]
