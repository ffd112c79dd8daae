"""The beginning of a person's table, before it is learnt: its columns, and which of them are numbers."""

from __future__ import annotations

from dataclasses import dataclass

from rnnviz.errors import BadInput
from rnnviz.regular_file import reading
from rnnviz.tasks.corpus import read_text
from rnnviz.tasks.gaps import is_gap
from rnnviz.tasks.series_file import MOST_COLUMNS, cells_of, is_word, lines_of, number_of, separator_of

HEAD = 1 << 16
"""Bytes that are looked at; of a longer file the engine reads the rest when it is learnt."""
LONGEST_LINE = 1 << 20
"""Bytes more that are looked at where not even a line has ended."""
ROWS = 12


@dataclass(frozen=True, kw_only=True, eq=False)
class Column:
    """A column of a table.

    Attributes
    ----------
    place : int
        From 0.
    name : str
        Of the header; "" where there is none.
    trouble : BadInput or None
        The first cell that is no number; None where all that were looked at are numbers or gaps.
    gaps : int
        Cells that are empty or say that there is no finite number.
    gap : tuple of int and str, or None
        The line of the first of them, and what it says.
    """

    place: int
    name: str
    trouble: BadInput | None
    gaps: int = 0
    gap: tuple[int, str] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Preview:
    """The beginning of a table.

    Attributes
    ----------
    path : str
    columns : tuple of Column
    rows : tuple of tuple of str
        Its first lines, without the header.
    looked_at : int
        Lines whose cells were tried.
    whole : bool
        Whether these are all that there are.
    """

    path: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    looked_at: int
    whole: bool


def preview(path: str) -> Preview:
    """Look at the beginning of a table of text.

    Raises
    ------
    BadInput
        It is no text, a line has more or fewer columns than those before, or no column has numbers alone.
    """
    text, whole = _head(path)
    lines = lines_of(path, text)
    separator = separator_of([line for _, line in lines[:10]], lines[-1][1])
    header = cells_of(lines[0][1], separator)
    named = _is_header(header, cells_of(lines[1][1], separator)) if len(lines) > 1 else any(map(is_word, header))
    body = [(n, cells_of(line, separator)) for n, line in (lines[1:] if named else lines)]
    if not body:
        raise BadInput("{file} has no line of numbers", file=path)
    width = len(header)
    if width > MOST_COLUMNS:
        raise BadInput(
            "{file} has {found} columns: a series may have at most {limit}", file=path, found=width, limit=MOST_COLUMNS
        )
    for n, cells in body:
        if len(cells) != width:
            raise BadInput(
                "{file}: line {line} must have as many columns as the lines before it, {needed}, got {found}",
                file=path, line=n, found=len(cells), needed=width,
            )
    columns = tuple(_column(path, body, place, header[place] if named else "") for place in range(width))
    troubles = [column.trouble for column in columns if column.trouble is not None]
    if len(troubles) == width:
        meant = [trouble for trouble in troubles if not is_word(str(trouble.values.get("value", "")))]
        first = (meant or troubles)[0]
        raise first if meant or width == 1 else BadInput(
            "{file} has no column of numbers alone; in the first, line {line} says {value}",
            file=path, line=first.values["line"], value=first.values["value"],
        )
    return Preview(
        path=path, columns=columns, rows=tuple(tuple(cells) for _, cells in body[:ROWS]), looked_at=len(body),
        whole=whole,
    )


def used(chosen: tuple[Column, ...], all_columns: tuple[Column, ...]) -> str:
    """Return the field ``task.columns_used`` for some columns: "" for all, names where they can be told apart by them.

    A name with a comma in it, or that another column has too, or that could be a number, gives way to the number.
    """
    if len(chosen) == len(all_columns):
        return ""
    names = [column.name for column in all_columns]
    return ",".join(
        column.name
        if column.name and names.count(column.name) == 1 and "," not in column.name and not column.name.isdigit()
        else str(column.place + 1)
        for column in chosen
    )


def _head(path: str) -> tuple[str, bool]:
    """Return the beginning of a file of text up to the end of a line, and whether it is the whole file."""
    with reading(path) as (file, found):
        if found.st_size <= HEAD:
            return read_text(path), True
        data = file.read(HEAD)
        if b"\n" not in data:
            data += file.readline(LONGEST_LINE)
    if 0 in data:
        raise BadInput("{file} looks binary, not text: byte {offset} is zero", file=path, offset=data.index(0))
    text = data.decode("utf-8", "ignore").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.rpartition("\n")[0] or text, False


def _is_header(first: list[str], second: list[str]) -> bool:
    """Tell whether a first line names the columns: a word stands over what is none, or words stand over words."""
    over = [is_word(a) and not is_word(b) for a, b in zip(first, second, strict=False)]
    return any(over) or all(map(is_word, first))


def _column(path: str, body: list[tuple[int, list[str]]], place: int, name: str) -> Column:
    gaps = [(n, cells[place]) for n, cells in body if is_gap(cells[place])]
    trouble: BadInput | None = None
    try:
        for n, cells in body:
            number_of(path, n, place + 1, cells[place])
    except BadInput as problem:
        trouble = problem
    if trouble is None and len(gaps) == len(body):
        trouble = BadInput(
            "{file}: column {column} has no number at all; line {line} says {value}", file=path, column=place + 1,
            line=gaps[0][0], value=gaps[0][1] or "–",
        )
    return Column(place=place, name=name, trouble=trouble, gaps=len(gaps), gap=gaps[0] if gaps else None)
