from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QFont, QFontMetricsF
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
    return max(words + [sheet._scale * picture.width for _, picture in sheet._images])


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
