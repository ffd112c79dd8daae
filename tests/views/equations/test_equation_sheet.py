from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from pytestqt.qtbot import QtBot

from rnnviz.cells import CELLS
from rnnviz.views.equations import formula
from rnnviz.views.equations.equation_sheet import EquationSheet, SheetLine, unbreakable
from rnnviz.views.equations.filled_equation import Span

LINE = SheetLine(latex="f_t = a + b", text=(Span("f = a + b"),), numbers=(Span("f = 1.000 + 2.000 = 3.000"),))


@pytest.fixture
def sheet(qtbot: QtBot) -> EquationSheet:
    made = EquationSheet("#ffffff")
    qtbot.addWidget(made)
    made.resize(200, 100)
    return made


def right_edge(sheet: EquationSheet) -> float:
    """Return where the drawing ends on the right, in pixels."""
    bold = QFont(sheet.font())
    bold.setBold(True)
    words = [
        at.x() + QFontMetricsF(bold if span.bold else sheet.font()).horizontalAdvance(span.text)
        for at, span in sheet._placed
    ]
    return max(words + [
        at.x() + sheet._scale * (picture.width if piece is None else piece.right - piece.left)
        for at, picture, piece in sheet._images
    ])  # fmt: skip


def test_an_operator_stays_with_what_follows_it() -> None:
    groups = unbreakable((Span("c = σ("), Span("0.5"), Span(") + 1")))
    assert ["".join(span.text for span in group) for group in groups] == ["c", "= σ(0.5)", "+ 1"]


def test_text_stands_in_until_an_equation_is_set(sheet: EquationSheet, qtbot: QtBot) -> None:
    sheet.show_lines([LINE])
    assert sheet.text == "f = a + b\nf = 1.000 + 2.000 = 3.000"
    before = sheet.heightForWidth(200)
    assert not sheet.all_set
    qtbot.waitUntil(lambda: sheet.all_set)
    assert sheet.heightForWidth(200) != before


def test_an_equation_that_cannot_be_set_stays_text(sheet: EquationSheet, qtbot: QtBot) -> None:
    sheet.show_lines([SheetLine(latex=r"\frac{", text=LINE.text)])
    before = sheet.heightForWidth(200)
    qtbot.waitUntil(lambda: sheet.all_set)
    assert sheet.heightForWidth(200) == before


def test_narrow_is_high(sheet: EquationSheet) -> None:
    sheet.show_lines([LINE])
    assert sheet.heightForWidth(60) > sheet.heightForWidth(400)
    for width in (90, 200, 400):
        sheet.resize(width, 300)
        sheet.heightForWidth(width)
        assert right_edge(sheet) <= width


LONG = SheetLine(latex=r"n_t = \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{t-1} + b_{hn}))", text=(Span("n"),))


def test_what_is_too_long_is_broken_and_stays_readable(sheet: EquationSheet, qtbot: QtBot) -> None:
    sheet.show_lines([LONG])
    qtbot.waitUntil(lambda: sheet.all_set)
    assert [span.text for _, span in sheet._placed] == []
    assert len(sheet._images) > 1
    assert right_edge(sheet) <= 200
    assert sheet._scale == pytest.approx(min(max(0.7, 12 / sheet._em()), 1.0))  # where the height is of no matter
    sheet.set_room(400)
    sheet.resize(201, 400)
    sheet.heightForWidth(201)
    assert sheet._scale == 1.0
    sheet.set_room(20)  # all of it can not be seen at once: as small as can be read
    assert sheet._scale * sheet._em() == pytest.approx(12)
    sheet.heightForWidth(300)  # none has to be broken, and it is scrolled at every scale: as large as it can be
    assert sheet._scale > 12 / sheet._em()
    sheet.resize(2000, 100)
    sheet.heightForWidth(2000)
    assert [piece for *_, piece in sheet._images] == [None]


def test_other_numbers_do_not_change_the_size(sheet: EquationSheet, qtbot: QtBot) -> None:
    def shown(count: int) -> float:
        sheet.show_lines([SheetLine(LONG.latex, LONG.text, (Span(" ".join(["+1.000"] * count)),))])
        return sheet._scale

    shown(1)
    qtbot.waitUntil(lambda: sheet.all_set)
    sheet.set_room(1000)
    sheet.set_room(sheet.heightForWidth(200))
    first = shown(1)
    smaller = shown(6)
    assert smaller < first
    assert shown(1) == smaller


def test_a_picture_cut_into_pieces_is_the_picture(qtbot: QtBot) -> None:
    drawing = formula.svg(LONG.latex, 16.0, "#000000")
    assert drawing is not None
    picture = formula.Picture(drawing)
    size = QSize(math.ceil(picture.width), math.ceil(picture.ascent + picture.descent))
    found = []
    for ends in ((0.0, picture.width), (0.0, 90.0, picture.width)):
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        with QPainter(image) as painter:
            for left, right in pairwise(ends):
                picture.draw(painter, QPointF(left, 0), 1.0, (left, right))
        found.append(bytes(image.constBits()))
    assert found[0] == found[1]
    assert any(found[0])


@pytest.mark.parametrize("key", CELLS)
def test_every_equation_of_every_cell_can_be_set(key: str, qtbot: QtBot) -> None:
    for equation in CELLS[key].info.equations:
        drawing = formula.svg(equation.latex, 16.0, "#102030")
        assert drawing is not None, equation.latex
        image = formula.Picture(drawing).image(1.0, 1.0)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        inked = np.flatnonzero(pixels[:, 3 : 4 * image.width() : 4].max(axis=0))
        assert inked[0] < 0.05 * image.width()  # the whole width is drawn on, not a scrap of it
        assert inked[-1] > 0.95 * image.width()


def test_a_symbol_has_its_colour_in_the_picture(qtbot: QtBot) -> None:
    latex = formula.coloured(r"c_t = f_t \odot c_{t-1} + i_t", {"f": "#ff0000"})
    assert latex == r"c_t = {\color{#ff0000} f_t} \odot c_{t-1} + i_t"
    drawing = formula.svg(latex, 16.0, "#0000ff")
    assert drawing is not None
    assert b"#ff0000" in drawing
    assert b"#0000ff" in drawing
    assert formula.coloured(r"\tanh(h_{t-1}) W_{if}", {"h": "#123456"}) == r"\tanh({\color{#123456} h_{t-1}}) W_{if}"
