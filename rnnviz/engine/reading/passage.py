"""What is to be read: a text, and the symbols of it that a model knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rnnviz.errors import BadInput
from rnnviz.tasks import Task
from rnnviz.tasks.corpus import read_text

LONGEST = 1_000_000
"""Characters that are read at most."""
CHUNK = 1000
"""Characters of a part, at whose beginning the states are kept."""
NAMED = 12
"""Unknown characters that are named at most."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Passage:
    """A text.

    Attributes
    ----------
    text : str
    total : int
        Characters that there were before it was cut.
    codes : int64 (m,)
        What the model reads: the symbols that it knows.
    places : int64 (m,)
        Where in the text each of them stands.
    unknown : mapping of str to int
        Characters that are no symbol of the model, and how often each stands in the text: they are shown, and
        the model passes over them.
    """

    text: str
    total: int
    codes: Ints
    places: Ints
    unknown: Mapping[str, int]


def passage(task: Task, arguments: Mapping[str, Any]) -> Passage:
    """Return the text that a job's arguments name.

    Parameters
    ----------
    task : Task
    arguments : mapping
        ``source``: "held_out"; "text" (then ``text``); "file" (then ``path``). ``most``: characters at most.

    Raises
    ------
    BadInput
        The task reads no characters; there is no text; none of its characters is known.
    """
    if not task.symbols or any(len(symbol) != 1 for symbol in task.symbols):
        raise BadInput("{task} reads no text of characters: open a preset that does, such as python-lstm",
                       task=type(task).title)
    most = min(int(arguments.get("most", LONGEST)), LONGEST)
    match arguments.get("source", "held_out"):
        case "held_out":
            codes = task.held_out()
            if codes is None:
                raise BadInput("{task} holds no text out: paste one, or open a file", task=type(task).title)
            text = "".join([task.symbols[code] for code in codes[:most].tolist()])
            return _found(task, text, len(codes))
        case "file":
            return _found(task, *_cut(read_text(str(arguments["path"])), most))
    text = str(arguments.get("text", ""))
    if not text:
        raise BadInput("the text is empty: paste at least one character")
    return _found(task, *_cut(text.replace("\r\n", "\n").replace("\r", "\n"), most))


def _cut(text: str, most: int) -> tuple[str, int]:
    return text[:most], len(text)


def _found(task: Task, text: str, total: int) -> Passage:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    index = np.full(0x110000, -1, np.int64)
    index[[ord(symbol) for symbol in task.symbols]] = np.arange(len(task.symbols))
    codes = index[points]
    places = np.flatnonzero(codes >= 0)
    unknown = Counter(map(chr, points[codes < 0].tolist()))
    if not len(places):
        some = " ".join(repr(c) for c, _ in unknown.most_common(5))
        raise BadInput("none of the text's characters is known to the model, such as {some}: its vocabulary has {size}",
                       some=some, size=len(task.symbols))
    return Passage(text=text, total=total, codes=codes[places], places=places, unknown=dict(unknown.most_common()))
