"""Where the numbers of a line stand: formula, matrices in brackets, signs between them, wrapped before a sign."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from rnnviz.views.formula import Picture
from rnnviz.worked import Line, Matrix, Sign
from rnnviz.worked.figures import decimals, written

COLUMN_GAP, BRACKET, SIGN_GAP, ROW_GAP, PAD = 9.0, 5.0, 6.0, 6.0, 7.0
INDENT = 14.0
"""Of what is wrapped."""


@dataclass(frozen=True, eq=False)
class Cells:
    """A matrix that has its place: its box, and the words of its numbers."""

    matrix: Matrix
    box: QRectF
    words: tuple[tuple[str, ...], ...]
    rights: tuple[float, ...]
    row_height: float
    result: bool

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
        return min(max(row, 0), len(self.words) - 1), column

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
    line: Line, picture: Picture | None, metrics: QFontMetricsF, top: float, left: float, column: float, width: float,
    places: int,
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
    if picture is not None:
        wide, high = picture.width, picture.ascent + picture.descent
    else:
        wide, high = metrics.horizontalAdvance(line.text), metrics.height()
    sized = [(part, *_size(part, metrics, places)) for part in line.shown]
    start = left + column if column else left + INDENT
    rows: list[list[tuple[Matrix | Sign, float, float, tuple[tuple[str, ...], ...], tuple[float, ...]]]] = [[]]
    x = start
    for n, item in enumerate(sized):
        # a sign goes with what follows it
        needed = item[1] + (SIGN_GAP + sized[n + 1][1] if isinstance(item[0], Sign) and n + 1 < len(sized) else 0.0)
        if rows[-1] and isinstance(item[0], Sign) and x + needed > width:
            rows.append([])
            x = start + INDENT
        rows[-1].append(item)
        x += item[1] + SIGN_GAP
    y = top + PAD / 2 + (0.0 if column else high + ROW_GAP)
    cells: list[Cells] = []
    signs: list[tuple[QPointF, str]] = []
    formula = QRectF(left, top + PAD / 2, wide, high)
    last = next((part for part in reversed(line.shown) if isinstance(part, Matrix)), None)
    for number, row in enumerate(rows):
        tall = max([size[2] for size in row], default=metrics.height())
        if not number and column:
            tall = max(tall, high)
            formula.moveTop(y + (tall - high) / 2)
        x = start + (INDENT if number else 0.0)
        middle = y + tall / 2
        for part, advance, height, words, rights in row:
            if isinstance(part, Sign):
                signs.append((QPointF(x, middle - metrics.height() / 2 + metrics.ascent()), part.text))
            else:
                box = QRectF(x, middle - height / 2, advance, height)
                placed = tuple(x + right for right in rights)
                cells.append(Cells(part, box, words, placed, height / len(words), part is last))
            x += advance + SIGN_GAP
        y += tall + ROW_GAP
    bottom = max(y - ROW_GAP, formula.bottom()) + PAD / 2
    return Laid(line, QRectF(left, top, max(width - left, 1.0), bottom - top), formula, tuple(cells), tuple(signs))


def _size(
    part: Matrix | Sign, metrics: QFontMetricsF, places: int
) -> tuple[float, float, tuple[tuple[str, ...], ...], tuple[float, ...]]:
    """Return width, height, words, and where the columns end on the right."""
    if isinstance(part, Sign):
        return metrics.horizontalAdvance(part.text), metrics.height(), (), ()
    grid, count = part.grid, decimals(part.values, places)
    words = tuple(tuple(written(float(value), count) for value in row) for row in grid)
    if part.enclosed:
        words = ((f"({words[0][0]})",),)
    widths = [max(metrics.horizontalAdvance(row[n]) for row in words) for n in range(grid.shape[1])]
    lone = grid.shape == (1, 1)
    x = 0.0 if lone else BRACKET + 2
    rights = []
    for wide in widths:
        x += wide
        rights.append(x)
        x += COLUMN_GAP
    return x - COLUMN_GAP + (0.0 if lone else BRACKET + 2), metrics.height() * len(words), words, tuple(rights)
