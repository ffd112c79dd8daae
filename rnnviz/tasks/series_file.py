"""Numbers over time from a person's file: CSV or text in columns, or numpy's .npy.

Text: UTF-8, one step a line, columns parted by tabs, semicolons, commas or spaces, decimals with a point; a
first line with a word in it is a header; lines that start with # and empty ones are passed over. What stands in
quotes is one cell, whatever is in it; a quote ends on its line.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput
from rnnviz.regular_file import reading, stamp
from rnnviz.tasks.corpus import read_text
from rnnviz.tasks.gaps import Gaps, filled, is_gap, kept, refused

LARGEST_FILE = 64 << 20
MOST_COLUMNS = 256
LONGEST_LABEL = 24
"""Characters of what names a step."""
LONGEST_CELL = 131_072
"""Characters of a line with quotes, as many as Python's csv takes in a cell."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_ALMOST = re.compile(r"[+-]?\d[\d_]*(?:(?:\.\d{3})*,\d+)?(?:[eE][+-]?\d+)?")
"""Meant as a number, and none here: a decimal comma, underscores, digits of other scripts."""
_PLAIN = re.compile(r"[-+0-9.eE]+(?:[,;\t ]+[-+0-9.eE]+)*")
_MAGIC = b"\x93NUMPY"


@dataclass(frozen=True, kw_only=True, eq=False)
class Numbers:
    """A series as it is in the file.

    Attributes
    ----------
    name : str
        What to call it in a sentence.
    values : float64 (n, D)
        Read-only, all finite.
    columns : tuple of str
        The header; () where there is none.
    sha256 : str
        Of the values.
    labels : tuple of str
        What the first column says of each step, where it is left out of the series: a year, a date; else ().
    gaps : int
        Cells that held no number: filled, or left out with their lines.
    """

    name: str
    values: npt.NDArray[np.float64]
    columns: tuple[str, ...]
    sha256: str
    labels: tuple[str, ...] = ()
    gaps: int = 0


def numbers(path: str, used: str = "", gaps: Gaps = "refuse") -> Numbers:
    """Return the series of a file: of its columns those that are named or numbered in `used`, in that order.

    Columns that are left out may hold anything, such as dates; the first of the file then names the steps.
    A gap (nothing, NaN, NA, an infinity) is refused, or filled, or its line is dropped.

    Raises
    ------
    BadInput
        The file cannot be used; the sentence says why, and where in it.
    """
    found = stamp(path)
    if found[1] > LARGEST_FILE:
        raise BadInput(
            "{file} has {size} MiB: a file of a series may have at most {limit} MiB",
            file=path, size=-(-found[1] >> 20), limit=LARGEST_FILE >> 20,
        )
    return _read(path, used, gaps, *found)


def named(
    name: str, values: npt.NDArray[np.float64], columns: tuple[str, ...] = (), labels: tuple[str, ...] = (),
    gaps: int = 0,
) -> Numbers:
    """Return values (n, D) with their fingerprint."""
    if values.shape[1] > MOST_COLUMNS:
        raise BadInput(
            "{file} has {found} columns: a series may have at most {limit}",
            file=name, found=values.shape[1], limit=MOST_COLUMNS,
        )
    values = np.ascontiguousarray(values, "<f8")
    values.setflags(write=False)
    digest = hashlib.sha256(f"{values.shape}".encode() + values.tobytes()).hexdigest()
    return Numbers(name=name, values=values, columns=columns, sha256=digest, labels=labels, gaps=gaps)


@functools.lru_cache(maxsize=1)
def _read(path: str, used: str, gaps: Gaps, *unchanged: int) -> Numbers:
    """Keep the last file's series while it does not change on the disk: every new model asks for it."""
    with reading(path) as (file, _):
        if file.read(len(_MAGIC)) == _MAGIC:
            values = _from_npy(path, _MAGIC + file.read(LARGEST_FILE + 1))
            return _from_array(path, values[:, _places(path, used, (), values.shape[1])], gaps)
    return _from_text(path, read_text(path), used, gaps)


