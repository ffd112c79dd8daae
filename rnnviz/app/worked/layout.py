"""Where the numbers of a line stand: formula, matrices in brackets, signs between them, wrapped before a sign."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from rnnviz.app.worked.measured import COLUMN_GAP, Measure, Measured, Words, words_of
from rnnviz.views.equations.formula import Picture
from rnnviz.worked import Line, Matrix, Sign

SIGN_GAP, ROW_GAP, PAD = 6.0, 6.0, 7.0
INDENT = 14.0
"""Of what is wrapped."""


@dataclass(frozen=True, eq=False)
class Cells:
    """A matrix that has its place: its box, and where its columns end; its numbers are written when they are seen."""

    matrix: Matrix
    box: QRectF
    decimals: int
    rights: tuple[float, ...]
    row_height: float
    result: bool

    @property
    def words(self) -> Words:
        """The numbers as they are written."""
        return words_of(self.matrix, self.decimals)

    @property
    def lone(self) -> bool:
        """Whether it is one number, which needs no brackets."""
        return self.matrix.lone

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the row and column under a point."""
        if not self.box.contains(point):
            return None
        row = int((point.y() - self.box.top()) / self.row_height)
        column = next((n for n, right in enumerate(self.rights) if point.x() <= right + COLUMN_GAP / 2), None)
        column = len(self.rights) - 1 if column is None else column
        return min(max(row, 0), round(self.box.height() / self.row_height) - 1), column

    def cell(self, row: int, column: int) -> QRectF:
        """Return the box of one number."""
        left = self.rights[column - 1] + COLUMN_GAP / 2 if column else self.box.left()
        right = self.rights[column] + COLUMN_GAP / 2 if column < len(self.rights) - 1 else self.box.right()
        return QRectF(left, self.box.top() + row * self.row_height, right - left, self.row_height)


@dataclass(frozen=True, eq=False)
class Laid:
    """A line that has its place."""

    line: Line
    box: QRectF
    formula: QRectF
    cells: tuple[Cells, ...]
    signs: tuple[tuple[QPointF, str], ...]


def lay(
    line: Line, picture: Picture | None, measure: Measure, top: float, left: float, column: float, width: float,
) -> Laid:
    """Lay a line out: its formula in a column of its own, the numbers to its right or below it.

    Parameters
    ----------
    top, left : float
        Of the line.
    column : float
        Width of the formulas' column; 0 where they stand above the numbers.
    width : float
        Where the numbers end at the latest.
    """
    metrics, text_height = measure.metrics, measure.height
    if picture is not None:
        wide, high = picture.width, picture.ascent + picture.descent
    else:
        wide, high = metrics.horizontalAdvance(line.text), text_height
    sized = [(part, measure.of(part)) for part in line.shown]
    start = left + column if column else left + INDENT
    rows: list[list[tuple[Matrix | Sign, Measured]]] = [[]]
    x = start
    for n, item in enumerate(sized):
        # a sign goes with what follows it
        part, size = item
        needed = size.width + (SIGN_GAP + sized[n + 1][1].width if isinstance(part, Sign) and n + 1 < len(sized) else 0)
        if rows[-1] and isinstance(part, Sign) and x + needed > width:
            rows.append([])
            x = start + INDENT
        rows[-1].append(item)
        x += size.width + SIGN_GAP
    y = top + PAD / 2 + (0.0 if column else high + ROW_GAP)
    cells: list[Cells] = []
    signs: list[tuple[QPointF, str]] = []
    formula = QRectF(left, top + PAD / 2, wide, high)
    last = next((part for part in reversed(line.shown) if isinstance(part, Matrix)), None)
    for number, row in enumerate(rows):
        tall = max([size.height for _, size in row], default=text_height)
        if not number and column:
            tall = max(tall, high)
            formula.moveTop(y + (tall - high) / 2)
        x = start + (INDENT if number else 0.0)
        middle = y + tall / 2
        for part, size in row:
            if isinstance(part, Sign):
                signs.append((QPointF(x, middle - text_height / 2 + metrics.ascent()), part.text))
            else:
                box = QRectF(x, middle - size.height / 2, size.width, size.height)
                placed = tuple(x + right for right in size.rights)
                cells.append(Cells(part, box, size.decimals, placed, text_height, part is last))
            x += size.width + SIGN_GAP
        y += tall + ROW_GAP
    bottom = max(y - ROW_GAP, formula.bottom()) + PAD / 2
    return Laid(line, QRectF(left, top, max(width - left, 1.0), bottom - top), formula, tuple(cells), tuple(signs))
