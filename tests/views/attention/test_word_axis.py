from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rnnviz.views.attention.heads import AttentionHeads
from rnnviz.views.attention.matrix import AttentionMatrix
from rnnviz.views.attention.word_axis import SMALLEST, SMALLEST_SYLLABLE, fitted, is_dense
from rnnviz.views.base import Shared


def matrix_of(words: tuple[str, ...], shared: Shared, qtbot: QtBot, width: int = 300) -> AttentionMatrix:
    matrix = AttentionMatrix(shared)
    qtbot.addWidget(matrix)
    matrix.resize(width, 200)
    with qtbot.waitExposed(matrix):
        matrix.show()
    weights = np.full((1, len(words), len(words)), 1 / len(words))
    matrix.draw(AttentionHeads(weights=weights, source=words, target=words, start=0, alignment=None), None)
    matrix.grab()
    return matrix


def test_short_words_lie_flat_and_long_ones_are_slanted(shared: Shared, qtbot: QtBot) -> None:
    flat = matrix_of(("a", "b", "c"), shared, qtbot)
    slanted = matrix_of(("a", "internationalization", "c"), shared, qtbot)
    assert not flat.top.slanted
    assert flat.top.overhang == 0
    assert slanted.top.slanted
    qtbot.waitUntil(lambda: slanted.top.size().height() > flat.top.size().height())


def test_the_last_word_stays_inside_the_plot(shared: Shared, qtbot: QtBot) -> None:
    for words in (("a", "internationalization"), ("internationalization",) * 12):
        matrix = matrix_of(words, shared, qtbot)
        top = matrix.top
        qtbot.waitUntil(lambda: top.slanted and top.sceneBoundingRect().right() <= matrix.width() + 1)  # noqa: B023


def test_words_that_would_collide_are_left_out(shared: Shared, qtbot: QtBot) -> None:
    few = matrix_of(("one", "two", "three"), shared, qtbot)
    assert few.left.every == 1
    many = matrix_of(("word",) * 90, shared, qtbot)
    left = many.left
    assert left.every > 1
    assert left.every * left.size().height() / 90 >= 0.8 * SMALLEST


@pytest.mark.parametrize("pitch", [3.0, 11.0, 14.0, 100.0])
def test_letters_shrink_to_what_can_still_be_read(pitch: float, qtbot: QtBot) -> None:
    font = fitted(QFont(), pitch)
    height, full = QFontMetricsF(font).height(), QFontMetricsF(QFont()).height()
    assert height <= full
    assert height <= pitch + 2 or font.pixelSize() == SMALLEST


def test_syllables_are_never_too_small_to_be_read(qtbot: QtBot) -> None:
    assert is_dense(("that", "현명한"))
    assert not is_dense(("that", "∂L", "→", "↵", "·"))
    assert fitted(QFont(), 3.0, dense=True).pixelSize() == SMALLEST_SYLLABLE > fitted(QFont(), 3.0).pixelSize()


@pytest.mark.parametrize("count", [12, 30, 60, 200])
def test_letters_stay_upright_and_apart(shared: Shared, qtbot: QtBot, count: int) -> None:
    top = matrix_of(tuple("DBAG·|"[n % 6] for n in range(count)), shared, qtbot).top
    assert not top.slanted
    assert top.overhang == 0
    font = top._font(bold=True)
    assert QFontInfo(font).pixelSize() >= SMALLEST
    assert QFontMetricsF(font).horizontalAdvance("G") <= top.every * top._pitch()


def test_in_a_hall_letters_are_left_out_rather_than_small(shared: Shared, qtbot: QtBot, qapp: QApplication) -> None:
    before = QFont(qapp.font())
    large = QFont(before)
    large.setPointSizeF(1.6 * QFontInfo(before).pointSizeF())
    qapp.setFont(large)
    try:
        matrix = matrix_of(tuple("DBAG·|" * 6), shared, qtbot)
        for axis in (matrix.left, matrix.top):
            assert QFontInfo(axis._font(bold=False)).pixelSize() >= 0.7 * QFontInfo(large).pixelSize()
            assert axis.every > 1
    finally:
        qapp.setFont(before)