def _from_npy(path: str, data: bytes) -> npt.NDArray[np.float64]:
    source = io.BytesIO(data)
    try:
        version = np.lib.format.read_magic(source)
        header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, fortran, dtype = header(source)
    except ValueError:
        raise BadInput("{file} is not an .npy file of numpy, or it is damaged", file=path) from None
    if dtype.kind not in "fiub" or len(shape) not in (1, 2) or 0 in shape:
        raise BadInput(
            "{file} holds {found}: a series is real numbers of shape (steps,) or (steps, columns)",
            file=path, found=f"{dtype} {shape}",
        )
    if len(data) - source.tell() != math.prod(shape) * dtype.itemsize:
        raise BadInput("{file} is not an .npy file of numpy, or it is damaged", file=path)
    raw: npt.NDArray[Any] = np.frombuffer(data, dtype, offset=source.tell())
    with np.errstate(over="ignore"):  # long doubles; said below
        values = raw.reshape(shape, order="F" if fortran else "C").astype(np.float64)
    return values.reshape(len(values), -1)


def _from_array(path: str, values: npt.NDArray[np.float64], gaps: Gaps) -> Numbers:
    """Return an array's columns as a series."""
    values = np.where(np.isfinite(values), values, np.nan)
    wrong = np.argwhere(np.isnan(values))
    if len(wrong) and gaps == "refuse":
        raise BadInput(
            "{file}: row {line}, column {column} is not a finite number (gaps in all: {count}): choose with task.gaps "
            "to drop or fill them",
            file=path, line=wrong[0, 0] + 1, column=wrong[0, 1] + 1, count=len(wrong),
        )
    return _mended(path, values, gaps)


def _mended(
    path: str, values: npt.NDArray[np.float64], gaps: Gaps, columns: tuple[str, ...] = (), labels: Sequence[str] = ()
) -> Numbers:
    """Return values (n, D), NaN where there are gaps, as a series without any."""
    holes = np.isnan(values)
    if not holes.any():
        return named(path, values, columns, tuple(labels))
    lines = kept(path, values, gaps)
    names = tuple(labels[line] for line in lines) if labels else ()
    return named(path, filled(values[lines]), columns, names, int(holes.sum()))


def _places(path: str, used: str, columns: tuple[str, ...], width: int) -> list[int]:
    """Return which columns are used, from 0: names of the header go before numbers."""
    found = []
    for word in filter(None, map(str.strip, used.split(","))):
        if word in columns:
            place = columns.index(word)
        elif word.isascii() and word.isdigit() and 1 <= int(word) <= width:
            place = int(word) - 1
        else:
            names = ", ".join([*columns[:20], f"1 to {width}"])
            raise BadInput("{file} has no column {value}: it has {names}", file=path, value=word, names=names)
        if place in found:
            raise BadInput("{file}: column {value} is asked for twice", file=path, value=word)
        found.append(place)
    return found or list(range(width))


def _from_text(path: str, text: str, used: str, gaps: Gaps) -> Numbers:
    lines = lines_of(path, text)
    separator = separator_of([line for _, line in lines[:10]], lines[-1][1])
    header = cells_of(lines[0][1], separator)
    columns = tuple(header) if any(is_word(cell) for cell in header) else ()
    asked = [word.strip() for word in used.split(",") if word.strip()]
    cells = [header[int(word) - 1] for word in asked if word in map(str, range(1, len(header) + 1))]
    if columns and cells and len(cells) == len(asked) and not any(map(is_word, cells)):
        columns = ()  # a first line with a date in a column that is left out is a line of the series
    body = lines[1:] if columns else lines
    if not body:
        raise BadInput("{file} has no line of numbers", file=path)
    width = len(columns)
    if not used and all(map(is_word, cells_of(body[0][1], separator))):
        raise BadInput("{file} has no column of numbers: line {line} is all words", file=path, line=body[0][0])
    places: list[int] = []
    rows, labels = [], []
    gap: tuple[int, int, str] | None = None
    for n, line in body:
        cells = cells_of(line, separator) if used else []
        row = [] if used else _row(path, n, line, separator)
        found = len(cells or row)
        width = width or found
        if found != width:
            raise BadInput(
                "{file}: line {line} must have as many columns as the lines before it, {needed}, got {found}",
                file=path, line=n, found=found, needed=width,
            )
        places = places or _places(path, used, columns, width)
        rows.append([number_of(path, n, place + 1, cells[place]) for place in places] if used else row)
        if used and 0 not in places:
            labels.append(cells[0][:LONGEST_LABEL])
        if gap is None and any(map(math.isnan, rows[-1])):
            place = places[next(i for i, value in enumerate(rows[-1]) if math.isnan(value))]
            gap = n, place + 1, cells_of(line, separator)[place]
    values = np.array(rows, np.float64)
    if gap is not None and gaps == "refuse":
        raise refused(path, *gap, int(np.isnan(values).sum()))
    return _mended(path, values, gaps, tuple(columns[place] for place in places) if columns else (), labels)


