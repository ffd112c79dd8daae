"""A text laid out in a grid of equal columns: which row and column each character or word has.

A painter asks for the rows that can be seen and for nothing else. Nothing of a text ever reaches a widget
raw: control and direction marks are written as their code points, combining marks on a dotted circle of their
own, and every character has its own cells from left to right, whatever its script.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rnnviz.views.gate import visible

Ints = npt.NDArray[np.int64]
SPACE = 0x20
SIGNS = {"\n": "↵", "\t": "⇥", " ": " "}


class Page:
    """Cells in reading order, broken into rows.

    Parameters
    ----------
    texts : sequence of str
        What each cell says, as it is in the data.
    words : bool
        Whether cells are words, which a gap parts.

    Attributes
    ----------
    shown : list of str
        What is drawn of each distinct text.
    kind : (n,)
        Which of them each cell is.
    columns : int
        Width of the rows.
    starts : (rows + 1,)
        First cell of each row, and n.
    """

    def __init__(self, texts: Sequence[str] | npt.NDArray[np.uint32], *, words: bool = False) -> None:
        if isinstance(texts, np.ndarray):
            distinct, kind = np.unique(texts, return_inverse=True)
            names = [chr(code) for code in distinct.tolist()]
        else:
            names = sorted(set(texts))
            place = {name: i for i, name in enumerate(names)}
            kind = np.array([place[text] for text in texts], np.int64)
        self.kind: Ints = kind.astype(np.int64)
        self.names = names
        self.shown = [_shown(name) for name in names]
        self.words = words
        ascii_ = [all(SPACE <= ord(c) < 0x7F for c in shown) for shown in self.shown]
        self.simple = np.array(ascii_ or [True], bool)
        wide = np.array([_width(shown) for shown in self.shown] or [1], np.int64)
        self.widths: Ints = wide[self.kind] + (1 if words else 0)
        self.breaks = np.array([name == "\n" for name in names] or [False], bool)[self.kind]
        self._may_break = np.array([words or name.isspace() or name in "-–—" for name in names] or [False])[self.kind]
        self.ends: Ints = np.concatenate([[0], np.cumsum(self.widths)])
        self._glyphs = [np.array([ord(c) for c in shown], np.uint32) for shown in self.shown]
        singles = [ord(shown) if len(shown) == 1 else SPACE for shown in self.shown] or [SPACE]
        self._single = np.array(singles, np.uint32)
        self.columns = 0
        self.starts: Ints = np.zeros(1, np.int64)
        self.lay_out(80)

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    def lay_out(self, columns: int) -> None:
        """Break into rows of so many columns: after a line end, else after a space or dash where there is one."""
        columns = max(columns, 8)
        if columns == self.columns:
            return
        self.columns = columns
        count = len(self)
        allowed = np.where(self._may_break, np.arange(count), -1)
        last_break = np.maximum.accumulate(allowed) if count else allowed
        stops = np.append(np.flatnonzero(self.breaks) + 1, count)
        starts = [0] if count else []
        begin = 0
        for stop in stops.tolist():
            while begin < stop:
                end = stop
                if self.ends[stop] - self.ends[begin] > columns:
                    end = int(np.searchsorted(self.ends, self.ends[begin] + columns, "right")) - 1
                    end = max(min(end, stop), begin + 1)
                    if end < stop and int(last_break[end - 1]) >= begin:
                        end = int(last_break[end - 1]) + 1
                starts.append(end)
                begin = end
        self.starts = np.array(starts or [0], np.int64)

    def row_of(self, cell: int) -> int:
        """Return the row of a cell."""
        return int(np.searchsorted(self.starts, cell, "right")) - 1

    def column_of(self, cell: int) -> int:
        """Return the first column of a cell."""
        return int(self.ends[cell] - self.ends[self.starts[self.row_of(cell)]])

    def cell_at(self, row: int, column: int) -> int | None:
        """Return the cell at a place of the grid, None where there is none."""
        if not 0 <= row < self.rows or column < 0:
            return None
        begin = int(self.starts[row])
        cell = int(np.searchsorted(self.ends, self.ends[begin] + column, "right")) - 1
        return cell if cell < self.starts[row + 1] else None

    def places(self, first: int, last: int) -> tuple[slice, Ints, Ints]:
        """Return (cells, their rows counted from `first`, their columns) of rows first to before last."""
        begin, stop = int(self.starts[first]), int(self.starts[last])
        rows = np.repeat(np.arange(last - first), np.diff(self.starts[first : last + 1]))
        columns = self.ends[begin:stop] - self.ends[self.starts[first:last]][rows]
        return slice(begin, stop), rows, columns

    def filled(self, first: int, last: int, values: npt.NDArray[np.uint8], empty: int) -> npt.NDArray[np.uint8]:
        """Return a grid (rows, columns) with each cell's value in its columns; a gap after a word stays empty."""
        cells, rows, columns = self.places(first, last)
        found = np.full((last - first, self.columns), empty, np.uint8)
        widths = self.widths[cells] - (1 if self.words else 0)
        if len(widths) and widths.max() > 1:
            rows = np.repeat(rows, widths)
            within = np.arange(len(rows)) - np.repeat(np.cumsum(widths) - widths, widths)
            columns = np.repeat(columns, widths) + within
            chosen = np.repeat(values[cells], widths)
        else:
            chosen = values[cells]
        inside = columns < self.columns
        found[rows[inside], columns[inside]] = chosen[inside]
        return found

    def letters(self, first: int, last: int) -> npt.NDArray[np.uint32]:
        """Return the code points (rows, columns) of the plain cells, blanks elsewhere."""
        cells, rows, columns = self.places(first, last)
        kind = self.kind[cells]
        found = np.full((last - first, self.columns), SPACE, np.uint32)
        plain = self.simple[kind]
        found[rows[plain], np.minimum(columns[plain], self.columns - 1)] = self._single[kind[plain]]
        for place in np.flatnonzero(plain & (self.widths[cells] > 1)).tolist():
            glyphs = self._glyphs[int(kind[place])]
            begin = int(columns[place])
            room = max(min(len(glyphs), self.columns - begin), 0)
            found[rows[place], begin : begin + room] = glyphs[:room]
        return found

    def special(self, first: int, last: int) -> list[tuple[int, int, int, str]]:
        """Return (cell, row counted from `first`, column, what is drawn) of the cells that are drawn one by one."""
        cells, rows, columns = self.places(first, last)
        chosen = np.flatnonzero(~self.simple[self.kind[cells]])
        return [
            (int(cells.start + i), int(rows[i]), int(columns[i]), self.shown[int(self.kind[cells.start + i])])
            for i in chosen.tolist()
        ]


def _shown(text: str) -> str:
    """Return what is drawn of a cell's text."""
    if text in SIGNS:
        return SIGNS[text]
    if len(text) == 1 and unicodedata.category(text).startswith("M"):
        return f"◌{text}"
    return visible(text[:64]) or "∅"


def _width(shown: str) -> int:
    """Return the columns that a text takes: two for a wide character, none for a mark on the one before it."""
    wide = sum(
        0 if unicodedata.category(c).startswith("M") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in shown
    )
    return max(wide, 1)