def lines_of(path: str, text: str) -> list[tuple[int, str]]:
    """Return the lines that count, with their numbers from 1.

    Raises
    ------
    BadInput
        There is none, or one opens a quote that it does not close, or has a cell that is no cell any more.
    """
    lines = [(n, line.strip(" ")) for n, line in enumerate(text.split("\n"), 1)]
    lines = [(n, line) for n, line in lines if line.strip() and not line.startswith("#")]
    if not lines:
        raise BadInput("{file} has no line of numbers", file=path)
    for n, line in lines if '"' in text else ():
        if line.count('"') % 2:
            raise BadInput("{file}: line {line} opens a quote that it does not close", file=path, line=n)
        if '"' in line and len(line) > LONGEST_CELL:
            raise BadInput(
                "{file}: line {line} has quotes and {found} characters: it may have at most {limit}",
                file=path, line=n, found=len(line), limit=LONGEST_CELL,
            )
    return lines


def separator_of(first: list[str], last: str) -> str | None:
    """Return what parts the columns: the first of tab, semicolon and comma in a line of numbers; None for spaces."""
    for line in (last, *first[1:], *first[:1]):
        mark = next((mark for mark in "\t;," if mark in line), None)
        if mark and not (line is first[0] and any(map(is_word, cells_of(line, mark)))):
            return mark
    return None


def cells_of(line: str, separator: str | None) -> list[str]:
    """Return the cells of a line; what stands in quotes is one, whatever parts the columns."""
    if separator and '"' in line:
        (row,) = csv.reader([line], delimiter=separator, skipinitialspace=True)
        return [cell.strip() for cell in row]
    return [cell.strip().strip('"').strip() for cell in line.split(separator)]


def is_word(cell: str) -> bool:
    """Tell whether a cell is neither empty nor meant as a number, be it NaN, infinite or badly written."""
    return not is_gap(cell) and not any(meant.fullmatch(cell) for meant in (_NUMBER, _ALMOST))


def _row(path: str, n: int, line: str, separator: str | None) -> list[float]:
    """Return the numbers of a line."""
    if _PLAIN.fullmatch(line):  # no underscores, no words, no digits of other scripts, which float() takes
        try:
            row = [float(cell) for cell in line.split(separator)]
        except ValueError:
            row = [math.nan]
        if all(map(math.isfinite, row)):
            return row
    return [number_of(path, n, column, cell) for column, cell in enumerate(cells_of(line, separator), 1)]


def number_of(path: str, n: int, column: int, cell: str) -> float:
    """Return the number of a cell, NaN of a gap.

    Raises
    ------
    BadInput
        It is no number, or too large for one; the sentence says what it is, and where: line n, column, from 1.
    """
    if is_gap(cell):
        return math.nan
    place = {"file": path, "line": n, "column": column, "value": cell}
    if "," in cell and _ALMOST.fullmatch(cell):
        raise BadInput(
            "{file}: line {line}, column {column} has a decimal comma ({value}): write decimals with a point", **place
        )
    if not _NUMBER.fullmatch(cell):
        raise BadInput(
            '{file}: line {line}, column {column} is not a number: "{value}" (decimals have a point)', **place
        )
    if not math.isfinite(float(cell)):
        raise BadInput("{file}: line {line}, column {column} is too large: {value}", **place)
    return float(cell)
